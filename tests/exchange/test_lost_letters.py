"""Names that have lost letters are refused wherever they come from: a list, a folder, a command."""

from pathlib import Path

import pytest

from tests.harness import Chodon, assert_refused, everything, open_to_write

SPOILED = ["Nguy?n Văn A", "Nguy�n Văn A", "Nguyá»…n VÄƒn A"]
FILES = {
    "staff.csv": "code,full_name,born_on\nCC001,{name},1990\n",
    "unit.csv": "code,name,kind\nP9,{name},office\n",
    "unit_past.csv": "unit,until_on,name\nPNV,2020-01-01,{name}\n",
}


@pytest.fixture
def office(chodon: Chodon) -> None:
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    chodon("staff add --code CC777 --name 'Lò Văn Bảy' --unit PNV --category CC --from 2020-01-01")


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", SPOILED)
@pytest.mark.parametrize("file", FILES)
def test_a_folder(chodon: Chodon, office: None, register: Path, tmp_path: Path, file: str, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / file).write_text(FILES[file].format(name=name), "utf-8")
    before = everything(register)
    for option in ("", "--update"):
        done = chodon("import", tmp_path / "in", *option.split(), status=1)
        assert f"{file}:2:" in done.stderr and "letters of the name have been lost" in done.stderr
    assert everything(register) == before


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", SPOILED)
@pytest.mark.parametrize(
    "line",
    [
        "staff add --name '{}' --unit PNV --category CC --from 2020-01-01",
        "staff edit CC777 --name '{}'",
        "unit add P2 '{}' --kind office",
        "unit edit PNV --name '{}'",
        "unit rename PNV '{}' --on 2024-01-01",
    ],
)
def test_a_command(office: None, register: Path, line: str, name: str) -> None:
    assert_refused(register, line.format(name), 1, "letters of the name have been lost")


def test_many_rows_in_a_folder_name_the_one_that_is_wrong(chodon: Chodon, office: None, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    names = [f"CC{place:03},{'Nguy?n' if place == 300 else 'Lò Văn Tám'}" for place in range(1, 600)]
    (tmp_path / "in" / "staff.csv").write_text("\n".join(["code,full_name", *names]), "utf-8")
    done = chodon("import", tmp_path / "in", status=1)
    assert done.stderr.count("letters of the name") == 1 and "staff.csv:301:" in done.stderr


def test_a_record_that_was_stored_so_can_be_corrected_in_other_ways(
    chodon: Chodon, office: None, register: Path
) -> None:

    with open_to_write(register) as db:
        db.execute("UPDATE staff SET full_name = 'Nguy?n A' WHERE code = 'CC777'")
    chodon("staff edit CC777 --born 1990-01-01")
    chodon("staff edit CC777 --name 'Nguyễn A'")
