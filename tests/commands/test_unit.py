"""`unit`: the units of the authority, how they open, change, merge and close."""

from itertools import product
from pathlib import Path

import pytest

from chodon_cli.queries import candidates
from chodon_cli.queries.unit_names import is_same
from chodon_cli.text import APOSTROPHES
from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.commands.records import assert_list_is_the_file, assert_show_is_the_row, sample_rows
from tests.harness import Chodon, assert_refused


def test_a_unit_does_not_close_before_a_briefing_it_held(chodon: Chodon) -> None:
    chodon("unit add A A --kind office")
    chodon("document add 1/KH --issued 2022-01-01")
    chodon("briefing add --document 1/KH --unit A --on 2022-06-01 --form online --invited 5 --attended 5")
    assert "QT-2022-0001" in chodon("unit close A --on 2022-05-31", status=1).stderr
    chodon("unit close A --on 2022-06-01")


WRITES: Lines = {
    "unit add": ["unit add X1 'Phòng Thử' --kind office --parent CHODON", "unit add X2 'Phòng Khác' --kind office"],
    "unit edit": ["unit edit X1 --name 'Phòng Thử nghiệm' --code X9", "unit edit X9 --parent ''"],
    "unit rename": ["unit rename X2 'Phòng Khác nữa' --on 2026-02-01"],
    "unit move": ["unit move X2 --to CHODON --on 2026-02-01"],
    "unit alias": ["unit alias PYT 'Phòng Y tế và Dân số' 'P. YTDS'"],
    "unit merge": ["unit merge PYT PNV --into X9 --on 2026-03-01"],
    "unit close": ["unit close X2 --on 2026-06-30"],
    "unit void": ["unit add X3 'Nhầm' --kind other", "unit void X3 --reason 'nhập nhầm'"],
}
WRONG = [  # command line, exit status, what the line must say
    ("unit add PNV 'Another' --kind office", 1, "is taken"),
    ("unit merge PNV --into PNV --on 2022-01-01", 1, "itself"),
    ("unit close NAMCUONG --on 2022-12-19", 1, "NAMCUONG"),
    ("unit merge THRABAN --into PNV --on 2023-01-01", 1, "closed already"),
    ("unit close PNV --on 2022-12-31", 1, "has no end"),
    ("unit close CHODON --on 1000-13-01", 2, "does not exist"),
    ("unit close PGDDT --on 2026-10-31", 1, "still has units beneath it"),
    ("unit rename PNV '' --on 2022-01-01", 1, "Name"),
    ("unit move PNV --to PNV --on 2022-01-01", 1, "PNV"),
    ("unit move CHODON --to PNV --on 2022-01-01", 1, "CHODON"),
    ("unit move PNV --to THRABAN --on 2023-01-01", 1, "is not open on"),
    ("unit void PNV --reason mistake", 1, "referred to"),
    ("unit edit PGDDT --parent THBANGLUNG", 1, "itself"),
]


@pytest.mark.slow
def test_each_write_of_a_unit_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(filled: Path, line: str, status: int, told: str) -> None:
    assert_refused(filled, line, status, told)


def test_the_list_and_each_unit_are_as_they_were_entered(filled: Path) -> None:
    rows = {row["code"]: row for row in sample_rows("unit")}
    assert_list_is_the_file("unit list --as-of 2021-01-01", "code")
    for code in ("PNV", "THRABAN"):
        assert_show_is_the_row(f"unit show {code}", rows[code])


def staff_by_unit(chodon: Chodon, options: str) -> dict[str, int]:
    rows = chodon(f"report compliance {options} -f json").json["rows"]
    return {row["unit"]: row["staff"] for row in rows}


@pytest.mark.usefixtures("register")
def test_an_old_period_shows_a_unit_under_its_old_name_and_where_it_was(chodon: Chodon) -> None:
    for line in [
        "unit add A 'Phòng Giáo dục' --kind office",
        "unit add B 'Phòng Văn hóa' --kind office",
        "unit add S 'Trường Một' --kind school --parent A",
        "staff add --name 'Nguyễn Văn An' --unit S --category VC --title 'Giáo viên' --from 2020-01-01",
        "unit rename S 'Trường Hai' --on 2024-01-01",
        "unit move S --to B --on 2024-01-01",
        "unit rename S 'Trường Ba' --on 2025-01-01",
    ]:
        chodon(line)
    for year, name, above in ((2023, "Trường Một", "A"), (2024, "Trường Hai", "B"), (2025, "Trường Ba", "B")):
        assert staff_by_unit(chodon, f"--period {year}") == {name: 1}
        rows = chodon(f"report compliance --period {year} --depth 1 -f json").json["rows"]
        assert [row["unit_code"] for row in rows] == [above]
    assert "which is later" in chodon("unit rename S 'Trường Bốn' --on 2024-06-01", status=1).stderr


