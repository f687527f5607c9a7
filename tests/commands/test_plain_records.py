"""Training, commendations, briefings and pledges: their verbs, their files, and their reports against recomputation."""

import csv
from pathlib import Path

import pytest
from hypothesis import given

from tests.harness import Chodon, begin, everything, examples, folder_bytes
from tests.strategies.generated import Generated, Lived
from tests.strategies.generated_development import developed

NOUNS = {"training": "BD", "commendation": "TD", "briefing": "QT", "pledge": "CK"}
PLAN = "30/KH-UBND@2022-02-23"
ADD = {
    "training": "--staff VC473 --field 'tin học' --title 'Tin học cơ bản' --from 2022-03-01 --until 2022-03-10",
    "commendation": "--staff VC473 --form 'bằng khen' --title 'Hai năm liên tục' --on 2022-12-30",
    "briefing": f"--document {PLAN} --unit PNV --on 2022-03-10 --form 'hội nghị' --invited 12 --attended 11",
    "pledge": f"--staff VC473 --document {PLAN} --year 2023 --on 2022-12-30",
}


# The figures


# In and out


@examples(12)
@given(drawn=developed())
def test_an_export_comes_back_byte_for_byte(
    lived: Lived, chodon: Chodon, empty: Path, register: Path, tmp_path: Path, drawn: Generated
) -> None:
    first = folder_bytes(lived(drawn))
    begin(empty, register)
    chodon("import", tmp_path / "exported")
    chodon("export", tmp_path / "again")
    assert folder_bytes(tmp_path / "again") == first


@examples(10)
@given(drawn=developed())
def test_the_same_rows_a_second_time_change_nothing(
    lived: Lived, chodon: Chodon, register: Path, tmp_path: Path, drawn: Generated
) -> None:
    """Rows without a number too: the k-th equal row is the k-th equal record."""
    lived(Generated(drawn.files, []))
    written = everything(register)
    told = chodon("import -f json", drawn.write(tmp_path / "drawn")).json
    assert [row["new"] + row["changed"] + row["refused"] for row in told["rows"]] == [0] * len(told["rows"])
    assert everything(register) == written


@pytest.mark.slow
def test_an_anonymised_export_names_nobody_and_can_be_read_back(
    chodon: Chodon, sample: Path, empty: Path, register: Path, tmp_path: Path
) -> None:
    begin(sample, register)
    chodon("training add --staff VC473 --field it --from 2022-03-01 --title Riêng --certificate 7/CC --note 'cho An'")
    chodon("export --anonymise --days exact", tmp_path / "out")
    for noun in NOUNS:
        with (tmp_path / "out" / f"{noun}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                assert row.get("staff", "")[:1] in ("", "N")
                assert {row.get(key) for key in ("note", "certificate", "decision", "authority")} <= {"", None}
                assert noun == "briefing" or not row.get("title")
    begin(empty, register)
    chodon("import", tmp_path / "out")


@pytest.mark.slow
def test_a_list_written_as_a_workbook_comes_in_as_it_went_out(
    chodon: Chodon, sample: Path, register: Path, tmp_path: Path
) -> None:
    begin(sample, register)
    for noun in NOUNS:
        size = len(chodon(f"{noun} list -f json").json["rows"])
        chodon(f"{noun} list", "-o", tmp_path / "ds.xlsx")
        told = chodon(f"import --as {noun} -f json", tmp_path / "ds.xlsx").json
        assert [told["rows"][0][key] for key in ("new", "unchanged", "refused")] == [0, size, 0], noun


# The verbs


@pytest.mark.slow
@pytest.mark.parametrize("noun", NOUNS)
def test_a_record_is_entered_found_corrected_and_voided(
    chodon: Chodon, sample: Path, register: Path, noun: str
) -> None:
    begin(sample, register)
    [made] = chodon(f"{noun} add {ADD[noun]} --note 'lần đầu' -f json").json["rows"]
    number = made["number"]
    assert number.startswith(NOUNS[noun])
    assert chodon(f"{noun} show {number.lower()} -f json").json["rows"][0]["note"] == "lần đầu"
    assert [row["number"] for row in chodon(f"{noun} list --find 'LAN dau' -f json").json["rows"]] == [number]
    chodon(f"{noun} edit {number} --note ''")
    assert chodon(f"{noun} show {number} -f json").json["rows"][0]["note"] is None
    assert "nothing would change" in chodon(f"{noun} edit {number} --note ''", status=1).stderr
    chodon(f"{noun} void {number} --reason nhầm")
    assert number not in chodon(f"{noun} list -f csv").stdout
    assert number in chodon(f"{noun} list --voided -f csv").stdout
    assert "is void" in chodon(f"{noun} edit {number} --note x", status=1).stderr
    assert chodon(f"{noun} add {ADD[noun]} -f json").json["rows"][0]["number"] != number  # a number is given once


@pytest.mark.slow
@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "md", "html", "xlsx"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_lists_and_reports_speak_both_languages_in_every_format(
    chodon: Chodon, sample: Path, register: Path, tmp_path: Path, lang: str, form: str
) -> None:
    begin(sample, register)
    for line in (
        *(f"{noun} list" for noun in NOUNS),
        "report training --period 2022",
        "report briefings --period 2022",
    ):
        path = tmp_path / f"out.{form}"
        chodon(f"--lang {lang} {line} -f {form}", "-o", path)
        assert path.stat().st_size > 1000, line


def test_lists_are_filtered(chodon: Chodon, sample: Path, register: Path) -> None:
    begin(sample, register)

    def found(line: str) -> int:
        return len(chodon(f"{line} -f json").json["rows"])

    assert found("training list --period 2022 --field 'ngoại ngữ'") == 3
    assert found("training list --period 2021") + found("training list --period 2022") == found("training list")
    assert (
        found("pledge list --year 2022") == found("pledge list") > found("pledge list --unit CHODON --year 2021") == 0
    )
    assert found("pledge list --period 2022-03 --year 2022") + found("pledge list --period 2022-04") == found(
        "pledge list"
    )
    assert found("rating list --kind final --period 2022-12") == found("rating list --kind final --year 2022") > 0
    assert 0 < found("briefing list --unit PGDDT --form meeting") < found("briefing list --form meeting")
    assert found("commendation list --unit CHODON") == found("commendation list")
