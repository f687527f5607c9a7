"""What a forked child makes, and what happens to whoever breaks off just then."""

import os
import signal
import subprocess
import sys

INTERRUPTED_WHILE_FORKING = f"""
import os
from chodon_cli.forked_child import pieces_of_child

os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), {int(signal.SIGINT)}))
try:
    print(list(pieces_of_child(lambda: [1, 2])))
except KeyboardInterrupt:
    print("broken off")
"""

SIGNALLED = """
import os
import signal
from chodon_cli.forked_child import pieces_of_child


def end(number, frame):
    raise SystemExit(number)


for each in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(each, end)


def make():
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        os.kill(os.getpid(), each)
        yield int(each)


print([*pieces_of_child(make)] == [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
"""


def outcome(program: str) -> tuple[str, str]:
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=60, check=False)
    return done.stdout, done.stderr


def test_ctrl_c_in_the_midst_of_a_fork_is_not_lost() -> None:
    assert outcome(INTERRUPTED_WHILE_FORKING) == ("broken off\n", "")


def test_what_ends_a_whole_group_of_processes_is_for_whoever_waits() -> None:
    """A timeout of cron ends both; a child that ended first would be told as a file that cannot be read."""
    assert outcome(SIGNALLED) == ("True\n", "")
