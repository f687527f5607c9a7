"""Training, commendations, briefings and pledges: their verbs, their files, and their reports against recomputation."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.harness import SAMPLE_DATA, Chodon, begin, everything
from tests.oracle import recompute
from tests.samples import make_sample_development
from tests.strategies import developed
from tests.strategies.generated import FIRST, TODAY, Generated, days

Lived = Callable[[Generated], Path]
NOUNS = {"training": "BD", "commendation": "TD", "briefing": "QT", "pledge": "CK"}
PLAN = "30/KH-UBND@2022-02-23"
ADD = {
    "training": "--staff VC473 --field 'tin học' --title 'Tin học cơ bản' --from 2022-03-01 --until 2022-03-10",
    "commendation": "--staff VC473 --form 'bằng khen' --title 'Hai năm liên tục' --on 2022-12-30",
    "briefing": f"--document {PLAN} --unit PNV --on 2022-03-10 --form 'hội nghị' --invited 12 --attended 11",
    "pledge": f"--staff VC473 --document {PLAN} --year 2023 --on 2022-12-30",
}


# The figures


@st.composite
def questions(draw: Any, by: list[str]) -> dict[str, Any]:
    first, second = sorted([draw(st.just(FIRST) | days), draw(st.just(TODAY) | days)])
    how = draw(st.sampled_from(by))
    return {
        "start": min(first, TODAY),
        "end": second,
        "by": how,
        "depth": draw(st.sampled_from([None, 1, 2])) if how == "unit" else None,
        "unit": draw(st.none() | st.integers(0, 9)),
        "units": draw(st.sampled_from(["then", "now"])),
    }


def line_of(report: str, asked: developed.Asked) -> str:
    options = f"--depth {asked.depth} " if asked.depth else ""
    options += f"--unit {asked.unit} " if asked.unit else ""
    return (
        f"report {report} --period {asked.start}..{asked.end} --by {asked.by} --units {asked.units} {options} -f json"
    )


@settings(max_examples=30)
@given(
    drawn=developed.developed(),
    of_training=st.lists(questions(["unit", "unit", "kind", "category"]), min_size=3, max_size=3),
    of_briefings=st.lists(questions(["unit", "unit", "kind"]), min_size=3, max_size=3),
)
def test_every_figure_of_a_generated_register_is_the_recomputed_one(
    lived: Lived, chodon: Chodon, drawn: Generated, of_training: list[Any], of_briefings: list[Any]
) -> None:
    folder = lived(drawn)
    codes = sorted(row["code"] for row in recompute.table(folder, "unit") if not row.get("voided_on"))
    for report, work, questions_ in (
        ("training", developed.training, of_training),
        ("briefings", developed.briefings, of_briefings),
    ):
        for each in questions_:
            unit = codes[each["unit"] % len(codes)] if each["unit"] is not None and codes else None
            asked = developed.Asked(folder, today=TODAY, **(each | {"unit": unit}))
            told = chodon(line_of(report, asked)).json
            rows, totals = work(asked)
            assert sorted(told["rows"], key=lambda row: str(next(iter(row.values())))) == rows
            assert {key: told["totals"][key] for key in totals} == totals


@settings(max_examples=10)
@given(drawn=developed.developed())
def test_training_by_field_adds_up(lived: Lived, chodon: Chodon, drawn: Generated) -> None:
    folder = lived(drawn)
    asked = developed.Asked(folder, FIRST, TODAY, TODAY, "unit")
    _rows, totals = developed.training(asked)
    told = chodon(f"report training --period {FIRST}..{TODAY} --by field -f json").json
    assert {row["field"].replace("-", "_"): row["trained"] for row in told["rows"]} == {
        field.replace("-", "_"): totals[field.replace("-", "_")] for field in developed.FIELDS
    }
    assert sum(row["trainings"] for row in told["rows"]) == told["totals"]["trainings"] == totals["trainings"]
    assert sum(row["days"] for row in told["rows"]) == told["totals"]["days"] == totals["days"]


def test_a_person_who_studies_twice_in_two_units_counts_once_in_all_and_once_in_each(chodon: Chodon) -> None:
    for unit in ("A", "B"):
        chodon(f"unit add {unit} {unit} --kind office")
    chodon("staff add --name An --code X --unit A --category CC --from 2021-01-01")
    chodon("staff add --name Ba --code Y --unit A --category CC --from 2021-01-01")
    chodon("staff transfer X --on 2022-07-01 --to B")
    for day in ("2022-01-05", "2022-06-30", "2022-07-01"):
        chodon(f"training add --staff X --field it --from {day}")
    chodon("training add --staff Y --field other --from 2021-12-31 --until 2022-03-31")  # begun in the year before
    told = chodon("report training --period 2022 -f json").json
    keys = ("staff", "trained", "coverage", "trainings", "it", "other")
    assert [[row["unit_code"], *(row[key] for key in keys)] for row in told["rows"]] == [
        ["A", 2, 1, 50.0, 2, 1, 0],
        ["B", 1, 1, 100.0, 1, 1, 0],
    ]
    assert [told["totals"][key] for key in keys] == [2, 1, 50.0, 3, 1, 0]


@pytest.mark.parametrize("options", ["", "--by kind", "--by category", "--depth 1", "--unit PGDDT --units now"])
def test_each_figure_can_be_traced_to_its_records(chodon: Chodon, sample: Path, register: Path, options: str) -> None:
    begin(sample, register)
    for report in ("training", "briefings")[: 1 if "category" in options else 2]:
        line = f"report {report} --period 2021-03-20..2022-05-10 {options} -f json"
        told = chodon(line).json
        first = told["columns"][0]["key"]
        for row in [*told["rows"][:2], told["rows"][-1], {**told["totals"], first: "total"}]:
            for key in told["totals"]:
                if key in NAMES:
                    continue
                behind = chodon(line, "--cell", f"{row[first]}:{key}").json["rows"]
                assert traced(key, behind) in (row[key], None), (report, row[first], key)
    assert "names no figure" in chodon(line, "--cell", "PTP:nothing", status=2).stderr


NAMES = ("unit_code", "unit", "kind", "category")


def traced(key: str, behind: list[dict[str, Any]]) -> Any:
    """The figure, worked out from the records that are listed for it; a share is not."""
    if key in ("days", "invited", "attended"):
        return sum(row[key] or 0 for row in behind)
    if key in ("coverage", "attendance"):
        return None
    if key == "documents":
        return len({row["document"] for row in behind})
    return len(behind) if key in ("trainings", "briefings") else len({row["staff"] for row in behind})


def test_a_field_can_be_traced_to_its_records(chodon: Chodon, sample: Path, register: Path) -> None:
    begin(sample, register)
    line = "report training --period 2022 --by field -f json"
    told = chodon(line).json
    for row in [*told["rows"], {**told["totals"], "field": "total"}]:
        behind = chodon(line, "--cell", f"{row['field']}:trainings").json["rows"]
        assert len(behind) == row["trainings"] and sum(each["days"] for each in behind) == row["days"]
        assert row["field"] == "total" or {each["field"] for each in behind} <= {row["field"]}


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


# In and out


@settings(max_examples=12)
@given(drawn=developed.developed())
def test_an_export_comes_back_byte_for_byte(
    lived: Lived, chodon: Chodon, empty: Path, register: Path, tmp_path: Path, drawn: Generated
) -> None:
    first = contents(lived(drawn))
    begin(empty, register)
    chodon("import", tmp_path / "exported")
    chodon("export", tmp_path / "again")
    assert contents(tmp_path / "again") == first


@settings(max_examples=10)
@given(drawn=developed.developed())
def test_the_same_rows_a_second_time_change_nothing(
    lived: Lived, chodon: Chodon, register: Path, tmp_path: Path, drawn: Generated
) -> None:
    """Rows without a number too: the k-th equal row is the k-th equal record."""
    lived(Generated(drawn.files, []))
    written = everything(register)
    told = chodon("import -f json", drawn.write(tmp_path / "drawn")).json
    assert [row["new"] + row["changed"] + row["refused"] for row in told["rows"]] == [0] * len(told["rows"])
    assert everything(register) == written


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_sample_is_what_its_program_writes(tmp_path: Path) -> None:
    for name in ("unit", "post", "case", "case_event"):
        (tmp_path / f"{name}.csv").write_bytes((SAMPLE_DATA / f"{name}.csv").read_bytes())
    make_sample_development.write(tmp_path)
    for name in make_sample_development.HEADS:
        assert (tmp_path / f"{name}.csv").read_bytes() == (SAMPLE_DATA / f"{name}.csv").read_bytes(), name


def test_the_sample_is_uneven_in_briefings_and_thin_in_foreign_languages(
    chodon: Chodon, sample: Path, register: Path
) -> None:
    begin(sample, register)
    fields = {row["field"]: row for row in chodon("report training --period 2022 --by field -f json").json["rows"]}
    assert 0 < fields["foreign-language"]["trained"] < 5 < min(fields[key]["trained"] for key in ("profession", "it"))
    briefed = chodon("report briefings --period 2022 -f json").json["rows"]
    assert any(not row["briefings"] for row in briefed) and any(not row["pledged"] for row in briefed)
    assert {row["attendance"] is not None and row["attendance"] < 50 for row in briefed} == {True, False}
    assert any(row["coverage"] == 100 for row in briefed)


def test_an_anonymised_export_names_nobody_and_can_be_read_back(
    chodon: Chodon, sample: Path, empty: Path, register: Path, tmp_path: Path
) -> None:
    begin(sample, register)
    chodon("training add --staff VC473 --field it --from 2022-03-01 --title Riêng --certificate 7/CC --note 'cho An'")
    chodon("export --anonymise", tmp_path / "out")
    for noun in NOUNS:
        with (tmp_path / "out" / f"{noun}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                assert row.get("staff", "")[:1] in ("", "N")
                assert {row.get(key) for key in ("note", "certificate", "decision", "authority")} <= {"", None}
                assert noun == "briefing" or not row.get("title")
    begin(empty, register)
    chodon("import", tmp_path / "out")


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


def test_a_dossier_shows_commendations_beside_violations(chodon: Chodon, sample: Path, register: Path) -> None:
    begin(sample, register)
    assert "Commendations" not in chodon("staff show VC473").stdout
    for noun in ("commendation", "training", "pledge"):
        chodon(f"{noun} add {ADD[noun]}")
    shown = chodon("staff show VC473").stdout
    assert [shown.index(word) for word in ("TD-2022", "BD-2022", "CK-2023")] == sorted(
        shown.index(word) for word in ("TD-2022", "BD-2022", "CK-2023")
    )


@pytest.mark.parametrize(
    ("noun", "title", "person"),
    [("task", "Tasks", "CC058"), ("feedback", "Feedback", "CX152"), ("violation", "Violations", "CX152")],
)
def test_a_dossier_has_all_that_the_register_holds_of_the_person(
    chodon: Chodon, sample: Path, register: Path, noun: str, title: str, person: str
) -> None:
    begin(sample, register)
    listed = chodon(f"{noun} list --staff {person} -f json").json
    parts = {part["title"]: part["rows"] for part in chodon(f"staff show {person} -f json").json["details"]}
    told = [{key: row[key] for key in row if key not in ("staff", "full_name")} for row in listed["rows"]]
    shown = [{key: row[key] for key in row if key not in ("staff", "full_name")} for row in parts[title]]
    assert told and [row["number"] for row in shown] == [row["number"] for row in told]
    assert all(wanted.items() <= found.items() for wanted, found in zip(told, shown, strict=True))


WRONG = [
    ("training add --staff VC473 --field dancing --from 2022-01-01", 2, "dancing"),
    ("training add --staff VC473 --field it", 2, "--from"),
    ("training add --staff VC473 --field it --from 2027-01-01", 1, "after today"),
    ("training add --staff VC473 --field it --from 2022-03-02 --until 2022-03-01", 1, "is before"),
    ("training add --staff VC473 --field it --from 2022-03-01 --until 2022-03-02 --days 3", 1, "only 2 days"),
    ("training add --staff NOBODY --field it --from 2022-03-01", 1, "NOBODY"),
    ("training edit BD-2022-0001 --from 2021-03-01", 1, "belongs to the year 2022"),
    ("training edit BD-2022-0001 --field ''", 1, "needed"),
    ("training show BD-1999-0001", 1, "BD-1999-0001"),
    ("commendation add --form diploma --on 2022-01-01", 1, "name one of them"),
    ("commendation add --form diploma --on 2022-01-01 --staff VC473 --unit PNV", 1, "name one of them"),
    ("commendation edit TD-2021-0001 --staff VC473", 1, "name one of them"),
    (
        f"briefing add --document {PLAN} --unit PNV --on 2022-03-10 --form meeting --invited 3 --attended 4",
        1,
        "3 invited",
    ),
    ("briefing add --document 30/KH-UBND --unit PNV --on 2022-03-10 --form meeting --invited 3 --attended 3", 1, "@"),
    (
        f"briefing add --document {PLAN} --unit BQLCHO --on 2023-03-10 --form other --invited 3 --attended 3",
        1,
        "closed",
    ),
    (f"briefing add --document {PLAN} --unit PNV --on 2022-03-10 --form meeting --invited -3 --attended 3", 2, "-3"),
    (f"pledge add --staff VC473 --document {PLAN} --year 22 --on 2022-03-01", 1, "not a year"),
    (f"pledge add --staff VC473 --document {PLAN} --year 2022 --on 2027-03-01", 1, "after today"),
    ("pledge edit CK-2022-0001 --year 2021", 1, "belongs to the year 2022"),
    (f"document void {PLAN} --reason x", 1, "QT-2022"),
    ("report training --by standard", 2, "standard"),
    ("report briefings --by unit --depth 0", 2, "depth"),
]


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_changed(
    chodon: Chodon, sample: Path, register: Path, line: str, status: int, told: str
) -> None:
    begin(sample, register)
    before = register.read_bytes()
    done = chodon(line, status=status)
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)
    assert told in done.stderr
    assert register.read_bytes() == before


def test_faults_in_a_file_are_named_all_of_them(chodon: Chodon, sample: Path, register: Path, tmp_path: Path) -> None:
    begin(sample, register)
    path = tmp_path / "khen.csv"
    path.write_text(
        "staff,unit,form,decided_on\nVC473,,bằng khen,2022-13-01\n,,huy chương,2022-01-01\nVC473,,kẹo,2022-01-02\n"
    )
    before = everything(register)
    told = chodon("import --as commendation", path, status=1).stderr
    assert [f"khen.csv:{line}" in told for line in (2, 3, 4)] == [True] * 3
    assert everything(register) == before


def test_a_unit_does_not_close_before_a_briefing_it_held(chodon: Chodon) -> None:
    chodon("unit add A A --kind office")
    chodon("document add 1/KH --issued 2022-01-01")
    chodon("briefing add --document 1/KH --unit A --on 2022-06-01 --form online --invited 5 --attended 5")
    assert "QT-2022-0001" in chodon("unit close A --on 2022-05-31", status=1).stderr
    chodon("unit close A --on 2022-06-01")


def test_a_reference_to_a_document_names_its_day_once_another_has_its_number(chodon: Chodon, tmp_path: Path) -> None:
    chodon("unit add A A --kind office")
    chodon("document add 1/KH --issued 2022-01-01")
    chodon("briefing add --document 1/kh --unit A --on 2022-06-01 --form online --invited 5 --attended 5")
    assert chodon("briefing list -f json").json["rows"][0]["document"] == "1/KH"
    chodon("document add 1/KH --issued 2023-01-01")
    assert chodon("briefing list -f json").json["rows"][0]["document"] == "1/KH@2022-01-01"
    chodon("export", tmp_path / "out")
    told = chodon("import -f json", tmp_path / "out").json["rows"]
    assert [row["unchanged"] for row in told if row["file"] == "briefing.csv"] == [1]
