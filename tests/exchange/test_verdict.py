"""What a list is told besides the rows that are refused, and what of them can be mended."""

import csv
from collections.abc import Iterable
from datetime import datetime
from itertools import combinations
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlsxwriter

from chodon_cli.errors import Refused
from chodon_cli.exchange import layout
from chodon_cli.exchange.read.batches import of_sheet_as_said
from chodon_cli.exchange.read.cells import Line, Sheet
from chodon_cli.exchange.read.read_options import ReadOptions
from tests.harness import Chodon, Prepare, hold_each

HEAD = "Họ và tên,Ngày sinh,Đơn vị,Loại,Chức vụ,Từ ngày,Ghi chú\n"
ROWS = "Hà Văn Mận,{empty},PTP,CC,{empty},01/02/2020,{note}\nLý Thị Hoà,01/02/1990,,CC,Chuyên viên,01/02/2020,\n"
REFUSED = "Nothing was taken in; without the refused rows it would be:"
DRY_RUN = "A dry run, nothing was changed; it would be:"


@pytest.fixture
def office(prepare: Prepare) -> None:
    prepare("unit add PNV 'Phòng Nội vụ' --kind office", "unit add PTP 'Phòng Tư pháp' --kind office")


@pytest.mark.parametrize("nothing", ["-", "–", "x", "không", "Không có", "NaN", "NULL", ""])
def test_what_stands_for_nothing_is_nothing(chodon: Chodon, office: None, nothing: str) -> None:
    chodon("import - --as staff --set unit=PNV", stdin=HEAD + ROWS.format(empty=nothing, note="x"))
    row = next(row for row in chodon("staff list -f json").json["rows"] if row["full_name"] == "Hà Văn Mận")
    assert (row["born_on"], row["title"], row["note"]) == (None, None, "x")


def test_figures_of_what_was_not_done_say_so(chodon: Chodon, office: None) -> None:
    sound = HEAD + ROWS.format(empty="", note="")
    bad = sound + "Lý Thị Sao,,KHONG,CC,,01/02/2020,\n"
    people = "import - --as staff --override category=CC"

    def is_told(options: str, stdin: str, status: int, title: str) -> None:
        shown = chodon(people, *options.split(), stdin=stdin, status=status)
        assert shown.stdout.splitlines()[0] == title

    with_unit = "--set unit=PNV"
    hold_each(
        is_told,
        [
            (with_unit, bad, 1, REFUSED),
            (f"{with_unit} --dry-run", bad, 1, REFUSED),
            (f"{with_unit} --on-error skip --dry-run", bad, 3, DRY_RUN),
            (f"{with_unit} --dry-run", sound, 0, DRY_RUN),
            (with_unit, sound, 0, "Import"),
        ],
    )


def test_set_says_where_it_was_not_used_and_override_is(chodon: Chodon, office: None) -> None:
    rows = HEAD + ROWS.format(empty="", note="")
    done = chodon("import - --as staff --set unit=PNV --dry-run", stdin=rows)
    assert "--set unit was not used for 1 row that says it itself" in done.stderr and "--override unit=" in done.stderr
    chodon("import - --as staff --override unit=PNV", stdin=rows)
    assert {row["unit"] for row in chodon("staff list -f json").json["rows"]} == {"PNV"}


def test_rejects_keep_dates_and_figures(chodon: Chodon, office: None, tmp_path: Path) -> None:
    source, rejects = tmp_path / "list.xlsx", tmp_path / "rejects.xlsx"
    with xlsxwriter.Workbook(source, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["STT", "Họ và tên", "Đơn vị", "Loại", "Từ ngày"])
        sheet.write_row(1, 0, [1, "Hà Văn Mận", "nowhere", "CC", datetime(2020, 2, 1)])
    chodon("import --as staff --rejects", rejects, source, status=1)
    found = [*openpyxl.load_workbook(rejects).worksheets[0].iter_rows(values_only=True)]
    row = next(row for row in found if "Hà Văn Mận" in row)
    assert (row[0], row[4]) == (1, datetime(2020, 2, 1))
    chodon("import --as staff --rejects", tmp_path / "rejects.csv", source, status=1)
    assert [*csv.reader((tmp_path / "rejects.csv").open(encoding="utf-8-sig"))][1][4] == "2020-02-01"


