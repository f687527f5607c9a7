"""One JSON object: what was asked, the columns, the rows as objects by key, totals and notes."""

import json
from collections.abc import Iterator, Mapping
from typing import TextIO

from chodon_cli.locale import _
from chodon_cli.render._options import OutputOptions
from chodon_cli.render._text import label_totals
from chodon_cli.result import Result
from chodon_cli.text import escaped_in_json

IS_FOR_PEOPLE = False
HAS_DETAILS = True
HAS_NOTES = True
KEYS_OF_A_DETAIL = ("report", "title", "columns")
JSON_TYPES = {"year": "integer"}  # what programs read of a column, where it is another than people do


def write(result: Result, file: TextIO, how: OutputOptions) -> None:
    """The rows are written as they are read; what follows them, such as notes, may rest on all of them."""
    for part in parts(result):
        file.write(escaped_in_json(part))


def parts(result: Result) -> Iterator[str]:
    """The text of the object, piece by piece."""
    yield indented_json(heading(result))[: -len("\n}")] + ",\n  "
    yield from rows_as_text(result, "  ")
    yield ",\n" + indented_json(remainder(result))[len("{\n") : -len("\n}")]
    for place, detail in enumerate(result.details):
        yield "," if place else ',\n  "details": ['
        said = {key: part for key, part in heading(detail).items() if key in KEYS_OF_A_DETAIL}
        yield indented_json(said, "\n    ").removesuffix("\n    }") + ",\n      "
        yield from rows_as_text(detail, "      ")
        yield "\n    }"
    yield "\n  ]" if result.details else ""
    faults = {"faults": [fault._asdict() for fault in result.faults]}
    yield (",\n" + indented_json(faults)[len("{\n") :] if result.faults else "\n}") + "\n"


def rows_as_text(result: Result, margin: str) -> Iterator[str]:
    """The rows under their key, which has this margin; the encoder in C lays out a row, it does not indent."""
    keys = [column.key for column in result.columns]
    within = f"\n{margin}    "
    encode = json.JSONEncoder(ensure_ascii=False, separators=(f",{within}", ": ")).encode
    beginning, separator = f"\n{margin}  {{", ""
    yield '"rows": ['
    for row in result.rows:
        text = encode(dict(zip(keys, row, strict=True)))[1:-1]
        yield f"{separator}{beginning}{within}{text}\n{margin}  }}" if text else f"{separator}{beginning}}}"
        separator = ","
    yield f"\n{margin}]" if separator else "]"


def indented_json(part: Mapping[str, object], end: str = "\n") -> str:
    """With this end of line, which has the margin of the whole."""
    text = json.dumps(part, ensure_ascii=False, indent=2)
    return text if end == "\n" else end + text.replace("\n", end)


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
    """What stands behind them, before the details."""
    keys = [column.key for column in result.columns]
    totals = result.totals and label_totals(result.totals)
    return {"totals": totals and dict(zip(keys, totals, strict=True)), "notes": list(result.notes)}
