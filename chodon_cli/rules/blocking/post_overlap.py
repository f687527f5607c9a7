"""A person has at most one post on any day."""

from chodon_cli.dates import show_day
from chodon_cli.locale import N_, _

NOUN = "post"
TO_DO = N_("end the other post first: chodon staff transfer; or correct it: chodon staff edit --post")
ID_COLUMNS = {"staff": "later.staff_id"}
ROW_COLUMNS = {"post": ("staff_id", "later.staff_id"), "staff": ("id", "s.id"), "unit": ("id", "u.id")}
BREACHES_SQL = """
SELECT later.id, s.code, later.started_on, u.code, earlier.started_on, earlier.ended_on
FROM post later
JOIN post earlier ON earlier.staff_id = later.staff_id AND earlier.voided_on IS NULL AND earlier.id <> later.id
     AND (earlier.started_on < later.started_on
          OR (earlier.started_on = later.started_on AND earlier.id < later.id))
     AND coalesce(earlier.ended_on, '9999-12-31') >= later.started_on
JOIN staff s ON s.id = later.staff_id
JOIN unit u ON u.id = earlier.unit_id
WHERE later.voided_on IS NULL {only}
ORDER BY s.code, later.started_on
"""


def message(code: str, started_on: str, unit: str, other_start: str, other_end: str | None) -> str:
    if other_end is None:
        return _("{staff}: the post from {day} overlaps the post in {unit} since {since}, which has not ended").format(
            staff=code, day=show_day(started_on), unit=unit, since=show_day(other_start)
        )
    return _("{staff}: the post from {day} overlaps the post in {unit} from {since} to {until}").format(
        staff=code, day=show_day(started_on), unit=unit, since=show_day(other_start), until=show_day(other_end)
    )
