"""The decision that sets up a disciplinary council."""

from sqlite3 import Connection

from chodon_cli.drafts._case import case_values
from chodon_cli.drafts._parts import GAP_NAMES as SHARED
from chodon_cli.drafts._parts import members
from chodon_cli.input_row import Values
from chodon_cli.locale import N_

WHAT_IT_IS = N_("Decision that sets up a disciplinary council, from a case.")
RECORD_NOUN = "case"
GAP_NAMES = {
    **SHARED,
    "member_name": N_("name of the member"),
    "member_title": N_("position of the member"),
    "council_law": N_("the rule on the council"),
}
CHAIRMAN, SECRETARY, MEMBER = "Chủ tịch Hội đồng", "Ủy viên kiêm Thư ký", "Ủy viên"


def values(db: Connection, reference: str, today: str) -> Values:
    case, gaps = case_values(db, reference, today, "QĐ", "council")
    count, where = members(case.position(today).category, case.law_day(today), case.law)
    roles = [CHAIRMAN, *[MEMBER] * max(1, (count or 0) - 2), SECRETARY]
    return gaps | {
        "members": [{"role": role} for role in roles],
        "council_law": where or None,
        "recipients": ["Như Điều 3", f"{gaps['unit'] or 'Đơn vị có liên quan'}"],
    }
