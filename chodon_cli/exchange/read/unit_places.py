"""The unit of a row from where the row stands, where the list has no column for it.

It is named in a row above that begins a group (`II │ PHÒNG NỘI VỤ`), else by the sheet, else in the title lines.
"""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import field

from chodon_cli.exchange.read.cells import Line, cell_text
from chodon_cli.locale import _
from chodon_cli.queries import unit_names
from chodon_cli.queries.unit_names import Named
from chodon_cli.value_class import dataclass

NUMBERING_PATTERN = re.compile(r"^\W*(?:[ivxlcIVXLC]+|[A-Za-z]|[0-9]+)(?:[.)/:-]+| |$)\W*")
REMARK_PATTERN = re.compile(r"\s*(\(.*\)|[:;.,].{0,3})\s*$")
BEGINNINGS_OF_UNITS = (
    *("phòng ", "trường ", "xã ", "phường ", "thị trấn ", "trung tâm ", "trạm ", "văn phòng ", "ubnd "),
    *("ủy ban ", "uỷ ban ", "chi cục ", "đội ", "hạt ", "th ", "thcs ", "mn ", "tt "),
)
WORDS_OF_A_UNIT = 3  # at least, so that “Văn phòng” within a school is none
MOST_WORDS = 30  # words of a title


@dataclass
class UnitPlaces:
    """The units of the register, and which of them the texts of a sheet name."""

    units: Sequence[Named] = ()
    once: Sequence[Named] = ()  # by names that they had until they were renamed
    _known: dict[str, str | None] = field(default_factory=dict)

    def with_aliases(self, aliases: Mapping[str, str]) -> "UnitPlaces":
        """The same units, which these texts mean besides: text -> code."""
        if not aliases:
            return self
        more: dict[str, list[str]] = {}
        for text, code in aliases.items():
            more.setdefault(code.upper(), []).append(text)
        return UnitPlaces(
            [
                (code, name, unit_names.ALIAS_SEPARATOR.join([*filter(None, [known]), *more.get(code, [])]))
                for code, name, known in self.units
            ],
            self.once,
        )

    def unit_of_name(self, text: str) -> str | None:
        """The code of the unit that the text names, and nothing besides; None if it names none, or several."""
        if text not in self._known:
            plain = REMARK_PATTERN.sub("", text)
            ways = dict.fromkeys(way for way in (plain, NUMBERING_PATTERN.sub("", plain)) if len(way) > 1)
            codes = next(filter(None, map(self._candidates, ways)), [])
            self._known[text] = codes[0] if len(codes) == 1 else None
        return self._known[text]

    def _candidates(self, text: str) -> list[str]:
        by_code = [code for code, _name, _aliases in self.units if code == text.upper()]
        return by_code or unit_names.meaning(text, self.units) or [*dict.fromkeys(unit_names.meaning(text, self.once))]

    def of_group(self, line: Line) -> str | None:
        """The code of the unit that begins a group on this line, which says nothing else but perhaps a number."""
        texts = [text for text in map(cell_text, line.cells) if text]
        long = [text for text in texts if len(text) > 1 and not re.fullmatch(r"[IVXLC]+\.?|[0-9]+\.?", text)]
        return self.unit_of_name(long[0]) if len(long) == 1 and len(texts) < 3 else None

    def unknown_group(self, line: Line, numberings: Container[str]) -> str | None:
        """What begins a group of a unit that the register has not: called or numbered as the groups of units are."""
        texts = [text for text in map(cell_text, line.cells) if text]
        long = [text for text in texts if len(text) > 1 and not re.fullmatch(r"[IVXLC]+\.?|[0-9]+\.?", text)]
        if len(long) != 1 or len(texts) > 2:
            return None
        name = REMARK_PATTERN.sub("", NUMBERING_PATTERN.sub("", long[0]))
        is_called_so = name.casefold().startswith(BEGINNINGS_OF_UNITS) and len(name.split()) >= WORDS_OF_A_UNIT
        return name if name and (is_called_so or numbering(line) in numberings) else None

    def of_sheet(self, name: str, above: Iterable[Line]) -> tuple[str, str] | None:
        """(code, text that names it) of the unit of the whole sheet: by its name, else by the last of its titles."""
        if name and (code := self.unit_of_name(name)):
            return code, name
        places = None
        for line in above:
            for text in map(cell_text, line.cells):
                if text and (code := self._in_title(text)):
                    places = code, text
        return places

    def _in_title(self, text: str) -> str | None:
        """The code of the unit that a title names at its end; a district over all of them is none."""
        words = text.split()
        for place in range(min(len(words), MOST_WORDS)):
            part = " ".join(words[place:])
            if unit_names.is_place(part) or len(words) - place < 2:
                return None
            if code := self.unit_of_name(part):
                return code
        return None


def numbering(line: Line) -> str:
    """How the line is numbered: in Roman figures, with a letter; empty for any other, as parts of a unit are."""
    first = next(filter(None, map(cell_text, line.cells)), "")
    match = re.match(r"([IVXLC]+|[A-ZĐ])(?:[.)/:-]|\s|$)", first)
    return ("roman" if set(match[1]) <= set("IVXLC") else "letter") if match else ""


@dataclass
class Placement:
    """The unit of each line of one list, and what named it."""

    places: UnitPlaces
    whole: tuple[str, str] | None  # code, text: of all lines that stand in no group
    of_line: dict[int, str] = field(default_factory=dict)
    groups: dict[tuple[str, str], list[int]] = field(default_factory=dict)  # code, what names it -> lines
    _group: tuple[str, str] | None = None
    _numberings: set[str] = field(default_factory=set)  # how groups of units are numbered
    _unknown: bool = False  # whether the group in hand is of a unit that the register has not

    def begin(self) -> None:
        self._group = None
        self._numberings.clear()
        self._unknown = False
        self.of_line.clear()
        self.groups.clear()

    def take(self, line: Line) -> None:
        """The line begins a group, or stands between the rows."""
        if code := self.places.of_group(line):
            self._group = (
                code,
                next(text for text in map(cell_text, line.cells) if self.places.unit_of_name(text) == code),
            )
            self._unknown = False
            self._numberings.update(filter(None, [numbering(line)]))
        elif (self._group or not self.whole) and (name := self.places.unknown_group(line, self._numberings)):
            self._group, self._unknown = (name, name), True

    def put(self, line: Line) -> None:
        """The line is a row."""
        if unit := self._group or self.whole:
            self.of_line[line.number] = unit[0]
            if self._unknown:
                return  # refused, by what it is called
            self.groups.setdefault(unit, []).append(line.number)

    def remarks(self) -> list[tuple[str, list[int]]]:
        """What is to be said of the units, and the lines."""
        pattern = _("the unit is {code}, from “{text}”")
        return [(pattern.format(code=code, text=text), lines) for (code, text), lines in self.groups.items()]
