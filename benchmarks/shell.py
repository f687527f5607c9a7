"""How long an entry of `chodon shell` takes, from Enter until the next prompt, beside another shell that stays loaded.

    python -m benchmarks.shell [TIMES] [--every]

Both run on a terminal of 100 columns, with the same register, and print all of their answer: `chodon shell`, and
litecli (Python, prompt_toolkit, SQLite; `pip install litecli`), which is given the rows of the answer as one SELECT.
Without litecli the entries are timed alone. Each entry is tried once before it counts: what it loads stays loaded.
With `--every` all that a clerk asks is timed, alone: every list, one record of each kind, every report, `check`, `due`.
"""

import argparse
import fcntl
import json
import os
import pty
import re
import select
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.startup import COMPLIANCE, Cost

PYTHON = Path(sys.executable)
CHODON = PYTHON.with_name("chodon")
SAMPLE = Path(__file__).parent.parent / "sample_data"
MOST = 0.05  # seconds that an entry may take
SECONDS_TO_LOAD = 4  # from the first prompt on, until the shell has loaded what it will need
READY = b"\x1b[?2004h"  # what prompt_toolkit, in both, tells a terminal when it begins to wait for a line
MARK = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\x1b[=>]")  # what only moves, colours or asks
SETTINGS_OF_LITECLI = "[main]\nless_chatty = True\nenable_pager = False\nauto_completion = False\n"
VIOLATIONS = "FROM violation v JOIN staff s ON s.id = v.staff_id JOIN unit u ON u.id = v.unit_id"


class Entry(NamedTuple):
    """What is typed, the question to the peer that has the like answer, and why it may take longer than promised."""

    words: str
    sql: str = ""
    exempt: str = ""


ENTRIES = (
    Entry("unit list", "SELECT code, name, kind, founded_on, closed_on FROM unit"),
    Entry("staff show CC001", "SELECT * FROM staff WHERE code = 'CC001'"),
    Entry("standard list", "SELECT code, title, severity, topic FROM standard"),
    Entry("task list", "SELECT n, year, title, issued_on, due_on, done_on FROM task"),
    Entry("case list", "SELECT c.* FROM discipline_case c"),
    Entry("violation list", f"SELECT v.n, s.code, s.full_name, u.code, v.occurred_on, v.found_on, v.note {VIOLATIONS}"),
    Entry("report compliance --period 2022", COMPLIANCE),
    Entry("report unit BANGLUNG --period 2022"),
    Entry("report heads --period 2022"),
    Entry("due"),
    Entry("violation log --staff CC002 --standard TT01 --on 2022-03-01 --note x"),
    Entry("undo --yes"),
    Entry("staff list", "SELECT code, full_name, sex, born_on FROM staff"),
    Entry("check", "", "asks 60 rules of the whole register"),
)
EXEMPT = {  # of the other questions
    "audit verify": "proves every entry of the journal",
    "check": "asks 60 rules of the whole register",
    "check --new": "asks 60 rules of the whole register",
    "report bulletin --period 2022": "eight reports, twelve months among them",
    "review show --year 2022": "1,335 people, each with what is lacking",
}
LISTS = (
    *("attach", "audit", "briefing", "case", "commendation", "document", "draft", "feedback", "inspection", "law"),
    *("pledge", "quota", "rating", "reminder", "settings", "staff", "standard", "task", "training", "unit"),
    *("unit_rating", "violation"),
)
REPORTS = (
    *("briefings", "bulletin", "cases", "compliance", "decisions", "feedback", "heads", "inspections", "ratings"),
    *("repeaters", "tasks", "training", "trend", "violations", "unit BANGLUNG"),
)
OTHER_QUESTIONS = (
    *("due", "due --within 30", "check", "check --new", "info", "help", "violation log --help", "privacy due"),
    *("unit list --tree", "staff list --unit BANGLUNG", "staff list --find hang", "violation list --unit BANGLUNG"),
    *("inspection items", "review show --year 2022", "audit verify", "audit show 1", "privacy report CC001"),
    *(f"law {topic} --category civil-servant" for topic in ("forms", "limitation", "processing", "effects")),
    *("law changes", "law show limitation", "report headcount --as-of 2022-12-31", "violation show NOPE"),
    *("report compliance --period 2022 --unit BANGLUNG", "report compliance --period 2022 --cell BANGLUNG:serious"),
    *("report compliance --period 2022 --columns nope", "report violations --period 2022 --unhandled"),
)


