"""Whom a row of a list means, and what of a person is never shown."""

import re
from pathlib import Path

import pytest

from chodon_cli.register.bulk import people
from chodon_cli.text import APOSTROPHES
from tests.harness import Chodon, Prepare, everything
from tests.strategies.generated import write_csv

HEAD = "Họ và tên,Ngày sinh,Đơn vị,Loại,Chức vụ,Từ ngày\n"


@pytest.fixture
def office(prepare: Prepare) -> None:
    prepare(
        "unit add PNV 'Phòng Nội vụ' --kind office",
        "staff add --unit PNV --category CC --from 15/01/2020 --title 'Chuyên viên' --name 'Nông Thị Thúy'",
    )


def names(chodon: Chodon) -> list[str]:
    return [row["full_name"] for row in chodon("staff list -f json").json["rows"]]


@pytest.mark.parametrize("name", ["Nông Thị Thúy", "nông thị thúy", "NÔNG THỊ THUÝ", "nong thi thuy"])
def test_a_name_means_who_bears_it(chodon: Chodon, office: None, name: str) -> None:
    assert chodon("staff show -f json", name).json["rows"][0]["code"] == "CC001"
    row = f"{name},TT01,2022-03-01\n"
    chodon("import - --as violation", stdin=f"Họ và tên,Chuẩn mực,Ngày vi phạm\n{row}")


@pytest.mark.parametrize("name", ["Nông Thị Thùy", "Nong Thị Thuy", "Nông Thị Thuỳ", "Nông Thi Thúy"])
def test_a_name_with_other_marks_means_nobody(chodon: Chodon, office: None, name: str) -> None:
    """Thúy is not Thùy: in commands and in lists."""
    chodon("staff show", name, status=1)
    chodon("violation log --standard TT01 --on 2022-03-01 --staff", name, status=1)
    row = f"{name},TT01,2022-03-01\n"
    chodon("import - --as violation", stdin=f"Họ và tên,Chuẩn mực,Ngày vi phạm\n{row}", status=1)


@pytest.mark.parametrize("born", ["12/07/1990", "1990", ""])
def test_who_may_be_somebody_of_the_register_is_asked_about(
    chodon: Chodon, office: None, register: Path, born: str
) -> None:
    chodon("staff edit CC001 --born", "" if born else "12/07/1990") if not born else None
    row = f"Nông Thị Thúy,{born or '1990'},PNV,CC,Chuyên viên,15/01/2020\n"
    before = everything(register)
    done = chodon("import - --as staff", stdin=HEAD + row, status=1)
    assert "CC001 Nông Thị Thúy" in done.stderr and "--update" in done.stderr and "--distinct" in done.stderr
    assert everything(register) == before
    chodon("import - --as staff --update", stdin=HEAD + row)
    assert names(chodon) == ["Nông Thị Thúy"]


@pytest.mark.parametrize("most_names", [0, 1, 500])
def test_a_short_list_means_whom_a_long_one_means(
    chodon: Chodon, office: None, monkeypatch: pytest.MonkeyPatch, most_names: int
) -> None:
    """A short one looks in the register for the names that it has, a long one knows everybody."""
    monkeypatch.setattr(people, "MOST_NAMES_ASKED", most_names)
    lines = ["Hà Văn Mận,,PNV,CC,,01/02/2020\n", "Nông Thị Thúy,,PNV,CC,Chuyên viên,15/01/2020\n"]
    for some in (lines[1:], lines):
        done = chodon("import - --as staff -f json", stdin=HEAD + "".join(some))
        assert [(row["new"], row["unchanged"]) for row in done.json["rows"]] == [(len(some) - 1, 1)]


def test_who_is_said_to_be_somebody_else_is(chodon: Chodon, office: None) -> None:
    row = "Nông Thị Thúy,12/07/1990,PNV,CC,Chuyên viên,15/01/2020\n"
    chodon("import - --as staff --distinct", stdin=HEAD + row)
    assert names(chodon) == ["Nông Thị Thúy", "Nông Thị Thúy"]


def test_what_stands_before_a_name_is_taken_off_and_said(chodon: Chodon, office: None) -> None:
    rows = "Đ/c Hà Văn Mận,,PNV,CC,,01/02/2020\nBà Lý Thị Hoà,,PNV,CC,,01/02/2020\nÔng Văn Tư,,PNV,CC,,01/02/2020\n"
    done = chodon("import - --as staff", stdin=HEAD + rows)
    assert sorted(names(chodon)) == ["Hà Văn Mận", "Lý Thị Hoà", "Nông Thị Thúy", "Ông Văn Tư"]
    assert "lines 2–3, Họ và tên: what stands before the name was taken off" in done.stderr


