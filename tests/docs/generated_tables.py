"""The tables of the guide and of `docs/data.md` that follow from the declarations of the nouns.

What only a person can say is kept as it stands in the page: the sentences around a table, the rows of examples, the
remark behind a column, what a row of a table is.
"""

import re
from collections.abc import Sequence
from importlib import import_module

from chodon_cli import words
from chodon_cli.exchange import layout
from chodon_cli.labels import LABELS_OF_COLUMNS
from chodon_cli.law.circumstances import circumstance_words
from chodon_cli.locale import catalogue
from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.queries.views import READABLE_VIEWS, columns_of
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.parts import compliance
from chodon_cli.result import Column
from chodon_cli.words.case import CIRCUMSTANCE

SECTION = re.compile(r"^## `(\w+\.csv)`")
ROW = re.compile(r"^\| (?:\*\*)?`(\w+)`")
SIDES = ("mitigating", "aggravating")  # several words in a cell
SAID_TYPE = {
    "date": "day",
    "integer": "whole number",
    "decimal": "number",
    "year": "year",
    "word": "word",
    "code": "code",
}
EXAMPLES = 2  # columns of examples where a file has none yet
TABLES = "## The tables"
NAMED = re.compile(r"`(\w+)`( \([^`]*?\))")  # a column, and the remark behind it


def layout_page(page: str) -> str:
    """The page of the folder layout with its tables anew, one a file, in the order of the files."""
    head, *rest = re.split(r"(?m)^(?=## )", page)
    told = {match[1]: section for section in rest if (match := SECTION.match(section))}
    tail = [section for section in rest if not SECTION.match(section)]
    files = [section_of(noun, told.get(name, "")) for noun, name in layout.FILE_NAMES.items()]
    return "".join([head, *files, *tail])


def section_of(noun: str, section: str) -> str:
    """The section of a noun's file."""
    lines = section.splitlines()
    old = [cells(line) for line in lines if line.startswith("|")]
    examples = {match[1]: row[3:] for row in old if (match := ROW.match(f"| {row[0]}"))}
    if not old:
        title = catalogue("vi").gettext(layout.list_of(noun).title)
        lines = [f"## `{layout.FILE_NAMES[noun]}` – {title.lower()}", "", "|", ""]
        old = [["cột", "tiêu đề", "ghi gì", *(f"ví dụ {place}" for place in range(1, EXAMPLES + 1))]]
    width = len(old[0]) - 3
    table = [row(old[0]), "|" + "---|" * len(old[0])]
    for field in layout.readable(noun).values():
        key = f"**`{field.key}`**" if field.is_needed else f"`{field.key}`"
        heading = catalogue("vi").gettext(field.label or LABELS_OF_COLUMNS[field.key])
        table.append(row([key, heading, says(noun, field), *examples.get(field.key, [""] * width)]))
    first = next(place for place, line in enumerate(lines) if line.startswith("|"))
    kept = [line for line in lines[first:] if not line.startswith("|")]
    return "\n".join([*lines[:first], *table, *kept]) + "\n"


def says(noun: str, field: Field) -> str:
    """What goes into the column, in Vietnamese, the words that it takes, and its option; of a number, its form."""
    numbered = layout.list_of(noun).number
    if numbered and field.key == "number":
        return f"{catalogue('vi').gettext(field.help)} Dạng `{numbered.text(2022, 1)}`."
    listed = ", ".join(f"`{code}` ({label})" for code, label in allowed(field))
    option = f"Gõ bằng `{field.option}`." if field.option else ""
    return " ".join(filter(None, [catalogue("vi").gettext(field.help), listed, option]))


def allowed(column: Column) -> list[tuple[str, str]]:
    """The words that the column takes, each with what it is called in Vietnamese."""
    list_of = CIRCUMSTANCE if column.key in SIDES else words.word_list_of(column)
    codes = circumstance_words(column.key) if column.key in SIDES else list_of.codes if list_of else []
    return [(code, catalogue("vi").gettext(list_of.labels[code])) for code in codes if list_of]


def with_tables(page: str) -> str:
    """The page with the table of the register's tables anew.

    It says what a row of each is, and names the columns that are not those of its file.
    """
    from chodon_cli.register.tables import every_table

    before, rest = page.split(f"{TABLES}\n\n")
    lines = rest.splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("|"))
    end = next(place for place, line in enumerate(lines) if place > first and not line.startswith("|"))
    told = {match[1]: cells(line) for line in lines[first:end] if (match := ROW.match(line))}
    nouns = [noun for noun in registry.all_nouns().values() if noun.file_name]
    made = [described(noun, told.pop(noun.table_name, ["", noun.title.lower(), ""])) for noun in nouns]
    kept = [row(old) for name, old in told.items() if name in every_table()]  # tables of no noun
    return f"{before}{TABLES}\n\n" + "\n".join([*lines[: first + 2], *made, *kept, *lines[end:]]) + "\n"


