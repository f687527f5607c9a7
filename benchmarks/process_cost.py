"""What one process costs, whatever else the machine does: seconds of the processor, megabytes at most."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


def processor_seconds(words: Sequence[str | Path]) -> tuple[float, int]:
    """The processor's seconds of a process and of those that it waited for, and the most megabytes of one of them.

    SystemExit with what it said if it fails.
    """
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = process.stderr.read() if process.stderr else b""
    _id, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{words}: {message.decode()}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


class Turns(NamedTuple):
    """The processor's seconds of each turn, and the most megabytes of any."""

    seconds: list[float]
    megabytes: int


def costs(words: Sequence[str | Path], turns: int) -> Turns:
    """What so many processes cost, one after the other."""
    each = [processor_seconds(words) for _turn in range(turns)]
    return Turns([seconds for seconds, _most in each], max(most for _seconds, most in each))
