"""What the guide calls a column or quotes as a message is what the program calls it: words written by hand grow old."""

import re
from pathlib import Path

import pytest

from chodon_cli.labels import LABELS_OF_COLUMNS
from chodon_cli.locale import catalogue
from tests.harness import ROOT

GUIDE = sorted((ROOT / "docs" / "huong-dan").glob("*.md"))
NAMED_COLUMN = re.compile(r"[Cc]ột \*([^*`]+)\*")
LABEL_IN_SOURCE = re.compile(r"""label=N_\(\s*"((?:[^"\\]|\\.)*)"\s*\)""")
BETWEEN_QUOTED = re.compile(r"…|`[^`]*`|, |[0-9]+")
PLACEHOLDER = re.compile(r"\{[^}]*\}")
TROUBLES = ROOT / "docs" / "huong-dan" / "08-loi-thuong-gap.md"


def vietnamese(message: str) -> str:
    return catalogue("vi").gettext(message)


@pytest.fixture(scope="module")
def headings() -> set[str]:
    sources = "".join(file.read_text("utf-8") for file in (ROOT / "chodon_cli").rglob("*.py"))
    return {*map(vietnamese, [*LABELS_OF_COLUMNS.values(), *LABEL_IN_SOURCE.findall(sources)])}


@pytest.mark.parametrize("page", GUIDE, ids=lambda page: page.stem)
def test_a_column_that_is_named_has_that_heading(page: Path, headings: set[str]) -> None:
    assert {*NAMED_COLUMN.findall(page.read_text("utf-8"))} <= headings


def test_a_message_that_is_quoted_is_one_of_the_program() -> None:
    messages = [each for each in catalogue("vi")._texts.values() if each]
    pieces = [" ".join(PLACEHOLDER.split(message)) for message in messages]
    table = TROUBLES.read_text("utf-8").partition("| thông báo | làm gì |")[2].partition("\n\n")[0]
    quoted = [row.split("|")[1].strip() for row in table.splitlines()[2:]]
    quoted += re.findall(r"\| \*([^*|]+)\*", TROUBLES.read_text("utf-8"))
    unknown = []
    for text in quoted:
        parts = [part.strip(" ;,():") for part in BETWEEN_QUOTED.split(text) if part.strip(" ;,():")]
        if not all(any(part in message for message in pieces) for part in parts):
            unknown.append(text)
    assert unknown == [] and len(quoted) > 15
