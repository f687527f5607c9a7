"""What one process costs, whatever else the machine does: seconds of the processor, megabytes at most."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path


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
