"""The main commands in terminals of three sizes, driven in tmux as a person has them: is anything clipped or torn?

    python -m tests.stress.screens [FOLDER]

Builds the sample district, types each command in a window of each size and holds what stands there against what the
same command says as JSON: no line is longer than the window (a terminal tears it where it ends), every number of a
record stands whole, what stands out is said in four lines at most. With FOLDER the screens are kept there as text.
Needs tmux. Ends with 1 if there is a fault.
"""

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

SAMPLE = Path(__file__).parents[2] / "sample_data"
SIZES = ((80, 24), (100, 30), (160, 45))
MOST_LINES_OF_HEADLINE = 4
SECONDS = 60  # that a command may take
HISTORY = 5000  # lines of a window that are kept
COMMANDS = {  # name -> what is typed after `chodon`; a list or report is held against its JSON
    "status": "",
    "help": "help",
    "help-violation-log": "violation log --help",
    "help-compliance": "report compliance --help",
    "compliance": "report compliance --period 2022",
    "compliance-against": "report compliance --period 2022 --against 2021 --top 10",
    "compliance-kind": "report compliance --period 2022 --by kind",
    "cell": "report compliance --period 2022 --cell THBANGLUNG:violations",
    "unit": "report unit THBANGLUNG --period 2022",
    "heads": "report heads --period 2022",
    "violations": "report violations --period 2022 --unhandled",
    "repeaters": "report repeaters --period 2022",
    "trend": "report trend --period 2022",
    "headcount": "report headcount --as-of 2021-12-31 --by kind",
    "cases": "report cases --period 2022",
    "decisions": "report decisions",
    "tasks": "report tasks --period 2022",
    "ratings": "report ratings --period 2022",
    "training": "report training --period 2022",
    "briefings": "report briefings --period 2022",
    "feedback": "report feedback --period 2022",
    "inspections": "report inspections --period 2022",
    "bulletin": "report bulletin --period 2022",
    "due": "due",
    "check": "check",
    "unit-list": "unit list",
    "staff-list": "staff list --unit PNV",
    "staff-show": "staff show CC001",
    "standard-list": "standard list",
    "violation-list": "violation list --period 2022",
    "case-list": "case list",
    "case-show": "case show VV-2021-0008",
    "case-why": "case why VV-2021-0008",
    "task-list": "task list",
    "audit-list": "audit list",
    "law-forms": "law forms --category civil-servant --leadership none --on 2022-03-01",
    "law-list": "law list",
    "info": "info",
    "settings": "settings list",
    "wrong-word": "violation lgo",
    "wrong-value": "violation log --staff 'Ma Thị Ngân' --standard TT1 --on 2022-03-01",
}
NUMBER_KEYS = ("number", "record")
WITHOUT_JSON = {"status", "help", "help-violation-log", "help-compliance", "wrong-word", "wrong-value"}


class Terminal:
    """A tmux of its own with one window of this size, in which command lines are typed."""

    def __init__(self, columns: int, lines: int, **environment: str) -> None:
        self.columns, self.lines = columns, lines
        self.socket = f"chodon-{uuid.uuid4().hex[:12]}"
        self.environment = {**os.environ, **environment, "PS1": "", "TERM": "xterm-256color"}

    def __enter__(self) -> Self:
        size = ("-x", str(self.columns), "-y", str(self.lines))
        self("new-session", "-d", *size, "bash --norc --noprofile", config="/dev/null")
        self("set-option", "-g", "history-limit", str(HISTORY))
        self("respawn-pane", "-k", "bash --norc --noprofile")  # a limit holds for windows that come after it
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self("kill-server")

    def __call__(self, *words: str, config: str = "") -> str:
        command = ["tmux", "-L", self.socket, *(["-f", config] if config else []), *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True).stdout

    def screen(self, command: Sequence[str | Path]) -> tuple[list[str], list[str]]:
        """The lines that stand in the window when the command has ended, and those that it printed: joined where torn.

        RuntimeError if it does not end.
        """
        done = f"ended-{uuid.uuid4().hex}"
        line = f"clear; tmux clear-history; {shlex.join(map(str, command))}; tmux wait-for -S {done}"
        self("send-keys", "-l", line)
        self("send-keys", "Enter")
        subprocess.run(["tmux", "-L", self.socket, "wait-for", done], check=True, timeout=SECONDS)
        time.sleep(0.1)  # until what was printed last is drawn
        stand, printed = (self("capture-pane", "-p", *joined, "-S", "-").splitlines() for joined in ((), ("-J",)))
        return [text.rstrip() for text in stand], [text.rstrip() for text in printed]


