"""What `check` lists beside the rules on ratings: communication that is uneven, study that is thin."""

from pathlib import Path
from typing import Any

import pytest

from tests.harness import Chodon
from tests.strategies.generated import write_csv

DOCUMENT = [{"number": "1/KH", "issued_on": "2022-01-03"}]


@pytest.fixture
def office(chodon: Chodon, tmp_path: Path) -> Chodon:
    """Three schools and an office, ten people in each."""
    folder = tmp_path / "office"
    folder.mkdir()
    units = [
        {"code": code, "name": code, "kind": kind}
        for code, kind in zip("ABCP", ["school"] * 3 + ["office"], strict=True)
    ]
    people = [f"VC{number:03}" for number in range(1, 41)]
    posts = [
        {"staff": code, "unit": "ABCP"[place % 4], "category": "public-employee", "started_on": "2020-01-01"}
        for place, code in enumerate(people)
    ]
    write_csv(folder / "unit.csv", list(units[0]), units)
    write_csv(
        folder / "staff.csv",
        ["code", "full_name"],
        [{"code": code, "full_name": f"Nông Thị {code}"} for code in people],
    )
    write_csv(folder / "post.csv", list(posts[0]), posts)
    write_csv(folder / "document.csv", list(DOCUMENT[0]), DOCUMENT)
    chodon("import", folder)
    return chodon


def found(chodon: Chodon, line: str = "check") -> list[tuple[Any, ...]]:
    rows = chodon(f"{line} -f json", status=None).json["rows"]
    return [(row["code"], row["record"], row["severity"], row["message"]) for row in rows]


def briefed(chodon: Chodon, unit: str, day: str = "2022-03-01") -> str:
    return str(
        chodon(
            f"briefing add --document 1/KH --unit {unit} --on {day} --form meeting --invited 10 --attended 10 -f json"
        ).json["rows"][0]["number"]
    )


def test_a_document_is_uneven_once_two_units_of_a_kind_were_told_and_the_third_was_not(office: Chodon) -> None:
    briefed(office, "A")
    briefed(office, "P")
    assert not found(office)  # one unit of each kind: it may concern it alone
    briefed(office, "B")
    assert found(office) == [
        ("briefing-uneven", "1/KH", "warning", "1/KH: not made known in 1 of 3 units: C"),
    ]
    assert "briefing-uneven" not in {code for code, *_told in found(office, "--today 2022-02-28 check")}
    number = briefed(office, "C")
    assert not found(office)
    office(f"briefing void {number} --reason nhầm")
    assert len(found(office)) == 1


def test_a_unit_in_which_nobody_serves_any_more_is_not_missed(office: Chodon) -> None:
    briefed(office, "A")
    briefed(office, "B")
    office("unit merge C --into A --on 2023-01-01")
    assert not found(office)
    assert len(found(office, "--today 2022-12-31 check")) == 1


def test_warnings_alone_are_no_matter_for_cron(office: Chodon) -> None:
    briefed(office, "A")
    briefed(office, "B")
    assert office("check").stdout
    assert not office("--quiet check").stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("people", "studied", "is_thin"), [(200, 0, True), (200, 1, False), (199, 0, False), (201, 1, True)]
)
def test_a_field_is_thin_below_one_in_two_hundred(
    office: Chodon, tmp_path: Path, people: int, studied: int, is_thin: bool
) -> None:
    more = [
        {
            "code": f"HD{number:03}",
            "full_name": "Lý Văn Đông",
            "unit": "P",
            "category": "contract",
            "from": "2021-01-01",
        }
        for number in range(1, people - 40 + 1)
    ]
    listed = [{**row, "born_on": f"1980-{place // 28 + 1:02}-{place % 28 + 1:02}"} for place, row in enumerate(more)]
    write_csv(tmp_path / "more.csv", list(listed[0]), listed)
    office("import --as staff --map from=started_on", tmp_path / "more.csv")
    for field in ("profession", "political-theory", "it", "state-management"):
        for staff in ("VC001", "VC002"):
            office(f"training add --staff {staff} --field {field} --from 2022-05-04")
    for _time in range(studied):
        office("training add --staff VC001 --field foreign-language --from 2022-12-31")
    thin = [("training-thin", "2022 foreign-language", "warning")] if is_thin else []
    assert [row[:3] for row in found(office)] == thin
    assert not found(office, "--today 2022-12-31 check")  # the year is not over