def test_refused_rows_of_a_folder_stand_in_a_file_of_each_list(chodon: Chodon, office: None, tmp_path: Path) -> None:
    folder, rejects = tmp_path / "in", tmp_path / "refused.csv"
    folder.mkdir()
    (folder / "staff.csv").write_text("code,full_name,born_on\nCC801,Hà Văn Mận,x\nCC802,Hà Văn Đào,\n", "utf-8")
    posts = "staff,unit,category,started_on\nCC801,PNV,civil-servant,2020-01-01\nCC802,PNV,civil-servant,2020-01-01\n"
    (folder / "post.csv").write_text(posts, "utf-8")
    done = chodon("import --on-error skip --rejects", rejects, folder, status=3)
    assert f"refused rows of a list with other columns: {tmp_path / 'refused-post.csv'}" in done.stderr
    rejects.write_text(rejects.read_text("utf-8").replace(",x,", ",1980-01-01,"), "utf-8")
    chodon("import", rejects)
    chodon("import", tmp_path / "refused-post.csv")
    assert [row["code"] for row in chodon("staff list --unit PNV --find Hà -f json").json["rows"]] == ["CC802", "CC801"]
    before = (folder / "post.csv").read_text("utf-8")
    done = chodon("import --rejects", folder / "post.csv", folder, status=1)
    assert "this is the file that is read" in done.stderr and (folder / "post.csv").read_text("utf-8") == before


@pytest.mark.parametrize(("target", "status"), [("x.foo", 2), ("none/x.csv", 1), (".", 1)])
def test_rejects_that_cannot_be_written_are_refused_before_anything_is_taken_in(
    chodon: Chodon, office: None, tmp_path: Path, target: str, status: int
) -> None:
    before = chodon("audit list -f json").json["rows"]
    (tmp_path / "list.csv").write_text("Họ và tên,Đơn vị,Loại,Từ ngày\nHà Văn Mận,PNV,CC,01/02/2020\n,,,x\n", "utf-8")
    words = ["--rejects", tmp_path / target, tmp_path / "list.csv"]
    chodon("import --as staff --on-error skip", *words, status=status)
    assert chodon("audit list -f json").json["rows"] == before


def test_a_heading_that_is_like_one_is_proposed(chodon: Chodon, office: None) -> None:
    head = "Họ và tên,Đơn vị,Loại,Ngày bắt đầu nhận việc\n"
    done = chodon("import - --as staff", stdin=head + "Hà Văn Mận,PNV,CC,01/02/2020\n", status=1)
    assert "--map 'Ngày bắt đầu nhận việc=started_on'" in " ".join(done.stderr.split())


@pytest.mark.parametrize("kind", [["--as", "staff"], []])
def test_all_that_is_wrong_with_its_options_is_said_before_the_file_is_read(
    chodon: Chodon, register: Path, tmp_path: Path, kind: list[str]
) -> None:
    wrong = {"--map": "foo=bar", "--set": "xyz=1", "--override": "zyx=1"}
    alone = [[each] for each in wrong.items()]
    for file in (tmp_path / "none.csv", tmp_path):
        for options in [*alone, [*wrong.items()]]:
            said = chodon("import", file, *kind, *(word for pair in options for word in pair), status=2).stderr
            assert said.count("there is no such column") == len(options) and said.count("\n") == 1, said
            assert all(f"{option} {value}: " in said for option, value in options)
    line = ["--as", "staff", "--set", "started_on=32/13/2022", "--dates", "started_on=x", *("--map", "foo=bar")]
    said = chodon("import", tmp_path / "none.csv", *line, status=2).stderr
    assert all(each in said for each in ("32/13/2022", "--dates: ", "--map foo=bar: "))


@pytest.mark.parametrize("kind", [["--as", "staff"], []])
def test_a_map_that_maps_nothing_is_said(chodon: Chodon, office: None, kind: list[str]) -> None:
    rows = "Họ và tên,Đơn vị,Loại,Chức vụ,Từ ngày\nHà Văn Mận,PNV,CC,Văn thư,01/02/2020\n"
    done = chodon("import -", *kind, "--map", "Chức vụ=titel", stdin=rows, status=2)
    assert "--map Chức vụ=titel: there is no such column" in done.stderr and done.stderr.count("\n") == 1
    done = chodon("import - --dry-run", *kind, "--map", "Chức danh=title", stdin=rows)
    assert "--map “Chức danh” was of no use" in done.stderr
    done = chodon("import - --dry-run", *kind, "--map", "Chức vụ=note", stdin=rows)
    assert "--map" not in done.stderr


LIST = "Họ và tên,Ngày sinh,Đơn vị,Loại,Ngày vào việc\n"
PEOPLE = "".join(f"Hà Văn {n},0{place}/02/1990,Tổ Một,CC,01/02/2020\n" for place, n in enumerate("ABCD", 1))