ON_A_DAY = {  # every list and record that names a unit: {day} is the day as of which it is asked
    "--today {day} unit list --columns name,parent": "X,R1",
    "unit list --as-of {day} --columns name,parent": "X,R1",
    "unit list --tree --as-of {day} --columns name": "X",
    "unit list --as-of {day} --find 'X' --columns name": "X",  # what stands there is found by what stands there
    "--today {day} unit list --find 'X' --columns name": "X",
    "--today {day} unit show A --columns name,parent": "X,R1",
    "--today {day} staff list --columns unit_name": "X",
    "staff list --as-of {day} --columns unit_name": "X",
    "--today {day} violation list --columns unit_name": "X",
    "--today {day} task list --columns unit_name": "X",
    "--today {day} due --within 99 --columns unit_name": "X",
    "case list --as-of {day} --columns unit_name": "X",
    "report compliance --period {day}..{day} --columns unit": "X",
    "report headcount --as-of {day} --columns unit": "X",
    "report compliance --period 2022-01-01..{day} --cell A:violations --columns unit_name": "X",
}


def test_a_unit_has_the_name_and_the_place_of_the_day_in_every_list(chodon: Chodon) -> None:
    for line in (
        *("unit add R1 'Huyện 1' --kind district", "unit add R2 'Huyện 2' --kind district"),
        "unit add A 'Phòng cũ' --kind office --parent R1",
        "staff add --name 'Nguyễn Văn An' --unit A --category civil-servant --from 2020-01-01 --code P1",
        "violation log --staff P1 --standard TG01 --on 2022-03-01",
        "case open VP-2022-1 --on 2022-03-01",
        "task assign Việc --unit A --on 2022-03-01 --due 2022-04-20",
        "unit rename A 'Phòng mới' --on 2022-04-01",
        "unit move A --to R2 --on 2022-04-01",
    ):
        chodon(line)
    for day, name, above in (("2022-03-31", "Phòng cũ", "R1"), ("2022-04-01", "Phòng mới", "R2")):
        for line, told in ON_A_DAY.items():
            rows = chodon(line.replace("X", name).format(day=day), "-f", "csv").stdout.splitlines()[1:]
            assert told.replace("X", name).replace("R1", above) in rows, (line, day, rows)
        assert name in chodon(f"--today {day} unit show {above}").stdout
        assert name not in chodon(f"--today {day} unit show {'R2' if above == 'R1' else 'R1'}").stdout


@pytest.mark.usefixtures("register")
def test_units_beneath_one_that_closes_go_somewhere(chodon: Chodon, tmp_path: Path) -> None:
    for line in [
        "unit add TOP 'Huyện' --kind district",
        "unit add A 'Phòng A' --kind office --parent TOP",
        "unit add B 'Phòng B' --kind office --parent TOP",
        "unit add C 'Phòng C' --kind office --parent TOP",
        "unit add S 'Trường' --kind school --parent A",
        "staff add --name 'Nguyễn Văn An' --unit S --category VC --title 'Giáo viên' --from 2020-01-01",
    ]:
        chodon(line)
    assert "still has units beneath it: S" in chodon("unit close A --on 2023-12-31", status=1).stderr
    chodon("unit close A --on 2023-12-31 --move-to B")
    chodon("unit merge B --into C --on 2025-01-01")
    for year, above in ((2023, "Phòng A"), (2024, "Phòng B"), (2025, "Phòng C")):
        assert staff_by_unit(chodon, f"--period {year} --depth 2") == {above: 1}
        assert staff_by_unit(chodon, f"--period {year} --unit {above[-1]}") == {"Trường": 1}
    chodon("-q check")
    chodon("export", tmp_path / "out")
    again = tmp_path / "again.db"
    chodon("-r", again, "init")
    chodon("-r", again, "import", tmp_path / "out")
    chodon("-r", again, "export", tmp_path / "back")
    assert (tmp_path / "back/unit_past.csv").read_bytes() == (tmp_path / "out/unit_past.csv").read_bytes()


@pytest.mark.usefixtures("register")
def test_a_period_rolls_up_to_the_nearest_unit_above_that_lived_in_it(chodon: Chodon, tmp_path: Path) -> None:
    (tmp_path / "unit.csv").write_text(
        "code,name,kind,parent,closed_on\nTOP,Huyện,district,,\nA,Phòng A,office,TOP,2024-12-31\nS,Trường,school,A,\n"
    )
    chodon("import", tmp_path / "unit.csv")
    chodon("staff add --name 'Nguyễn Văn An' --unit S --category VC --title 'Giáo viên' --from 2020-01-01")
    assert staff_by_unit(chodon, "--period 2024 --depth 2") == {"Phòng A": 1}
    assert staff_by_unit(chodon, "--period 2025 --depth 2") == {"Trường": 1}
    found = [row for row in chodon("check -f json", status=None).json["rows"] if row["record"] == "S"]
    assert ["chodon unit move S" in row["fix"] for row in found] == [True]


