"""What a shell is told when somebody presses Tab.

Whatever goes wrong, nothing is printed and the status is 0: a person at the keyboard wants no message from the Tab key.
"""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from chodon_cli.cli.completion import Candidate
from chodon_cli.queries import MOST_CANDIDATES
from chodon_cli.text import printable

if TYPE_CHECKING:
    from chodon_cli.cli.completion.outline import Learn


def print_candidates(learn: "Learn", words: list[str], speak: Callable[[list[str]], None]) -> int:
    """Print what may stand in the place of the last of the words; the exit status, always 0.

    `learn` makes the outline of a command that is not known yet; `speak` chooses the language that the finished words
    ask for.
    """
    try:
        from chodon_cli.cli.completion.command_line import candidates

        speak(words[:-1])
        lines = [_line(each) for each in candidates(learn, words)[:MOST_CANDIDATES]]
    except Exception:  # a half-typed line, a register that cannot be read: there is nothing to offer
        return 0
    sys.stdout.write("".join(lines))
    return 0


def _line(candidate: Candidate) -> str:
    return f"{printable(candidate.value)}\t{printable(' '.join(candidate.meaning.split()))}\n"
