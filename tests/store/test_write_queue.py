"""Who waits longest writes next; what SQLite keeps beside a register never finds its way into another."""

import shlex
import sqlite3
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from chodon_cli import store
from chodon_cli.errors import Unusable
from chodon_cli.store import write_queue
from tests.harness import Chodon
from tests.stress import torture

LOG = "violation log --staff CC002 --standard TT01 --on 2022-03-01"
WRITERS = 12


def waiting(register: Path) -> int:
    """How many wait for the register's queue, as the kernel counts them."""
    inode = f":{Path(f'{register}{write_queue.LOCK_ENDING}').stat().st_ino} "
    return sum("->" in line and inode in line for line in Path("/proc/locks").read_text().splitlines())


def test_those_who_wait_go_in_the_order_in_which_they_came(register: Path) -> None:
    order: list[int] = []

    def write(place: int) -> None:
        with write_queue.turn(register, 20) as is_ours:
            assert is_ours
            order.append(place)

    with write_queue.turn(register, 1):
        threads = [threading.Thread(target=write, args=(place,)) for place in range(WRITERS)]
        for place, thread in enumerate(threads):
            thread.start()
            while waiting(register) <= place:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert order == list(range(WRITERS))


def test_who_has_waited_too_long_is_told_so_and_holds_nobody_up(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "WAIT_SECONDS", 0.1)
    store.use(str(register))
    with write_queue.turn(register, 1), pytest.raises(Unusable, match=r"0\.1"), store.turn_to_write():
        pass
    with write_queue.turn(register, 1) as is_ours:
        assert is_ours


LOADED_IN_TURN = """
import sys
from contextlib import contextmanager
from chodon_cli import app
from chodon_cli.store import write_queue
turn = write_queue.turn

@contextmanager
def watched(*given):
    with turn(*given) as is_ours:
        before = set(sys.modules)
        yield is_ours
        print("loaded:", *sorted(set(sys.modules) - before))

write_queue.turn = watched
sys.exit(app.run(sys.argv[1:]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("line", [LOG, "case open VP-2022-0010 --on 2022-04-01", "unit edit PNV --name 'Phòng'"])
def test_nothing_is_loaded_while_others_wait(filled: Path, line: str) -> None:
    done = torture.ended([sys.executable, "-c", LOADED_IN_TURN, "-r", filled, *shlex.split(line)])
    (loaded,) = [told for told in done.out.splitlines() if told.startswith("loaded:")]
    assert done.status == 0 and "chodon_cli" not in loaded and "sqlalchemy" not in loaded, loaded


def test_the_register_is_written_to_though_its_queue_cannot_be_kept(
    sample: Path, register: Path, chodon: Chodon
) -> None:
    register.write_bytes(sample.read_bytes())
    Path(f"{register}{write_queue.LOCK_ENDING}").symlink_to("elsewhere")  # nobody follows it: it may be another's file
    chodon(LOG)
    assert not register.with_name("elsewhere").exists()


@pytest.mark.parametrize("ending", store.OF_SQLITE)
def test_a_new_register_is_not_told_what_was_left_of_an_older_one(
    sample: Path, register: Path, chodon: Chodon, ending: str
) -> None:
    register.write_bytes(sample.read_bytes())
    with closing(sqlite3.connect(register)) as db:
        db.execute(f"PRAGMA journal_mode = {'DELETE' if ending == '-journal' else 'WAL'}")
        db.execute("PRAGMA cache_spill = 1")
        db.execute("PRAGMA cache_size = 5")
        db.execute("UPDATE violation SET note = 'left over' || hex(randomblob(400))")
        if ending != "-journal":  # a log is read when it is finished, a journal while it is not
            db.commit()
        left = {
            each: Path(f"{register}{each}").read_bytes()
            for each in (ending, "-wal")
            if Path(f"{register}{each}").exists()
        }
    assert left[ending]
    register.unlink()
    for each, said in left.items():
        Path(f"{register}{each}").write_bytes(said)
    chodon("init")
    assert torture.faults(register) == []


@pytest.mark.parametrize("ending", [*store.OF_SQLITE, write_queue.LOCK_ENDING])
def test_no_outcome_is_written_over_what_is_kept_beside_the_register(
    register: Path, chodon: Chodon, ending: str
) -> None:
    assert "this is the register itself" in chodon(f"unit list -f csv -o {register}{ending}", status=1).stderr
