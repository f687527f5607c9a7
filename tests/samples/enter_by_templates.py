"""Enters a whole folder of the exchange layout as a clerk would: through the program's own templates, and nothing else.

A template is asked for, opened, filled in under the headings that it shows and imported without any option, file by
file in the order in which one rests on another. Days are typed as days, figures as figures, words as the list of the
cell offers them.

    python -m tests.samples.enter_by_templates FOLDER WORK      the register is that of CHODON_REGISTER
"""

import csv
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]

from chodon_cli import labels, words
from chodon_cli.exchange import layout
from chodon_cli.locale import catalogue

Run = Callable[..., Any]
IN_ONE = {"case_violation": "case", "case_event": "case"}  # sheets of one workbook
TEXT = "@"


def enter(run: Run, folder: Path, work: Path) -> list[str]:
    """Enter every file of the folder; `run` is given the words of a command line. What was entered, in order."""
    entered = []
    for noun, name in layout.FILE_NAMES.items():
        if (folder / name).exists() and noun not in IN_ONE:
            path = work / f"{noun}.xlsx"
            fill(run, folder, noun, path)
            run("import", path)
            entered.append(noun)
    return entered


def fill(run: Run, folder: Path, noun: str, path: Path) -> None:
    """Let the template hold what the file says."""
    run("--lang", "en", "template", noun, "-o", path)
    english = {sheet.title: heads(sheet) for sheet in openpyxl.load_workbook(path).worksheets}
    run("--lang", "vi", "template", noun, "-o", path)
    book = openpyxl.load_workbook(path)
    for each in [noun, *(other for other, of in IN_ONE.items() if of == noun)]:
        rows = table(folder / layout.FILE_NAMES[each])
        fields = layout.readable(each)
        shown = {key: fields[key].label or labels.LABELS_OF_COLUMNS[key] for key in rows[0]}
        write(book, each, rows, {key: english[each].index(heading) for key, heading in shown.items()})
    book.save(path)


def write(book: Any, noun: str, rows: list[dict[str, str]], places: dict[str, int]) -> None:
    """Type the rows into the noun's sheet."""
    sheet = book[noun]
    days, offered = rules(book, sheet)
    for key, place in places.items():
        letter = sheet.cell(1, place + 1).column_letter
        shape = sheet.column_dimensions[letter].number_format
        for line, row in enumerate(rows, start=2):
            if not row[key]:
                continue
            cell = sheet.cell(line, place + 1)
            if letter in days:
                cell.value = date.fromisoformat(row[key])
            elif letter in offered:
                cell.value = as_offered(noun, key, row[key], offered[letter])
            else:
                cell.value = row[key] if shape == TEXT else int(row[key])


def rules(book: Any, sheet: Any) -> tuple[set[str], dict[str, list[str]]]:
    """The columns, by letter, that take days; and those that take a word of a list, with the list."""
    days, offered = set(), {}
    for rule in sheet.data_validations.dataValidation:
        letter = str(rule.sqref).split(":")[0].rstrip("0123456789")
        if rule.type == "date":
            days.add(letter)
        elif rule.errorStyle in (None, "stop"):
            choices, span = rule.formula1.lstrip("=").replace("'", "").rsplit("!", 1)
            offered[letter] = [cell.value for (cell,) in book[choices][span.replace("$", "")]]
    return days, offered


def as_offered(noun: str, key: str, code: str, offered: list[str]) -> str:
    """What the word is called in the list of its cell."""
    list_of = words.word_list_of(layout.readable(noun)[key])
    assert list_of, (noun, key)
    called: str = catalogue("vi").gettext(list_of.labels[code])
    assert called in offered, (noun, key, code, offered)
    return called


def heads(sheet: Any) -> list[str]:
    return [str(cell.value) for cell in sheet[1]]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def chodon(*words_: object) -> None:
    """The program, as a process of its own."""
    subprocess.run([sys.executable, "-m", "chodon_cli", *map(str, words_)], check=True)


if __name__ == "__main__":
    for each in enter(chodon, Path(sys.argv[1]), Path(sys.argv[2])):
        print(each)
