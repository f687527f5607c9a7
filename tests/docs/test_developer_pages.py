"""The pages for developers name files, folders, targets and names that are there."""

import re
from pathlib import Path

import pytest

from tests.harness import PACKAGE, ROOT

PAGES = [ROOT / "docs/ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"]
PLACEHOLDER = re.compile(r"NNNN|NOUN|NAME|TOPIC|FILE|DAY")
SOURCES = "\n".join(file.read_text("utf-8") for file in PACKAGE.rglob("*") if file.suffix in (".py", ".toml"))


def quoted(page: Path) -> set[str]:
    return {text for text in re.findall(r"`([^`\n]+)`", page.read_text("utf-8")) if not PLACEHOLDER.search(text)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_and_folder_that_a_page_names_is_there(page: Path) -> None:
    """A file may be named by its end: `bulk/importer.py`, `spool.py`."""
    files = {str(file.relative_to(ROOT)) for folder in (PACKAGE, ROOT / "tests") for file in folder.rglob("*")}
    files |= {str(file.relative_to(ROOT)) for file in (*ROOT.glob("docs/**/*"), *ROOT.iterdir())}
    for text in quoted(page):
        if re.fullmatch(r"[\w./-]+(\.py|\.toml|\.md|/)", text):
            path = text.rstrip("/")
            assert any(file == path or file.endswith(f"/{path}") for file in files), text
    for target in re.findall(r"\]\(([^)#:]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", ["security.md", "reliability.md"])
def test_every_test_that_shows_something_is_there(page: str) -> None:
    """Each defence names one; a name without a file is of the file before it in its line."""
    rows = [line for line in (ROOT / "docs" / page).read_text("utf-8").splitlines() if re.match(r"\| (?!---)", line)]
    for row in rows[1:]:
        file = Path()
        for path, name in re.findall(r"`(tests/[\w/]+\.py)?(?:::)?(test_\w+)?`", row):
            file = ROOT / path if path else file
            assert file.is_file() and (not name or f"def {name}(" in file.read_text("utf-8")), (path, name)
        assert page != "security.md" or file.is_file(), row


def test_every_folder_and_module_is_on_the_map_and_in_the_readme() -> None:
    names = {f"{file.parent.name}/" for file in PACKAGE.glob("*/__init__.py")}
    names |= {file.stem for file in PACKAGE.glob("[a-z]*.py")}
    for page in (PAGES[0], ROOT / "README.md"):
        text = page.read_text("utf-8")
        assert {name for name in names if not re.search(rf"\b{name}", text)} == set(), page


def test_every_target_that_is_named_is_one_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for page in (*PAGES, ROOT / "README.md"):
        named = re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)", page.read_text("utf-8"), re.M)
        assert {first or second for first, second in named} <= targets, page


def test_the_glossary_has_forty_words_that_stand_in_the_code() -> None:
    text = PAGES[0].read_text("utf-8").partition("## Glossary")[2]
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines() if line[:2] == "| "]
    words = rows[1:]
    assert len(words) >= 40
    for english, vietnamese, names in words:
        assert english and vietnamese
        for name in re.findall(r"`([^`]+)`", names):
            word = re.escape(name)  # it stands first in the pattern, for that is searched for many times faster
            assert re.search(rf"{word}(?<![\w-]{word})(?![\w-])", SOURCES), name
