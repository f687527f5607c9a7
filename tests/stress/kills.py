"""Commands killed at random moments: what they leave is what was before or what they would have made.

    python -m tests.stress.kills [KILLS_EACH]

`torture` kills writers and imports; this kills what takes back, copies, puts back, exports and upgrades.
"""

import gzip
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.harness import ROOT, SAMPLE_DATA
from tests.stress import torture
from tests.stress.torture import Ended, chodon, contents

LOG = ["violation", "log", "--staff", "CC002", "--standard", "TT01", "--on", "2022-03-01"]
OLD = ROOT / "tests/fixtures/registers/0001.db.gz"


@dataclass(frozen=True)
class Killed:
    """A command to be killed: its words, and what is to be done first, in the folder where the register lies."""

    words: Sequence[str]
    first: Sequence[Sequence[str]] = ()
    is_old: bool = False  # begins with a register of an older program


COMMANDS = {
    "undo": Killed(["undo"], [LOG]),
    "undo of an import": Killed(["undo", "2"]),
    "redo of an import": Killed(["redo"], [["undo"]]),
    "backup": Killed(["backup", "copies", "--keep", "2"], [["backup", "copies"], ["backup", "copies"]]),
    "restore": Killed(["restore", "copy.db"], [["backup", "copy.db"], LOG]),
    "export": Killed(["export", "out"], [["export", "out"], LOG]),
    "upgrade": Killed(["upgrade"], is_old=True),
}


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    wrong = [fault for name, killed in COMMANDS.items() for fault in run(name, killed, kills)]
    for fault in wrong:
        print(f"WRONG: {fault}")
    return int(bool(wrong))


def run(name: str, killed: Killed, kills: int) -> list[str]:
    """Kill the command so many times, each time in a folder of its own; what was left otherwise than it may be."""
    faults: list[str] = []
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        begun = prepared(Path(folder) / "begun", killed)
        after = Path(shutil.copytree(begun, Path(folder) / "after"))
        done = in_folder(after, killed.words)
        if done.status:
            return [f"{name}: {done}"]
        for _ in range(kills):
            work = Path(shutil.copytree(begun, Path(folder) / "work"))
            process = torture.started(command(work, killed.words), folder=work)
            time.sleep(random.uniform(0.3, 1.0) * done.seconds)
            process.kill()
            process.communicate()
            outcomes["done" if not process.returncode else "killed"] += 1
            faults += [f"{name}: {fault}" for fault in judged(work, begun, after, killed)]
            shutil.rmtree(work)
    print(f"{name}: {kills} kills, {outcomes['done']} came too late, {len(faults)} faults", flush=True)
    return faults


def prepared(folder: Path, killed: Killed) -> Path:
    folder.mkdir()
    register = folder / "register.db"
    if killed.is_old:
        register.write_bytes(gzip.decompress(OLD.read_bytes()))
    else:
        torture.filled(register, SAMPLE_DATA)
    for words in killed.first:
        if (done := in_folder(folder, words)).status:
            raise SystemExit(str(done))
    return folder


def command(folder: Path, words: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "chodon_cli", "-r", str(folder / "register.db"), *words]


def in_folder(folder: Path, words: Sequence[str]) -> Ended:
    begun = time.perf_counter()
    process = torture.started(command(folder, words), folder=folder)
    out, err = process.communicate()
    return Ended(process.returncode, out, err, time.perf_counter() - begun)


def judged(work: Path, begun: Path, after: Path, killed: Killed) -> list[str]:
    """What is wrong with the register and with what lies beside it."""
    register = work / "register.db"
    found = [] if is_either(register, begun, after) else ["the register is neither as before nor as after"]
    if not killed.is_old or chodon(register, "upgrade").status == 0:
        found += [fault for fault in torture.faults(register) if not (killed.is_old and "are numbered" in fault)]
        proof = chodon(register, "audit", "verify")
        found += [] if proof.status == 0 else [f"audit verify: {proof.out or proof.err}"]
    for copy in [*work.glob("copies/*.db"), *work.glob("copy.db"), *work.glob("*.bak")]:
        found += [] if not torture.damage_of(copy) else [f"{copy.name} is no whole copy"]
    exported = work / "out"
    if exported.exists() and chodon(filled_from(work), "import", exported).status:
        found.append("the export cannot be taken in")
    return found


def filled_from(work: Path) -> Path:
    return torture.filled(work / "again.db")


def is_either(register: Path, begun: Path, after: Path) -> bool:
    """Whether it holds what it held before, or as many entries more as the command makes."""
    now = contents(register)
    if now == contents(begun / "register.db"):
        return True
    compare: Callable[[list[str]], list[str]] = lambda lines: [  # noqa: E731
        line for line in lines if not line.startswith(('INSERT INTO "changeset"', 'INSERT INTO "change"'))
    ]
    return compare(now) == compare(contents(after / "register.db"))


if __name__ == "__main__":
    sys.exit(main())