@pytest.mark.parametrize(("option", "name"), [("", "HÀ VĂN MẬN"), ("--names-case title", "Hà Văn Mận")])
def test_capitals_become_a_name_on_request_alone(chodon: Chodon, office: None, option: str, name: str) -> None:
    chodon(f"import - --as staff {option}", stdin=HEAD + "HÀ VĂN MẬN,,PNV,CC,,01/02/2020\n")
    assert name in names(chodon)


def test_a_known_name_in_capitals_differs_unless_it_is_read_as_a_name(chodon: Chodon, office: None) -> None:
    row = "Hà Văn Mận,01/02/1990,PNV,CC,,01/02/2020\n"
    chodon("import - --as staff", stdin=HEAD + row)
    capitals = HEAD + row.replace("Hà Văn Mận", "HÀ VĂN MẬN")
    assert "differs" in chodon("import - --as staff", stdin=capitals, status=1).stderr
    chodon("import - --as staff --names-case title", stdin=capitals)
    assert sorted(names(chodon)) == ["Hà Văn Mận", "Nông Thị Thúy"]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("written", ["006190002345", "006 190 002 345", "006-190-002-345", "6190002345"])
def test_an_identity_number_is_cleaned_alike_everywhere_unique_and_shown_by_nobody(
    chodon: Chodon, office: None, tmp_path: Path, written: str
) -> None:
    chodon("staff edit CC001 --sex female --id-number", written)
    listed = "Họ và tên,Số CCCD,Đơn vị,Loại,Từ ngày\n"
    other = chodon("import - --as staff", stdin=f"{listed}Hà Thị Mận,006190002345,PNV,CC,01/02/2020\n", status=1)
    code = "code,id_number\nCC001,006190009999\n"
    heads = "code,full_name,id_number\nCC001,Nông Thị Thúy,006190009999\n"
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "staff.csv").write_text(heads)
    said = [
        other,
        chodon("import - --as person", stdin=heads, status=1),
        chodon("import", folder, status=1),
        chodon("import - --as person --update --dry-run", stdin=heads),
        chodon("import - --as person --update", stdin=heads),
        chodon("import - --as person", stdin=code, status=None),
        chodon("staff show CC001"),
        chodon("staff list"),
    ]
    for done in said:
        assert "006190002345" not in done.stderr + done.stdout and "006190009999" not in done.stderr + done.stdout


IMPLAUSIBLE = ["01/05/2015", "07/06/1905", "01/05/0985"]


@pytest.mark.parametrize(("born", "started"), [*((born, "01/01/2020") for born in IMPLAUSIBLE), ("", "01/01/2220")])
def test_days_that_cannot_be_true_are_refused_unless_said_to_be(
    chodon: Chodon, office: None, born: str, started: str
) -> None:
    row = f"Hà Văn Mận,{born},PNV,CC,,{started}\n"
    assert "--plausible no" in chodon("import - --as staff", stdin=HEAD + row, status=1).stderr
    chodon("import - --as staff --plausible no", stdin=HEAD + row)
    assert "days-implausible" in {row["code"] for row in chodon("check -f json", status=None).json["rows"]}


@pytest.mark.parametrize("number", ["006090001288", "060900012"])
def test_an_identity_number_in_a_wrong_column_is_not_shown(chodon: Chodon, tmp_path: Path, number: str) -> None:
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    row = {"full_name": "Lò Văn A", "born_on": "1990-02-01", "sex": "male", "unit": "PNV", "category": "CC"}
    row |= {"started_on": "2020-01-01", "id_number": "", "title": ""}
    rows = [{**row, key: number} for key in row if key not in ("title", "id_number")]
    write_csv(tmp_path / "list.csv", [*row], rows)
    done = chodon("import --as staff", tmp_path / "list.csv", status=1)
    assert number not in done.stderr + done.stdout and number[:3] + "…" in done.stderr
    assert all(f":{line}: " in done.stderr or f"({line}" in done.stderr for line in range(2, len(rows) + 2))


def test_a_person_is_the_same_however_the_apostrophe_is_made(chodon: Chodon, office: None) -> None:
    person = "staff add --unit PNV --category CC --from 2020-01-01 --born 1990-02-01 --name"
    chodon(person, "H’Lan Niê")
    for apostrophe in ("", *APOSTROPHES):
        row = f"H{apostrophe}Lan Niê,01/02/1990,PNV,CC,,01/01/2020\n"
        [told] = chodon("import - --as staff --dry-run --update -f json", stdin=HEAD + row).json["rows"]
        assert told["new"] == 0
        vague = f"H{apostrophe}Lan Niê,1990,PNV,CC,,01/01/2020\n"
        assert "CC002 H’Lan Niê" in chodon("import - --as staff --dry-run", stdin=HEAD + vague, status=1).stderr
    assert "CC002" in chodon(person, "H`Lan Niê").stderr
    assert re.findall("CC00[23]", chodon(person, "H‘Lan Niê").stderr) == ["CC002", "CC003"]
