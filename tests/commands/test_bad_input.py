"""What a clerk can get wrong: one line that says what, the right exit status, and nothing changed."""

from pathlib import Path

import pytest

from tests.harness import Chodon, begin, hold_each, state

WRONG = [  # command line, exit status, what the line must say
    ("report compliance --period 2022-13", 2, "2022-13"),
    ("report compliance --period 2022-06-30..2022-01-01", 2, "ends before it begins"),
    ("report compliance --period 2030", 2, "has not begun"),
    ("report inspections --period 2022 --cell PNV:nothing", 2, "PNV:nothing"),
    ("report inspections --period 2022 --depth 0", 2, "depth"),
    ("report compliance --period 2022 --by category --cell contract:inspections", 2, "category"),
    ("staff list --columns nothing", 2, "nothing"),
    ("unit list -f docx", 2, "docx"),
    ("unit fly", 2, "fly"),
    ("unit list --fly", 2, "--fly"),
    ("nothing", 2, "nothing"),
    ("--today 2022-02-30 info", 2, "2022-02-30"),
    ("--lang fr info", 2, "--lang: “fr”"),
    ("--color blue info", 2, "--color: “blue”"),
    ("--today x info", 2, "--today: “x”"),
    ("-r /nowhere/register.db info", 4, "no register"),
    ("-r postgresql://host/db info", 4, "postgresql"),
    ("report training --by standard", 2, "standard"),
    ("report briefings --by unit --depth 0", 2, "depth"),
    ("report briefings --by unit --depth -1", 2, "--depth: “-1”"),
    ("violation log --staff VC001 --standard TG01 --on 01/02/2022 --found 30/02/2022", 2, "--found: “30/02/2022”"),
    ("report compliance --period 2022Q5", 2, "--period: “2022Q5”"),
    ("unit show ZZZZZZ", 1, "see: chodon unit list"),
    ("report compliance --unit ZZZZZZ", 1, "see: chodon unit list"),
    ("staff show ZZ999", 1, "see: chodon staff list"),
    ("document show 999/XX-YY", 1, "document list"),
    ("unit close PTP --on 2022-12-31", 1, "chodon staff transfer"),
]


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_changed(
    chodon: Chodon, sample: Path, register: Path, line: str, status: int, told: str
) -> None:
    begin(sample, register)
    before = state(register)
    done = chodon(line, status=status)
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(("error: ", "lỗi: "))
    assert told in done.stderr
    assert state(register) == before


def test_what_the_system_refuses_is_said_in_the_language_asked_for(chodon: Chodon, tmp_path: Path) -> None:
    assert "/dev/full: ổ đĩa đã đầy" in chodon("--lang vi unit list -o /dev/full", status=1).stderr
    (tmp_path / "file").write_text("x")
    told = chodon("--lang vi export", tmp_path / "file" / "out", status=1).stderr
    assert told == f"lỗi: {tmp_path}/file: đây là tệp, không phải thư mục — ghi một thư mục\n"
    assert (
        chodon("backup /dev/null", status=1).stderr
        == "error: /dev/null: this is a file, not a folder — name a folder\n"
    )
    told = chodon(f"--lang vi -r {tmp_path}/file/r.db init", status=4).stderr
    assert told.startswith(f"lỗi: {tmp_path}/file/r.db: ")


def test_links_in_a_circle_are_said_wherever_a_file_or_folder_is_written(chodon: Chodon, small: Path) -> None:
    places = [Path(name) for name in ("x.csv", "x.xlsx", "x.docx", "x.svg", "folder", "r.db")]
    for place in places:
        place.symlink_to(place.name)
    Path("list.csv").write_text("staff,standard,occurred_on\nNOBODY,TG01,2022-03-01\n")

    def check(line: str) -> None:
        place = line.split()[-1] if not line.startswith("-r") else "r.db"
        told = chodon(line, status=1).stderr
        assert told == f"error: {place}: these links lead in a circle — is the name right, and this the right folder?\n"

    hold_each(
        check,
        [
            ("violation list -o x.csv",),
            ("violation list -o x.xlsx",),
            ("report compliance --chart -o x.svg",),
            ("report bulletin -o x.docx",),
            ("report bulletin -o y.docx --template x.docx",),
            ("draft template decision -o x.docx",),
            ("template staff -o x.xlsx",),
            ("import list.csv --as violation --on-error skip --rejects x.csv",),
            ("export folder",),
            ("publish folder",),
            (f"-r r.db restore {small}",),
        ],
    )
    assert all(place.is_symlink() for place in places)


def test_a_record_that_is_void_is_still_shown_by_its_code(chodon: Chodon) -> None:
    chodon("unit add TMP Tam --kind other")
    chodon("unit void TMP --reason nham")
    assert "nham" in chodon("unit show TMP -f csv").stdout
    chodon("document add 1/KH --issued 2022-01-01")
    chodon("document void 1/KH --reason nham")
    assert "nham" in chodon("document show 1/KH -f csv").stdout
    chodon("unit add U Nha --kind other")
    chodon("staff add --name 'Vũ An' --unit U --category VC --from 2022-01-01")
    chodon("staff void VC001 --reason nham")
    assert "nham" in chodon("staff show VC001 -f csv").stdout
    assert "no such person" in chodon("staff transfer VC001 --on 2022-02-01 --to U", status=1).stderr


def test_what_is_looked_for_is_no_pattern(chodon: Chodon) -> None:
    chodon("unit add U Nha --kind other")
    chodon("staff add --name 'Vũ An' --unit U --category VC --from 2022-01-01")
    for text in ("%", "_", "V%1"):
        assert chodon("staff list -f csv --find", text).stdout.count("\r\n") == 1
    assert chodon("staff list -f csv --find vc00").stdout.count("\r\n") == 2


def test_parameters_are_called_as_their_options_are(chodon: Chodon, tmp_path: Path) -> None:
    (tmp_path / "unit.csv").write_text("code,name,kind\nA,Phòng A,office\n")
    asked = chodon("import -f json --as unit", tmp_path / "unit.csv").json["parameters"]
    assert asked["as"] == "unit" and not any(key.endswith("_") for key in asked)
