"""Lines typed at a terminal, with what may be meant shown while one types. Nothing else imports prompt_toolkit."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chodon_cli.cli.completion import Candidate
from chodon_cli.text import clean, printable

if TYPE_CHECKING:
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import History

POSITIVE_ANSWERS = ("y", "yes", "c", "co", "có")  # answers that agree, as people type them
NEGATIVE_ANSWERS = ("n", "no", "k", "ko", "khong", "không")
# the text before the cursor -> what may stand for its last word, and how many characters of it that word has
Finder = Callable[[str], tuple[Sequence[Candidate], int]]


def read_line(question: str, finder: Finder | None = None) -> str:
    """One line typed after the question. EOFError at the end of input, KeyboardInterrupt when broken off."""
    from prompt_toolkit import prompt

    return prompt(f"{printable(question)}: ", completer=_completer(finder) if finder else None)


def is_wanted(question: str, otherwise: bool, ask: Callable[[str], str] = read_line) -> bool:
    """Whether the person says yes; Enter alone is `otherwise`, and what is neither yes nor no is asked again."""
    while answer := clean(ask(question)).casefold():
        if answer in POSITIVE_ANSWERS or answer in NEGATIVE_ANSWERS:
            return answer in POSITIVE_ANSWERS
    return otherwise


def lines(question: str, finder: Finder, kept_in: Path) -> Iterable[str]:
    """Line after line until the end of input; the file keeps what was typed. An interrupt drops the line."""
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession(history=_history(kept_in))
    completer = _completer(finder)
    while True:
        try:
            yield session.prompt(question, completer=completer, complete_while_typing=False)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _completer(finder: Finder) -> "Completer":
    from prompt_toolkit.completion import Completer, Completion

    class Found(Completer):
        def get_completions(self, document: "Document", complete_event: "CompleteEvent") -> "Iterable[Completion]":
            try:
                candidates, length = finder(document.text_before_cursor)
            except Exception:  # a half-typed line, a register that cannot be read: there is nothing to offer
                return
            for value, meaning in candidates:
                yield Completion(printable(value), -length, display_meta=printable(meaning))

    return Found()


def _history(file: Path) -> "History":
    """What was typed, kept for its owner alone and without identity numbers."""
    from prompt_toolkit.history import FileHistory

    from chodon_cli.invocation import without_identity_numbers

    class Remembered(FileHistory):
        def store_string(self, string: str) -> None:
            super().store_string(without_identity_numbers(string))

    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    return Remembered(str(file))
