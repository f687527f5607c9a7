"""Official documents from the record: one module a kind, which says what of the record goes into its template.

A kind's module has ABOUT (one line of help), RECORD (what its number is of), GAPS (what its places are called) and
`values(db, said, today)`. Its template is `render/templates/KIND.docx`, or a file of that name in the office's folder.
"""

from collections.abc import Mapping
from importlib import import_module
from sqlite3 import Connection
from typing import Protocol, cast

from chodon_cli.input_row import Values
from chodon_cli.module_names import module_names


class DraftModule(Protocol):
    """What the module of a kind says of it."""

    WHAT_IT_IS: str
    RECORD_NOUN: str
    GAP_NAMES: Mapping[str, str]

    def values(self, db: Connection, reference: str, today: str, /) -> Values: ...


DRAFT_KINDS = module_names(__path__[0])
OF_A_CASE = ("council", "notice", "minutes", "decision")  # in the order in which they are signed


def draft_module(kind: str) -> DraftModule:
    """The module of the kind."""
    return cast(DraftModule, import_module(f"chodon_cli.drafts.{kind}"))
