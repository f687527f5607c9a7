"""`report briefings`: what counts of briefings and pledges."""

from tests.harness import Chodon


def test_what_is_void_or_of_another_time_counts_nowhere(chodon: Chodon) -> None:
    chodon("unit add A A --kind office")
    chodon("document add 1/KH --issued 2021-01-01")
    for code in ("X", "Y", "Z"):
        chodon(f"staff add --name {code} --code {code} --unit A --category CC --from 2021-01-01")
        chodon(f"pledge add --staff {code} --document 1/KH --year 2022 --on 2022-02-01")
        chodon("briefing add --document 1/KH --unit A --on 2022-02-01 --form meeting --invited 3 --attended 2")
    for number in ("0002", "0003"):
        chodon(f"pledge void CK-2022-{number} --reason nhầm")
        chodon(f"briefing void QT-2022-{number} --reason nhầm")
    keys = ("briefings", "documents", "invited", "attended", "pledged")
    for period, figures in (("2022Q1", [1, 1, 3, 2, 1]), ("2022Q2", [0] * 5), ("2021", [0] * 5)):
        told = chodon(f"report briefings --period {period} -f json").json
        assert [told["rows"][0][key] for key in keys] == [told["totals"][key] for key in keys] == figures
