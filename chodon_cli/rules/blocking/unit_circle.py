"""No unit is under itself or succeeds itself, however long the way round."""

from chodon_cli.locale import _

NOUN = "unit"
ID_COLUMNS = {"unit": "u.id"}
ROW_COLUMNS = {"unit": ()}  # any of them may close the circle
BREACHES_SQL = """
WITH RECURSIVE above (id, seen) AS (
    SELECT id, parent_id FROM unit WHERE parent_id IS NOT NULL
    UNION
    SELECT above.id, u.parent_id FROM above JOIN unit u ON u.id = above.seen WHERE u.parent_id IS NOT NULL
), heir (id, seen) AS (
    SELECT id, successor_id FROM unit WHERE successor_id IS NOT NULL
    UNION
    SELECT heir.id, u.successor_id FROM heir JOIN unit u ON u.id = heir.seen WHERE u.successor_id IS NOT NULL
)
SELECT u.id, u.code
FROM unit u
WHERE (u.id IN (SELECT id FROM above WHERE seen = id) OR u.id IN (SELECT id FROM heir WHERE seen = id)) {only}
ORDER BY u.code
"""


def message(code: str) -> str:
    return _("{unit} would come to stand under itself, or succeed itself").format(unit=code)
