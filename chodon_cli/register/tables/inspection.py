"""Inspections of a unit, planned or carried out, and what was checked at them."""

from chodon_cli.nouns import inspection, inspection_check
from chodon_cli.register.tables import row_class

InspectionRow = row_class(inspection.DECLARATION)
InspectionCheckRow = row_class(inspection_check.DECLARATION)
