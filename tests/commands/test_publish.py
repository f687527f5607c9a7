"""Published pages: linked, whole, of no name that was not asked for, and replaced at once."""

import re
from pathlib import Path

import pytest

from tests.harness import Chodon, begin

LINK = re.compile(r'href="([^"]*)"')


@pytest.fixture
def filled(sample: Path, register: Path) -> Path:
    return begin(sample, register)


def publish(chodon: Chodon, folder: Path, *words: str) -> dict[str, str]:
    chodon("--today 2022-12-31 publish --period 2022", *words, folder)
    return {path.name: path.read_text("utf-8") for path in folder.glob("*.html")}


@pytest.mark.slow
def test_every_unit_has_a_page_and_every_link_leads_somewhere(chodon: Chodon, filled: Path, tmp_path: Path) -> None:
    pages = publish(chodon, tmp_path / "www")
    units = chodon("--today 2022-12-31 report compliance --period 2022 -f json").json["rows"]
    assert set(pages) == {
        "index.html",
        "due.html",
        "standards.html",
        *(f"unit-{row['unit_code']}.html" for row in units),
    }
    links = {link for page in pages.values() for link in LINK.findall(page)}
    assert links == set(pages)
    assert not re.search(r"https?:|src=|@import|url\(", "".join(pages.values()))


@pytest.mark.slow
def test_people_are_named_only_where_that_was_asked_for(chodon: Chodon, filled: Path, tmp_path: Path) -> None:
    people = chodon("staff list -f json --columns code,full_name,id_number").json["rows"]
    names = {person["full_name"] for person in people if len(person["full_name"].split()) > 2}
    by_code = "".join(publish(chodon, tmp_path / "codes").values())
    assert not [name for name in names if f">{name}<" in by_code]
    assert any(f">{person['code']}<" in by_code for person in people)
    named = "".join(publish(chodon, tmp_path / "names", "--names").values())
    assert any(f">{name}<" in named for name in names)
    nothing = "".join(publish(chodon, tmp_path / "nothing", "--anonymise").values())
    assert not [
        person for person in people if f">{person['code']}<" in nothing or f">{person['full_name']}<" in nothing
    ]


def test_an_earlier_publication_is_replaced_and_nothing_else(chodon: Chodon, register: Path, tmp_path: Path) -> None:
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    folder = tmp_path / "www"
    publish(chodon, folder)
    folder.joinpath("old.html").write_text("left over")
    assert "old.html" not in publish(chodon, folder)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".www")] == []
    other = tmp_path / "letters"
    other.mkdir()
    other.joinpath("letter.txt").write_text("mine")
    assert "something else" in chodon("publish", other, status=1).stderr
    assert other.joinpath("letter.txt").read_text() == "mine"
