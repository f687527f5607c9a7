"""Inspections: their course, what is seen at them, and what comes of it."""

from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from chodon_cli.dates import parse_hour
from chodon_cli.errors import Usage
from chodon_cli.law import checklist
from chodon_cli.law.standards import catalogue
from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.harness import Chodon, Prepare, assert_refused, begin

PEOPLE = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"]


@pytest.fixture
def office(chodon: Chodon, prepare: Prepare) -> Chodon:
    """Two offices; three people in PNV, one of whom moves to PTP on 1 July 2022."""
    prepare(
        "unit add PNV 'Phòng Nội vụ' --kind office",
        "unit add PTP 'Phòng Tư pháp' --kind office",
        *(("staff add --unit PNV --category civil-servant --from 2021-01-01 --name", name) for name in PEOPLE),
        "staff transfer CC003 --on 2022-07-01 --to PTP",
    )
    return chodon


def numbers(chodon: Chodon, line: str) -> list[str]:
    return [row["number"] for row in chodon(f"{line} -f json").json["rows"]]


# Its course


def test_an_inspection_is_planned_recorded_concluded_and_remedied(office: Chodon) -> None:
    office("inspection plan --unit PNV --on 2022-03-15")
    office(
        "inspection record kt-2022-001 --on 2022-03-15 --hour 7h15 --people 3 --present 2 --absent-without-reason 1"
        " --late 1 --check M02=1/3 --check M07=0/1"
    )
    office("inspection conclude KT-2022-001 --on 2022-03-20 --conclusion 5/KL --to-remedy x --remedy-due 2022-04-20")
    office("inspection remedy KT-2022-001 --on 2022-04-25 --remedied y")
    assert office("inspection list -f csv").stdout.splitlines()[1] == (
        "KT-2022-001,PNV,planned,2022-03-15,2022-03-15,07:15,3,2,0,1,1,5/KL,2022-03-20,x,2022-04-20,y,2022-04-25,"
    )
    assert office("info -f json").json["rows"][0]["inspections"] == 1
    shown = office("inspection show KT-2022-001").stdout
    assert "M07" in shown
    assert "Niêm yết" in shown


def test_a_number_is_of_the_year_for_which_it_was_planned_else_of_the_visit(office: Chodon) -> None:
    office("inspection plan --unit PNV --on 2022-12-30")
    office("inspection record KT-2022-001 --on 2023-01-04")
    office("inspection record --unit PNV --kind surprise --on 2023-01-03")
    office("inspection record --unit PNV --kind self --on 2022-01-03")
    assert numbers(office, "inspection list") == ["KT-2022-001", "KT-2022-002", "KT-2023-001"]
    assert "belongs to the year 2022" in office("inspection edit KT-2022-001 --planned 2023-01-02", status=1).stderr
    office("inspection edit KT-2022-001 --planned 2022-12-29")
    told = office("inspection edit KT-2022-001 --kind surprise --planned ''", status=1).stderr
    assert "belongs to the year 2022" in told


def test_a_visit_before_the_day_that_was_planned_is_taken_and_said(office: Chodon) -> None:
    office("inspection plan --unit PNV --on 2022-03-15")
    assert "planned for 15/03/2022" in office("inspection record KT-2022-001 --on 2022-03-14").stderr


def test_it_is_found_by_period_unit_kind_and_text(office: Chodon) -> None:
    office("inspection plan --unit PNV --on 2022-12-15 --note 'Quý IV'")
    office("inspection record --unit PTP --kind surprise --on 2022-02-01")
    office("inspection record --unit PNV --kind self --on 2021-02-01")
    office("inspection void KT-2021-001 --reason nhầm")
    assert numbers(office, "inspection list --period 2022") == ["KT-2022-001", "KT-2022-002"]
    assert numbers(office, "inspection list --unit PTP") == ["KT-2022-002"]
    assert numbers(office, "inspection list --kind 'đột xuất'") == ["KT-2022-002"]
    assert numbers(office, "inspection list --find 'quy iv'") == ["KT-2022-001"]
    assert numbers(office, "inspection list --voided --kind self") == ["KT-2021-001"]
    assert numbers(office, "inspection list --kind self") == []


