"""Cases: what they are opened on, and what happened to them in order."""

from chodon_cli.nouns import case, case_event, case_violation
from chodon_cli.register.tables import row_class

DisciplineCaseRow = row_class(case.LIST)
CaseViolationRow = row_class(case_violation.LIST)
CaseEventRow = row_class(case_event.LIST)
