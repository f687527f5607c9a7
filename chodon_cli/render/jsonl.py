"""One JSON object a row, a line each."""

import json
from typing import TextIO

from chodon_cli.render._options import OutputOptions
from chodon_cli.result import Result

IS_FOR_PEOPLE = False
HAS_DETAILS = False
HAS_NOTES = False


def write(result: Result, file: TextIO, how: OutputOptions) -> None:
    keys = [column.key for column in result.columns]
    encode = json.JSONEncoder(ensure_ascii=False).encode
    file.writelines(encode(dict(zip(keys, row, strict=True))) + "\n" for row in result.rows)