def test_what_is_planned_and_what_is_to_be_remedied_falls_due(office: Chodon) -> None:
    office("inspection plan --unit PTP --on 2022-03-10")
    office("inspection record --unit PNV --kind surprise --on 2022-03-01")
    office("inspection conclude KT-2022-002 --on 2022-03-05 --conclusion 5/KL --to-remedy x --remedy-due 2022-03-12")

    def due(day: str, options: str = "", status: int = 0) -> list[tuple[str, str, int]]:
        rows = office(f"--today {day} due -f json {options}", status=status).json["rows"]
        return [(row["kind"], row["number"], row["days_left"]) for row in rows]

    plan, remedy = ("inspection", "KT-2022-001"), ("remedy", "KT-2022-002")
    assert due("2022-03-11", "--exit-code", status=3) == [(*plan, -1), (*remedy, 1)]
    assert due("2022-03-11", "--unit PNV --exit-code") == [(*remedy, 1)]
    office("inspection record KT-2022-001 --on 2022-03-11")
    office("inspection remedy KT-2022-002 --on 2022-03-14")
    assert due("2022-03-14") == []
    assert due("2022-03-13") == [(*remedy, -1)]  # as it was on that day
    assert due("2022-03-10") == [(*plan, 0), (*remedy, 2)]


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("period", "due", "done", "overdue"),
    [
        ("2022-03-11..2022-03-11", 0, 0, 0),
        ("2022-03-12..2022-03-12", 1, 0, 0),
        ("2022-03-01..2022-03-13", 1, 0, 1),
        ("2022-03-13..2022-03-13", 0, 0, 1),
        ("2022-03-01..2022-03-14", 1, 1, 0),
        ("2022-03-14..2022-03-14", 0, 0, 0),
    ],
)
def test_a_remedy_is_overdue_from_the_day_after_it_was_due_until_it_is_done(
    office: Chodon, period: str, due: int, done: int, overdue: int
) -> None:
    office("inspection record --unit PNV --kind surprise --on 2022-03-01")
    office("inspection conclude KT-2022-001 --on 2022-03-05 --remedy-due 2022-03-12")
    office("inspection remedy KT-2022-001 --on 2022-03-14")
    totals = office(f"report inspections --period {period} -f json").json["totals"]
    assert [totals[f"remedies_{what}"] for what in ("due", "done", "overdue")] == [due, done, overdue]


# What is seen


@pytest.mark.parametrize(
    ("written", "hour"),
    [("7:15", "07:15"), ("07h15", "07:15"), ("7 giờ 15 phút", "07:15"), ("13g", "13:00"), ("23:59:00", "23:59")],
)
def test_an_hour_is_read_as_people_write_it(written: str, hour: str) -> None:
    assert parse_hour(written) == hour


@pytest.mark.parametrize("written", ["24:00", "7:60", "7", "7:5", "sáng", "07:15:30", "-1:00"])
def test_what_is_no_hour_is_said_so(written: str) -> None:
    with pytest.raises(Usage):
        parse_hour(written)


def test_a_check_is_set_anew_and_with_no_count_no_longer_counts(office: Chodon) -> None:
    office("inspection record --unit PNV --kind self --on 2022-03-01 --check M03=1/3 --check tg01=2/2")
    office("inspection check KT-2022-001 m03 --made 4 --passed 2 --failed 'CC002, Nguyễn Văn An' --note 'lần hai'")
    office("inspection check KT-2022-001 TG01 --made 0 --passed 0")
    rows = office("report inspections --period 2022 --cell PNV:checks_made -f json").json["rows"]
    assert [(row["item"], row["made"], row["passed"], row["failed_staff"]) for row in rows] == [
        ("M03", 4, 2, "CC001; CC002"),
        ("TG01", 0, 0, None),
    ]


def test_nothing_of_a_record_stays_if_one_check_is_refused(office: Chodon) -> None:
    office("inspection record --unit PNV --kind self --on 2022-03-01 --check M03=1/1 --check M04=2/1", status=1)
    assert numbers(office, "inspection list --voided") == []


def test_who_failed_elsewhere_is_said(office: Chodon) -> None:
    line = "inspection record --unit PNV --kind self --check M03=0/1:CC003 --on"
    assert "served in" not in office(f"{line} 2022-06-30").stderr
    assert "on 01/07/2022 CC003 served in PTP" in office(f"{line} 2022-07-01").stderr


