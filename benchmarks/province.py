"""How long questions take of a district, a tenth of a province and a province, beside bare SQL over the same file.

    python -m benchmarks.province [district] [tenth] [province]

Asks each question of `province_questions` three times as a process of its own, and prints the processor's time and the
most memory it held, what a province may take, and the time in which the shell of SQLite gives a bare count, or the
rows. Medians; a start of the program is in all of them.
"""

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks import claims
from benchmarks.claims import Claim
from benchmarks.generated_registers import SIZES, TODAY, register_of
from benchmarks.process_cost import costs
from benchmarks.province_questions import QUESTIONS, Question

PROGRAM = "province"
TURNS = 3


def measure_question(question: Question, size: str, chodon: list[str], register: Path, start: float) -> Iterator[Claim]:
    """The seconds, then the megabytes of an answer, then the seconds of the shell of SQLite.

    Only a province has bounds: a smaller register that took as long would be within them and slow.
    """
    ours = costs([*chodon, "-r", str(register), *shlex.split(question.line), "-f", "csv"], TURNS)
    shell = costs(["sqlite3", "-csv", str(register), question.sql], TURNS)
    most = question.seconds or question.shells * median(shell.seconds) + start
    is_bound = size == "province"
    yield claims.of_turns(PROGRAM, question.line, size, ours.seconds, "s", most if is_bound else None)
    yield Claim(PROGRAM, question.line, size, ours.megabytes, "MB", question.megabytes if is_bound else None)
    yield claims.of_turns(PROGRAM, f"shell: {question.line}", size, shell.seconds, "s", None)


def main() -> None:
    """Print the lines of the registers that are named, all if none is."""
    chodon = [sys.executable, "-m", "chodon_cli", "--today", TODAY]
    kept = []
    for size in sys.argv[1:] or SIZES:
        register = register_of(size)
        start = claims.of_turns(PROGRAM, "--help", size, costs([*chodon, "--help"], 3 * TURNS).seconds, "s", None)
        print(f"{size}: {register.stat().st_size >> 20} MB; a start of the program (--help) takes {start.figure:.2f} s")
        kept.append(start)
        for question in QUESTIONS:
            seconds, memory, shell = answer = list(measure_question(question, size, chodon, register, start.figure))
            kept += answer
            most = "" if seconds.most is None else f"at most {seconds.most:5.2f} s {memory.most:4} MB   "
            over = "   OVER" if seconds.is_over or memory.is_over else ""
            ratio = f"x {seconds.figure / max(shell.figure, 0.001):6.1f}"
            print(
                f"  {question.line:<50} {seconds.figure:6.2f} s {memory.figure:4.0f} MB   {most}"
                f"the shell {shell.figure:5.2f} s   {ratio}{over}",
                flush=True,
            )
    claims.keep(kept)


if __name__ == "__main__":
    main()
