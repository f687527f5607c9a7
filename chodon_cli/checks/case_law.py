"""A decision and a postponement stand on the law of their day, as far as that was checked against its source."""

from collections.abc import Iterator, Sequence

from chodon_cli.checks import Fault
from chodon_cli.lists.case import cases
from chodon_cli.lists.case_law import breaches
from chodon_cli.store import Reader

CODE = "case-law"


def found(db: Reader, staff: Sequence[int] | None, ids: Sequence[int] | None) -> Iterator[Fault]:
    """Everything that breaks a checked rule; of a decision that was annulled nothing."""
    for case in cases(db, ids, staff):
        for event in case.events:
            for breach in breaches(db, case, event):
                if breach.is_checked:
                    yield Fault(CODE, case.number, f"{case.number}: {breach}", "case_event", event.id)
