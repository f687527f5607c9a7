"""Published pages: linked, whole, of no name that was not asked for, and replaced at once."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chodon_cli.commands._withheld import UnitCount, Withheld, withheld_units
from chodon_cli.locale import figure
from tests.harness import Chodon, begin, examples, run

LINK = re.compile(r'href="([^"]*)"')
SOURCE = re.compile(r'src="([^"]*)"')
OTHERS = {"index.html", "months.html", "due.html", "standards.html", "search.html"}
HOSTILE = ["<script>alert(1)</script>", "{{ 7*7 }}", "=1+1", "</style><img src=x onerror=alert(1)>", "]]>"]


class Tables(HTMLParser):
    """The cells of every table of a page, by row."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.is_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.is_cell = True
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.is_cell = False

    def handle_data(self, data: str) -> None:
        if self.is_cell:
            self.rows[-1][-1] += data


@pytest.fixture
def filled(sample: Path, register: Path) -> Path:
    return begin(sample, register)


def publish(chodon: Chodon, folder: Path, *words: str) -> dict[str, str]:
    chodon("--today 2022-12-31 publish --period 2022", *words, folder)
    return {path.name: path.read_text("utf-8") for path in folder.glob("*.html")}


@pytest.mark.slow
def test_every_unit_has_a_page_and_every_link_leads_somewhere(
    chodon: Chodon, filled: Path, published: dict[str, str]
) -> None:
    pages = published
    units = chodon("--today 2022-12-31 report compliance --period 2022 -f json").json["rows"]
    assert set(pages) == {*OTHERS, *(f"unit-{row['unit_code']}.html" for row in units)}
    links = {link for page in pages.values() for link in LINK.findall(page)}
    assert links == set(pages)
    assert sum(len(page.encode()) for page in pages.values()) < 15_000_000
    for name, page in pages.items():
        assert all(source.startswith("data:image/svg+xml;base64,") for source in SOURCE.findall(page)), name
        assert not re.search(r"https?:|@import|url\(", page), name
        pictures = "img-src data:; " if "<img" in page else ""
        assert f"default-src 'none'; {pictures}style-src" in unescape(page), name
    assert pages["index.html"].count("<img") == 2 and pages["months.html"].count("<img") == 1
    assert 'class="headline"' in pages["index.html"]
    shows(pages, units)
    for code in ("CHODON", "PGDDT", "THBANGLUNG", "PNV"):
        whole = chodon(f"--today 2022-12-31 report unit {code} --period 2022 -f json").json["rows"][0]
        own = dict(row for row in Tables(pages[f"unit-{code}.html"]).rows if len(row) == 2)
        for key, title, places in (
            ("expected", "Expected", 2),
            ("violations", "Violations", 0),
            ("staff", "No. of staff", 0),
        ):
            before = whole.get(f"{key}_before")
            beside = "" if before is None else f" before: {figure(before, places)}"
            assert own[title] == figure(whole[key], places) + beside


def shows(pages: dict[str, str], units: list[dict[str, Any]]) -> None:
    """The figures of the units are on the overview."""
    overview = {row[1]: row for row in Tables(pages["index.html"]).rows if len(row) > 2}
    for unit in units:
        row = overview[unit["unit_code"]]
        assert row[2:6] == [
            str(unit["staff"]),
            str(unit["violations"]),
            str(unit["violators"]),
            figure(unit["expected"], 2),
        ]


@pytest.mark.slow
def test_a_unit_has_what_is_due_there_and_search_finds_what_has_a_number(
    chodon: Chodon, filled: Path, published: dict[str, str]
) -> None:
    pages = published
    duties = chodon("--today 2022-12-31 due --within 14 --unit THBANGLUNG -f json").json["rows"]
    page = pages["unit-THBANGLUNG.html"]
    assert duties and all(f">{duty['number']}<" in page for duty in duties)
    remedies = chodon("--today 2022-12-31 inspection list -f json").json["rows"]
    for row in remedies:
        if row["to_remedy"] and not row["remedied_on"] and row["visited_on"]:
            assert "Still to be remedied" in pages[f"unit-{row['unit']}.html"], row
    found = Tables(pages["search.html"]).rows
    numbers = {row[1] for row in found}
    assert {"VP-2022-0001", duties[0]["number"]} <= numbers
    assert len([row for row in found if row[1] == "VP-2022-0001"]) == 1


