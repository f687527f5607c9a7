"""Which lines under a header are rows, and which only stand between them: titles, totals, page heads, signatures."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from chodon_cli.exchange.read import headings
from chodon_cli.exchange.read.cells import Cell, Line, cell_text, lines_with_content
from chodon_cli.text import unaccent

COUNTED_THINGS = r"(nguoi|can bo|cong chuc|vien chuc|truong hop|ban ghi|dong chi|don vi)"
TOTAL_LINE = re.compile(
    r"(tong|cong|tong cong|tong so|cong tong|toan don vi|luy ke)( (cong|so|chung|trang|chuyen trang|mang sang))?"
    rf"\W*+[0-9]*+\W*+{COUNTED_THINGS}?+\W*+[0-9]*+\W*+$"  # nothing is tried twice: dots can be many
)
CLOSING_LINE = re.compile(
    r"(nguoi lap|thu truong|lanh dao don vi|hieu truong|chu tich|truong phong|giam doc|ke toan truong|nguoi tong hop"
    r"|\(?ky, |ky ten|\(ky|noi nhan|tm\.|kt\.|tl\.|xac nhan|.{0,40}, ?ngay .{0,12}thang)"
)
FIGURE = re.compile(r"[0-9]")
LONGEST_HEADING = 500  # characters: what is longer repeats none
ORDINAL = re.compile(r"[ivxlc]+\.?|[a-z]\.?|[0-9]+\.?")


class RowClassifier:
    """Tells the rows of one list from the other lines, from the top down."""

    def __init__(self, head: Sequence[Cell], keys: Sequence[str | None], needed: Sequence[str]) -> None:
        self.known = [place for place, key in enumerate(keys) if key]
        self.needed = [place for place, key in enumerate(keys) if key in needed]
        self.head = head
        self.folded_head = plain = headings.all_folded(head)
        self.first_heading = str(head[self.needed[0]]).casefold() if self.needed else ""
        self.ordinal = next((place for place, text in enumerate(plain) if text in headings.ORDINAL_HEADINGS), None)
        self.last: Line | None = None  # row that was found
        self.is_over = False  # the signatures have begun

    def sort(self, lines: Iterable[Line]) -> Iterator[tuple[Line, bool]]:
        """Each line that is not empty, and whether it is a row."""
        for line, following in pairwise(chain(lines_with_content(lines), (None,))):
            assert line is not None  # only the last is followed by nothing
            is_row = self._is_row(line, following)
            if is_row:
                self.last = line
                self.is_over = False  # those were not the last signatures
            yield line, is_row

    def stray(self, above: Sequence[Line]) -> list[Line]:
        """The lines above the header that say what rows say: the header was sorted in among them."""
        return [line for line in above if self._is_stray(line)]

    def unclear_lines(self, above: Sequence[Line]) -> list[Line]:
        """The lines above the header that could have been rows, and say too little: they are named."""
        return [line for line in above if self._could_be_row(line) and not self._is_stray(line)]

    def _could_be_row(self, line: Line) -> bool:
        """Whether it has a running number, or says something needed and some figure: titles of columns have none."""
        words = plain_words(line)
        says_something = any(map(line.has_value_at, self.needed)) and len(words) > 2 and any(map(FIGURE.search, words))
        return bool(self._number(line)) or (says_something and not self._repeats_head(line))

    def _is_stray(self, line: Line) -> bool:
        """Whether a line outside the list says what rows say: three things, with all that is needed or with figures."""
        is_like_row = all(map(line.has_value_at, self.needed)) or self._could_be_row(line)
        says_enough = sum(map(line.has_value_at, self.known)) >= max(2, min(3, len(self.known)))
        return is_like_row and says_enough and any(map(line.has_value_at, self.needed)) and not self._repeats_head(line)

    def _repeats_head(self, line: Line) -> bool:
        is_head = any(line.has_value_at(place) and self._is_heading(line, place) for place in self.needed)
        return is_head or is_numbering(plain_words(line))

    def _is_plainly_row(self, cells: Sequence[Cell]) -> bool:
        """Whether all that is needed is there and is not the header once more: what nearly every line is."""
        if self.last is None or self.is_over or len(self.needed) < 2 or len(cells) <= self.needed[-1]:
            return False
        for place in self.needed:
            if not cells[place] or cells[place] == self.head[place]:  # blanks alone are looked at more closely
                return False
        if str(cells[self.needed[0]]).casefold() == self.first_heading:  # the header once more, in capitals
            return False
        return not any(isinstance(cells[place], str) and str(cells[place]).isspace() for place in self.needed)

    def _is_row(self, line: Line, following: Line | None) -> bool:
        if self._is_plainly_row(line.cells):
            return True
        if self.last is None and is_numbering(plain_words(line)):
            return False
        filled = sum(map(line.has_value_at, self.needed))
        is_complete = filled == len(self.needed)
        if is_complete and filled > 1 and not self.is_over:  # what nearly every line is
            return not self._is_head(line)
        count = sum(map(line.has_value_at, self.known))
        is_short = filled < min(2, len(self.needed)) or count < min(2, len(self.known))
        number, words = self._number(line), plain_words(line)
        if number and len(words) == 1:
            return False  # numbered beforehand, and never filled in
        if is_short and number and self._goes_on(number, following):
            return True  # a person of whom the list says nothing else
        if (is_short and any(map(CLOSING_LINE.match, words)) and not number) or all(map(CLOSING_LINE.match, words)):
            self.is_over = True
        if self.is_over:
            return self._is_stray(line)
        if self.last is None and not number and not filled:
            return False  # the rest of the header
        is_total = (is_short or not is_complete) and not number and any(map(TOTAL_LINE.match, words))
        return not is_total and not (is_short and is_section(words)) and not self._is_head(line)

    def _is_head(self, line: Line) -> bool:
        """Whether it is the header once more, as on top of each printed page."""
        places = [place for place in self.needed if line.has_value_at(place)]
        return bool(places) and all(self._is_heading(line, place) for place in places)

    def _is_heading(self, line: Line, place: int) -> bool:
        """Whether the cell says what stands in the header above it, whatever the case and the breaks of the line."""
        cell = line.cells[place]
        if not isinstance(cell, str) or len(cell) > LONGEST_HEADING:
            return cell == self.head[place]
        return cell == self.head[place] or headings.fold_heading(cell) == self.folded_head[place] != ""

    def _goes_on(self, number: int, following: Line | None) -> bool:
        """Whether the number is the next of the list, and no title of a part that begins to count anew."""
        last = self._number(self.last) if self.last else 0
        return number == last + 1 and not (following and self._number(following) == 1)

    def _number(self, line: Line) -> int:
        """The running number of the line; 0 if it has none."""
        if self.ordinal is None:
            return 0
        match = re.fullmatch(r"([0-9]{1,7})\.?", line.says(self.ordinal))
        return int(match[1]) if match else 0


def plain_words(line: Line) -> list[str]:
    """What the cells say, without tone marks; empty ones left out."""
    return [unaccent(text) for text in map(cell_text, line.cells) if text]


def is_section(words: list[str]) -> bool:
    """A title within the list: one text alone, or with a Roman number or letter before it, and no name of its own."""
    return len(words) == 1 or (len(words) == 2 and bool(ORDINAL.fullmatch(words[0])))


def is_numbering(words: list[str]) -> bool:
    """A line under the header that numbers the columns, 1 2 3, (1) (2) (3), A B 1 2, or says how to fill them in."""
    plain = [re.sub(r"\W", "", word) for word in words]
    numbered = len(plain) > 2 and all(re.fullmatch(r"[0-9]{1,2}|[a-z]", word) for word in plain)
    return numbered or all(re.fullmatch(r"\(.*\)", word) for word in words)
