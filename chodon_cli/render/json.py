"""One JSON object: what was asked, the columns, the rows as objects by key, totals and notes."""

import json
from collections.abc import Iterator
from typing import TextIO

from chodon_cli.locale import _
from chodon_cli.render._options import OutputOptions
from chodon_cli.render._text import label_totals
from chodon_cli.result import Result
from chodon_cli.text import escaped_in_json

IS_FOR_PEOPLE = False
HAS_DETAILS = True
HAS_NOTES = True
JSON_TYPES = {"year": "integer"}  # what programs read of a column, where it is another than people do


def write(result: Result, file: TextIO, how: OutputOptions) -> None:
    """The rows are written as they are read; what follows them, such as notes, may rest on all of them."""
    for part in parts(result):
        file.write(escaped_in_json(part))


def parts(result: Result) -> Iterator[str]:
    """The text of the object, piece by piece."""
    yield indented(heading(result))[: -len("\n}")] + ',\n  "rows": ['
    keys = [column.key for column in result.columns]
    shape = ",\n".join(f"      {encoded(key).replace('%', '%%')}: %s" for key in keys)
    shape = f"\n    {{\n{shape}\n    }}" if keys else "\n    {}"
    separator = ""
    for row in result.rows:
        yield separator + shape % tuple(map(encoded, row))
        separator = ","
    yield ("\n  ]" if separator else "]") + ",\n" + indented(remainder(result))[len("{\n") :] + "\n"


encoded = json.JSONEncoder(ensure_ascii=False).encode


def indented(part: dict[str, object]) -> str:
    return json.dumps(part, ensure_ascii=False, indent=2)


def document(result: Result) -> dict[str, object]:
    """The object as a whole."""
    keys = [column.key for column in result.columns]
    return {**heading(result), "rows": [dict(zip(keys, row, strict=True)) for row in result.rows], **remainder(result)}


def heading(result: Result) -> dict[str, object]:
    """What stands before the rows."""
    return {
        "report": result.report,
        "title": _(result.title),
        "parameters": result.parameters,
        "period": result.period and {"start": result.period.start, "end": result.period.end},
        "as_of": result.as_of,
        "command": result.command,
        "columns": [{"key": c.key, "label": c.heading, "type": JSON_TYPES.get(c.type, c.type)} for c in result.columns],
    }


def remainder(result: Result) -> dict[str, object]:
    """What stands behind them."""
    keys = [column.key for column in result.columns]
    totals = result.totals and label_totals(result.totals)
    made: dict[str, object] = {
        "totals": totals and dict(zip(keys, totals, strict=True)),
        "notes": list(result.notes),
    }
    if result.details:
        made["details"] = [
            {key: part for key, part in document(detail).items() if key in ("report", "title", "columns", "rows")}
            for detail in result.details
        ]
    if result.faults:
        made["faults"] = [fault._asdict() for fault in result.faults]
    return made
