"""Writers in a queue: who waits longest is next, which SQLite's own wait does not promise.

Its busy handler asks again at intervals, and whoever asks at the right moment goes first: the unluckiest of 40 writers
waited 18 s. The kernel keeps those who wait for an exclusive `flock` in order. The lock is on a file of its own:
closing any handle of the register itself would let go of SQLite's locks. SQLite's wait stands behind it, for others.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

LOCK_ENDING = "-lock"


@contextmanager
def turn(register: Path, seconds: float) -> Iterator[bool]:
    """Hold the register's queue until the block ends. False where it was not one's turn within so many seconds.

    Where the file of the queue cannot be made (another account's folder) nobody queues, and SQLite's wait alone holds.
    """
    try:
        handle = os.open(f"{register}{LOCK_ENDING}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError:
        yield True
        return
    try:
        yield _is_taken(handle, seconds)
    finally:
        os.close(handle)


def _is_taken(handle: int, seconds: float) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting = Thread(target=fcntl.flock, args=(handle, fcntl.LOCK_EX), daemon=True)  # flock itself knows no limit
        waiting.start()
        waiting.join(seconds)
        return not waiting.is_alive()
    except OSError:  # a file system without it
        return True
    return True