def test_one_cause_is_one_line_with_all_its_rows(chodon: Chodon, office: None, tmp_path: Path) -> None:
    rows = PEOPLE + "Lý Thị Hoà,31/02/1990,PNV,CC,1/2/20\nLý Thị Lan,01/02/1990,PNV,CC,01/02/2020\n"
    rejects = tmp_path / "rejects.csv"
    options = ("--map", "Ngày vào việc=started_on", "--rejects", rejects)
    done = chodon("import - --as staff", *options, stdin=LIST + rows, status=1)
    told = [line for line in done.stderr.splitlines() if line.startswith("error:")]
    assert told[0].startswith("error: stdin: 4 rows (2–5): Đơn vị “Tổ Một”: there is no such unit")
    assert '--alias "Tổ Một=CODE"' in told[0] and len(told) == 3 and "stdin:6: Ngày sinh “31/02/1990”" in told[1]
    assert [
        row["line"] for row in chodon("import -", *options, "-f", "json", stdin=LIST + rows, status=1).json["faults"]
    ]
    assert len(rejects.read_text("utf-8-sig").splitlines()) == 6


def test_many_values_of_one_fault_share_a_line(chodon: Chodon, office: None) -> None:
    days = ["31/02/1990", "31/04/1991", "31/02/1990", "30/02/1992"]
    rows = "".join(f"Hà Văn {n},{day},PNV,CC,01/02/2020\n" for n, day in zip("ABCD", days, strict=True))
    done = chodon("import - --as staff --map", "Ngày vào việc=started_on", stdin=LIST + rows, status=1)
    [told] = [line for line in done.stderr.splitlines() if line.startswith("error:")]
    assert "4 rows: Ngày sinh “31/02/1990” (2, 4), “31/04/1991” (3), “30/02/1992” (5): " in told


ELSEWHERE = "Tổ Một của ta"
OF_UNITS = {
    "staff": ("full_name,born_on,unit,category,started_on", "Hà Văn Mận,1990-02-01,{unit},CC,2020-02-01"),
    "post": ("staff,unit,category,started_on", "CC778,{unit},CC,2020-02-01"),
    "violation": ("staff,unit,standard,occurred_on", "CC777,{unit},TG01,2022-02-01"),
    "task": ("unit,title,assigned_on,due_on", "{unit},Báo cáo,2022-02-01,2022-03-01"),
    "inspection": ("unit,kind,visited_on", "{unit},surprise,2022-02-01"),
    "commendation": ("unit,form,decided_on", "{unit},giấy khen,2022-02-01"),
    "feedback": ("unit,kind,received_on,text", "{unit},praise,2022-02-01,Tốt"),
    "unit": ("code,name,kind,parent", "MOI,Tổ Mới,office,{unit}"),
    "quota": ("unit,year,category,number", "{unit},2022,CC,5"),
}


@pytest.mark.mostly_slow
@pytest.mark.parametrize("noun", OF_UNITS)
def test_a_unit_of_another_name_is_given_for_one_list(chodon: Chodon, office: None, noun: str) -> None:
    chodon("staff add --code CC777 --name 'Lò Văn Bảy' --unit PTP --category civil-servant --from 2020-01-01")
    chodon("import - --as person", stdin="code,full_name,born_on\nCC778,Lò Văn Tám,1990-01-01\n")
    head, row = OF_UNITS[noun]
    stdin = f"{head}\n{row.format(unit=ELSEWHERE)}\n"
    refused = chodon(f"import - --as {noun}", stdin=stdin, status=1)
    assert f"“{ELSEWHERE}”: there is no such unit" in refused.stderr
    assert f'(if the register has it: --alias "{ELSEWHERE}=CODE")' in refused.stderr
    chodon(f"import - --as {noun} --alias '{ELSEWHERE}=PTP'", stdin=stdin)
    [done] = chodon(f"import - --as {noun} --alias '{ELSEWHERE}=PTP' -f json", stdin=stdin).json["rows"]
    assert done["unchanged"] == 1
    many = chodon(f"import - --as {noun} --alias '{ELSEWHERE}=NOWHERE'", stdin=stdin, status=1)
    assert "NOWHERE" in many.stderr


