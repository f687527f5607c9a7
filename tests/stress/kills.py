"""Commands killed at random moments: what they leave is what was before or what they would have made.

    python -m tests.stress.kills [KILLS_EACH] [--full]

With `--full` they run on a disk that is filled to the last megabytes or kilobytes, and end by themselves or are killed;
and once each on a disk that nothing can be written to.
"""

import gzip
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import chdir, closing
from dataclasses import dataclass
from pathlib import Path

from chodon_cli.store import attachments
from tests.harness import ROOT, SAMPLE_DATA, begin, run
from tests.stress import torture
from tests.stress.torture import Ended, contents

LOG = ["violation", "log", "--staff", "CC002", "--standard", "TT01", "--on", "2022-03-01"]
OLD = ROOT / "tests/fixtures/registers/0001.db.gz"
MOUNTED = "CHODON_TESTS_ON_A_SMALL_DISK"  # the folder on which the small disk is mounted, in the process that has it
SIZE = "64m"
ROOM = 8 << 20  # bytes at most that are left on a full disk: what the largest of these commands needs
SCAN = b"%PDF-" + bytes(range(256)) * 4000


@dataclass(frozen=True)
class Killed:
    """A command to be killed: its words, and what is to be done first, in the folder where the register lies."""

    words: Sequence[str]
    first: Sequence[Sequence[str]] = ()
    is_old: bool = False  # begins with a register of an older program
    is_empty: bool = False  # begins with a register that holds nothing


COMMANDS = {
    "log": Killed(LOG),
    "import": Killed(["import", str(SAMPLE_DATA)], is_empty=True),
    "undo": Killed(["undo"], [LOG]),
    "undo of an import": Killed(["undo", "2"]),
    "redo of an import": Killed(["redo"], [["undo"]]),
    "attach": Killed(["attach", "add", "VP-2022-0001", "scan.pdf"]),
    "backup": Killed(["backup", "copies", "--keep", "2"], [["backup", "copies"], ["backup", "copies"]]),
    "restore": Killed(["restore", "copy.db"], [["backup", "copy.db"], LOG]),
    "export": Killed(["export", "out"], [["export", "out"], LOG]),
    "upgrade": Killed(["upgrade"], is_old=True),
}


def main() -> int:
    words = [word for word in sys.argv[1:] if word != "--full"]
    is_full = "--full" in sys.argv
    if is_full and MOUNTED not in os.environ:
        with tempfile.TemporaryDirectory() as disk:
            mount = ["sh", "-c", 'mount -t tmpfs -o size="$1" none "$2"; shift 2; exec "$@"', "sh", SIZE, disk]
            again = [*torture.namespace(), *mount, sys.executable, "-m", "tests.stress.kills", *sys.argv[1:]]
            return subprocess.run(again, env={**os.environ, MOUNTED: disk, "TMPDIR": disk}, check=False).returncode
    os.environ |= torture.SETTINGS
    kills = int(words[0]) if words else 50
    wrong = [fault for name, killed in COMMANDS.items() for fault in kill(name, killed, kills, is_full)]
    if is_full:
        wrong += [fault for name, killed in COMMANDS.items() for fault in on_a_disk_to_read(name, killed)]
    for fault in wrong:
        print(f"WRONG: {fault}")
    return int(bool(wrong))


def kill(name: str, killed: Killed, kills: int, is_full: bool = False, sample: Path | None = None) -> list[str]:
    """Kill the command so many times, each time in a folder of its own; what was left otherwise than it may be.

    `sample`: a register with the sample, if there is one already.
    """
    faults: list[str] = []
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        begun = prepared(Path(folder) / "begun", killed, sample)
        after = Path(shutil.copytree(begun, Path(folder) / "after"))
        done = in_folder(after, killed.words)
        if done.status:
            return [f"{name}: {done}"]
        for _ in range(kills):
            work = Path(shutil.copytree(begun, Path(folder) / "work"))
            filler = Path(folder) / "filler"
            if is_full:
                fill(filler, random.randrange(ROOM) if random.random() < 0.5 else random.randrange(ROOM >> 5))
            process = torture.started(command(work, killed.words), folder=work)
            if not is_full or random.random() < 0.5:
                time.sleep(random.uniform(0.3, 1.0) * done.seconds)
                process.kill()
            out, err = process.communicate()
            filler.unlink(missing_ok=True)
            ended = Ended(process.returncode, out, err, 0)
            outcomes["done" if not ended.status else "killed" if ended.status < 0 else "refused"] += 1
            faults += [f"{name}: {fault}" for fault in judged(work, begun, after, killed, ended)]
            shutil.rmtree(work)
    print(f"{name}: {kills} times: {dict(outcomes)}, {len(faults)} faults", flush=True)
    return faults


