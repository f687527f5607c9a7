"""One JSON object: what was asked, the columns, the rows as objects by key, totals and notes."""

import json
from typing import TextIO

from chodon_cli.locale import _
from chodon_cli.render._options import OutputOptions
from chodon_cli.render._text import label_totals
from chodon_cli.result import Result

IS_FOR_PEOPLE = False
HAS_DETAILS = True
JSON_TYPES = {"year": "integer"}  # what programs read of a column, where it is another than people do


def write(result: Result, file: TextIO, how: OutputOptions) -> None:
    json.dump(document(result), file, ensure_ascii=False, indent=2)
    file.write("\n")


def document(result: Result) -> dict[str, object]:
    keys = [column.key for column in result.columns]
    totals = result.totals and label_totals(result.totals)
    made: dict[str, object] = {
        "report": result.report,
        "title": _(result.title),
        "parameters": result.parameters,
        "period": result.period and {"start": result.period.start, "end": result.period.end},
        "as_of": result.as_of,
        "command": result.command,
        "columns": [{"key": c.key, "label": c.heading, "type": JSON_TYPES.get(c.type, c.type)} for c in result.columns],
        "rows": [dict(zip(keys, row, strict=True)) for row in result.rows],
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