class EntryCost(NamedTuple):
    """What an entry took until the next prompt, and of that until the first words of its answer were there."""

    whole: Cost
    shown: Cost


class Shell:
    """A program on a terminal that shows a prompt, and again after each answer."""

    def __init__(self, command: Sequence[str | Path]) -> None:
        self.screen, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        self.process = subprocess.Popen(command, stdin=inside, stdout=inside, stderr=inside, start_new_session=True)
        os.close(inside)
        self._wait()

    def cost(self, line: str) -> EntryCost:
        """What it takes from Enter until the next prompt."""
        os.write(self.screen, line.encode())
        self._wait_for_echo(line)
        start, used = time.perf_counter(), self._processor_seconds()
        os.write(self.screen, b"\r")
        text, shown = b"", None
        while READY not in text:
            text += self._piece(text)
            if shown is None and has_answer(text, line):
                shown = Cost(time.perf_counter() - start, self._processor_seconds() - used)
        whole = Cost(time.perf_counter() - start, self._processor_seconds() - used)
        return EntryCost(whole, shown or whole)

    def _processor_seconds(self) -> float:
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(file.read_text().split()[0]) for file in threads) / 1e9

    def leave(self) -> None:
        os.write(self.screen, b"exit\r")
        while self._read(5):
            pass
        self.process.wait(10)
        os.close(self.screen)

    def _wait(self) -> None:
        """Read until it waits for a line."""
        text = b""
        while READY not in text:
            text += self._piece(text)

    def _piece(self, before: bytes) -> bytes:
        """What comes next, behind what came before."""
        piece = self._read(60)
        if not piece:
            raise SystemExit(f"no prompt came: {before[-500:]!r}")
        return piece

    def _wait_for_echo(self, line: str) -> None:
        text = b""
        while line[-3:].encode() not in MARK.sub(b"", text) and (piece := self._read(1)):
            text += piece
        while piece := self._read(0.05):
            text += piece

    def _read(self, patience: float) -> bytes:
        """What comes next; a terminal that is asked where its cursor stands answers."""
        if not select.select([self.screen], [], [], patience)[0]:
            return b""
        try:
            piece = os.read(self.screen, 1 << 16)
        except OSError:
            return b""
        if b"\x1b[6n" in piece:
            os.write(self.screen, b"\x1b[1;1R")
        return piece


def has_answer(text: bytes, line: str) -> bool:
    """Whether words stand behind the line as it was typed, which the terminal shows once more."""
    return bool(MARK.sub(b"", text).rpartition(line[-3:].encode())[2].strip())


def main() -> None:
    asked = argparse.ArgumentParser(description="Time the entries of chodon shell beside those of litecli.")
    asked.add_argument("times", nargs="?", type=int, default=7, help="how often each is tried (default: 7)")
    asked.add_argument("--every", action="store_true", help="every question of a clerk, beside nothing")
    options = asked.parse_args()
    times: int = options.times
    litecli = shutil.which("litecli", path=f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}")
    with tempfile.TemporaryDirectory() as folder:
        register = settle(Path(folder))
        entries = every_question() if options.every else ENTRIES
        ours, theirs = Shell([CHODON, "shell"]), None
        if litecli and not options.every:
            settings = Path(folder, "liteclirc")
            settings.write_text(SETTINGS_OF_LITECLI, "utf-8")
            theirs = Shell([litecli, "--liteclirc", settings, with_views(register)])
        time.sleep(SECONDS_TO_LOAD)
        print(f"{times} times each after one to warm up; medians\n")
        print(f"{'':40}{'first':>9}{'chodon':>10}{'(CPU)':>10}{'(shown)':>10}{'litecli':>10}{'ratio':>8}")
        for entry in entries:
            print(line(entry, ours, theirs, times), flush=True)
        ours.leave()
        if theirs:
            theirs.leave()


