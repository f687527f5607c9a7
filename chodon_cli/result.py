"""The one thing that every command returns and every format renders."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from chodon_cli.dates import Period
from chodon_cli.errors import Fault
from chodon_cli.locale import N_, _

Type = Literal["text", "code", "person", "word", "date", "integer", "decimal", "percent"]
FIGURES = ("integer", "decimal", "percent")

LABELS = {  # column key -> heading; a key means the same wherever it stands
    "article": N_("Article"),
    "at": N_("Time"),
    "born_on": N_("Born on"),
    "cadre": N_("Cadres"),
    "category": N_("Category"),
    "changed": N_("Changed"),
    "civil_servant": N_("Civil servants"),
    "closed_on": N_("Closed on"),
    "code": N_("Code"),
    "commune_civil_servant": N_("Commune civil servants"),
    "compliance_rate": N_("Compliance %"),
    "contract": N_("Labour contracts"),
    "days": N_("Days"),
    "document": N_("Document"),
    "ended_on": N_("Ended on"),
    "expected": N_("Expected"),
    "file": N_("File"),
    "fix": N_("What to do"),
    "found_on": N_("Found on"),
    "full_name": N_("Full name"),
    "group": N_("Group"),
    "headcount": N_("Headcount"),
    "id_number": N_("Identity number"),
    "in_force_from": N_("In force from"),
    "in_force_to": N_("In force to"),
    "inspection": N_("Inspection"),
    "issued_on": N_("Issued on"),
    "issuer": N_("Issuer"),
    "item": N_("Item"),
    "kind": N_("Kind"),
    "leadership": N_("Leadership"),
    "message": N_("What is wrong"),
    "month": N_("Month"),
    "name": N_("Name"),
    "new": N_("New"),
    "note": N_("Note"),
    "number": N_("Number"),
    "occurred_on": N_("Occurred on"),
    "opened_on": N_("Opened on"),
    "parent": N_("Under"),
    "per_100": N_("Per 100 staff-years"),
    "public_employee": N_("Public employees"),
    "quota": N_("Quota"),
    "reason": N_("Reason"),
    "record": N_("Record"),
    "refused": N_("Refused"),
    "rows": N_("Rows"),
    "serious": N_("Serious"),
    "severity": N_("Severity"),
    "sex": N_("Sex"),
    "share": N_("Share %"),
    "signal": N_("Signal"),
    "source": N_("Source"),
    "staff": N_("Staff"),
    "staff_years": N_("Staff-years"),
    "standard": N_("Standard"),
    "started_on": N_("Started on"),
    "successor": N_("Successor"),
    "title": N_("Title"),
    "total": N_("Total"),
    "unchanged": N_("Unchanged"),
    "unit": N_("Unit"),
    "unit_code": N_("Unit code"),
    "vacant": N_("Vacant"),
    "value": N_("Value"),
    "verified": N_("Verified"),
    "violations": N_("Violations"),
    "violators": N_("Violators"),
    "void_reason": N_("Reason for voiding"),
    "voided_on": N_("Voided on"),
    "year": N_("Year"),
}


@dataclass(frozen=True)
class Column:
    """One column: its key for programs, how its values read, and how soon it gives way on a narrow terminal."""

    key: str
    type: Type = "text"
    rank: int = 1  # 1 stays longest
    shown: Literal["always", "people", "asked"] = "always"  # people: in tables only; asked: by --columns only
    label: str = ""  # where LABELS says something too general

    @property
    def heading(self) -> str:
        return _(self.label or LABELS.get(self.key, self.key))

    @property
    def is_figure(self) -> bool:
        return self.type in FIGURES


Row = tuple[Any, ...]


@dataclass(frozen=True)
class Result:
    """A table with what belongs to it. Cells are plain: text, int, float, ISO day, word code or None."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    totals: Row | None = None
    notes: Sequence[str] = ()
    period: Period | None = None
    as_of: str | None = None
    report: str = ""  # "compliance", "violation list": filled in by the command that ran
    parameters: dict[str, Any] = field(default_factory=dict)  # likewise
    command: str = ""  # likewise
    layout: Literal["table", "record"] = "table"  # record: one thing, shown down the page
    details: Sequence["Result"] = ()  # further tables of a record
    faults: Sequence[Fault] = ()  # of a file that was read: named one by one
    hints: Sequence[str] = ()  # for the person at the keyboard, on stderr
    is_write: bool = False  # --quiet prints nothing of it
    exit_code: int = 0
    tree: Sequence[int] | None = None  # depth of each row, where the rows are a tree

    def position(self, key: str) -> int:
        return next(i for i, column in enumerate(self.columns) if column.key == key)
