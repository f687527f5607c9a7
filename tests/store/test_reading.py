"""One connection answers the questions of a command in turn, and never with anything but the register as it is."""

import shutil
from pathlib import Path

from chodon_cli import store
from chodon_cli.store.reader import KIB_OF_A_LONG_LIST
from tests.harness import Chodon


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
        [(_which, idle)] = store._idle
        with store.reading() as db:
            assert db is idle, "to open a register takes longer than most questions"
        other.replace(register)
        assert codes() == ["OTHER"]
        with store.kept_open():
            assert store._idle == [] and codes() == ["OTHER"]
            assert store._idle == [], "the last to close the register brings in its log: let that be the writer"
    assert store._idle == []


def test_a_question_that_failed_leaves_nothing_open(register: Path) -> None:
    with store.closing_shown():
        try:
            with store.reading():
                raise ZeroDivisionError
        except ZeroDivisionError:
            assert store._idle == []


def test_rows_that_are_read_while_they_are_written_out_find_more_pages_at_hand(register: Path) -> None:
    with store.closing_shown(), store.reading_until_shown() as long_list, store.reading() as question:
        held = [db.execute("PRAGMA cache_size").fetchone()[0] for db in (long_list, question)]
    assert held == [-KIB_OF_A_LONG_LIST, -2_000], "a report has no use for more, and would sort in it"