@pytest.mark.slow
def test_people_are_named_only_where_that_was_asked_for(
    chodon: Chodon, sample: Path, tmp_path: Path, published: dict[str, str]
) -> None:
    people = run(f"-r {sample} staff list -f json --columns code,full_name").json["rows"]
    names = {person["full_name"] for person in people if len(person["full_name"].split()) > 2}
    by_code = "".join(published.values())
    assert not names & texts_of(by_code)
    assert {person["code"] for person in people} & texts_of(by_code)
    chodon("unit add U Unit --kind office")
    chodon('staff add --code A --name "Lý Văn A" --unit U --category civil-servant --from 2020-01-01')
    chodon("violation log --staff A --standard TG01 --on 2022-03-01")
    named = "".join(publish(chodon, tmp_path / "names", "--names").values())
    assert texts_of(named) >= {"Lý Văn A", "A"}


def texts_of(pages: str) -> set[str]:
    """What stands between two tags."""
    return set(re.findall(">([^<>]*)(?=<)", pages))


@pytest.mark.slow
def test_an_anonymised_publication_says_nothing_of_single_people(chodon: Chodon, filled: Path, tmp_path: Path) -> None:
    people = chodon("staff list -f json --columns code,full_name").json["rows"]
    nothing = "".join(publish(chodon, tmp_path / "nothing", "--anonymise").values())
    said = {word for person in people for word in (person["code"], person["full_name"])}
    texts = texts_of(nothing)
    assert not said & texts
    for noun, key in (("violation", "note"), ("inspection", "to_remedy"), ("feedback", "text"), ("task", "title")):
        typed = {row[key] for row in chodon(f"{noun} list -f json").json["rows"] if row[key]}
        assert typed and not typed & texts, noun
    assert not re.search(r">(VP|VV|NV|PA|KT)-20\d\d-\d+<", nothing)
    duties = chodon("--today 2022-12-31 due --within 14 -f json").json["rows"]
    of_nobody = [duty for duty in duties if not duty["staff"]]
    page = Tables((tmp_path / "nothing" / "due.html").read_text("utf-8"))
    assert len(page.rows) - 1 == len(of_nobody) < len(duties)  # a case of a unit with few people says whose it is


@pytest.mark.mostly_slow
@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_people_typed_only_stands_there(chodon: Chodon, tmp_path: Path, hostile: str) -> None:
    chodon("unit add --kind office U", hostile)
    chodon("settings set organisation", hostile)
    chodon('staff add --code A --name "A B" --unit U --category civil-servant --from 2020-01-01')
    chodon("violation log --staff A --standard TG01 --on 2022-03-01 --note", hostile)
    for page in publish(chodon, tmp_path / "www").values():
        tags = Tables(page).tags
        assert (
            page.count("<script>") == 1
            and page.count("<style>") == 1
            and "onerror=" not in re.sub("&[a-z]+;.*", "", page)
        )
        assert tags <= {
            *(
                "html",
                "head",
                "meta",
                "title",
                "style",
                "body",
                "nav",
                "a",
                "p",
                "h1",
                "h2",
                "ul",
                "li",
                "div",
                "figure",
            ),
            *("img", "table", "thead", "tbody", "tr", "th", "td", "span", "script"),
        }


def test_an_earlier_publication_is_replaced_and_nothing_else(chodon: Chodon, register: Path, tmp_path: Path) -> None:
    folder = tmp_path / "www"
    publish(chodon, folder)
    folder.joinpath("unit-OLD.html").write_text("of a unit that is void by now")
    with folder.joinpath(".chodon-published").open("a") as names:
        names.write("unit-OLD.html\n")
    assert "unit-OLD.html" not in publish(chodon, folder)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".www")] == []
    other = tmp_path / "letters"
    other.mkdir()
    other.joinpath("letter.txt").write_text("mine")
    assert "something else" in chodon("publish", other, status=1).stderr
    assert other.joinpath("letter.txt").read_text() == "mine"


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", ["notes.txt", "unit-OWN.html", ".htaccess", "pictures/a.png"])
def test_what_somebody_put_among_the_pages_is_never_lost(
    chodon: Chodon, register: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "www"
    publish(chodon, folder)
    own = folder / name
    own.parent.mkdir(exist_ok=True)
    own.write_text("mine")
    assert name.split("/")[0] in chodon("publish", folder, status=1).stderr
    assert own.read_text() == "mine"


def test_the_folder_one_is_in_is_never_replaced(
    chodon: Chodon, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in (".", str(folder), "../empty"):
        assert "the folder you are in" in chodon("publish", name, status=1).stderr
    assert "needs a value" in chodon("publish", "", status=2).stderr
    assert not any(folder.iterdir()) and folder.samefile(Path.cwd())


@pytest.mark.mostly_slow
@pytest.mark.parametrize("code", ["A/B", "../X", "A..B", "Đ-1", "_", "A/-/B"])
def test_every_code_that_a_unit_may_have_is_a_page(chodon: Chodon, register: Path, tmp_path: Path, code: str) -> None:
    chodon("unit add", code, "Unit", "--kind", "office")
    chodon("staff add --name A --category cadre --from 2020-01-01 --code P/1 --unit", code)
    folder = tmp_path / "www"
    pages = publish(chodon, folder)
    assert set(pages) > OTHERS and len(pages) == len(OTHERS) + 1
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"www"}
    linked = {unquote(link) for link in LINK.findall(pages["index.html"])}
    assert set(pages) - OTHERS <= linked


FEWEST = 5  # people that figures may be about
TREES = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 3), st.integers(0, 20)), min_size=1, max_size=12)


