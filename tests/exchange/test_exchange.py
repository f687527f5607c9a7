"""`import` and `export`: nothing is lost on the way out and in again, and nothing wrong comes in."""

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from chodon_cli.dates import show_day
from chodon_cli.exchange.read import batches
from tests.harness import SAMPLE_DATA, Chodon, as_in_sample, begin, everything, folder_bytes, hold_each
from tests.samples import make_sample_data
from tests.strategies.generated import HEADS, write_csv
from tests.strategies.generated_whole import LIVED_REGISTERS, LivedRegister


@pytest.fixture
def afresh(empty: Path, register: Path, tmp_path: Path, chodon: Chodon) -> Callable[[Path], dict[str, bytes]]:
    """Import a folder into an empty register; the files that this register exports."""

    def take_in(folder: Path) -> dict[str, bytes]:
        begin(empty, register)
        chodon("import", folder)
        return exported(chodon, tmp_path / "afresh")

    return take_in


def exported(chodon: Chodon, folder: Path) -> dict[str, bytes]:
    chodon("export", folder)
    return folder_bytes(folder)


def put(path: Path, text: str) -> Path:
    """A file with this text, its lines ended as spreadsheets end them."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.strip() + "\n", "utf-8", newline="\r\n")
    return path


def said_in(path: Path) -> list[list[str]]:
    """What stands in each row of the file, without its empty cells."""
    with path.open(encoding="utf-8", newline="") as file:
        return [[cell for cell in row if cell] for row in [*csv.reader(file)][1:]]


def counts(done: Any) -> dict[str, list[int]]:
    """File -> new, changed, unchanged, refused."""
    return {row["file"]: [row[key] for key in ("new", "changed", "unchanged", "refused")] for row in done.json["rows"]}


# Out and in again


@pytest.mark.hypothesis  # `make torture` makes others
@pytest.mark.parametrize("place", range(LIVED_REGISTERS))
def test_a_register_that_was_exported_comes_back_byte_for_byte(
    lived_register: LivedRegister, afresh: Callable[[Path], dict[str, bytes]], place: int
) -> None:
    folder = lived_register(place)
    assert afresh(folder) == folder_bytes(folder)


@pytest.mark.hypothesis  # `make torture` makes others
@pytest.mark.parametrize("place", range(0, LIVED_REGISTERS, 2))
def test_a_folder_a_second_time_changes_nothing(
    lived_register: LivedRegister, chodon: Chodon, register: Path, tmp_path: Path, place: int
) -> None:
    folder = lived_register(place)
    written = everything(register)
    again = counts(chodon("import -f json", folder))
    assert again == {file.name: [0, 0, len(said_in(file)), 0] for file in folder.glob("*.csv")}
    assert everything(register) == written
    assert exported(chodon, tmp_path / "second") == folder_bytes(folder)


@pytest.mark.hypothesis  # `make torture` makes others
@pytest.mark.parametrize("place", range(1, LIVED_REGISTERS, 2))
def test_the_order_of_the_rows_in_the_files_does_not_matter(
    lived_register: LivedRegister, afresh: Callable[[Path], dict[str, bytes]], tmp_path: Path, place: int
) -> None:
    folder = lived_register(place)
    (tmp_path / "turned").mkdir()
    for file in folder.glob("*.csv"):
        heads, *rows = csv.reader(io.StringIO(file.read_text("utf-8"), newline=""))
        with (tmp_path / "turned" / file.name).open("w", encoding="utf-8", newline="") as turned:
            csv.writer(turned).writerows([heads, *rows[::-1]])
    assert afresh(tmp_path / "turned") == folder_bytes(folder)


@pytest.mark.slow
def test_the_sample_data_comes_back_byte_for_byte(
    chodon: Chodon, afresh: Callable[[Path], dict[str, bytes]], tmp_path: Path
) -> None:
    first = afresh(SAMPLE_DATA)
    shutil.copytree(tmp_path / "afresh", tmp_path / "first")
    assert afresh(tmp_path / "first") == first
    assert as_in_sample(tmp_path / "first") == folder_bytes(SAMPLE_DATA)


@pytest.mark.slow
def test_the_sample_data_is_what_its_program_writes(tmp_path: Path) -> None:
    make_sample_data.write(tmp_path / "made")
    made = folder_bytes(tmp_path / "made")
    assert {name: (SAMPLE_DATA / name).read_bytes() for name in made} == made


STORIES = {
    "a void unit under a void unit": """
        unit add U U --kind office
        unit add V V --kind office --parent U
        unit void V --reason nhầm
        unit void U --reason nhầm
    """,
    "a void unit and its void successor": """
        unit add U U --kind office
        unit add V V --kind office
        unit merge U --into V --on 2022-01-01
        unit void U --reason nhầm
        unit void V --reason nhầm
    """,
    "a void person whose identity number is another's": """
        unit add U U --kind office
        staff add --name An --unit U --category VC --from 2020-01-01 --code A --id-number 001
        staff void A --reason nhầm
        staff add --name An --unit U --category VC --from 2020-01-01 --code B --id-number 001
    """,
    "a void violation in a void unit": """
        unit add U U --kind office
        unit add V V --kind office
        staff add --name An --unit U --category VC --from 2020-01-01 --code A
        violation log --staff A --standard TG01 --on 2020-05-01
        violation void VP-2020-0001 --reason nhầm
        staff edit A --post 2020-01-01 --unit V --from 2021-01-01
        unit void U --reason nhầm
    """,
    "a void document whose number comes again": """
        document add 30/KH-UBND --issued 2022-02-23
        document void 30/KH-UBND --reason nhầm
        document add 30/kh-ubnd --issued 2023-02-23
    """,
    "a quota of a year after the unit closed": """
        unit add U U --kind office
        quota set U --year 2025 --category cadre --number 1
        unit close U --on 2022-12-31
    """,
    "a unit that opens after the one above it was merged": """
        unit add U U --kind office
        unit add V V --kind office
        unit add W W --kind office --parent U --opened 2022-07-01
        unit merge U --into V --on 2022-01-01
    """,
    "a unit that opens after the one above it closed": """
        unit add U U --kind office
        unit add W W --kind office --parent U --opened 2022-07-01
        unit close U --on 2021-12-31
    """,
}


@pytest.mark.slow
@pytest.mark.parametrize("commands", STORIES.values(), ids=STORIES.keys())
def test_whatever_the_verbs_let_through_comes_back(
    chodon: Chodon, afresh: Callable[[Path], dict[str, bytes]], tmp_path: Path, commands: str
) -> None:
    for command in commands.strip().splitlines():
        chodon(command, status=None)  # may be refused
    first = exported(chodon, tmp_path / "first")
    assert afresh(tmp_path / "first") == first


def test_rows_of_a_folder_are_never_taken_for_titles_totals_or_signatures(
    chodon: Chodon, afresh: Callable[[Path], dict[str, bytes]], tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    put(folder / "unit.csv", "code,name,kind\nI,Tổng cộng,office\nII,Người lập biểu,office\n3,4,other")
    put(folder / "staff.csv", "code,full_name\nA,B\nC,Cộng\nD,Tổng cộng\nTM.,Thủ trưởng\nE,Nơi nhận\nF,Hà")
    files = afresh(folder)
    assert files["unit.csv"].decode().count("\r\n") == 1 + 3
    assert files["staff.csv"].decode().count("\r\n") == 1 + 6


# Text


TEXTS = {
    "=1+1": "'=1+1",
    "'=x": "''=x",
    "''=": "'''=",
    "-5": "'-5",
    "+84 2093": "'+84 2093",
    "@a": "'@a",
    "'": "'",
    "'plain'": "'plain'",
    "1-5=x": "1-5=x",
    'a,b "c" ; d': 'a,b "c" ; d',
    "0012": "0012",
}


@pytest.mark.slow
@pytest.mark.parametrize(("text", "cell"), TEXTS.items())
def test_text_that_looks_like_a_formula_is_guarded_on_the_way_out_and_freed_on_the_way_in(
    chodon: Chodon, afresh: Callable[[Path], dict[str, bytes]], tmp_path: Path, text: str, cell: str
) -> None:
    chodon("unit add U --kind office --", text)
    chodon("staff add --unit U --category VC --from 2020-01-01 --code A", f"--name={text}", f"--note={text}")
    first = exported(chodon, tmp_path / "first")
    quoted = '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"') else cell
    assert re.search(rf"\r\nA,{re.escape(quoted)},,,,{re.escape(quoted)},*\r\n", first["staff.csv"].decode())
    assert afresh(tmp_path / "first") == first
    [person] = chodon("staff list -f json").json["rows"]
    assert (person["full_name"], person["note"]) == (text, text)
    assert chodon("unit list -f json").json["rows"][0]["name"] == text


def test_a_cell_with_line_breaks_is_one_line_of_text_and_the_lines_after_it_keep_their_numbers(
    chodon: Chodon, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    staff = 'code,full_name,note\nA,An,"một, ""hai""\n\nba"\nB,Bình,x\n'
    put(folder / "staff.csv", staff)
    chodon("import", folder)
    assert chodon("staff list -f json").json["rows"][0]["note"] == 'một, "hai" ba'
    put(folder / "staff.csv", staff + "C,,\n")
    assert faults(chodon("import", folder, status=1)) == {("staff.csv", 6, "full_name", "")}


# What is wrong


FAULT = re.compile(r"error: (\S+?):(\d+):(?: (\w+))?(?: “(.*?)”)?: (.+)")


def faults(done: Any) -> set[tuple[str, int, str, str]]:
    """(file, line, column, value) of each fault that was named; each has its reason."""
    found = [FAULT.fullmatch(line) for line in done.stderr.splitlines()]
    return {(match[1], int(match[2]), match[3] or "", match[4] or "") for match in found if match and match[5]}


BROKEN = {
    "unit.csv": "code,name,kind,parent\nA,Phòng A,office,\nB,Phòng B,kho,A\nC,Phòng C,office,NOWHERE",
    "quota.csv": "unit,year,category,number\nA,2022,cadre,nhiều",
    "staff.csv": "code,full_name,born_on,sex\nCC001,An,31/02/1980,male\nCC002,Bình,,x\nCC003,Cúc,,",
    "post.csv": "staff,unit,category,started_on,ended_on\n"
    "CC003,A,civil-servant,2022-01-01,2021-12-31\n"
    "CC009,A,cc,2022-01-01,\n"
    "CC003,Z,cc,2022-01-01,",
    "violation.csv": "number,staff,standard,occurred_on,severity\n"
    ",CC003,XX99,2022-02-30,grave\n"
    "VP-2021-0001,CC003,TG01,2022-01-01,\n"
    ",CC003,TG01,2030-01-01,",
}


def test_every_fault_in_every_file_is_named_with_its_place_and_nothing_is_taken_in(
    chodon: Chodon, register: Path, tmp_path: Path
) -> None:
    for name, text in BROKEN.items():
        put(tmp_path / "in" / name, text)
    before = everything(register)
    done = chodon("import -f json", tmp_path / "in", status=1)
    assert faults(done) >= {
        ("unit.csv", 3, "kind", "kho"),
        ("unit.csv", 4, "parent", "NOWHERE"),
        ("quota.csv", 2, "number", "nhiều"),
        ("staff.csv", 2, "born_on", "31/02/1980"),
        ("staff.csv", 3, "sex", "x"),
        ("post.csv", 2, "ended_on", "2021-12-31"),
        ("post.csv", 3, "staff", "CC009"),
        ("post.csv", 4, "unit", "Z"),
        ("violation.csv", 2, "standard", "XX99"),
        ("violation.csv", 2, "occurred_on", "2022-02-30"),
        ("violation.csv", 2, "severity", "grave"),
        ("violation.csv", 3, "number", "VP-2021-0001"),
        ("violation.csv", 3, "occurred_on", "2022-01-01"),
        ("violation.csv", 4, "occurred_on", "2030-01-01"),
    }
    assert {name: row[3] for name, row in counts(done).items()} == {
        "unit.csv": 2,
        "quota.csv": 1,
        "staff.csv": 2,
        "post.csv": 3,
        "violation.csv": 3,
    }
    assert everything(register) == before


@pytest.mark.parametrize(
    ("name", "heads", "row"),
    [
        ("unit", "name,kind,parent,code", ",kho,NOWHERE,A"),
        ("quota", "unit,category,number,year", "NOWHERE,x,nhiều,2022"),
        ("staff", "full_name,sex,born_on,code", ",x,1980-02-30,A"),
        ("post", "staff,unit,category,started_on", "A,NOWHERE,,2022-02-30"),
        ("violation", "staff,standard,severity,occurred_on", "A,XX99,x,"),
    ],
)
def test_all_that_is_wrong_with_a_row_is_named_at_once(
    chodon: Chodon, tmp_path: Path, name: str, heads: str, row: str
) -> None:
    put(tmp_path / "in" / f"{name}.csv", f"{heads}\n{row}")
    wrong = [(column, value) for column, value in zip(heads.split(","), row.split(","), strict=True)]
    expected = {(f"{name}.csv", 2, *cell) for cell in wrong if cell not in (("code", "A"), ("year", "2022"))}
    assert faults(chodon("import", tmp_path / "in", status=1)) == expected


ONE_OFFICE = {
    "unit.csv": "code,name,kind\nA,Phòng A,office\nB,Phòng B,office",
    "quota.csv": "unit,year,category,number\nA,2022,cadre,3",
    "staff.csv": "code,full_name,id_number\nCC001,Nguyễn Văn An,004080000001\nCC002,Đỗ Thị Ế,",
    "post.csv": "staff,unit,category,started_on,ended_on\nCC001,A,cc,2021-01-01,2021-12-31\nCC001,B,cc,2022-03-01,",
    "document.csv": "number,issued_on,title\n30/KH-UBND,2022-02-23,Kế hoạch",
    "violation.csv": "staff,standard,occurred_on\nCC001,TG01,2021-06-01",
}


@pytest.fixture
def office(chodon: Chodon, tmp_path: Path) -> Path:
    """Two units, two people and a violation, taken in from this folder."""
    for name, text in ONE_OFFICE.items():
        put(tmp_path / "office" / name, text)
    chodon("import", tmp_path / "office")
    return tmp_path / "office"


@pytest.mark.parametrize(
    ("name", "row", "fault"),
    [
        ("post.csv", "CC001,A,cc,2021-12-31,2021-12-31", "overlaps"),
        ("post.csv", "CC002,A,cc,2021-01-01,\nCC002,B,cc,2022-01-01,", "overlaps"),
        ("unit.csv", "C,Phòng C,office,D,,,\nD,Phòng D,office,C,,,", "itself"),
        ("violation.csv", "CC001,TG01,2022-02-01", "01/02/2022"),
        ("violation.csv", "CC002,TG01,2022-02-01", "01/02/2022"),
    ],
)
def test_a_row_that_breaks_a_rule_of_the_register_is_refused_with_its_line(
    chodon: Chodon, office: Path, register: Path, name: str, row: str, fault: str
) -> None:
    head = ONE_OFFICE[name].splitlines()[0]
    head = HEADS["unit"].replace(" ", ",") if name == "unit.csv" else head
    path = put(office.parent / "more" / name, f"{head}\n{row}")
    before = everything(register)
    done = chodon("import", path.parent, status=1)
    last = len(path.read_text("utf-8").splitlines())
    assert re.search(rf"{name}:{last}:.*{fault}", done.stderr)
    assert everything(register) == before


@pytest.mark.parametrize(
    ("unit", "status", "reason"), [("", 0, ""), ("A", 0, ""), ("B", 1, "served in A"), ("Z", 1, "no such unit")]
)
def test_a_violation_is_in_the_unit_where_the_person_then_served(
    chodon: Chodon, office: Path, tmp_path: Path, unit: str, status: int, reason: str
) -> None:
    path = put(tmp_path / "vp.csv", f"staff,standard,occurred_on,unit\nCC001,TT01,2021-12-31,{unit}")
    assert reason in chodon("import --as violation", path, status=status).stderr
    units = [row["unit"] for row in chodon("violation list -f json").json["rows"]]
    assert units == ["A"] * (2 - status)


def test_a_violation_that_was_voided_needs_no_unit_either(chodon: Chodon, office: Path, tmp_path: Path) -> None:
    head = "staff,standard,occurred_on,voided_on,void_reason"
    path = put(tmp_path / "vp.csv", f"{head}\nCC001,TT01,2021-12-31,2022-01-05,nhầm")
    chodon("import --as violation", path)
    [_first, voided] = chodon("violation list -f json").json["rows"]
    assert (voided["unit"], voided["voided_on"]) == ("A", "2022-01-05")


def test_what_a_violation_does_not_say_is_filled_in(chodon: Chodon, office: Path) -> None:
    [row] = chodon("violation list -f json").json["rows"]
    assert (row["number"], row["found_on"], row["source"], row["severity"]) == (
        "VP-2021-0001",
        "2021-06-01",
        "other",
        "minor",
    )


def test_given_numbers_are_kept_and_the_others_follow_in_file_order(
    chodon: Chodon, office: Path, tmp_path: Path
) -> None:
    rows = "CC001,TT02,2022-05-01,\nCC001,TT01,2022-04-01,VP-2022-0005\nCC001,TG02,2022-03-01,\nCC001,TG01,2021-07-01,"
    chodon("import", put(tmp_path / "vp.csv", f"staff,standard,occurred_on,number\n{rows}"))
    numbers = {row["standard"]: row["number"] for row in chodon("violation list --period 2022 -f json").json["rows"]}
    assert numbers == {"TT01": "VP-2022-0005", "TT02": "VP-2022-0006", "TG02": "VP-2022-0007"}
    assert chodon("violation list --period 2021 -f json").json["rows"][-1]["number"] == "VP-2021-0002"


# Trying first, and changing


@pytest.mark.mostly_slow
@pytest.mark.parametrize("rows", [["x", ""], ["", "x"], ["", "x", "", "x"], ["x", "x", ""]])
def test_equal_violations_without_numbers_are_told_apart_a_second_time(
    chodon: Chodon, office: Path, rows: list[str]
) -> None:
    lines = "\n".join(f"CC001,TT01,2021-06-01,{note}" for note in rows)
    path = put(office.parent / "vp.csv", f"staff,standard,occurred_on,note\n{lines}")
    assert counts(chodon("import --as violation -f json", path)) == {"vp.csv": [len(rows), 0, 0, 0]}
    assert counts(chodon("import --as violation -f json", path)) == {"vp.csv": [0, 0, len(rows), 0]}
    put(office / "violation.csv", path.read_text("utf-8"))
    assert counts(chodon("import -f json", office))["violation.csv"] == [0, 0, len(rows), 0]


@pytest.mark.slow
@pytest.mark.parametrize("is_broken", [False, True])
def test_a_dry_run_says_what_the_real_one_does_and_changes_nothing(
    chodon: Chodon, register: Path, tmp_path: Path, is_broken: bool
) -> None:
    shutil.copytree(SAMPLE_DATA, tmp_path / "in")
    if is_broken:
        put(tmp_path / "in" / "quota.csv", "unit,year,category,number\nNOWHERE,2022,cadre,1")
    before = everything(register)
    dry = chodon("import --dry-run -f json", tmp_path / "in", status=int(is_broken))
    assert everything(register) == before
    real = chodon("import -f json", tmp_path / "in", status=int(is_broken))
    assert (counts(dry), faults(dry)) == (counts(real), faults(real))
    assert dry.json["totals"] == real.json["totals"]


CHANGES = {
    "unit.csv": ("Phòng A", "Phòng Á"),
    "quota.csv": ("cadre,3", "cadre,4"),
    "staff.csv": ("Đỗ Thị Ế", "Đỗ Thị Én"),
    "post.csv": ("2021-12-31", "2022-01-31"),
    "document.csv": ("Kế hoạch", "Kế hoạch mới"),
}


@pytest.mark.mostly_slow
@pytest.mark.parametrize(("name", "old", "new"), [(name, *change) for name, change in CHANGES.items()])
def test_a_row_that_differs_is_refused_naming_how_and_with_update_it_changes_the_record(
    chodon: Chodon, office: Path, register: Path, tmp_path: Path, name: str, old: str, new: str
) -> None:
    put(office / name, ONE_OFFICE[name].replace(old, new))
    before = everything(register)
    refusal = chodon("import -f json", office, status=1)
    for said in (old.split(",")[-1], new.split(",")[-1]):
        assert (show_day(said) if said[:2] == "20" else said) in refusal.stderr
    assert everything(register) == before
    done = counts(chodon("import --update -f json", office))
    assert {file: row[1] for file, row in done.items()} == {file: int(file == name) for file in ONE_OFFICE}
    files = exported(chodon, tmp_path / "out")
    assert new in files[name].decode().replace("public-employee", "")
    assert counts(chodon("import -f json", office))[name][1:] == [0, ONE_OFFICE[name].count("\n"), 0]


def test_of_two_conflicting_rows_in_a_file_the_first_stands(chodon: Chodon, tmp_path: Path) -> None:
    path = put(tmp_path / "u.csv", "code,name,kind\nA,Phòng A,office\nA,Phòng B,office\nA,Phòng A,office")
    done = chodon("import --as unit -f json", path, status=1)
    assert {line for _file, line, _column, _value in faults(done)} == {3}
    assert counts(done) == {"u.csv": [1, 0, 1, 1]}
    chodon("unit add A 'Phòng cũ' --kind office")
    done = chodon("import --update --as unit -f json", path, status=1)
    assert {line for _file, line, _column, _value in faults(done)} == {3}
    assert counts(done) == {"u.csv": [0, 1, 1, 1]}


# An office's own lists


def test_a_list_of_people_with_vietnamese_headings_is_read_as_it_is(chodon: Chodon, tmp_path: Path) -> None:
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    path = put(
        tmp_path / "ds.csv",
        "STT;Mã cán bộ;Họ và tên;Ngày sinh;Giới tính;Số CCCD;Đơn vị công tác;Đối tượng;Chức vụ;Từ ngày;Ghi chú\n"
        "1;0071; Nguye\u0302\u0303n Văn  An;5/03/1980;Nam;004080000001;Phòng Nội vụ;công chức;Trưởng phòng;1/1/2020;x\n"
        "2;;Trần Thị Bình;02/01/1985;Nữ;;PNV;Viên chức;Chuyên viên;1/2/2021;\n",
    )
    assert counts(chodon("import --as staff -f json", path)) == {"ds.csv": [2, 0, 0, 0]}
    exported(chodon, tmp_path / "out")
    assert said_in(tmp_path / "out/staff.csv") == [
        ["0071", "Nguyễn Văn An", "1980-03-05", "male", "004080000001", "x"],
        ["VC001", "Trần Thị Bình", "1985-01-02", "female"],
    ]
    assert said_in(tmp_path / "out/post.csv") == [
        ["0071", "PNV", "civil-servant", "Trưởng phòng", "head", "2020-01-01"],
        ["VC001", "PNV", "public-employee", "Chuyên viên", "none", "2021-02-01"],
    ]
    assert counts(chodon("import -f json", path)) == {"ds.csv": [0, 0, 2, 0]}


def test_lists_of_units_and_of_violations_have_vietnamese_headings_too(chodon: Chodon, office: Path) -> None:
    units = "Mã đơn vị,Tên đơn vị,Loại đơn vị,Trực thuộc,Ngày thành lập\nxa1,Xã Một,xã,Phòng A,01/07/2020"
    chodon("import --as unit", put(office.parent / "dv.csv", units))
    assert "XA1,Xã Một,commune,A,2020-07-01,," in chodon("unit list -f csv").stdout
    violations = (
        "Người vi phạm,Chuẩn mực,Ngày vi phạm,Ngày phát hiện,Nguồn,Mức độ,Nội dung\n"
        'nguyễn văn an,tt01,01/03/2022,02/03/2022,kiểm tra,nghiêm trọng,"đi muộn, về sớm"'
    )
    chodon("import --as violation", put(office.parent / "vp.csv", violations))
    row = 'VP-2022-0001,CC001,B,TT01,2022-03-01,2022-03-02,inspection,serious,"đi muộn, về sớm",,,'
    assert row in chodon("violation list -f csv").stdout


@pytest.mark.parametrize(
    "said", ["CC001,Nguyễn Văn An,,", ",Nguyễn Văn An,004080000001,", ",NGUYỄN VĂN AN,004080000001,"]
)
def test_a_person_is_known_by_code_or_identity_number(chodon: Chodon, office: Path, said: str) -> None:
    head = "code,full_name,id_number,born_on,unit,category,started_on"
    path = put(office.parent / "ds.csv", f"{head}\n{said},B,cc,2022-03-01")
    chodon("import --update --as staff", path)
    assert [row["code"] for row in chodon("staff list -f json").json["rows"]] == ["CC001", "CC002"]


def test_headings_that_mean_nothing_are_named_and_left_aside(chodon: Chodon, tmp_path: Path) -> None:
    path = put(tmp_path / "dv.csv", "code,name,kind,Số điện thoại\nA,Phòng A,office,0209")
    assert "Số điện thoại" in chodon("import --as unit", path).stderr
    assert "0209" not in chodon("unit list -f csv").stdout


def test_a_file_that_could_be_two_things_is_refused_with_both(chodon: Chodon, tmp_path: Path) -> None:
    path = put(
        tmp_path / "x.csv", "staff,unit,category,started_on,standard,occurred_on\nA,B,cc,2022-01-01,TG01,2022-01-01"
    )
    refusal = chodon("import", path, status=1).stderr
    assert "post" in refusal
    assert "violation" in refusal


def test_new_people_of_the_same_name_and_day_of_birth_are_reported(chodon: Chodon, tmp_path: Path) -> None:
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    person = {
        "full_name": "Nông Thị Lan",
        "born_on": "1990-05-01",
        "unit": "PNV",
        "category": "CC",
        "started_on": "2020-01-01",
    }
    numbers = ["006190000001", "006190000002", "006190000003"]
    listed = [{"code": f"CC00{place}", "id_number": number, **person} for place, number in enumerate(numbers, 1)]
    write_csv(tmp_path / "a.csv", list(listed[0]), listed[:2])
    done = chodon("import --as staff", tmp_path / "a.csv")
    assert "a.csv:3: the same name and day of birth: CC001, CC002" in done.stderr
    write_csv(tmp_path / "b.csv", list(listed[0]), listed[2:])
    assert "b.csv:2: the same name and day of birth: CC001, CC002, CC003" in chodon("import", tmp_path / "b.csv").stderr
    assert "the same name" not in chodon("import", tmp_path / "b.csv").stderr  # nobody is new


def test_people_who_are_alike_on_two_sheets_are_reported_once_with_their_line(chodon: Chodon, tmp_path: Path) -> None:
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    head = ["code", "full_name", "born_on", "unit", "category", "started_on"]
    with xlsxwriter.Workbook(tmp_path / "ds.xlsx") as made:
        for code in ("CC001", "CC002"):
            sheet = made.add_worksheet(code)
            for line, row in enumerate((head, [code, "Nông Thị Lan", "1990-05-01", "PNV", "CC", "2020-01-01"])):
                sheet.write_row(line, 0, row)
    told = chodon("import", tmp_path / "ds.xlsx").stderr
    assert told == "note: ds.xlsx[CC002]:2: the same name and day of birth: CC001, CC002\n"


def test_what_a_shell_hands_over_is_named_by_its_path() -> None:
    def is_called(path: str, name: str) -> None:
        assert batches.name_of_source(Path(path)) == name

    hold_each(
        is_called, [("-", "stdin"), ("/dev/fd/63", "/dev/fd/63"), ("/dev/stdin", "stdin"), ("/srv/a.csv", "a.csv")]
    )
