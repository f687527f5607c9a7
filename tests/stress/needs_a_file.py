"""Whether each test of tests/store/needs_a_file.txt does need a register in a file.

    python -m tests.stress.needs_a_file [BEGINNING …]

All tests that the list leaves out, or those whose ids begin so, are run on a server: of each line one must fail. The
exit status is 1 if all tests of a line pass: it is to be taken out, and they run there from then on.
"""

import os
import re
import subprocess
import sys
from collections import defaultdict

from tests.harness import ROOT
from tests.store import chosen_for_server

OUTCOME = re.compile(r"^(PASSED|FAILED|ERROR|SKIPPED) (\S+)", re.M)


def outcomes(beginnings: list[str]) -> dict[str, set[str]]:
    """What the tests of each line of the list ended with."""
    files = sorted({beginning.partition("::")[0] for beginning in beginnings})
    command = [sys.executable, "-m", "pytest", "--tb=no", "-rA", "-p", "no:randomly", "--hypothesis-profile", "quick"]
    wanted = {"CHODON_TEST_DATABASE": "postgres", "CHODON_TEST_SHARE": "1", "CHODON_TEST_NEEDS_A_FILE": "1"}
    done = subprocess.run([*command, *files], cwd=ROOT, env={**os.environ, **wanted}, capture_output=True, text=True)
    ended = defaultdict[str, set[str]](set)
    for outcome, test in OUTCOME.findall(done.stdout):
        ended[next((each for each in beginnings if test.startswith(each)), "")].add(outcome)
    return ended


def main() -> int:
    asked = sys.argv[1:]
    beginnings = [each for each in chosen_for_server.needs_a_file() if not asked or each.startswith(tuple(asked))]
    ended = outcomes(beginnings)
    needless = [each for each in beginnings if not ended[each] & {"FAILED", "ERROR"}]
    print(
        f"{len(beginnings)} lines of {chosen_for_server.NEEDS_A_FILE.name}: {len(needless)} of them needless",
        *needless,
        sep="\n",
    )
    return bool(needless)


if __name__ == "__main__":
    sys.exit(main())
