"""How things are written on the command line: each option that several commands share, once.

Typer loses `Alias | None` around an annotated option, so what may be missing has an alias of its own.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from chodon_cli.cli.parameters import Argument, Option
from chodon_cli.dates import Period, parse_day, parse_period
from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _
from chodon_cli.render import FORMATS
from chodon_cli.text import clean, clean_number
from chodon_cli.words.allowed_words import AllowedWords
from chodon_cli.words.staff import CATEGORY, LEADERSHIP
from chodon_cli.words.word_list import WordList


def number(said: str | int) -> int:
    """A whole number that is not negative; also a default as it is. Usage error otherwise."""
    text = str(said)
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        is_below = text.startswith("-") and text[1:].isdigit()
        message = _("“{value}” is below nothing: a whole number that is not negative is needed")
        raise Usage(
            (message if is_below else _("“{value}” is not a whole number")).format(value=text),
            _("write digits alone: 12"),
        )
    return int(text)


def number_of_rows(said: str | int) -> int:
    """How many rows are wanted, which is at least one. Usage error otherwise."""
    if not (count := number(said)):
        raise Usage(_("“{value}” is too few: at least 1 is needed").format(value=said), _("write digits alone: 12"))
    return count


def decimal(text: str) -> float:
    """A figure such as 87.5 or 87,5, not negative. Usage error otherwise."""
    if not re.fullmatch(r"[0-9]{1,9}([.,][0-9]{1,6})?", text):
        raise Usage(_("“{value}” is not a figure").format(value=text), _("write 87.5"))
    return float(text.replace(",", "."))


def one_of_words(*allowed: str, are_many: bool = False) -> Callable[[str], str]:
    """What reads one of these words, however its parts are joined. `are_many`: too many to stand for the value."""
    return AllowedWords(allowed, are_many).parse


def file_path(text: str) -> Path:
    """The path of a file. Usage error for what names a folder: the path alone would lose the / at its end."""
    if text.endswith(("/", "/.")):
        raise Usage(_("“{value}” names a folder").format(value=text), _("name a file in it"))
    return Path(text)


def day(*names: str, help: str = "") -> object:
    return Option(*names, parser=parse_day, metavar="DATE", help=help)


def one_of(list_of: WordList, help: str) -> object:
    return Option(parser=list_of.parse, metavar="|".join(list_of.codes), help=help)


def text_option(metavar: str, help: str, *names: str) -> object:
    """An option that takes text, cleaned as the register keeps it."""
    return Option(*names, parser=clean, metavar=metavar, help=help)


def argument(metavar: str, help: str, parser: Callable[[str], str] = clean) -> object:
    return Argument(parser=parser, metavar=metavar, help=help)


def count_option(help: str, *names: str) -> object:
    return Option(*names, parser=number, metavar="N", help=help)


Code = Annotated[str, argument("CODE", N_("Code of the record."))]
Codes = Annotated[list[str], argument("CODE…", N_("Codes of the records."))]
Number = Annotated[str, argument("NUMBER", N_("Number of the record."), clean_number)]
Numbers = Annotated[list[str], argument("NUMBER…", N_("Numbers of the records."), clean_number)]
On = Annotated[str, day("--on", help=N_("The day."))]
AsOf = Annotated[str | None, day("--as-of", help=N_("The register as of this day."))]
Within = Annotated[
    Period | None,
    Option(
        "--period",
        parser=parse_period,
        metavar="PERIOD",
        help=N_("2022, 2022-03, 2022Q1, 2022H1, 2022-01-01..2022-06-30, last-week …"),
    ),
]
Unit = Annotated[str | None, text_option("UNIT", N_("Only this unit and the units beneath it."))]
Units = Annotated[
    str,
    Option(
        "--units",
        parser=one_of_words("then", "now"),
        metavar="then|now",
        help=N_("Count under the units as they were then, or under the successors of units closed since."),
    ),
]
Staff = Annotated[str | None, text_option("STAFF", N_("Only this person: a code, or a full name."))]
OfYear = Annotated[int | None, Option("--year", parser=number, metavar="YEAR", help=N_("Only this year."))]
Find = Annotated[
    str | None,
    text_option("TEXT", N_("Only what has this text, or all its words in any order; tone marks do not matter.")),
]
Voided = Annotated[bool, Option("--voided", help=N_("Also what was entered by mistake."))]
Reason = Annotated[str, text_option("TEXT", N_("Why: kept with the record."))]
Note = Annotated[str | None, text_option("TEXT", N_("A note."))]
Category = Annotated[str | None, one_of(CATEGORY, N_("Category of staff."))]
Leadership = Annotated[str | None, one_of(LEADERSHIP, N_("Leadership; found from the title if not given."))]

Format = Annotated[str | None, Option("--format", "-f", metavar="|".join(FORMATS), help=N_("The format."))]
Output = Annotated[
    Path | None,
    Option(
        "--output",
        "-o",
        parser=file_path,
        metavar="FILE",
        help=N_("Write to this file, - for standard output; its ending picks the format."),
    ),
]
Columns = Annotated[
    str | None, Option("--columns", metavar="COLUMNS", help=N_("Only these columns, by key or heading: a,b,c."))
]
Sort = Annotated[
    str | None, Option("--sort", metavar="COLUMN", help=N_("Sort by this column; -COLUMN for descending."))
]
Top = Annotated[
    int | None,
    Option(
        "--top",
        parser=number_of_rows,
        metavar="N",
        help=N_("Only the first N rows; of compliance, the N units most in need."),
    ),
]
Chart = Annotated[bool, Option("--chart", help=N_("Draw its chart, as svg or png (pip install 'chodon[charts]')."))]
Template = Annotated[
    Path | None,
    Option(
        "--template",
        parser=file_path,
        metavar="FILE.docx",
        help=N_("Fill in this Word file; draft template takes ours out."),
    ),
]
Headings = Annotated[
    bool, Option("--headings", help=N_("CSV and TSV for people: headings, words and days as they read."))
]
Delimiter = Annotated[str | None, Option("--delimiter", metavar="CHAR", help=N_("CSV: between the values."))]
