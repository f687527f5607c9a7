"""Registers as hypothesis makes them, entered, changed and in part taken back: the proof must suspect none of them.

python -m tests.stress.honest_registers [REGISTERS]
"""

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from tests.harness import TODAY, begin, run
from tests.strategies.generated import Generated
from tests.strategies.generated_whole import whole_registers

ENTRIES_TAKEN_BACK = 3  # of each register, at its end


def suspected(count: int, folder: Path) -> Counter[str]:
    """How many registers and entries were proven, and how many were suspected though nobody had touched them."""
    empty, register = folder / "empty.db", folder / "register.db"
    os.environ |= {"CHODON_TODAY": TODAY, "CHODON_LANG": "en", "CHODON_REGISTER": str(register)}
    run("-r", empty, "init")
    found: Counter[str] = Counter()

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(drawn=whole_registers())
    def prove(drawn: Generated) -> None:
        begin(empty, register)
        lines = [["import", str(drawn.write(folder / "drawn"))], *drawn.commands, *[["undo"]] * ENTRIES_TAKEN_BACK]
        found["entries"] += sum(run("", *words, status=None).status == 0 for words in lines)
        found["registers"] += 1
        done = run("audit verify", status=None)
        if done.status:
            found["suspected"] += 1
            print(f"WRONG: {done.stdout}{done.stderr}", flush=True)

    prove()
    return found


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        found = suspected(count, Path(folder))
    print(f"{found['registers']} registers of {found['entries']} entries: {found['suspected']} suspected")
    return int(found["suspected"] > 0 or found["registers"] < count)


if __name__ == "__main__":
    sys.exit(main())
