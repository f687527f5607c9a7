"""`info`: what the register holds."""

from pathlib import Path

from tests.commands.records import sample_rows
from tests.harness import Chodon


def test_it_says_which_file_it_is_and_how_many_records_it_holds(filled: Path, chodon: Chodon) -> None:
    [told] = chodon("info -f json").json["rows"]
    assert told["file"] == str(filled)
    held = {noun: [row for row in sample_rows(noun) if not row.get("voided_on")] for noun in ("unit", "violation")}
    assert [told["units"], told["violations"]] == [len(held["unit"]), len(held["violation"])]
