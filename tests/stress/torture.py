"""The register under torture: many writers and readers at once, processes killed, disks full.

    python -m tests.stress.torture [WRITERS] [VIOLATIONS]

Each part says what it did and what it found wrong; the exit status is 1 if anything was. `test_concurrency.py` is the
small version of it in the suite and asks the same questions about the register afterwards.
"""

import argparse
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event
from typing import Any

from tests.harness import SAMPLE_DATA, as_file, open_to_read
from tests.store import on_server

CHODON = Path(sys.executable).with_name("chodon")
YEAR = 2023  # the sample ends with 2022, so the numbers of this year begin with 1
SETTINGS = {"CHODON_TODAY": f"{YEAR}-12-31", "CHODON_LANG": "en"}
REPORT = ["report", "compliance", "--period", str(YEAR), "-f", "json"]
LIST = ["violation", "list", "--period", str(YEAR), "-f", "json"]
KILLS = 30
AT_ONCE = 3  # writers side by side while they are killed
ROOM = range(0, 2000, 100)  # kB left on the disk for an import
CRUMBS = range(0, 200, 8)  # kB left for one violation
DERIVED = ("sort_key", "name_key", "search_key", "number_key")  # follow from the other columns: not in the journal
UNJOURNALED = ("alembic_version", "changeset", "change")
LOOP = "import json, sys; from chodon_cli.app import run; sys.exit(max(map(run, json.load(sys.stdin))))"
ON_A_SMALL_DISK = """
size=$1 disk=$2 register=$3 kept=$4; shift 4
mount -t tmpfs -o size="$size" none "$disk" && cp "$register" "$disk" || exit 99
"$@"
status=$?
cp "$disk"/* "$kept"
exit $status
"""

Record = dict[str, Any]


@dataclass(frozen=True)
class Ended:
    """A process that has ended."""

    status: int
    out: str
    err: str
    seconds: float

    def __str__(self) -> str:
        return f"exit {self.status}: {self.err.strip() or 'nothing on stderr'}"

    @property
    def is_plain_refusal(self) -> bool:
        """Whether its status promises that nothing was changed, and one line says so."""
        return self.status in (1, 4) and self.err.startswith("error: ") and self.err.count("\n") == 1


@dataclass(frozen=True)
class Sent:
    """A violation as it was sent; no two have the same note."""

    staff: str
    occurred_on: str
    note: str

    def words(self, form: str) -> list[str]:
        """The command that logs it."""
        named = ["--staff", self.staff, "--standard", "TT01", "--on", self.occurred_on, "--note", self.note]
        return ["violation", "log", *named, "-f", form]


# --- Processes ---------------------------------------------------------------------------------------------------


def chodon(register: Path, *words: object) -> Ended:
    """One command as a process of its own."""
    return ended([CHODON, "-r", register, *words])


def ended(command: Sequence[object], limit: int | None = None) -> Ended:
    """The command, run to its end; with a limit no file of it grows beyond so many bytes."""
    begun = time.perf_counter()
    with started(command, limit) as process:
        out, err = process.communicate()
    return Ended(process.returncode, out, err, time.perf_counter() - begun)


def started(command: Sequence[object], limit: int | None = None, folder: Path | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        on_server.outside(map(str, command)),
        cwd=folder,
        env={**on_server.environment(), **SETTINGS},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=None if limit is None else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )


def looping(register: Path, commands: Iterable[Sequence[str]]) -> subprocess.Popen[str]:
    """One process that runs many commands: it spends most of its time with the register."""
    process = started([sys.executable, "-c", LOOP])
    assert process.stdin
    process.stdin.write(json.dumps([on_server.outside(["-r", str(register), *words]) for words in commands]))
    process.stdin.close()
    process.stdin = None
    return process


def filled(register: Path, *folder: Path) -> Path:
    """A new register, with what the folder holds."""
    for done in [chodon(register, "init"), *(chodon(register, "import", each) for each in folder)]:
        if done.status:
            raise SystemExit(f"{register}: {done}")
    return register


