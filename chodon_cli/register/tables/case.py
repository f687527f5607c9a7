"""Cases: what they are opened on, and what happened to them in order."""

from chodon_cli.nouns import case, case_event, case_violation
from chodon_cli.register.tables import row_class

DisciplineCaseRow = row_class(case.DECLARATION)
CaseViolationRow = row_class(case_violation.DECLARATION)
CaseEventRow = row_class(case_event.DECLARATION)
