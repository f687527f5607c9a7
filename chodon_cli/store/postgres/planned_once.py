"""Questions that come again on one connection are parsed and planned by the server once.

An entry is held against a dozen rules; nine tenths of the server's work for them are planning. Who types one entry a
process has none of this, for a plan lives as long as its connection; `shell` has.
"""

import re
from collections.abc import Callable, Mapping

QUESTIONS = ("SELECT", "WITH")
LIST_OF_IDS = re.compile(r"\[[\d, -]*\]|\{[\d,-]*\}")  # in JSON, or as an array
MOST_QUESTIONS = 200  # that a connection keeps in mind; a shell asks some dozens


FillIn = Callable[[str, Mapping[str, object]], str]


class PlannedOnce:
    """What one connection has asked, and under which names the server keeps plans of it."""

    def __init__(self) -> None:
        self._asked: set[str] = set()
        self._names: dict[tuple[str, ...], str] = {}
        self._count = 0

    def statements(self, text: str, values: Mapping[str, object], fill_in: FillIn | None = None) -> list[str]:
        """What to send for a statement that was sent before; nothing for any other, and for values that are no ids.

        `text`: as `dialect.translate` gives it. A plan for days and words that are not known yet may be a bad one:
        those are planned as they come. With `fill_in`, which writes values into a text, they are planned all the
        same, and when they come first: of a statement that finds a row by its key, or writes one.
        """
        if not (fill_in or text.startswith(QUESTIONS)):
            return []
        if text not in self._asked:
            if len(self._asked) == MOST_QUESTIONS:
                return []
            self._asked.add(text)
            if not fill_in:
                return []
        arguments, types = [], []
        for key, value in values.items():
            if type(value) is int:
                arguments.append(str(value))
                types.append("bigint")
            elif isinstance(value, str) and LIST_OF_IDS.fullmatch(value):
                arguments.append(f"'{value}'")
                types.append("text")
            elif fill_in:
                arguments.append(f"%({key})s")
                types.append("unknown")  # as what its place asks for
            else:
                return []
        asked_as = (text, *types)
        name = self._names.get(asked_as) or self._next_name()
        execute = f"EXECUTE {name} ({', '.join(arguments)})" if arguments else f"EXECUTE {name}"
        execute = fill_in(execute, values) if "unknown" in types and fill_in else execute
        if asked_as in self._names:
            return [execute]
        self._names[asked_as] = name
        declared = f" ({', '.join(types)})" if types else ""
        places = {key: f"${place}" for place, key in enumerate(values, 1)}
        return [f"PREPARE {name}{declared} AS {text % places}", execute]

    def _next_name(self) -> str:
        self._count += 1
        return f"question_{self._count}"

    def forget(self) -> list[str]:
        """After a fault nobody knows which of them the server has: what is sent that it has none."""
        self._names.clear()
        return ["DEALLOCATE ALL"]