def described(noun: Noun, told: Sequence[str]) -> str:
    """The line of the noun's table; a remark behind a column stays, and the column with it."""
    remarks = dict(NAMED.findall(told[2]))
    own = [("year", ""), ("n", "")] if noun.number else []
    fields = [(field.stored_as, field.key) for field in noun.stored_fields]
    derived = [(each.name, "") for each in noun.derived if not each.name.endswith("_key")]
    named = [
        f"`{name}`{remarks.get(name, '')}" for name, key in [*own, *fields, *derived] if name != key or name in remarks
    ]
    return row([f"`{noun.table_name}`", told[1], " ".join(named)])


def row(values: Sequence[str]) -> str:
    """A line of a table; an empty cell as the guide writes it."""
    return "|" + "|".join(f" {value} " if value else "  " for value in values) + "|"


def cells(line: str) -> list[str]:
    """What stands in the cells of a table's line."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def report_page(page: str) -> str:
    """The page with the headings of its tables of figures (`khóa`, `tiêu đề`, `nghĩa`) as the reports have them."""
    [name] = re.findall(r"<!-- số liệu của report (\w+) -->", page)
    headings = report_headings(name)
    lines, is_table = [], False
    for line in page.split("\n"):
        is_table = line.startswith("|") and (is_table or line.startswith("| khóa | tiêu đề | nghĩa |"))
        keys = re.findall(r"`(\w+)`", cells(line)[0]) if is_table else []
        if keys:
            lines.append(row([cells(line)[0], "; ".join(headings[key] for key in keys), *cells(line)[2:]]))
        else:
            lines.append(line)
    return "\n".join(lines)


def report_headings(name: str) -> dict[str, str]:
    """Key -> heading in Vietnamese, of every column of the report by unit."""
    module = import_module(f"chodon_cli.reports.{name}")
    figures = drilldown.COMPLIANCE_COLUMNS if name == "compliance" else module.FIGURE_COLUMNS
    added = [column for part in compliance.PARTS_OF_COMPLIANCE for column in part.PART_COLUMNS]
    columns: list[Column] = [*module.KEY_COLUMNS["unit"], *figures, *(added if name == "compliance" else [])]
    return {
        each.key: catalogue("vi").gettext(each.label or LABELS_OF_COLUMNS.get(each.key, each.key)) for each in columns
    }


def data_page(page: str) -> str:
    """The page for other programs: the columns of each view, the diagram of the tables, and what each table keeps."""
    return with_tables(between(between(page, "views", views_section()), "diagram", diagram()))


def between(page: str, name: str, made: str) -> str:
    """The page with what stands between two comments of this name made anew."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, rest = page.split(begin)
    return f"{before}{begin}\n{made}\n{end}{rest.split(end)[1]}"


def views_section() -> str:
    """Each view: what a row of it is, and its columns with their types."""
    parts = []
    for view in READABLE_VIEWS:
        lines = [
            f"### `{view.name}`",
            "",
            f"{view.says[0].upper()}{view.says[1:]}.",
            "",
            row(["column", "type", "what"]),
        ]
        lines.append("|---|---|---|")
        for column, says in columns_of(view):
            lines.append(row([f"`{column.key}`", SAID_TYPE.get(column.type, "text"), says or heading(column)]))
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def heading(column: Column) -> str:
    """What lists call the column, in English."""
    return column.label or LABELS_OF_COLUMNS.get(column.key, column.key)


def diagram() -> str:
    """The tables that nouns keep, and which names which, as a Mermaid diagram; their columns are in other pages."""
    nouns = [noun for noun in registry.all_nouns().values() if noun.file_name]
    links = [
        f"    {registry.all_nouns()[name].table_name} ||--o{{ {noun.table_name} : {field.stored_as}"
        for noun in nouns
        for field in noun.stored_fields
        if field.refers_to
        for name in [registry.noun_meant(field.refers_to, registry.all_nouns())]
    ]
    alone = [f"    {noun.table_name}" for noun in nouns if not any(noun.table_name in link for link in links)]
    return "\n".join(["```mermaid", "erDiagram", *sorted(links), *alone, "```"])
