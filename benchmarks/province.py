"""How long questions take of a district, a tenth of a province and a province, beside bare SQL over the same file.

    python -m benchmarks.province [district] [tenth] [province]

Asks each question of `province_questions` three times as a process of its own, and prints the processor's time and the
most memory it held. Of a province also what it may take, and the time in which the shell of SQLite gives a bare count,
or the rows: beside each turn both yardsticks, `--help` and the shell take theirs. Medians; a start of the program is in
all of them.
"""

import shlex
import sys
from pathlib import Path
from statistics import median

from benchmarks import claims
from benchmarks.claims import Claim
from benchmarks.generated_registers import SIZES, TODAY, register_of
from benchmarks.process_cost import processor_seconds
from benchmarks.province_questions import QUESTIONS, Question
from benchmarks.yardstick import Yardsticks

PROGRAM = "province"
TURNS = 3
Words = list[str]


def of_a_province(question: Question, command: Words, beside: Yardsticks, start: Words, shell: Words) -> list[Claim]:
    """The seconds, then the megabytes of an answer, each with its bound, then the seconds of the shell of SQLite."""
    times, ours, bare, begun = [], [], [], []
    for _turn in range(TURNS):
        times.append(beside.times(question.seconds or 0))
        ours.append(processor_seconds(command))
        bare.append(processor_seconds(shell)[0])
        begun.append(processor_seconds(start)[0])
    taken, held = [seconds for seconds, _most in ours], [most for _seconds, most in ours]
    most = question.seconds
    if most is None:  # both sides are of this machine; within the bound is what was within it in the middle turn
        times = []
        most = median(taken) / median(a / (question.shells * b + c) for a, b, c in zip(taken, bare, begun, strict=True))
    return [
        claims.of_turns(PROGRAM, question.line, "province", taken, "s", most, times),
        Claim(PROGRAM, question.line, "province", max(held), "MB", question.megabytes),
        claims.of_turns(PROGRAM, f"shell: {question.line}", "province", bare, "s", None),
    ]


def of_a_smaller_register(question: Question, command: Words, size: str) -> list[Claim]:
    """The seconds, then the megabytes. They have no bound: what took as long as of a province would be within it."""
    turns = [processor_seconds(command) for _turn in range(TURNS)]
    return [
        claims.of_turns(PROGRAM, question.line, size, [seconds for seconds, _most in turns], "s", None),
        Claim(PROGRAM, question.line, size, max(most for _seconds, most in turns), "MB", None),
    ]


def main() -> None:
    """Print the lines of the registers that are named, all if none is."""
    chodon: Words = [sys.executable, "-m", "chodon_cli", "--today", TODAY]
    beside, kept = Yardsticks(), list[Claim]()
    for size in sys.argv[1:] or SIZES:
        register = str(register_of(size))
        print(f"{size}: {Path(register).stat().st_size >> 20} MB")
        for question in QUESTIONS:
            command = [*chodon, "-r", register, *shlex.split(question.line), "-f", "csv"]
            if size == "province":
                shell = ["sqlite3", "-csv", register, question.sql]
                answer = of_a_province(question, command, beside, [*chodon, "--help"], shell)
            else:
                answer = of_a_smaller_register(question, command, size)
            print("\n".join(map(claims.line, answer)), flush=True)
            kept += answer
    claims.keep([*kept, *beside.claims(PROGRAM)])


if __name__ == "__main__":
    main()
