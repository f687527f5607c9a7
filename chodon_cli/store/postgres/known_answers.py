"""Answers that came in one message before they were asked for, and those on which a writer has built so far.

A writer who holds up all others goes the way to the server as seldom as may be: what will be asked is sent together
(`Connection.ask_together`), and what it has read before its turn is asked again with the turn itself
(`Connection.take_turn`): is any answer another one by then, the work begins anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from chodon_cli.result import Row

Question = tuple[str, Mapping[str, object]]
"""SQL of the program and its values."""


class Answer(NamedTuple):
    """The names of the columns, and the rows."""

    names: tuple[str, ...]
    rows: list[Row]


Read = tuple[Question, Answer]
"""A question, and what was answered."""


class AnswerCursor:
    """The rows of an answer that is known, to be fetched as from the server."""

    lastrowid: int | None = None
    arraysize = 1

    def __init__(self, answer: Answer) -> None:
        self._names, self._rows = answer.names, iter(answer.rows)
        self.rowcount = len(answer.rows)

    @property
    def description(self) -> list[tuple[str | None, ...]] | None:
        return [(name, *[None] * 6) for name in self._names] or None

    def fetchone(self) -> Row | None:
        return next(self._rows, None)

    def fetchmany(self, size: int = 1) -> list[Row]:
        return [*islice(self._rows, size)]

    def fetchall(self) -> list[Row]:
        return [*self._rows]

    def __iter__(self) -> Iterator[Row]:
        return self._rows

    def close(self) -> None:
        self._rows = iter(())


class KnownAnswers:
    """What one connection knows ahead, each answer for one asking, and what it keeps in mind to ask it again."""

    def __init__(self) -> None:
        self._answers: dict[tuple[object, ...], Answer] = {}
        self._read: list[Read] | None = None  # in order; None where nothing is kept in mind

    def add(self, questions: Iterable[Question], answers: Iterable[Answer]) -> None:
        self._answers |= {_key(sql, values): answer for (sql, values), answer in zip(questions, answers, strict=True)}

    def take(self, sql: str, values: Mapping[str, object]) -> Answer | None:
        """The answer, if it is known; asked again it is asked of the server."""
        return self._answers.pop(_key(sql, values), None) if self._answers else None

    def __contains__(self, question: Question) -> bool:
        return _key(*question) in self._answers

    @property
    def is_reading(self) -> bool:
        """Whether what is read is kept in mind."""
        return self._read is not None

    def begin_reading(self) -> None:
        """From now on keep in mind what is read."""
        self._read = []

    def keep_in_mind(self, questions: Iterable[Question], answers: Iterable[Answer]) -> None:
        if self._read is not None:
            self._read += zip(questions, answers, strict=True)

    def read_so_far(self) -> list[Read]:
        """What was read since, with its answers."""
        return [*(self._read or [])]

    def end_reading(self) -> list[Read]:
        """What was read since; from now on it is not kept in mind any more."""
        read, self._read = self._read or [], None
        return read


def _key(sql: str, values: Mapping[str, object]) -> tuple[object, ...]:
    return (sql, *values.items())