@examples(200)
@given(TREES)
def test_no_sum_or_difference_of_what_is_published_points_at_fewer_people(tree: list[tuple[int, int, int]]) -> None:
    """An attacker takes every published sum, whatever is published of single units, and every difference of sums."""
    period = {str(place): UnitCount(staff, min(staff, broke)) for place, (staff, broke, _above) in enumerate(tree)}
    above = {str(place): str(up % place) if place and up % 3 else None for place, (_s, _b, up) in enumerate(tree)}
    withheld = withheld_units([period], above, FEWEST)
    assert all(count.staff >= FEWEST > 0 for unit, count in period.items() if unit not in withheld.rows)
    for known in sums_an_attacker_has(period, above, withheld):
        people, broke = (sum(each) for each in zip(*(period[unit] for unit in known), strict=True))
        assert len(known) >= 2 and people >= FEWEST and broke < people, known


def sums_an_attacker_has(
    period: dict[str, UnitCount], above: dict[str, str | None], withheld: Withheld
) -> set[frozenset[str]]:
    """The sets of withheld units whose sum can be worked out from the pages and the total."""
    beneath = {unit: {unit} for unit in period}
    for unit in period:
        parent = above[unit]
        while parent is not None:
            beneath[parent].add(unit)
            parent = above[parent]
    pages = [beneath[unit] for unit in period if unit not in withheld.pages]
    known = {frozenset(page & withheld.rows) for page in [*pages, *([] if withheld.is_total else [{*period}])]}
    while more := {
        new
        for one in known
        for other in known
        for new in (one - other if other < one else one, one | other if not one & other else one)
        if new not in known
    }:
        known |= more
    return known - {frozenset()}


def test_figures_of_few_people_are_withheld_and_cannot_be_worked_out(chodon: Chodon, tmp_path: Path) -> None:
    people_of = {"TOP": 2, "SMALL": 3, "TEN": 10, "SIX": 6, "ALL": 5}
    units = [f"{unit},Unit {unit},office,{'' if unit == 'TOP' else 'TOP'}" for unit in people_of]
    people = [f"{unit}{n},A B,{unit},VC,2020-01-01" for unit, number in people_of.items() for n in range(number)]
    acts = [f"{code},TG01,2022-03-01" for code in ("SMALL0", "TEN0", "SIX0", *(f"ALL{n}" for n in range(5)))]
    for noun, head, rows in (
        ("unit", "code,name,kind,parent", units),
        ("staff", "code,full_name,unit,category,started_on", people),
        ("violation", "staff,standard,occurred_on", acts),
    ):
        chodon(f"import - --as {noun}", stdin="\n".join([head, *rows, ""]))
    pages = publish(chodon, tmp_path / "www", "--anonymise")
    overview = {row[1]: row for row in Tables(pages["index.html"]).rows if len(row) > 4}
    blank = {unit for unit, row in overview.items() if row[3] == "" and unit}
    assert blank == {"TOP", "SMALL", "ALL"}  # few; few; everybody
    sentence = "figures of fewer than 5 people"
    for unit in ("SMALL", "ALL"):
        assert sentence in pages[f"unit-{unit}.html"] and "Violations" not in pages[f"unit-{unit}.html"]
    assert sentence in pages["index.html"] and sentence not in pages["unit-TEN.html"]
    chodon("settings set small-unit 0")
    assert sentence not in "".join(publish(chodon, tmp_path / "www", "--anonymise").values())
    assert "Violations" in pages["unit-TEN.html"]


def test_of_a_register_of_few_people_not_even_the_sums_are_published(chodon: Chodon, tmp_path: Path) -> None:
    chodon("unit add A X --kind office")
    chodon("staff add --name 'A B' --unit A --category VC --from 2020-01-01")
    chodon("violation log --staff VC001 --standard TG01 --on 2022-03-01")
    pages = publish(chodon, tmp_path / "www", "--anonymise")
    overview = [[cell for cell in row if cell] for row in Tables(pages["index.html"]).rows]
    assert overview[-1] == ["Total", "1", "0"], "one person, no task"
    assert "<svg" not in pages["index.html"] + pages["months.html"]
