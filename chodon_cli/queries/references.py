"""Records as others refer to them: what a reference leads to, with what is asked of it.

The first value of each is its id, the second what it is called in files.
"""

from typing import NamedTuple


class UnitRef(NamedTuple):
    """A unit as others refer to it, and its life."""

    id: int
    code: str
    name: str
    opened_on: str | None
    closed_on: str | None


class StaffRef(NamedTuple):
    """A person as others refer to them."""

    id: int
    code: str
    full_name: str
    born_on: str | None


class StandardRef(NamedTuple):
    """A standard, and its last day in force."""

    id: int
    code: str
    in_force_to: str | None


class DocumentRef(NamedTuple):
    """A document: its number if only one has it, else NUMBER@DAY."""

    id: int
    reference: str
    issued_on: str


class ViolationRef(NamedTuple):
    """A violation, the code of the person, its days."""

    id: int
    number: str
    staff: str
    occurred_on: str
    found_on: str
    voided_on: str | None


class CaseRef(NamedTuple):
    """A case, and the id of the person whom it is against."""

    id: int
    number: str
    staff_id: int


class InspectionRef(NamedTuple):
    """An inspection, the day on which it was carried out, and the day on which it was made void."""

    id: int
    number: str
    visited_on: str | None
    voided_on: str | None


class TaskRef(NamedTuple):
    """A task, and the id of its unit."""

    id: int
    number: str
    unit_id: int


Reference = UnitRef | StaffRef | StandardRef | DocumentRef | ViolationRef | CaseRef | InspectionRef | TaskRef


def as_written(record: tuple[object, str, *tuple[object, ...]]) -> str:
    """What a record that refers to this one has in its file: the code, the number, what stands behind the id."""
    return record[1]