def fill(filler: Path, room: int) -> None:
    """Leave so many bytes on the disk."""
    free = shutil.disk_usage(filler.parent).free
    with filler.open("wb") as file:
        file.write(bytes(max(0, free - room)))


def on_a_disk_to_read(name: str, killed: Killed) -> list[str]:
    """The command where nothing can be written: refused in one line, and nothing is changed."""
    disk = os.environ[MOUNTED]
    with tempfile.TemporaryDirectory() as folder:
        begun = prepared(Path(folder) / "begun", killed)
        before = contents(begun / "register.db")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        try:
            ended = in_folder(begun, killed.words)
        finally:
            subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        print(f"{name}, nothing can be written: {ended}", flush=True)
        if not ended.is_plain_refusal or contents(begun / "register.db") != before:
            return [f"{name}, nothing can be written: {ended}"]
    return []


def prepared(folder: Path, killed: Killed, sample: Path | None = None) -> Path:
    folder.mkdir()
    register = folder / "register.db"
    if killed.is_old:
        register.write_bytes(gzip.decompress(OLD.read_bytes()))
    elif sample and not killed.is_empty:
        begin(sample, register)
    else:
        torture.filled(register, *([] if killed.is_empty else [SAMPLE_DATA]))
    (folder / "scan.pdf").write_bytes(SCAN)
    with chdir(folder):
        for words in killed.first:
            if (done := asked(register, "", *words)).status:
                raise SystemExit(str(done))
    return folder


def command(folder: Path, words: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "chodon_cli", "-r", str(folder / "register.db"), *words]


def in_folder(folder: Path, words: Sequence[str]) -> Ended:
    begun = time.perf_counter()
    process = torture.started(command(folder, words), folder=folder)
    out, err = process.communicate()
    return Ended(process.returncode, out, err, time.perf_counter() - begun)


def judged(work: Path, begun: Path, after: Path, killed: Killed, ended: Ended) -> list[str]:
    """What is wrong with the register and with what lies beside it."""
    register = work / "register.db"
    now = contents(register)
    is_before, is_after = now == contents(begun / "register.db"), is_as_after(now, after)
    found = [] if is_before or is_after else ["the register is neither as before nor as after"]
    found += [f"{ended}, and it is not there"] if ended.status == 0 and not is_after else []
    found += [f"no plain refusal: {ended}"] if ended.status > 0 and not ended.is_plain_refusal else []
    if not killed.is_old or asked(register, "upgrade").status == 0:
        found += [fault for fault in torture.faults(register) if not (killed.is_old and "are numbered" in fault)]
        proof = asked(register, "audit verify")
        found += [] if proof.status == 0 else [f"audit verify: {proof.out or proof.err}"]
        found += lost_files(register)
    for copy in [*work.glob("copies/*.db"), *work.glob("copy.db"), *work.glob("*.bak")]:
        found += [] if not torture.damage_of(copy) else [f"{copy.name} is no whole copy"]
    exported = work / "out"
    if exported.exists():
        asked(work / "again.db", "init")
        if asked(work / "again.db", "import", exported).status:
            found.append("the export cannot be taken in")
    return found


def lost_files(register: Path) -> list[str]:
    """The attached files of which there is an entry and not the file."""
    with closing(sqlite3.connect(register)) as db:
        known = [sha256 for (sha256,) in db.execute("SELECT sha256 FROM attachment WHERE purged_on IS NULL")]
    return [f"{sha256} is not there" for sha256 in known if not attachments.is_whole(sha256, register)]


def asked(register: Path, line: str, *words: object) -> Ended:
    """A command in this process: what is asked afterwards is not what is tried."""
    done = run("-r", register, *line.split(), *words, status=None)
    return Ended(done.status, done.stdout, done.stderr, 0)


def is_as_after(now: list[str], after: Path) -> bool:
    """Whether it holds what the command makes; moments and command lines of the journal aside."""
    compare: Callable[[list[str]], list[str]] = lambda lines: [  # noqa: E731
        line for line in lines if not line.startswith(('INSERT INTO "changeset"', 'INSERT INTO "change"'))
    ]
    return compare(now) == compare(contents(after / "register.db"))


if __name__ == "__main__":
    sys.exit(main())
