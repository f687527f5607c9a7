"""A post that begins in a class of staff which the law has ended by then."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.dates import show_day
from chodon_cli.law.categories import ended_categories
from chodon_cli.locale import _
from chodon_cli.rules.advisory import Finding
from chodon_cli.words.staff import CATEGORY

POSTS_OF_ENDED_CATEGORY_SQL = """
SELECT s.code, p.started_on FROM post p JOIN staff s ON s.id = p.staff_id
WHERE p.voided_on IS NULL AND p.category = :category AND p.started_on > :until AND p.started_on <= :today
ORDER BY s.code, p.started_on
"""


def findings(db: Connection, today: str) -> Iterator[Finding]:
    """One finding a post; a warning, since another law may have kept the class for a while."""
    for ended in ended_categories():
        for staff, started_on in db.execute(
            POSTS_OF_ENDED_CATEGORY_SQL, {"category": ended.code, "until": ended.until, "today": today}
        ):
            message = _("{staff}: the post from {day} is that of a {category}, a class until {until} only").format(
                staff=staff,
                day=show_day(started_on),
                category=CATEGORY.label(ended.code),
                until=show_day(ended.until),
            )
            fix = f"chodon staff edit {staff} --post {started_on} --category {ended.becomes}"
            yield Finding(staff, message, fix, ended.verified, is_sure=False)