def test_a_failing_is_repeated_if_the_last_inspection_of_the_unit_found_it_too(office: Chodon) -> None:
    def record(day: str, hour: str, checks: str, unit: str = "PNV") -> str:
        words = " ".join(f"--check {check}" for check in checks.split())
        return office(f"inspection record --unit {unit} --kind surprise --on {day} --hour {hour} {words}").stderr

    assert "last inspection" not in record("2022-03-01", "7:15", "M07=0/1 M08=1/1 M11=0/1")
    assert "too, KT-2022-001: M07" in record("2022-03-01", "14:00", "M07=0/1 M08=0/1")
    assert "too, KT-2022-002: M08" in record("2022-04-01", "7:00", "M08=0/1 M11=0/1")
    assert "last inspection" not in record("2022-05-01", "7:00", "M08=0/1", unit="PTP")
    assert "too" not in record("2022-03-01", "8:00", "M08=0/1")  # between the first two
    cell = office("report inspections --period 2022 --cell total:repeated -f json").json["rows"]
    assert [(row["inspection"], row["item"]) for row in cell] == [("KT-2022-002", "M08"), ("KT-2022-003", "M08")]
    office("inspection void KT-2022-005 --reason nhầm")  # what is void was no last inspection
    cell = office("report inspections --period 2022 --cell total:repeated -f json").json["rows"]
    assert [(row["inspection"], row["item"]) for row in cell] == [("KT-2022-002", "M07"), ("KT-2022-003", "M08")]


def test_the_shipped_items_name_shipped_standards_and_say_how_sure_they_are() -> None:
    codes = {standard["code"] for standard in catalogue()}
    items = checklist.items("2022-01-01")
    assert [item["code"] for item in items] == [f"M{place:02}" for place in range(1, 15)]
    assert {item["standard"] for item in items if "standard" in item} <= codes
    assert not codes & {item["code"] for item in items}
    assert all(item["verified"] in "VSRNC" and item["document"] for item in items)


# Violations


def test_what_a_person_failed_becomes_a_violation_in_one_command(office: Chodon) -> None:
    office("inspection record --unit PNV --kind surprise --on 2022-03-01 --check M03=1/3:CC001,CC002 --check M07=0/1")
    office("inspection check KT-2022-001 TG02 --made 3 --passed 2 --failed CC001 --note 'Chơi cờ'")
    rows = office("inspection log KT-2022-001 -f json").json["rows"]
    keys = ("staff", "standard", "occurred_on", "found_on", "source", "note", "inspection")
    same = ("2022-03-01", "2022-03-01", "inspection")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        ("CC001", "TT01", *same, None, "KT-2022-001"),
        ("CC002", "TT01", *same, None, "KT-2022-001"),
        ("CC001", "TG02", *same, "Chơi cờ", "KT-2022-001"),
    ]
    assert "left to log" in office("inspection log KT-2022-001", status=1).stderr
    office("violation void VP-2022-0002 --reason nhầm")
    assert numbers(office, "inspection log KT-2022-001") == ["VP-2022-0004"]
    assert numbers(office, "violation list --inspection KT-2022-001") == [f"VP-2022-000{n}" for n in range(1, 5)]


def test_an_item_of_no_standard_asks_which_was_broken(office: Chodon) -> None:
    office("inspection record --unit PNV --kind surprise --on 2022-03-01 --check M08=0/1:CC001 --check M03=0/1:CC001")
    assert "M08: no standard" in office("inspection log KT-2022-001", status=1).stderr
    office("inspection log KT-2022-001 --item M08 --standard ND05 --severity serious")
    office("inspection log KT-2022-001 --item M03 --staff CC002", status=1)
    office("inspection log KT-2022-001 --item M03 --staff CC001")
    rows = office("violation list -f json").json["rows"]
    assert [(row["standard"], row["severity"]) for row in rows] == [("ND05", "serious"), ("TT01", "minor")]


