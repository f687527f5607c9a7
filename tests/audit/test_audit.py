"""Whatever is changed past the program is found and named, and nothing that the program did is."""

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given

from tests.harness import Chodon, examples, hold_each, open_to_write
from tests.strategies.generated_whole import LivedRegister, places_of_registers
from tests.stress import tampering

LOG = "violation log --staff CC002 --standard TT01 --on 2022-03-01"
EDITS = 24


def findings(chodon: Chodon, *words: str, status: int | None = 3) -> list[dict[str, str]]:
    return list(chodon("audit verify -f json", *words, status=status).json["rows"])


@pytest.mark.slow
def test_an_honest_register_is_proven_and_quiet_says_nothing(filled: Path, chodon: Chodon) -> None:
    for line in (
        LOG,
        "violation edit VP-2022-0171 --severity serious",
        "undo",
        "undo",
        "redo",
        "staff show CC002 --reveal",
    ):
        chodon(line)
    assert "all as they were written" in chodon("audit verify").stdout
    assert chodon("-q audit verify").stdout == ""


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(EDITS))
def test_one_edit_past_the_program_is_found(filled: Path, chodon: Chodon, seed: int) -> None:
    with open_to_write(filled) as db:
        told = tampering.edited(db, random.Random(seed))
    assert findings(chodon), told


LIGHTER = (
    "UPDATE violation SET severity = 'minor' WHERE id = (SELECT min(id) FROM violation WHERE severity = 'serious')"
)
NAMED = {  # what is done -> the code, the record and the words that tell of it
    LIGHTER: ("record-changed", "VP-2021-0021", "Severity: Serious → Minor"),
    "DELETE FROM training WHERE id = 1": ("record-missing", "BD-", "it is not there"),
    "INSERT INTO quota (unit_id, year, category, number) VALUES (1, 2031, 'cadre', 1)": (
        *("record-unaccounted", "2031", "no entry"),
    ),
    "UPDATE staff SET name_key = (SELECT name_key FROM staff WHERE code = 'CC003') WHERE code = 'CC002'": (
        *("record-changed", "CC002", ""),
    ),
    "UPDATE changeset SET operator = 'another' WHERE id = 2": ("journal-changed", "", "entry 2"),
    "UPDATE changeset SET command = 'chodon' WHERE id = 2": ("journal-changed", "", "its command was changed"),
    "UPDATE change SET digest = (SELECT digest FROM changeset WHERE id = 2) WHERE noun = 'alembic_version'": (
        *("journal-changed", "", "entry 1"),
    ),
    "DELETE FROM changeset WHERE id = 2": ("journal-changed", "", "entries were taken away: 2"),
}


@pytest.mark.mostly_slow
@pytest.mark.parametrize("sql", NAMED)
def test_what_was_changed_is_named(filled: Path, chodon: Chodon, sql: str) -> None:
    code, record, message = NAMED[sql]
    chodon(LOG)
    with open_to_write(filled) as db:
        db.execute(sql)
    named = [each for each in findings(chodon) if each["code"] == code]
    assert any(record in each["record"] and message in each["message"] for each in named), named


CUT_OFF = [
    "DELETE FROM change WHERE changeset_id = (SELECT max(id) FROM changeset)",
    "DELETE FROM changeset WHERE id = (SELECT max(id) FROM changeset)",
    "DELETE FROM violation WHERE id = (SELECT max(id) FROM violation)",
]


def test_a_seal_finds_what_was_cut_off(filled: Path, chodon: Chodon) -> None:
    chodon(LOG)
    seal = chodon("audit seal -f json").json["rows"][0]["seal"]
    assert chodon("audit seal").stdout == f"{seal}\n"
    assert findings(chodon, "--seal", seal, status=0) == []
    with open_to_write(filled) as db:
        for sql in CUT_OFF:
            db.execute(sql)
    assert findings(chodon, status=0) == []
    assert [each["code"] for each in findings(chodon, "--seal", seal)] == ["seal-broken"]
    chodon(LOG.replace("CC002", "CC003"))
    assert [each["code"] for each in findings(chodon, "--seal", seal)] == ["seal-broken"]


def test_a_seal_finds_another_register(filled: Path, tmp_path: Path, chodon: Chodon) -> None:
    another = tmp_path / "another.db"
    chodon("-r", another, "init")
    seal = chodon("-r", another, "audit", "seal", "-f", "json").json["rows"][0]["seal"]
    assert [each["code"] for each in findings(chodon, "--seal", seal)] == ["seal-broken"]
    chodon("audit verify --seal 12", status=2)


def test_only_what_came_later_is_read_again(filled: Path, chodon: Chodon) -> None:
    chodon(LOG)
    with open_to_write(filled) as db:
        db.execute("UPDATE training SET title = 'x' WHERE id = 1")
    assert findings(chodon, "--since", "2", status=0) == []
    with open_to_write(filled) as db:
        db.execute("UPDATE violation SET note = 'x' WHERE id = (SELECT max(id) FROM violation)")
    assert len(findings(chodon, "--since", "2")) == 1


@examples(8)
@given(place=places_of_registers())
def test_nothing_that_the_program_did_is_taken_for_an_edit(
    lived_register: LivedRegister, chodon: Chodon, place: int
) -> None:
    lived_register(place)
    assert findings(chodon, status=0) == []


def test_the_journal_is_shown_in_every_format(small: Path, chodon: Chodon) -> None:
    def shown(line: str, form: str) -> None:
        assert chodon(f"{line} -f {form}").stdout

    lines = ("audit list", "audit show 2", "audit show CC002", "audit verify", "audit seal")
    hold_each(shown, itertools.product(lines, ("csv", "json", "md", "html")))
