"""A unit does not open under one that has closed, or that was entered by mistake."""

from chodon_cli.locale import N_, _

NOUN = "unit"
TO_DO = N_("say where the units beneath go: chodon unit close --move-to, chodon unit move")
ID_COLUMNS = {"unit": "u.id"}
ROW_COLUMNS = {"unit": ("id", "u.id", "above.id")}
BREACHES_SQL = """
SELECT u.id, u.code, above.code
FROM unit u
JOIN unit above ON above.id = u.parent_id
WHERE u.voided_on IS NULL AND (u.opened_on > above.closed_on OR above.voided_on IS NOT NULL) {only}
ORDER BY u.code
"""


def message(code: str, parent: str) -> str:
    return _("{unit} opens under {parent}, which does not exist then").format(unit=code, parent=parent)
