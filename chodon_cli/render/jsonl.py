"""One JSON object a row, a line each."""

import json
from typing import TextIO

from chodon_cli.render._options import OutputOptions
from chodon_cli.result import Result
from chodon_cli.text import escaped_in_json

IS_FOR_PEOPLE = False
HAS_DETAILS = False
HAS_NOTES = False


def write(result: Result, file: TextIO, how: OutputOptions) -> None:
    keys = [column.key for column in result.columns]
    encode = json.JSONEncoder(ensure_ascii=False).encode
    file.writelines(escaped_in_json(encode(dict(zip(keys, row, strict=True)))) + "\n" for row in result.rows)