def faults(
    name: str, columns: int, stand: Sequence[str], printed: Sequence[str], numbers: Sequence[str]
) -> Iterator[str]:
    """What is wrong with a screen. `numbers`: what must stand there whole."""
    for line in printed:
        if len(line) > columns:
            yield f"torn at {columns}: {line}"
    text = "\n".join(stand)
    missing = [number for number in numbers if not re.search(rf"(?<![\w-]){re.escape(number)}(?![\w-])", text)]
    if missing:
        yield f"not whole: {', '.join(missing[:5])} ({len(missing)} in all)"
    if "Traceback" in text:
        yield "a traceback"
    if name.startswith("compliance"):
        lines = headline(stand)
        if len(lines) > MOST_LINES_OF_HEADLINE:
            yield f"{len(lines)} lines before the table"


def headline(stand: Sequence[str]) -> list[str]:
    """What stands between the title and the table."""
    blocks = re.split(r"\n\s*\n", "\n".join(stand).strip())
    return blocks[1].splitlines() if len(blocks) > 2 else []


def numbers_of(chodon: Sequence[str | Path], line: str) -> list[str]:
    """The numbers of the records in the command's table: what one types next, and what no width leaves out."""
    done = subprocess.run([*chodon, *shlex.split(line), "-f", "json"], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise RuntimeError(f"{line}: {done.stderr}")
    table = json.loads(done.stdout)
    return [str(row[key]) for row in table["rows"] for key in NUMBER_KEYS if row.get(key)]


def main() -> None:
    asked = argparse.ArgumentParser(description="Type the main commands in terminals of three sizes.")
    asked.add_argument("folder", nargs="?", type=Path, help="where the screens are kept as text")
    asked.add_argument("--only", default="", help="a part of the names of the commands to be typed")
    typed = asked.parse_args()
    if not shutil.which("tmux"):
        raise SystemExit("tmux is needed")
    with tempfile.TemporaryDirectory() as name:
        register = Path(name, "so.db")
        python: list[str | Path] = [sys.executable, "-m", "chodon_cli"]
        for line in (["init"], ["import", SAMPLE]):
            subprocess.run([*python, "-q", "-r", register, *line], check=True)
        chodon = [*python, "--no-pager"]
        os.environ |= {"CHODON_REGISTER": str(register), "CHODON_TODAY": "2022-12-31"}
        count = look_at_all(chodon, typed.only, typed.folder)
    raise SystemExit(1 if count else 0)


def look_at_all(chodon: Sequence[str | Path], only: str, folder: Path | None) -> int:
    """Type every command in every size, print what is wrong; the number of faults."""
    count = 0
    commands = {name: line for name, line in COMMANDS.items() if only in name}
    numbers = {name: numbers_of(chodon, line) for name, line in commands.items() if name not in WITHOUT_JSON}
    for columns, lines in SIZES:
        with Terminal(columns, lines) as terminal:
            for name, line in commands.items():
                stand, printed = terminal.screen([*chodon, *shlex.split(line)])
                for fault in faults(name, columns, stand, printed, numbers.get(name, [])):
                    print(f"{name} {columns}x{lines}: {fault}", flush=True)
                    count += 1
                if folder:
                    folder.mkdir(parents=True, exist_ok=True)
                    folder.joinpath(f"{name}-{columns}x{lines}.txt").write_text("\n".join(stand) + "\n", "utf-8")
    print(f"{len(commands)} commands in {len(SIZES)} sizes: {count} faults")
    return count


if __name__ == "__main__":
    main()
