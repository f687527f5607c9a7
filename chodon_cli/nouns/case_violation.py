"""case_violation.csv: the violations that a case was opened on."""

from chodon_cli.locale import N_
from chodon_cli.nouns import number
from chodon_cli.nouns.condition import OrderOfDays
from chodon_cli.nouns.declaration import Field, Noun

ACT_WAS_FOUND = OrderOfDays("violation.found_on", "case.opened_on")
FIELDS = [
    Field(
        "case",
        "code",
        label=N_("Case"),
        sql=number.CASE_NUMBER.sql("c"),
        refers_to="discipline_case",
        is_needed=True,
        help=N_("Number of the case."),
        headings=("Vụ việc",),
    ),
    Field(
        "violation",
        "code",
        label=N_("Violation"),
        sql=number.VIOLATION_NUMBER.sql("v"),
        refers_to="violation",
        is_needed=True,
        help=N_("Number of the violation, one of the person whom the case is against."),
        headings=("Số vi phạm",),
    ),
]
DECLARATION = Noun(
    "case_violation",
    N_("Violations of a case"),
    alias="cv",
    order="c.year, c.n, v.year, v.n",
    fields=FIELDS,
    joins="""JOIN discipline_case c ON c.id = cv.case_id
JOIN violation v ON v.id = cv.violation_id
""",
    place=120,
    sheet_of="case",
    mended_by="case show",
    counted_as="violations_in_cases",
)
