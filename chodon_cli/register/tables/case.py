"""Cases: what they are opened on, and what happened to them in order."""

from sqlmodel import Field, SQLModel


class Case(SQLModel, table=True):
    __tablename__ = "discipline_case"  # CASE is a word of SQL

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


class CaseViolation(SQLModel, table=True):
    __tablename__ = "case_violation"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="discipline_case.id")
    violation_id: int = Field(foreign_key="violation.id")


class CaseEvent(SQLModel, table=True):
    __tablename__ = "case_event"

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
