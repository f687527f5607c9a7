"""One connection answers the questions of a command in turn, and never with anything but the register as it is."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from chodon_cli import store
from chodon_cli.register.session import connection_beneath
from chodon_cli.register.transaction import transaction
from chodon_cli.store import at_hand
from chodon_cli.store.reader import KIB_OF_A_LONG_LIST
from tests.harness import Chodon, hold_each

ADD_UNIT = "INSERT INTO unit (code, name, kind, sort_key, search_key) VALUES (?, ?, 'office', x'', '')"


def codes() -> list[str]:
    with store.reading() as db:
        return [code for (code,) in db.execute("SELECT code FROM unit ORDER BY 1")]


def test_the_next_question_sees_what_was_written_or_put_there_meanwhile(
    register: Path, chodon: Chodon, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    shutil.copy(register, other)
    chodon(f"-r {other} unit add OTHER Other --kind office")
    store.use(str(register))
    with store.closing_shown():
        assert codes() == []
        [(_which, idle)] = at_hand.idle
        with store.reading() as db:
            assert db is idle, "to open a register takes longer than most questions"
        other.replace(register)
        assert codes() == ["OTHER"]
        with store.kept_open():
            assert at_hand.idle == [] and codes() == ["OTHER"]
            assert at_hand.idle == [], "the last to close the register brings in its log: let that be the writer"
    assert at_hand.idle == []


def write(code: str) -> sqlite3.Connection:
    """Add a unit; what wrote it."""
    with transaction() as session:
        db = connection_beneath(session)
        db.execute(ADD_UNIT, (code, code))
    return db


def test_what_was_written_is_asked_of_what_wrote_it_which_writes_no_more(register: Path) -> None:
    with store.closing_shown():
        written_by = write("A1")
        with store.reading() as db:
            assert db is written_by and db.execute("SELECT code FROM unit").fetchall() == [("A1",)]
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                db.execute(ADD_UNIT, ("A2", "A2"))
        assert write("A3") is not written_by, "who writes is the last to close the register"
        assert codes() == ["A1", "A3"]
        with pytest.raises(ZeroDivisionError), transaction() as session:
            raise ZeroDivisionError(connection_beneath(session))
        assert at_hand.idle == []
    assert not Path(f"{register}-wal").exists(), "closed, and its log brought in"


def test_what_is_put_there_while_one_waits_for_the_turn_is_written_to(register: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(register, tmp_path / "other.db"))
    with store.kept_open():
        other.replace(register)
        with closing(store.connect()) as db:
            db.execute(ADD_UNIT, ("A1", "A1"))
    assert codes() == ["A1"]


def test_who_turns_to_another_register_leaves_nothing_of_the_last_open(register: Path, tmp_path: Path) -> None:
    with store.closing_shown():
        write("A1")
        store.use(str(register))
        assert at_hand.idle == [] and not Path(f"{register}-wal").exists()


def test_a_question_that_failed_leaves_nothing_open(register: Path) -> None:
    with store.closing_shown():
        try:
            with store.reading():
                raise ZeroDivisionError
        except ZeroDivisionError:
            assert at_hand.idle == []


def test_rows_that_are_read_while_they_are_written_out_find_more_pages_at_hand(register: Path) -> None:
    with store.closing_shown(), store.reading_until_shown() as long_list, store.reading() as question:
        held = [db.execute("PRAGMA cache_size").fetchone()[0] for db in (long_list, question)]
    assert held == [-KIB_OF_A_LONG_LIST, -2_000], "a report has no use for more, and would sort in it"


REFUSED = (
    ("violation show VP-2021-9999", 1),
    ("case why VV-2021-0001", 1),
    ("violation list --staff CC999", 1),
    ("report unit NOWHERE --period 2022", 1),
    ("violation log --staff CC999 --standard TT01 --on 2022-03-01", 1),
    ("violation edit VP-2021-9999 --note x", 1),
    ("violation log --staff CC001 --standard TT01 --on 2022-03-99", 2),
)


def test_the_register_is_opened_once_for_what_is_refused_and_why(
    small: Path, chodon: Chodon, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect, opened = sqlite3.connect, list[sqlite3.Connection]()

    def connect_counting(*words: Any, **named: Any) -> sqlite3.Connection:
        opened.append(connect(*words, **named))
        return opened[-1]

    def check(line: str, status: int) -> None:
        opened.clear()
        chodon(line, status=status)
        assert len(opened) <= 1, "each takes 2 ms, for which a person waits"
        assert at_hand.idle == at_hand.shown == []
        for db in opened:
            with pytest.raises(sqlite3.ProgrammingError, match="closed"):
                db.execute("SELECT 1")

    monkeypatch.setattr(sqlite3, "connect", connect_counting)
    hold_each(check, REFUSED)