def test_the_violations_of_an_inspection_obey_the_rules_of_violations(office: Chodon) -> None:
    office("inspection record --unit PNV --kind surprise --on 2022-03-01 --check TG02=0/1:CC001")
    office("standard retire TG02 --on 2022-03-01")
    office("inspection log KT-2022-001")
    assert "KT-2022-001" in office("standard retire TG02 --on 2022-02-28", status=1).stderr
    assert "VP-2022-0001" in office("inspection edit KT-2022-001 --on 2022-02-28", status=1).stderr
    assert "VP-2022-0001" in office("inspection void KT-2022-001 --reason x", status=1).stderr
    assert "KT-2022-001" in office("staff void CC001 --reason x", status=1).stderr
    assert "KT-2022-001" in office("staff edit CC001 --post 2021-01-01 --from 2022-03-02", status=1).stderr
    office("violation edit VP-2022-0001 --inspection '' --source self")
    office("inspection void KT-2022-001 --reason x")
    told = office("violation edit VP-2022-0001 --inspection KT-2022-001", status=1).stderr
    assert "no such inspection" in told or "KT-2022-001" in told


def test_linking_a_violation_says_how_it_came_to_be_known(office: Chodon) -> None:
    office("inspection record --unit PNV --kind surprise --on 2022-03-01")
    office("violation log --staff CC001 --standard TT01 --on 2022-02-28 --source press")
    office("violation edit VP-2022-0001 --inspection KT-2022-001")
    row = office("violation show VP-2022-0001 -f json").json["rows"][0]
    assert (row["source"], row["inspection"], row["found_on"]) == ("inspection", "KT-2022-001", "2022-02-28")


# Units come and go


def test_an_inspection_keeps_the_unit_in_which_it_happened(office: Chodon) -> None:
    office("inspection record --unit PTP --kind surprise --on 2022-08-01 --check M07=0/1")
    office("inspection plan --unit PTP --on 2023-02-01")
    assert "KT-2023-001" in office("unit merge PTP --into PNV --on 2023-01-01", status=1).stderr
    office("inspection void KT-2023-001 --reason 'đơn vị sáp nhập'")
    office("unit merge PTP --into PNV --on 2023-01-01")
    office("inspection record --unit PNV --kind surprise --on 2023-03-01 --check M07=0/1")

    def rows(options: str) -> dict[str, tuple[int, int, str]]:
        told = office(f"report inspections -f json --units {options}").json["rows"]
        return {row["unit_code"]: (row["inspections"], row["repeated"], row["last_inspected_on"]) for row in told}

    assert rows("then --period 2022") == {"PNV": (0, 0, None), "PTP": (1, 0, "2022-08-01")}
    assert rows("now --period 2022") == {"PNV": (1, 0, "2022-08-01")}
    assert rows("then --period 2023") == {"PNV": (1, 0, "2023-03-01")}
    assert "KT-2022-001" in office("unit void PTP --reason x", status=1).stderr


def test_a_unit_that_nobody_inspected_has_a_row_and_is_counted(office: Chodon) -> None:
    office("inspection record --unit PNV --kind surprise --on 2021-03-01")
    told = office("report inspections --period 2022 -f json").json
    assert [(row["unit_code"], row["inspections"], row["last_inspected_on"]) for row in told["rows"]] == [
        ("PNV", 0, "2021-03-01"),
        ("PTP", 0, None),
    ]
    assert told["notes"] == ["not inspected in the period: 2 of 2", "never inspected: 1 of 2"]


# Files

FOLDER = {
    "unit.csv": "code,name,kind\nPNV,Phòng Nội vụ,phòng",
    "staff.csv": "code,full_name\nCC001,Nguyễn Văn An\nCC002,Trần Thị Bình",
    "post.csv": "staff,unit,category,started_on\nCC001,PNV,công chức,01/01/2021\nCC002,PNV,công chức,01/01/2021",
    "inspection.csv": "number,unit,kind,planned_on,visited_on,hour,people,present\n"
    "KT-2022-001,PNV,theo kế hoạch,15/03/2022,15/03/2022,7h15,2,2\nKT-2022-002,PNV,planned,15/12/2022,,,,",
    "inspection_check.csv": "inspection,item,made,passed,failed_staff\n"
    "KT-2022-001,M03,2,0,CC002; CC001\nKT-2022-001,tt02,2,2,",
    "violation.csv": "staff,standard,occurred_on,inspection\nCC001,TT01,15/03/2022,KT-2022-001",
}