def every_question() -> list[Entry]:
    """Every list, the first record of each that can be shown, every report, and what else is asked daily."""
    lists = [f"{noun} list" for noun in LISTS]
    shown = [noun for noun in LISTS if noun not in ("attach", "audit", "draft", "law", "quota", "settings")]
    records = [f"{noun} show {first}" for noun in shown if (first := first_record(noun))]
    reports = [f"report {name} --period 2022" for name in REPORTS]
    case = f"case why {first_record('case')}"
    return [Entry(words, "", EXEMPT.get(words, "")) for words in (*lists, *records, case, *reports, *OTHER_QUESTIONS)]


def first_record(noun: str) -> str:
    """How the first record of the list is named, if it is one that `show` takes."""
    words: list[str | Path] = [CHODON, noun, "list", "--top", "1", "-f", "json"]
    listed = subprocess.run(words, capture_output=True, text=True, check=False)
    rows = json.loads(listed.stdout)["rows"] if listed.returncode == 0 else []
    return str(rows[0].get("number") or rows[0].get("code") or "") if rows else ""


def settle(folder: Path) -> Path:
    """The register of the sample, in an environment of its own."""
    for name in [name for name in os.environ if name.startswith(("PYTHON", "CHODON"))]:
        del os.environ[name]
    os.environ |= {"HOME": str(folder), "XDG_STATE_HOME": str(folder), "CHODON_REGISTER": str(folder / "register.db")}
    os.environ |= {"CHODON_TODAY": "2022-12-31", "TERM": "xterm", "PAGER": "cat", "PYTHONPATH": str(SAMPLE.parent)}
    for words in (["init"], ["import", SAMPLE]):
        subprocess.run([CHODON, "-q", *words], check=True)
    return folder / "register.db"


def with_views(register: Path) -> Path:
    """A copy of the register in which each question to the peer is a view: a short line asks it."""
    copy = register.with_name("copy.db")
    with closing(sqlite3.connect(register)) as original, closing(sqlite3.connect(copy)) as db:
        original.backup(db)
        for place, entry in enumerate(ENTRIES):
            if entry.sql:
                db.execute(f"CREATE VIEW answer_{place} AS {entry.sql}")
    return copy


def line(entry: Entry, ours: Shell, theirs: Shell | None, times: int) -> str:
    """The row of one entry: its first time, the medians of ours and theirs in ms, and their ratio.

    What is held to the promise is the processor's time: of all of it, or of what comes until a person begins to read.
    """
    first = ours.cost(entry.words).whole
    peer = theirs if entry.sql else None
    question = f"SELECT * FROM answer_{ENTRIES.index(entry)};" if peer else ""
    if peer:
        peer.cost(question)
    pairs = [(ours.cost(entry.words), peer.cost(question).whole if peer else None) for _time in range(times)]
    own, cpu = (median(getattr(mine.whole, kind) for mine, _other in pairs) for kind in ("wall", "cpu"))
    shown = median(mine.shown.cpu for mine, _other in pairs)
    others = [other.wall for _mine, other in pairs if other]
    beside = f"{median(others) * 1000:7.0f} ms{own / median(others):8.2f}" if others else " " * 18
    verdict = "holds" if cpu < MOST else "is shown in time" if shown < MOST else f"above: {entry.exempt}"
    verdict = verdict if entry.exempt or not verdict.startswith("above") else "FAILS"
    times_in_ms = "".join(f"{seconds * 1000:7.0f} ms" for seconds in (own, cpu, shown))
    return f"{entry.words[:40]:40}{first.wall * 1000:6.0f} ms{times_in_ms}{beside}  {verdict}"


if __name__ == "__main__":
    main()
