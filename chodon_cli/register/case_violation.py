"""Which violations a case was opened on: written by `case open`, and read back from a folder."""

from chodon_cli.nouns.case_violation import LIST
from chodon_cli.register.draft import Draft
from chodon_cli.register.journal import Row
from chodon_cli.register.record import NounVerbs, by
from chodon_cli.register.tables.case import CaseViolationRow


def row(draft: Draft) -> Row:
    draft.needs("case", "violation")
    case = draft.refer(draft.refs.case, "case")
    violation = draft.refer(draft.refs.violation, "violation")
    return {"case_id": case and case.id, "violation_id": violation and violation.id}


NOUN = NounVerbs(
    LIST,
    CaseViolationRow,
    row,
    touches=lambda row: {},
    identity=by("case", "violation"),
    references={"case": "case", "violation": "violation"},
)
