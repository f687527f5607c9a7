"""What a clerk can get wrong: one line that says what, the right exit status, and nothing changed."""

from pathlib import Path

import pytest

from tests.harness import Chodon, begin

WRONG = [  # command line, exit status, what the line must say
    ("staff add --name An --unit NOWHERE --category VC --from 2022-01-01", 1, "NOWHERE"),
    ("unit add PNV 'Another' --kind office", 1, "is taken"),
    ("staff add --name An --unit PNV --category VC --from 2022-01-01 --code CC001", 1, "is taken"),
    ("violation log --staff CC012 --standard TT01 --on 31/02/2022", 2, "31/02/2022"),
    ("report compliance --period 2022-13", 2, "2022-13"),
    ("report compliance --period 2022-06-30..2022-01-01", 2, "ends before it begins"),
    ("report compliance --period 2030", 2, "has not begun"),
    ("staff edit VC473 --post 2022-09-05 --from 2021-01-01", 1, "overlaps"),
    ("violation log --staff CC012 --standard TT01 --on 1990-01-01", 1, "no post on 01/01/1990"),
    ("violation log --staff CC012 --standard TT01 --on 2027-01-01", 1, "after today"),
    ("violation log --staff CC012 --standard TT01 --on 2022-03-01 --found 2022-02-01", 1, "before"),
    ("violation log --staff CC012 --standard NONE --on 2022-03-01", 1, "NONE"),
    ("violation log --staff CC012 --standard TT01 --on 2022-03-01 --unit PTP", 1, "served in PNV"),
    ("violation log --staff CC012 --standard TT01 --on 2022-03-01 --source rumour", 2, "rumour"),
    ("unit merge PNV --into PNV --on 2022-01-01", 1, "itself"),
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
    ("inspection record --unit PNV --kind planned --on 2022-03-01", 1, "Planned for"),
    ("inspection record --unit PNV --on 2022-03-01", 1, "Kind"),
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
    ("violation log --staff CC012 --standard TT01 --on 2022-03-15 --inspection KT-2022-003", 1, "14/03/2022"),
    ("violation log --staff CC012 --standard TT01 --on 2022-03-01 --inspection KT-2022-091", 1, "not been carried out"),
    ("violation log --staff CC012 --standard TT01 --on 2022-03-01 --inspection KT-2022-003 --source press", 1, "press"),
    ("violation log --staff CC012 --standard TT01 --on 2022-03-01 --inspection KT-1", 1, "KT-1"),
    ("unit close NAMCUONG --on 2022-12-19", 1, "NAMCUONG"),
    ("standard retire CS02 --on 2022-01-01", 1, "CS02"),
    ("report inspections --period 2022 --cell PNV:nothing", 2, "PNV:nothing"),
    ("report inspections --period 2022 --depth 0", 2, "depth"),
    ("report compliance --period 2022 --by category --cell contract:inspections", 2, "category"),
    ("unit merge THRABAN --into PNV --on 2023-01-01", 1, "closed already"),
    ("staff transfer CC012 --on 2023-01-01 --to BQLCHO", 1, "BQLCHO closed"),
    ("staff add --name An --unit THRABAN --category VC --from 2022-08-01", 1, "closed on 31/07/2022"),
    ("unit close PNV --on 2022-12-31", 1, "has no end"),
    ("unit close CHODON --on 1000-13-01", 2, "does not exist"),
    ("unit void PNV --reason mistake", 1, "referred to"),
    ("staff void CC012 --reason mistake", 1, "XL-2021-0379"),
    ("staff leave CC012 --on 2020-01-01 --reason retired", 1, "VP-2021-0012"),
    ("violation log --staff 'Nguyễn Thị Thủy' --standard TT01 --on 2022-03-01", 1, "VC053"),
    ("violation void VP-2022-0031 --reason again", 1, "void already"),
    ("violation void VP-1999-0001 --reason x", 1, "VP-1999-0001"),
    ("document show 30/KH-UBND", 1, "30/KH-UBND@2022-02-23"),
    ("quota set PNV --year 2022 --category cc --number -1", 2, "-1"),
    ("unit edit PGDDT --parent THBANGLUNG", 1, "itself"),
    ("staff list --columns nothing", 2, "nothing"),
    ("unit list -f docx", 2, "docx"),
    ("unit fly", 2, "fly"),
    ("unit list --fly", 2, "--fly"),
    ("nothing", 2, "nothing"),
    ("--today 2022-02-30 info", 2, "2022-02-30"),
    ("--lang fr info", 2, "fr"),
    ("-r /nowhere/register.db info", 4, "no register"),
    ("-r postgresql://host/db info", 4, "postgresql"),
]


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_changed(
    chodon: Chodon, sample: Path, register: Path, line: str, status: int, told: str
) -> None:
    begin(sample, register)
    before = register.read_bytes()
    done = chodon(line, status=status)
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(("error: ", "lỗi: "))
    assert told in done.stderr
    assert register.read_bytes() == before


def test_what_the_system_refuses_is_said_in_the_language_asked_for(chodon: Chodon, tmp_path: Path) -> None:
    assert "/dev/full: ổ đĩa đã đầy" in chodon("--lang vi unit list -o /dev/full", status=1).stderr
    (tmp_path / "file").write_text("x")
    told = chodon("--lang vi export", tmp_path / "file" / "out", status=1).stderr
    assert told == f"lỗi: {tmp_path}/file/out: trong đường dẫn có phần không phải là thư mục\n"
    told = chodon(f"--lang vi -r {tmp_path}/file/r.db init", status=4).stderr
    assert told.startswith(f"lỗi: {tmp_path}/file/r.db: ")


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
