"""Cells that hold codes, numbers and figures: as they are typed here, without what a list or a spreadsheet adds."""

import re
from collections.abc import Callable, Collection

from chodon_cli.errors import Usage
from chodon_cli.exchange.read.cells import number
from chodon_cli.labels import FIGURE_REASON
from chodon_cli.law import identity
from chodon_cli.locale import _
from chodon_cli.nouns.fields import NUMBERS_OF_DOCUMENTS
from chodon_cli.queries.look_alike import COLUMNS_OF_CODES, look_alike
from chodon_cli.queries.person_names import FOOTNOTE_MARK
from chodon_cli.result import Column
from chodon_cli.text import BLANKS_WITHIN, FOLDED_HYPHENS, FOREIGN_FORMS, HYPHENS

MAY_BE_MARKED = ("code", "name", *NUMBERS_OF_DOCUMENTS)  # with a footnote; the name is that of a unit
STRANGE = re.compile(rf"{FOREIGN_FORMS}|[*†‡¹²³⁰-⁹\]){HYPHENS}]| /|/ |ố | ngày ")
WORD_FOR_NUMBER = re.compile(r"số\s*[:.]?\s*(?=[0-9])", re.I)
DAY_BESIDE = re.compile(r"[0-9]\S*,? ngày [0-9]", re.I)
EXACT_FIGURES = 1e15  # from here on a spreadsheet does not keep every digit
COMPUTED = re.compile(r"[0-9]+(?:[.,][0-9]*)?[eE][-+]?[0-9]{1,3}|[0-9]+[.,][0-9]{7,}")
DECIMALS_KEPT = 6
FIGURES_ALONE = re.compile(r"[0-9\s.,:/%-]+")  # what stands in another column than that of names
IDENTITY_NUMBER = re.compile(rf"[0-9]{{{identity.DIGITS_OF_A_NUMBER}}}")


def are_plain(cells: Collection[str], column: Column) -> bool:
    """Whether there is certainly nothing to put right or to say in these codes."""
    joined = "".join(cells)
    is_figure = column.key == "name" and any(map(FIGURES_ALONE.fullmatch, cells))
    if is_figure or STRANGE.search(joined) or look_alike(joined):
        return False
    return column.key != "code" or max(map(len, cells), default=0) < identity.DIGITS_OF_A_NUMBER


def refuse_figure(cell: float, column: Column) -> None:
    """Usage if it is a figure of which digits may be lost, where a code is expected: 1.10 is 1.1 to a spreadsheet."""
    is_code = column.type == "code" or (column.type == "text" and column.key in COLUMNS_OF_CODES)
    if is_code and (abs(cell) >= EXACT_FIGURES or not cell.is_integer()):
        raise Usage(_(FIGURE_REASON))


def without_marks(text: str, column: Column, remark: Callable[[str], None]) -> str:
    """The code or number without the mark of a footnote; said, as is a code that may be an identity number."""
    if column.type not in ("text", "code") or column.key not in MAY_BE_MARKED:
        return text
    bare = FOOTNOTE_MARK.sub("", text) or text
    if bare != text:
        remark(_("the mark of a footnote was taken off"))
    if column.key in NUMBERS_OF_DOCUMENTS:
        bare = document_number(bare, column, remark)
    if column.key == "name" and FIGURES_ALONE.fullmatch(bare):
        raise Usage(_("a name has letters"))
    if column.key == "code" and IDENTITY_NUMBER.fullmatch(bare) and identity.has_place(bare):
        remark(_("the code looks like an identity number, and codes are shown everywhere: else --map … =id_number"))
    return bare


def document_number(text: str, column: Column, remark: Callable[[str], None]) -> str:
    """The number as it is referred to: without “số”, the blanks within and Word's dashes. Usage with a day."""
    bare = BLANKS_WITHIN.sub(r"\1", WORD_FOR_NUMBER.sub("", text).translate(FOLDED_HYPHENS))
    if column.type == "code" and DAY_BESIDE.search(text):
        raise Usage(_("more than a number stands here: its day has a column of its own"))
    if bare == text or " " in bare:
        return text
    remark(_("the number is written without blanks, other dashes and the word for it"))
    return bare


def as_computed(text: str) -> str:
    """A figure that a program has computed, to the digits that are kept; any other as it is.

    >>> as_computed("85.30000000000001"), as_computed("8.5e1"), as_computed("85,5"), as_computed("0.0000001")
    ('85.3', '85', '85,5', '0.0000001')
    """
    value = round(float(text.replace(",", ".")), DECIMALS_KEPT) if COMPUTED.fullmatch(text) else 0.0
    return number(value) if value else text  # of what would be nothing nobody knows whether it is