def test_a_folder_written_by_hand_is_taken_in_and_comes_back(chodon: Chodon, tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    for name, text in FOLDER.items():
        (folder / name).write_text(text + "\n", "utf-8")
    chodon("import", folder)
    assert all(row["new"] == 0 for row in chodon("import -f json", folder).json["rows"])
    chodon("export", tmp_path / "out")
    assert (tmp_path / "out" / "inspection_check.csv").read_text("utf-8").splitlines()[1:] == [
        "KT-2022-001,M03,2,0,CC001; CC002,",
        "KT-2022-001,TT02,2,2,,",
    ]
    [row] = chodon("violation list -f json").json["rows"]
    assert (row["source"], row["inspection"]) == ("inspection", "KT-2022-001")


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("name", "row", "told"),
    [
        ("inspection.csv", "KT-2022-003,PNV,self,,2022-03-01,7:15,3,2", "present and absent together make 2"),
        ("inspection.csv", "KT-2022-003,PNV,self,,,,,", "visited_on"),
        ("inspection.csv", "KT-2022-003,PNV,rumour,,2022-03-01,,,", "rumour"),
        ("inspection.csv", "KT-2022-003,PNV,self,,2022-03-01,25h,,", "25h"),
        ("inspection.csv", "KT-2021-003,PNV,self,,2022-03-01,,,", "its year"),
        ("inspection.csv", "KT-2022-001,PNV,self,,2022-03-01,,,", "differs"),
        ("inspection_check.csv", "KT-2022-001,M04,1,2,", "more than were made"),
        ("inspection_check.csv", "KT-2022-001,M44,1,1,", "M44"),
        ("inspection_check.csv", "KT-2022-002,M04,1,1,", "not been carried out"),
        ("inspection_check.csv", "KT-2022-009,M04,1,1,", "KT-2022-009"),
        ("inspection_check.csv", "KT-2022-001,M04,1,0,CC009", "CC009"),
        ("violation.csv", "CC001,TT01,16/03/2022,KT-2022-001", "after the inspection"),
        ("violation.csv", "CC001,TT01,15/03/2022,KT-2022-002", "not been carried out"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_its_line(
    chodon: Chodon, tmp_path: Path, name: str, row: str, told: str
) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    for file, text in FOLDER.items():
        (folder / file).write_text(text + "\n" + (row + "\n" if file == name else ""), "utf-8")
    line = FOLDER[name].count("\n") + 2
    done = chodon("import", folder, status=1)
    assert f"{name}:{line}" in done.stderr
    assert told in done.stderr


def test_an_office_list_of_inspections_is_read_as_it_is(office: Chodon, tmp_path: Path) -> None:
    made = tmp_path / "kiem-tra.csv"
    made.write_text(
        "UBND HUYỆN CHỢ ĐỒN,,,,,,,\nKẾT QUẢ KIỂM TRA,,,,,,,\n"
        "STT,Đơn vị,Hình thức kiểm tra,Ngày kiểm tra,Giờ,Tổng số,Có mặt,Vắng có lý do\n"
        "1,Phòng Nội vụ,Đột xuất,15/03/2022,7h15,3,2,1\n2,Phòng Tư pháp,Đột xuất,16/03/2022,7h30,1,1,\n"
        "Tổng cộng: 2,,,,,,,\n",
        "utf-8",
    )
    office("import", made)
    rows = office("inspection list -f json").json["rows"]
    assert [(row["number"], row["unit"], row["hour"], row["absent_with_reason"]) for row in rows] == [
        ("KT-2022-001", "PNV", "07:15", 1),
        ("KT-2022-002", "PTP", "07:30", 0),
    ]
    assert "0" in office("import -f csv", made).stdout
    assert len(office("inspection list -f json").json["rows"]) == 2


@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("noun", ["inspection", "inspection_check"])
def test_a_template_is_read_back(
    chodon: Chodon, sample: Path, register: Path, tmp_path: Path, noun: str, language: str
) -> None:

    begin(sample, register)
    path = tmp_path / "mau.xlsx"
    chodon(f"--lang {language} template {noun} -o", path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    rows: dict[str, list[str | int | None]] = {
        "inspection": ["KT-2026-001", "PTP", "Đột xuất", None, "18/11/2026", "7:15", 5, 4, 1, 0, 2, "1/KL"],
        "inspection_check": ["KT-2022-001", "M09", 3, 2, None, "x"],
    }
    rows["inspection"].append("19/11/2026")
    for place, value in enumerate(rows[noun], 1):
        sheet.cell(2, place, value)
    book.save(path)
    done = chodon("import -f json", path)
    assert len(heads) == {"inspection": 20, "inspection_check": 6}[noun]
    assert done.json["rows"][0]["new"] == 1
    assert "left aside" not in done.stderr


@pytest.mark.slow
def test_an_anonymised_export_tells_nobody_who_failed(
    chodon: Chodon, sample: Path, register: Path, tmp_path: Path
) -> None:
    begin(sample, register)
    chodon("export --anonymise --days exact", tmp_path / "out")
    texts = {name: (tmp_path / "out" / f"{name}.csv").read_text("utf-8") for name in ("inspection", "inspection_check")}
    assert "VC" not in texts["inspection_check"]
    assert "N0" in texts["inspection_check"]
    assert "niêm yết" not in texts["inspection"].casefold()
    chodon("-r", tmp_path / "new.db", "init")
    chodon("-r", tmp_path / "new.db", "import", tmp_path / "out")


@pytest.mark.mostly_slow
@pytest.mark.parametrize("form", ["table", "csv", "json", "jsonl", "md", "html", "tsv"])
def test_the_report_shows_the_story_of_2022_in_every_format(
    chodon: Chodon, sample: Path, register: Path, form: str
) -> None:
    begin(sample, register)
    for language in ("vi", "en"):
        told = chodon(f"--lang {language} report inspections --period 2022 -f {form}").stdout
        assert "THBANGLUNG" in told
    rows = {row["unit_code"]: row for row in chodon("report inspections --period 2022 -f json").json["rows"]}
    assert sum(row["inspections"] == 0 for row in rows.values()) == 31
    assert rows["THBANGLUNG"]["came_late"] == 15
    assert rows["NAMCUONG"]["repeated"] > 0
    assert sum(row["remedies_overdue"] for row in rows.values()) > 5


def test_the_sample_tells_of_a_school_late_at_a_quarter_past_seven_and_of_failings_of_the_year_before(
    chodon: Chodon, sample: Path, register: Path
) -> None:
    begin(sample, register)
    late = [
        row
        for row in chodon("inspection list --unit THBANGLUNG --period 2022 -f json").json["rows"]
        if row["came_late"] and row["hour"] == "07:15"
    ]
    assert len(late) >= 3
    linked = chodon(f"violation list --inspection {late[0]['number']} --standard TG01 -f json").json["rows"]
    assert linked and {row["unit"] for row in linked} == {"THBANGLUNG"}
    again = chodon("report inspections --period 2022 --cell total:repeated -f json").json["rows"]
    before = {
        check["repeated"]
        for number in {row["inspection"] for row in again}
        for check in chodon(f"inspection show {number} -f json").json["details"][0]["rows"]
    }
    assert any(str(number).startswith("KT-2021") for number in before)


WRITES: Lines = {
    "inspection plan": [f"inspection plan --unit VPHDND --on 202{year}-03-15" for year in (7, 6)],
    "inspection record": [
        "inspection record KT-2026-001 --on 2026-03-16 --hour 7h15 --people 4 --present 3 --absent-with-reason 1"
        " --check M03=1/3:CC002 --check M07=0/1",
        "inspection record --unit VPHDND --kind self --on 2026-03-17 --check TG01=3/3",
    ],
    "inspection check": ["inspection check KT-2026-001 M03 --made 3 --passed 1 --failed CC002 --note '= “1”'"],
    "inspection log": ["inspection log KT-2026-001 --severity serious"],
    "inspection conclude": ["inspection conclude KT-2026-001 --on 2026-03-20 --to-remedy x --remedy-due 2026-04-01"],
    "inspection remedy": ["inspection remedy KT-2026-001 --on 2026-04-02 --remedied x"],
    "inspection edit": ["inspection edit KT-2026-001 --late 1 --note khác", "inspection edit KT-2026-001 --note ''"],
    "inspection void": ["inspection void KT-2026-002 --reason 'nhầm đơn vị'"],
}
WRONG = [  # command line, exit status, what the line must say
    ("inspection record --unit PNV --kind self --on 2022-03-01 --people 9 --present 8", 1, "together make 8"),
    ("inspection record --unit PNV --kind self --on 2022-03-01 --people 9 --present 9 --late 10", 1, "are present, 9"),
    ("inspection record --unit PNV --kind self --on 2022-03-01 --present 9", 1, "People"),
    ("inspection record --unit PNV --kind self --on 2022-03-01 --late -1", 2, "-1"),
    ("inspection record --unit PNV --kind self --on 2022-03-01 --hour 25:00", 2, "25:00"),
    ("inspection record --unit PNV --kind self --on 2022-03-01 --check M03=7/6", 1, "were made, 6"),
    ("inspection record --unit PNV --kind self --on 2022-03-01 --check M03=5/6:CC001,CC002", 1, "than failed, 1"),
    ("inspection record --unit PNV --kind self --on 2022-03-01 --check M03", 2, "ITEM=PASSED/MADE"),
    ("inspection record --unit PNV --kind self --on 2022-03-01 --check M15=1/1", 1, "no item of the checklist"),
    ("inspection record --unit PNV --kind self --on 2022-03-01 --check M03=0/1:NOBODY", 1, "NOBODY"),
    ("inspection record --unit PNV --kind self --on 1990-03-01 --check M03=0/1:CC012", 1, "CC012 has no post"),
    ("inspection record --unit PNV --kind self --on 2027-03-01", 1, "after today"),
    ("inspection record --unit PNV --kind planned --on 2022-03-01", 1, "is recorded by its number"),
    ("inspection record --unit PNV --on 2022-03-01", 2, "--kind is missing"),
    ("inspection record --unit NONE --kind self --on 2022-03-01", 1, "NONE"),
    ("inspection record --unit BQLCHO --kind self --on 2022-07-01", 1, "closed on 30/06/2022"),
    ("inspection record KT-2022-001 --on 2022-03-01", 1, "recorded on 13/01/2022"),
    ("inspection plan --unit THRABAN --on 2022-08-01", 1, "closed on 31/07/2022"),
    ("inspection conclude KT-2022-091 --on 2022-12-31", 1, "not been carried out"),
    ("inspection conclude KT-2022-085 --on 2022-12-06", 1, "before Carried out on, 07/12/2022"),
    ("inspection conclude KT-2022-085 --on 2022-12-08 --remedy-due 2022-12-07", 1, "before Concluded on"),
    ("inspection conclude KT-2022-001 --on 2022-12-31", 1, "concluded on 27/01/2022"),
    ("inspection remedy KT-2022-085 --on 2022-12-31", 1, "not been concluded"),
    ("inspection remedy KT-2022-001 --on 2022-01-26", 1, "before Concluded on, 27/01/2022"),
    ("inspection check KT-2022-091 M03 --made 1 --passed 1", 1, "not been carried out"),
    ("inspection log KT-2022-085", 1, "left to log"),
    ("inspection edit KT-2022-003 --on 2022-03-13", 1, "VP-2022-"),
    ("inspection edit KT-2022-003 --on ''", 1, "not been carried out"),
    ("inspection edit KT-2022-085 --on 2023-01-01", 1, "belongs to the year 2022"),
    ("inspection void KT-2022-003 --reason mistake", 1, "referred to by VP-2022-"),
    ("inspection show KT-2022-999", 1, "KT-2022-999"),
]


@pytest.mark.slow
def test_each_write_of_a_inspection_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.mostly_slow
@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(filled: Path, line: str, status: int, told: str) -> None:
    assert_refused(filled, line, status, told)


def test_the_items_are_those_of_the_checklist(chodon: Chodon) -> None:
    from chodon_cli.law import checklist

    told = chodon("inspection items --as-of 2022-06-30 -f json").json["rows"]
    assert [row["item"] for row in told] == [item["code"] for item in checklist.items("2022-06-30")]
    for item in checklist.items("2022-06-30"):
        assert (item["verified"] == "V") <= bool(item.get("article") and item.get("source")), item["code"]
