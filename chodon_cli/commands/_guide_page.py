"""A page of the clerk's guide as what it says and the commands that it shows."""

import re
import textwrap
from pathlib import Path
from typing import NamedTuple

from chodon_cli.errors import NotFound
from chodon_cli.locale import _

FIRST_PAGE = "01-bat-dau.md"
PAGE_FOLDERS = (  # in the source tree, and where the package is installed
    Path(__file__).parents[2] / "docs" / "huong-dan",
    Path(__file__).parents[1] / "guide",
)
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```\n", re.M | re.S)
COMMAND = re.compile(r"^\$ chodon (.*)$", re.M)
MARKDOWN_MARKS = re.compile(r"\*\*|`|<!--.*?-->", re.S)
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
WIDTH = 79  # of what is read, in characters: no terminal of 80 breaks a word of it


class GuideStep(NamedTuple):
    """What the page says, and then the commands that it shows, without “chodon”."""

    prose: str
    commands: tuple[str, ...]


def first_page() -> Path:
    """The page with which the guide begins. NotFound if the program was installed without it."""
    for folder in PAGE_FOLDERS:
        if (folder / FIRST_PAGE).is_file():
            return folder / FIRST_PAGE
    raise NotFound(
        _("{path}: there is no such file").format(path=PAGE_FOLDERS[-1] / FIRST_PAGE),
        _("this program is not whole; install it again"),
    )


def steps(page: str) -> list[GuideStep]:
    """The page from the section of its first commands on: what comes before is how to install."""
    first = page.index("```console")
    page = page[page.rindex("\n## ", 0, first) + 1 :]
    made, prose, begin = [], "", 0
    for block in BLOCK.finditer(page):
        prose += page[begin : block.start()]
        begin = block.end()
        if block[1] == "console":
            made.append(GuideStep(plain_text_of(prose), tuple(COMMAND.findall(block[2]))))
            prose = ""
        else:
            prose += textwrap.indent(block[2], "    ")
    return [*made, GuideStep(plain_text_of(prose + page[begin:]), ())]


def plain_text_of(prose: str) -> str:
    """Markdown as it is read on a terminal: no marks, lines as long as they are read well."""
    parts = re.split(r"\n{2,}", MARKDOWN_MARKS.sub("", LINK.sub(r"\1", prose)).strip("\n"))
    return "\n\n".join(part if part.startswith(("    ", "|")) else paragraph(part) for part in parts if part.strip())


def paragraph(text: str) -> str:
    """A paragraph, the points of a list or a heading, wrapped."""
    if text.startswith("#"):
        return text.lstrip("# ").upper()
    points = re.split(r"\n(?=- |\d+\. )", text)
    return "\n".join(
        textwrap.fill(" ".join(point.split()), WIDTH, subsequent_indent="  " * point.startswith("- "))
        for point in points
    )
