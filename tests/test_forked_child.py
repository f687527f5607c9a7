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


def test_ctrl_c_in_the_midst_of_a_fork_is_not_lost() -> None:
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", INTERRUPTED_WHILE_FORKING]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("broken off\n", "")