def planned(register: Path, writer: str, number: int) -> list[Sent]:
    """What one writer is to log: violations of people who serve all year, on days of that year."""
    with open_to_read(register) as db:
        sql = """
        SELECT s.code FROM staff s JOIN post p ON p.staff_id = s.id
        WHERE p.started_on < '2023-01-01' AND p.ended_on IS NULL ORDER BY s.code
        """
        people = [code for (code,) in db.execute(sql)]
    choose = random.Random(writer)
    days = [f"{YEAR}-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    return [Sent(choose.choice(people), choose.choice(days), f"{writer}, {place}") for place in range(number)]


# --- What is asked of a register afterwards ------------------------------------------------------------------------


def faults(register: Path) -> list[str]:
    """What is wrong with it: damage, gaps between the numbers, anything that the journal does not account for."""
    with as_file(register) as file, closing(sqlite3.connect(file)) as db:
        return [*damage(db), *gaps(db), *half_done(db), *unaccounted(db)]


def damage_of(register: Path) -> list[str]:
    with as_file(register) as file, closing(sqlite3.connect(file)) as db:
        return [*damage(db)]


def damage(db: sqlite3.Connection) -> Iterator[str]:
    for (said,) in db.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield f"integrity_check: {said}"
    for row in db.execute("PRAGMA foreign_key_check"):
        yield f"foreign_key_check: {row}"


def gaps(db: sqlite3.Connection) -> Iterator[str]:
    """Years whose violations are not numbered 1, 2, 3 …"""
    for year, count, least, highest in db.execute("SELECT year, count(n), min(n), max(n) FROM violation GROUP BY year"):
        if (least, highest) != (1, count):
            yield f"{year}: {count} violations are numbered {least} to {highest}"


def half_done(db: sqlite3.Connection) -> Iterator[str]:
    """Changesets without a change; gaps between them, which a changeset taken away would leave."""
    for (id,) in db.execute("SELECT id FROM changeset WHERE id NOT IN (SELECT changeset_id FROM change)"):
        yield f"changeset {id} is empty"
    count, highest = db.execute("SELECT count(*), max(id) FROM changeset").fetchone()
    if count != highest:
        yield f"there are {count} changesets up to {highest}"


def unaccounted(db: sqlite3.Connection) -> Iterator[str]:
    """Where the journal, played from its beginning, does not give the records that are stored."""
    told, troubles = replayed(db)
    yield from troubles
    for noun, records in stored(db).items():
        younger = defaults(db, noun)
        told[noun] = {id: {**younger, **record} for id, record in told[noun].items()}
        for id in records.keys() | told[noun].keys():
            if records.get(id) != told[noun].get(id):
                yield f"{noun} {id} is {records.get(id)}, in the journal {told[noun].get(id)}"


def defaults(db: sqlite3.Connection, noun: str) -> Record:
    """What a record has in each column that a later revision of the schema gave it."""
    columns = [(row[1], row[4] or "NULL") for row in db.execute(f"PRAGMA table_info({noun})") if row[1] not in DERIVED]
    return {name: db.execute(f"SELECT {value}").fetchone()[0] for name, value in columns}


def replayed(db: sqlite3.Connection) -> tuple[defaultdict[str, dict[int, Record]], list[str]]:
    """The records by noun and id as the journal tells them, and where it contradicts itself."""
    told: defaultdict[str, dict[int, Record]] = defaultdict(dict)
    troubles = []
    for change, noun, id, count, before, after, packed in db.execute(
        "SELECT id, noun, record_id, count, before, after, packed FROM change "
        "WHERE noun <> 'alembic_version' AND count > 0 ORDER BY id"
    ):
        if (before, after, packed) == (None, None, None):
            for gone in range(id, id + count):
                if told[noun].pop(gone, None) is None:
                    troubles.append(f"change {change} takes away {noun} {gone}, which is not there")
            continue
        rows = [json.loads(after)] if packed is None else unpacked(packed)
        if len(rows) != count:
            troubles.append(f"change {change} tells of {count} records and holds {len(rows)}")
        if packed is None and told[noun].get(id) != (before and json.loads(before)):
            troubles.append(f"change {change}: {noun} {id} was {told[noun].get(id)}, not {before}")
        told[noun].update({row["id"]: row for row in rows})
    return told, troubles


def unpacked(packed: bytes) -> list[Record]:
    return [json.loads(line) for line in zlib.decompress(packed).decode().split("\n")]


def stored(db: sqlite3.Connection) -> dict[str, dict[int, Record]]:
    """The records by noun and id, less the columns that follow from the others."""
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {noun: rows_of(db, noun) for noun in tables if noun not in UNJOURNALED and not noun.startswith("sqlite_")}


def rows_of(db: sqlite3.Connection, noun: str) -> dict[int, Record]:
    found = db.execute(f"SELECT * FROM {noun}")
    keys = [column[0] for column in found.description]
    rows = [dict(zip(keys, row, strict=True)) for row in found]
    return {row["id"]: {key: value for key, value in row.items() if key not in DERIVED} for row in rows}


def contents(register: Path) -> list[str]:
    """Everything that it holds, as SQL; sorted, for a copy has its views and indexes in another order."""
    with as_file(register) as file, closing(sqlite3.connect(file)) as db:
        return sorted(db.iterdump())


def sizes(register: Path) -> dict[str, int]:
    """How many records of each noun it holds."""
    with as_file(register) as file, closing(sqlite3.connect(file)) as db:
        return {noun: len(records) for noun, records in stored(db).items()}


def logged(register: Path) -> dict[str, Sent]:
    """The violations of the year by number, as the register has them."""
    sql = f"""
    SELECT v.year, v.n, s.code, v.occurred_on, v.note
    FROM violation v JOIN staff s ON s.id = v.staff_id WHERE v.year = {YEAR}
    """
    with open_to_read(register) as db:
        return {f"VP-{year}-{n:04}": Sent(*sent) for year, n, *sent in db.execute(sql)}


def lost(register: Path, acknowledged: Mapping[str, Sent]) -> list[str]:
    """What was acknowledged and is not stored as it was sent."""
    found = logged(register)
    return [
        f"{number} was sent as {sent}, is stored as {found.get(number)}"
        for number, sent in acknowledged.items()
        if found.get(number) != sent
    ]


# --- Part 1: writers and readers at once ---------------------------------------------------------------------------


def writers_and_readers(folder: Path, writers: int, number: int) -> Iterator[str]:
    """Every violation gets a number of its own, and no reader is turned away or sees half a change."""
    register = filled(folder / "register.db", SAMPLE_DATA)
    plans = [planned(register, f"writer {writer}", number) for writer in range(writers)]
    is_over = Event()
    with ThreadPoolExecutor(writers + 2) as pool:
        reading = [pool.submit(read_on, register, words, is_over) for words in (REPORT, LIST)]
        writing = [pool.submit(write_on, register, plan) for plan in plans]
        try:
            written = [done for writer in writing for done in writer.result()]
        finally:
            is_over.set()
        read = [done for reader in reading for done in reader.result()]
    waits("a writer", [done for _, done in written])
    waits("a reader", read)
    yield from judged(register, written, read)


def write_on(register: Path, plan: Sequence[Sent]) -> list[tuple[Sent, Ended]]:
    return [(sent, chodon(register, *sent.words("json"))) for sent in plan]


def read_on(register: Path, words: Sequence[str], is_over: Event) -> list[Ended]:
    done = []
    while not is_over.is_set():
        done.append(chodon(register, *words))
    return done


def judged(register: Path, written: Sequence[tuple[Sent, Ended]], read: Sequence[Ended]) -> Iterator[str]:
    yield from (f"a writer: {done}" for _, done in written if done.status)
    yield from (f"a reader: {done}" for done in read if done.status)
    acknowledged = [(number_in(done), sent) for sent, done in written if not done.status]
    twice = [number for number, times in Counter(number for number, _ in acknowledged).items() if times > 1]
    yield from (f"{number} was given {sent}" for number, sent in acknowledged if number in twice)
    if sorted(logged(register)) != [f"VP-{YEAR}-{n:04}" for n in range(1, len(written) + 1)]:
        yield f"of {len(written)} violations {len(logged(register))} are stored, to {max(logged(register))}"
    yield from lost(register, dict(acknowledged))
    yield from faults(register)
    yield from torn(read)


def number_in(done: Ended) -> str:
    return str(json.loads(done.out)["rows"][0]["number"])


def torn(read: Sequence[Ended]) -> Iterator[str]:
    """Lists that have a gap, or less than the one before them had."""
    before = 0
    lists = [shown for done in read if not done.status if (shown := json.loads(done.out))["report"] == "violation list"]
    for shown in lists:
        numbers = [row["number"] for row in shown["rows"]]
        if numbers != [f"VP-{YEAR}-{n:04}" for n in range(1, len(numbers) + 1)] or len(numbers) < before:
            yield f"a reader saw {len(numbers)} violations after {before}: {numbers}"
        before = len(numbers)


def waits(who: str, done: Sequence[Ended]) -> None:
    seconds = [each.seconds for each in done]
    print(f"  {who} waited {median(seconds):.2f} s in the median, {max(seconds):.2f} s at worst, {len(done)} times")


# --- Part 2: writers killed ----------------------------------------------------------------------------------------


def killed_writers(register: Path, kills: int = KILLS) -> Iterator[str]:
    """Whatever a killed writer had acknowledged is stored, and nothing is half done."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        plans = [planned(register, f"victim {victim}", 500) for victim in range(kills)]
        acknowledged = {
            number: sent for known in pool.map(lambda plan: killed(register, plan), plans) for number, sent in known
        }
    stored = len(logged(register))
    print(f"  {kills} writers killed: {len(acknowledged)} violations acknowledged, {stored} stored")
    yield from lost(register, acknowledged)
    if not len(acknowledged) <= stored <= len(acknowledged) + kills:
        yield f"{stored} violations are stored: more than one for each killed writer was not acknowledged"
    yield from faults(register)
    after = chodon(register, *planned(register, "afterwards", 1)[0].words("json"))
    if after.status:
        yield f"afterwards: {after}"


def killed(register: Path, plan: Sequence[Sent]) -> list[tuple[str, Sent]]:
    """Let a writer log, kill it at some moment, and give what it had acknowledged until then."""
    process = looping(register, [sent.words("jsonl") for sent in plan])
    time.sleep(random.uniform(0.3, 2.5))
    process.kill()
    out, _ = process.communicate()
    rows = [json.loads(line) for line in out.splitlines(keepends=True) if line.endswith("\n")]
    return [(row["number"], sent) for row, sent in zip(rows, plan, strict=False)]


# --- Part 3: imports killed ----------------------------------------------------------------------------------------


def killed_imports(folder: Path, kills: int = KILLS) -> Iterator[str]:
    """A killed import leaves the register as it was, or with all of the folder."""
    empty = filled(folder / "empty.db")
    done = chodon(filled(folder / "whole.db"), "import", SAMPLE_DATA)
    whole = sizes(folder / "whole.db")
    outcomes: Counter[str] = Counter()
    for _ in range(kills):
        register = Path(shutil.copy(empty, tempfile.mkdtemp(dir=folder)))
        process = started([CHODON, "-r", register, "import", SAMPLE_DATA])
        time.sleep(random.uniform(0.1, done.seconds))
        process.kill()
        process.communicate()
        outcome = "empty" if contents(register) == contents(empty) else "whole"
        outcomes[outcome] += 1
        if outcome == "whole" and sizes(register) != whole:
            yield f"an import was left half done: {sizes(register)}"
        yield from faults(register)
    print(f"  {kills} imports killed: {outcomes['empty']} left nothing, {outcomes['whole']} the whole folder")


# --- Part 4: the disk is full --------------------------------------------------------------------------------------


def full_disks(folder: Path) -> Iterator[str]:
    """What does not fit is refused in one line and changes nothing; what is acknowledged is there."""
    empty, sample = filled(folder / "empty.db"), filled(folder / "sample.db", SAMPLE_DATA)
    violation = planned(sample, "the last that fits", 1)[0].words("json")
    trials: list[tuple[str, Path, list[str], range]] = [
        ("imports", empty, ["import", str(SAMPLE_DATA)], ROOM),
        ("violations", sample, violation, CRUMBS),
    ]
    for name, register, words, rooms in trials:
        done = [narrow(folder, register, words, room << 10) for room in rooms]
        fitted = sum(not each.status for each, _ in done)
        print(f"  {len(done)} {name} {how_narrow()}: {fitted} fitted, {len(done) - fitted} were refused")
        for room, (each, left) in zip(rooms, done, strict=True):
            yield from (f"{name}, {room} kB left: {fault}" for fault in misdone(each, register, left))
        if not 0 < fitted < len(done):
            yield f"{name}: {fitted} of {len(done)} fitted, so nothing was tried"


def misdone(done: Ended, before: Path, after: Path) -> Iterator[str]:
    is_changed = contents(before) != contents(after)
    if done.status == 0 and not is_changed:
        yield "acknowledged and not stored"
    if done.status != 0 and is_changed:
        yield f"stored, but {done}"
    if done.status != 0 and not done.is_plain_refusal:
        yield f"refused, but {done}"
    yield from faults(after)


def narrow(folder: Path, register: Path, words: Sequence[object], room: int) -> tuple[Ended, Path]:
    """Run the command where the register has only so many bytes to grow by; what it left behind."""
    kept = Path(tempfile.mkdtemp(dir=folder))
    after = kept / register.name
    if not namespace():
        shutil.copy(register, after)
        return ended([CHODON, "-r", after, *words], limit=room), after
    disk = Path(tempfile.mkdtemp(dir=folder))
    size = register.stat().st_size + room
    script = ["sh", "-c", ON_A_SMALL_DISK, "sh", size, disk, register, kept]
    return ended([*namespace(), *script, CHODON, "-r", disk / register.name, *words]), after


def namespace() -> list[str]:
    """The command that lets a process mount a disk of its own; empty where that is not allowed."""
    command = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    can_mount = shutil.which("unshare") and not ended([*command, "mount", "-t", "tmpfs", "none", "/mnt"]).status
    return command if can_mount else []


def how_narrow() -> str:
    return "on disks with little room" if namespace() else "with files that may not grow (no disk can be mounted here)"


# --- All of it -----------------------------------------------------------------------------------------------------


def main() -> int:
    asked = argparse.ArgumentParser(description="Put a register under torture and say what breaks.")
    asked.add_argument("writers", nargs="?", type=int, default=8, help="processes that log at once (default: 8)")
    asked.add_argument("violations", nargs="?", type=int, default=50, help="violations of each (default: 50)")
    given = asked.parse_args()
    parts: dict[str, Callable[[Path], Iterator[str]]] = {
        f"{given.writers} writers of {given.violations} violations each, 2 readers": lambda folder: writers_and_readers(
            folder, given.writers, given.violations
        ),
        "writers killed": lambda folder: killed_writers(filled(folder / "register.db", SAMPLE_DATA)),
        "imports killed": killed_imports,
        "disks full": full_disks,
    }
    return int(sum([wrong(name, part) for name, part in parts.items()]) > 0)


def wrong(name: str, part: Callable[[Path], Iterator[str]]) -> int:
    """Run a part and print what it finds; how much that was."""
    print(name, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        found = [*part(Path(folder))]
    for fault in found:
        print(f"  WRONG: {fault}")
    print(f"  {'sound' if not found else f'{len(found)} faults'}", flush=True)
    return len(found)


if __name__ == "__main__":
    sys.exit(main())
