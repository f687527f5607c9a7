"""What the journal says of each command line that writes."""

import shlex
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.harness import as_file, rows, run
from tests.stress.torture import faults

Lines = Mapping[str, Sequence[str]]  # "noun verb" -> command lines, in an order in which each can be done


def changesets(register: Path) -> list[tuple[str, str, str]]:
    """When, by whom and with which command line each change-set was made."""
    return [
        (at, who, line) for at, who, line in rows(register, "SELECT at, operator, command FROM changeset ORDER BY id")
    ]


def assert_each_is_one_changeset(register: Path, lines: Lines) -> None:
    """Each line adds one change-set that says who did what, and the journal leads from the first state to the last.

    The journal is played once, at the end: it is at odds with itself where a line between left something untold.
    """
    for line in [line for several in lines.values() for line in several]:
        before = changesets(register)
        run(line)
        at, operator, command = changesets(register)[-1]
        assert changesets(register)[:-1] == before, line
        typed = line.replace("006190000001", "006…001")  # whole identity numbers are in the record alone
        assert (operator, shlex.split(command)) == ("tester", ["chodon", *shlex.split(typed)])
        assert timedelta(0) <= datetime.now(UTC) - datetime.fromisoformat(at) < timedelta(minutes=1)
    with as_file(register) as file:
        assert faults(file) == []
