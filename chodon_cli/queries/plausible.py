"""Days that can be written and cannot be true: a child in office, a post that begins in two hundred years."""

from chodon_cli.dates import FOREVER, show_day
from chodon_cli.locale import _

YOUNGEST, OLDEST = 16, 80  # years of somebody who takes up a post
AHEAD = 1  # years by which a first day may lie in the future


def implausible(born_on: str | None, started_on: str | None, today: str) -> tuple[str, str] | None:
    """(column, why) of what cannot be true of a person and the first day of a post; None if nothing is.

    >>> implausible("2015-05-01", "2020-01-01", "2026-11-23")[0], implausible("1985", "2020-01-01", "2026-11-23")
    ('born_on', None)
    """
    if not started_on:
        return None
    if started_on > f"{int(today[:4]) + AHEAD}{today[4:]}":
        return "started_on", _("lies more than a year ahead")
    if born_on and born_on < started_on:  # else the register says so
        age = int(started_on[:4]) - int(born_on[:4])
        reached = age if len(born_on) < len(FOREVER) or started_on[5:] >= born_on[5:] else age - 1
        if not YOUNGEST <= reached <= OLDEST:
            return "born_on", _("would be {number} years old on the first day of the post, {day}").format(
                number=reached, day=show_day(started_on)
            )
    return None
