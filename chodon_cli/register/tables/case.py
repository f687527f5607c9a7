"""Cases: what they are opened on, and what happened to them in order."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class DisciplineCaseRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    year: int
    n: int
    staff_id: int = Field(foreign_key="staff.id")
    found_on: str
    opened_on: str
    limitation: str | None = None
    category: str
    normal_days: int | None = None
    extended_days: int | None = None
    document: str | None = None
    article: str | None = None
    verified: str | None = None
    rules: int = 0


class CaseViolationRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="discipline_case.id")
    violation_id: int = Field(foreign_key="violation.id")


class CaseEventRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="discipline_case.id")
    n: int
    kind: str
    happened_on: str
    until_on: str | None = None
    ground: str | None = None
    form: str | None = None
    decision: str | None = None
    effective_on: str | None = None
    party_effective_on: str | None = None
    lapses_on: str | None = None
    verified: str | None = None
    outcome: str | None = None
    mitigating: str | None = None
    aggravating: str | None = None
    document: str | None = None
    reason: str | None = None
    note: str | None = None
    in_duty: str | None = None