def test_a_code_that_was_corrected_stays_with_its_unit_or_person(chodon: Chodon) -> None:
    for line in ("unit add A Một --kind office", "unit edit A --code B", "unit add C Ba --kind office"):
        chodon(line)
    for line in ("unit add a Hai --kind office", "unit edit C --code A", "import - --as unit", "import - --update"):
        refused = chodon(line, status=1, stdin="code,name,kind\nA,Hai,office\n")
        assert "the code" in refused.stderr and "was that of B" in refused.stderr, line
    hire = "staff add --name 'Lê An' --unit B --category civil-servant --from 2021-01-01"
    for line in (hire, hire.replace("An", "Ba"), "staff edit CC002 --code VC009"):
        chodon(line)
    people = "".join(f"CC{n:03},Lê Tâm {n},B,VC,2022-01-01\n" for n in range(2, 40))
    for line in (f"{hire} --code cc002", "staff edit CC001 --code CC002", "import - --as staff"):
        refused = chodon(line, status=1, stdin=f"code,full_name,unit,category,started_on\n{people}")
        assert refused.stderr.count("CC002 was that of VC009") == 1, line
    assert "CC003" in chodon(hire.replace("An", "Cả")).stdout  # the next code is not one that somebody bore


def test_a_corrected_code_may_be_taken_back_and_what_was_undone_was_never_borne(chodon: Chodon) -> None:
    for line in (
        "unit add A Một --kind office",
        "unit edit A --code B",
        "unit edit B --code A",
        "unit edit A --code C",
        "undo",
        "unit add C Hai --kind office",
        "unit add D Ba --kind office",
        "undo",
        "unit add D Bốn --kind office",
    ):
        chodon(line)
    assert [row["code"] for row in chodon("unit list -f json --columns code").json["rows"]] == ["A", "C", "D"]


def test_new_units_of_a_file_are_held_against_the_rules(chodon: Chodon, tmp_path: Path) -> None:
    """By themselves: nothing that is there already can name them."""
    chodon("unit add A Một --kind office")
    lines = (
        "code,name,kind,parent,opened_on,closed_on\nB,Hai,office,A,2020-01-01,2021-01-01\nC,Ba,office,B,2023-01-01,\n"
    )
    (tmp_path / "dv.csv").write_text(lines)
    assert "C opens under B" in chodon("import --as unit", tmp_path / "dv.csv", status=1).stderr


def test_a_name_that_other_units_bear_is_said(chodon: Chodon) -> None:
    said = "the same name is borne by A: name these units by their codes"
    chodon("unit add A 'Mầm non Hoa Sen' --kind school")
    assert said in chodon("unit add B 'MẦM NON  hoa sen' --kind school").stderr
    assert "the same name" not in chodon("unit add C 'Mầm non Hòa Sen' --kind school").stderr
    assert "borne by A, B:" in chodon("unit edit C --name 'Mầm non Hoa Sen'").stderr
    chodon("unit close B --on 2025-12-31")
    chodon("unit void C --reason 'nhập nhầm'")
    chodon("unit add D 'Mầm non Hoa Hồng' --kind school")
    assert said in chodon("unit rename D 'Mầm non Hoa Sen' --on 2026-01-01").stderr


def test_a_person_is_named_with_any_apostrophe(chodon: Chodon) -> None:
    chodon("unit add A 'Phòng A' --kind office")
    chodon("staff add --code P1 --name 'K’Pă H’Lan' --unit A --category HD --from 2020-01-01")
    chodon("unit add B 'Trường H‘Reng' --kind school")
    for name in ("K'Pă H'Lan", "k´pa h`lan", "KPă HLan", "kpa hlan", "KˈPă H＇Lan"):
        assert "P1" in chodon("staff show", name).stdout
    for sought in ("k'pa h'l", "kpa", "hlan kpa"):
        assert "P1" in chodon("staff list --find", sought).stdout
        assert "P1" in chodon("audit list --find", sought).stdout
    assert "P1" in [code for code, _meaning in candidates.people("hlan")]
    assert "B" in [code for code, _meaning in candidates.units("hreng")]
    assert "B" in chodon("unit list --find hreng").stdout and "B" in chodon("unit show", "trường HReng").stdout


def test_a_unit_is_named_with_any_apostrophe() -> None:
    names = [f"Trường H{apostrophe}Reng" for apostrophe in ("", *APOSTROPHES)]
    assert {(one, other) for one, other in product(names, names) if not is_same(one, other)} == set()
