"""Pages in a browser: they fetch nothing, sort and find, fit a phone and a sheet, and nothing typed in them acts."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.harness import Chodon, run
from tests.render.browser import PROGRAM, Browser

pytestmark = [pytest.mark.slow, pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed")]
PHONE = 390  # pixels
MOST_SHEETS = 3  # of A4, for the units of a district
PUBLISHED = ("index.html", "due.html", "months.html", "standards.html", "search.html", "unit-THBANGLUNG.html")
HOSTILE = (
    "<script>document.title='acted'</script>",
    "<img src=x onerror=\"document.title='acted'\">",
    '"><svg onload="document.title=\'acted\'">',
    "{{ 7*7 }}",
    "</text><script>document.title='acted'</script>",
    '=HYPERLINK("http://example.org")',
)
LEAST_CONTRAST = 4.5  # of text with what is behind it: WCAG 2.2, 1.4.3, level AA
LOWEST_CONTRAST = """(() => {
  const parts = colour => { const found = colour.match(/[\\d.]+/g).map(Number);
    return found.length < 4 ? [...found, 1] : found };
  const behind = element => { for (let each = element; each; each = each.parentElement) {
    const colour = parts(getComputedStyle(each).backgroundColor); if (colour[3] > 0) return colour }
    return [255, 255, 255] };
  const light = colour => colour.slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const elements = [...document.body.querySelectorAll('*')].filter(each => each.checkVisibility()
    && [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()));
  return Math.min(...elements.map(each => [light(parts(getComputedStyle(each).color)), light(behind(each))])
    .map(pair => pair.sort((a, b) => b - a)).map(([more, less]) => (more + 0.05) / (less + 0.05)))
})()"""
CELLS = "[...document.querySelector('table.list').tBodies[0].rows].filter(row => !row.hidden).map(row => {})"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(published: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for name, text in published.items():
        folder.joinpath(name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def table(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The table of compliance of the whole district."""
    file = tmp_path_factory.mktemp("table") / "compliance.html"
    run(f"-r {sample} --lang en --today 2022-12-31 report compliance --period 2022 -o", file)
    return file


def assert_quiet(browser: Browser, page: Path) -> None:
    """Nothing was fetched but the page itself, and nothing in it was refused or failed."""
    fetched = [event["request"]["url"] for event in browser.seen("Network.requestWillBeSent")]
    assert [unquote(url) for url in fetched if not url.startswith("data:image/svg+xml")] == [f"file://{page}"]
    assert not browser.seen("Log.entryAdded") and not browser.seen("Runtime.exceptionThrown")
    assert not browser.seen("Page.javascriptDialogOpening")


def test_published_pages_fetch_nothing_and_fit_a_phone(browser: Browser, site: Path) -> None:
    for name in PUBLISHED:
        browser.open(site / name, PHONE)
        assert_quiet(browser, site / name)
        assert browser.evaluate("document.documentElement.scrollWidth") <= PHONE, name
        assert browser.evaluate(LOWEST_CONTRAST) >= LEAST_CONTRAST, name


def test_of_the_page_for_searching_what_was_found_is_printed(browser: Browser, site: Path) -> None:
    browser.open(site / "search.html")
    assert browser.printed_pages() == 1
    box = "document.querySelector('.find')"
    browser.evaluate(f"{box}.value = '2022-0001'; {box}.dispatchEvent(new Event('input'))")
    found = browser.evaluate(CELLS.format("row.innerText"))
    assert 1 < len(found) < 20 and browser.printed_pages() == 1
    browser.evaluate(f"{box}.value = 'truong'; {box}.dispatchEvent(new Event('input'))")
    assert browser.printed_pages() > 1


def test_a_table_fits_a_phone_and_three_sheets(browser: Browser, table: Path) -> None:
    browser.open(table, PHONE)
    assert browser.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert browser.evaluate(LOWEST_CONTRAST) >= LEAST_CONTRAST
    assert 1 < browser.printed_pages() <= MOST_SHEETS


def test_a_long_title_squeezes_no_name_on_a_sheet(browser: Browser, sample: Path, tmp_path: Path) -> None:
    run(f"-r {sample} --today 2022-12-31 task list --period 2022Q1 -o", tmp_path / "x.html")
    browser.open(tmp_path / "x.html")
    assert browser.printed_pages() <= 3  # 55 tasks; where the title was never broken, five


@pytest.mark.parametrize("line", ["due", "case show VV-2021-0008", "report bulletin --period 2022", "check"])
def test_what_is_written_to_a_page_is_read_by_everybody(
    browser: Browser, sample: Path, tmp_path: Path, line: str
) -> None:
    """States, faults and what is overdue have colours: each can be read, on a telephone too."""
    run(f"-r {sample} --lang en --today 2022-12-31 {line} -o", tmp_path / "x.html", status=None)
    for width in (PHONE, 1280):
        browser.open(tmp_path / "x.html", width)
        assert_quiet(browser, tmp_path / "x.html")
        assert browser.evaluate("document.documentElement.scrollWidth") <= width
        assert browser.evaluate(LOWEST_CONTRAST) >= LEAST_CONTRAST


def test_a_click_on_a_heading_sorts(browser: Browser, table: Path) -> None:
    browser.open(table)
    click = "[...document.querySelectorAll('th')].find(th => th.innerText.trim().startsWith('Violations')).click()"
    place = "[...document.querySelectorAll('th')].findIndex(th => th.innerText.trim().startsWith('Violations'))"
    column = CELLS.format(f"Number(row.cells[{browser.evaluate(place)}].textContent)")
    for is_up in (True, False):
        browser.evaluate(click)
        figures = browser.evaluate(column)
        assert figures == sorted(figures, reverse=not is_up) and len(set(figures)) > 5


@pytest.mark.parametrize(("name", "typed"), [("index.html", "bang lung"), ("search.html", "VP-2022-0001")])
def test_what_is_typed_is_found_without_marks(browser: Browser, site: Path, name: str, typed: str) -> None:
    browser.open(site / name)
    every = browser.evaluate(CELLS.format("row.innerText"))
    box = "document.querySelector('.find')"
    browser.evaluate(f"{box}.value = {typed!r}; {box}.dispatchEvent(new Event('input'))")
    found = browser.evaluate(CELLS.format("row.innerText"))
    wanted = [row for row in every if typed in row or (typed == "bang lung" and "Bằng Lũng" in row)]
    assert found == wanted and 0 < len(found) < len(every)


@pytest.mark.parametrize("ending", ["html", "svg"])
def test_nothing_that_was_typed_acts(browser: Browser, chodon: Chodon, tmp_path: Path, ending: str) -> None:
    for place, name in enumerate(HOSTILE):
        chodon(f"unit add U{place} --kind office", name)
        chodon(f"staff add --code A{place} --name 'A B' --unit U{place} --category VC --from 2020-01-01")
        chodon(f"violation log --staff A{place} --standard TG01 --on 2022-03-0{place + 1}")
    page = tmp_path / f"x.{ending}"
    chodon("report compliance --period 2022 -o", page, *(["--chart"] if ending == "svg" else []))
    browser.open(page)
    assert_quiet(browser, page)
    assert browser.evaluate("document.title") != "acted"
    assert browser.evaluate("document.getElementsByTagName('script').length") == (1 if ending == "html" else 0)