def test_what_worked_is_remembered_for_the_same_headings(chodon: Chodon, office: None, register: Path) -> None:
    told = "--map 'Ngày vào việc=started_on' --alias 'Tổ Một=PNV' --alias 'Tổ Hai=PTP'"
    first = chodon(f"import - --as staff --remember --dry-run {told}", stdin=LIST + PEOPLE)
    kept = '--map "Ngày vào việc=started_on" --alias "Tổ Một=PNV"'
    assert f"remembered for these headings: {kept}" in first.stderr and "“Tổ Hai” was of no use" in first.stderr
    chodon("import - --as staff", stdin=LIST + PEOPLE, status=1)  # a dry run remembers nothing
    refused = chodon(f"import - --as staff --remember {told}", stdin=f"{LIST}{PEOPLE}x,x,x,x,x\n", status=1)
    assert "remembered for" not in refused.stderr
    chodon(f"import - --as staff --remember {told}", stdin=LIST + PEOPLE)
    [known] = chodon("info -f json").json["details"][0]["rows"]
    assert known == {"headings": "Họ và tên, Ngày sinh, Đơn vị, Loại, Ngày vào việc", "options": kept}
    other = "Loại,ĐƠN VỊ,Họ và tên,Ngày vào  việc,Ngày sinh\nCC,Tổ Một,Lý Thị Hoà,01/02/2021,03/03/1991\n"
    again = chodon("import - --as staff", stdin=other)
    assert f"read as remembered for these headings: {kept}" in again.stderr
    [row] = [row for row in chodon("staff list -f json").json["rows"] if row["full_name"] == "Lý Thị Hoà"]
    assert row["unit"] == "PNV"
    more = other.replace("Loại,", "Loại,Ghi chú,").replace("CC,Tổ", "CC,x,Tổ")
    assert "as remembered" not in chodon("import - --as staff", stdin=more, status=1).stderr
    mended = other.replace("Ngày sinh\n", "Ngày sinh,reasons\n").replace("1991\n", "1991,mended\n")
    assert "as remembered" in chodon("import - --as staff", stdin=mended).stderr
    chodon("import - --as staff --alias 'Tổ Một=PTP' --dry-run", stdin=other, status=1)  # what is typed goes before
    forgot = chodon("import - --as staff --forget --map 'Ngày vào việc=started_on' --alias 'Tổ Một=PNV'", stdin=other)
    assert f"forgotten for these headings: {kept}" in forgot.stderr
    assert chodon("info -f json").json.get("details", []) == []
    chodon("undo --yes")
    assert len(chodon("info -f json").json["details"][0]["rows"]) == 1


def test_what_is_remembered_goes_with_the_settings(chodon: Chodon, office: None, tmp_path: Path) -> None:
    chodon("import - --as staff --remember --map 'Ngày vào việc=started_on' --alias 'Tổ Một=PNV'", stdin=LIST + PEOPLE)
    chodon("export", tmp_path / "out")
    chodon("-r", tmp_path / "other.db", "init")
    chodon("-r", tmp_path / "other.db", "import", tmp_path / "out")
    kept, came = chodon("info -f json"), chodon("-r", tmp_path / "other.db", "info", "-f", "json")
    assert kept.json["details"] == came.json["details"]
    chodon("export --anonymise", tmp_path / "anonymous")
    assert not (tmp_path / "anonymous/setting.csv").exists()


def sheet_of(keys: Iterable[str]) -> Sheet:
    return Sheet("", [Line(1, [*keys])])


KINDS = [noun for noun in layout.NAMES_OF_NOUNS if noun not in (*layout.NOUNS_OF_OUR_OWN, "person")]


def is_refused_or_decided(one: str, other: str) -> None:
    fields, others = layout.readable(one), layout.readable(other)
    needed = dict.fromkeys([*layout.needed_keys(one), *layout.needed_keys(other)])
    only, only_other = needed.keys() - others.keys(), needed.keys() - fields.keys()
    extra = next(iter(sorted(fields.keys() - others.keys() - needed.keys())), None)
    how = ReadOptions()
    if only and only_other:
        with pytest.raises(Refused, match="do not tell") as refused:
            of_sheet_as_said(sheet_of(needed), "list.csv", how)
        assert {one, other} <= {*refused.value.hint.rpartition(": ")[2].split(", ")}
    elif extra and not only_other:
        batch = of_sheet_as_said(sheet_of([*needed, extra]), "list.csv", how)
        assert batch is not None and batch.noun == one


def test_what_may_be_of_two_kinds_is_refused_unless_a_heading_decides() -> None:
    hold_each(is_refused_or_decided, combinations(KINDS, 2))


def test_the_summary_and_a_refusal_name_the_kind_of_list(chodon: Chodon, office: None) -> None:
    refused = chodon("import -", stdin="Số,Đơn vị,Ghi chú\n1,PNV,x\n", status=1).stderr
    assert "taken for “Inspections”, but a needed column is missing: kind" in refused and "--as" in refused
    done = chodon("import - -f json", stdin="name,code,kind\nPhòng Y tế,PYT,office\n").json
    assert [row["kind"] for row in done["rows"]] == ["Units"]
