"""Cells that name people: what adorns the name is taken off and said, what is more than a name is refused."""

import re
from collections.abc import Callable, Collection

from chodon_cli.errors import Usage
from chodon_cli.locale import _
from chodon_cli.queries import person_names
from chodon_cli.queries.look_alike import OTHER_LETTERS

BEFORE_NAMES = frozenset(each.split(" ")[0] for each in (*person_names.TITLES, *person_names.DEGREES))
BESIDE_A_NAME = re.compile(r"[^\w '’|]|[_¹²³⁰-⁹]| và ")
BESIDE_A_CODE = re.compile(r"[*†‡¹²³⁰-⁹(\[;,&+]| và | - |[.] ")
FIGURE = re.compile(r"[0-9]")
NO_PART_OF_A_NAME = re.compile(r"(?:^|\|)[A-Za-zĐđ]{0,6}[0-9]+(?:\||$)|[0-9]{6}")
FEW_NAMES = 200  # of some thousands: where more have a figure, that is how the list tells namesakes apart
LINE_BREAK = re.compile("[\n\r\x0b\u2028]")
Remark = Callable[[str], None]


def are_names(cells: Collection[str]) -> bool:
    """Whether each is the bare name of one person, with nothing to take off and nothing to ask."""
    joined = "|".join(cells)
    if not joined.isascii() and OTHER_LETTERS.search(joined):
        return False
    if not joined.replace(" ", "").replace("|", "").isalpha():
        if BESIDE_A_NAME.search(joined) or NO_PART_OF_A_NAME.search(joined):
            return False
        if FIGURE.search(joined) and sum(1 for cell in cells if FIGURE.search(cell)) <= FEW_NAMES:
            return False
    elif " và " in joined:
        return False
    return person_names.WORDS_FOR_NOBODY.isdisjoint(map(str.casefold, cells)) and not have_titles(cells)


def are_references(cells: Collection[str]) -> bool:
    """Whether each is the bare code or name of a person."""
    return not BESIDE_A_CODE.search("|".join(cells)) and not have_titles(cells)


def have_titles(cells: Collection[str]) -> bool:
    """Whether something may stand before one of the names; a code has no blanks, so nothing does."""
    joined = "|".join(cells)
    if " " not in joined and "." not in joined:
        return False
    return not BEFORE_NAMES.isdisjoint(cell.split(" ", 1)[0].casefold().rstrip(".:") for cell in cells)


def name(text: str, remark: Remark, is_cased: bool) -> str:
    """The name of a person whom the list enters. Usage if it is none, or more than one."""
    bare = _strip_name(text, remark)
    if reason := person_names.why_no_name(bare):
        raise Usage(reason)
    if FIGURE.search(bare):
        remark(_("there is a figure in the name; stored as it stands"))
    return person_names.in_own_case(bare) if is_cased else bare


def reference(text: str, remark: Remark, is_cased: bool) -> str:
    """The code or the name of a person who is in the register. Usage if more than one is named."""
    if " " not in text:
        return person_names.FOOTNOTE_MARK.sub("", text) or text
    bare = _strip_name(text, remark)
    if reason := person_names.why_not_one(bare):
        raise Usage(reason)
    return person_names.in_own_case(bare) if is_cased else bare


def _strip_name(text: str, remark: Remark) -> str:
    """The name without what stands before it or marks it."""
    unmarked = person_names.without_marks(text)
    bare = person_names.without_title(unmarked)
    if bare != text:
        is_title = bare != unmarked
        remark(
            _("what stands before the name was taken off")
            if is_title
            else _("a mark that is no part of the name was taken off")
        )
    return bare


def refuse_two_lines(cell: str, remark: Remark) -> None:
    """Usage if two names stand on two lines of the cell; where one may be broken in two it is said."""
    if not LINE_BREAK.search(cell.strip()):
        return
    if person_names.are_two_names(cell):
        raise Usage(_("more than a name stands here: one person a row, and remarks in a column of their own"))
    remark(_("the name stands on several lines; read as one"))
