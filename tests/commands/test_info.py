"""`info`: what the register holds."""

from pathlib import Path

from chodon_cli.nouns import registry
from tests.commands.records import sample_rows
from tests.harness import SAMPLE_DATA, Chodon


def test_it_says_which_file_it_is_and_how_many_records_it_holds(filled: Path, chodon: Chodon) -> None:
    [told] = chodon("info -f json").json["rows"]
    assert told["file"] == str(filled)
    held = {noun: [row for row in sample_rows(noun) if not row.get("voided_on")] for noun in ("unit", "violation")}
    assert [told["units"], told["violations"]] == [len(held["unit"]), len(held["violation"])]


def test_it_counts_the_records_of_every_noun(filled: Path, chodon: Chodon) -> None:
    [counts] = chodon("info -f json").json["rows"]
    for noun in registry.all_nouns().values():
        if noun.file_name and (SAMPLE_DATA / noun.file_name).exists() and noun.name != "standard":  # the shipped ones
            live = [row for row in sample_rows(noun.file_name.removesuffix(".csv")) if not row.get("voided_on")]
            assert counts[noun.counted_as or noun.name] == len(live), noun.name
