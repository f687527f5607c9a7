"""A post lies within the life of its unit, and the unit was not entered by mistake."""

from chodon_cli.dates import show_day
from chodon_cli.locale import N_, _
from chodon_cli.nouns.condition import breaches_sql
from chodon_cli.nouns.post import BEGINS_IN_LIFE_OF_UNIT, ENDS_IN_LIFE_OF_UNIT

NOUN = "post"
TO_DO = N_(
    "first move or end the posts: chodon staff transfer, chodon staff leave; or move everybody: chodon unit merge"
)
ID_COLUMNS = {"staff": "p.staff_id", "unit": "p.unit_id"}
ROW_COLUMNS = {"post": ("id", "p.id"), "unit": ("id", "u.id"), "staff": ("id", "s.id")}
CONDITIONS = (BEGINS_IN_LIFE_OF_UNIT, ENDS_IN_LIFE_OF_UNIT)
BREACHES_SQL = f"""
SELECT p.id, s.code, p.started_on, p.ended_on, u.code, u.opened_on, u.closed_on, u.voided_on
FROM post p
JOIN unit u ON u.id = p.unit_id
JOIN staff s ON s.id = p.staff_id
WHERE p.voided_on IS NULL {{only}}
  AND (u.voided_on IS NOT NULL OR {breaches_sql(CONDITIONS, {"": "p", "unit": "u"})})
ORDER BY s.code, p.started_on
"""


def message(
    code: str,
    started_on: str,
    ended_on: str | None,
    unit: str,
    opened_on: str | None,
    closed_on: str | None,
    voided_on: str | None,
) -> str:
    post = _("the post of {staff} from {day}").format(staff=code, day=show_day(started_on))
    if voided_on:
        return _("{post}: the unit {unit} was entered by mistake").format(post=post, unit=unit)
    if opened_on and started_on < opened_on:
        return _("{post} begins before {unit} opened on {opened}").format(
            post=post, unit=unit, opened=show_day(opened_on)
        )
    if ended_on:
        return _("{post} to {ended} runs past the closing of {unit} on {closed}").format(
            post=post, ended=show_day(ended_on), unit=unit, closed=show_day(closed_on or "")
        )
    return _("{post} has no end, and {unit} closed on {closed}").format(
        post=post, unit=unit, closed=show_day(closed_on or "")
    )
