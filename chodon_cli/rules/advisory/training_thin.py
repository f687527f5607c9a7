"""A field that hardly anybody studied in a year in which other fields were studied.

No rule of law says how many should, so this is a warning.
"""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.locale import _, figure
from chodon_cli.rules.advisory import Finding
from chodon_cli.words.development import TRAINING_FIELD

ONE_IN = 200  # people; smaller registers are left alone
YEARS_WITH_TRAINING_SQL = """
SELECT DISTINCT substr(started_on, 1, 4) FROM training
WHERE voided_on IS NULL AND substr(started_on, 1, 4) < substr(:today, 1, 4) ORDER BY 1
"""
PEOPLE_BY_FIELD_SQL = """
SELECT field, count(DISTINCT staff_id) FROM training
WHERE voided_on IS NULL AND started_on BETWEEN :first AND :last GROUP BY field
"""
PEOPLE_WHO_SERVED_SQL = """
SELECT count(DISTINCT staff_id) FROM post
WHERE voided_on IS NULL AND started_on <= :last AND coalesce(ended_on, '9999-12-31') >= :first
"""


def findings(db: Connection, today: str) -> Iterator[Finding]:
    """One finding a year that is over and a field."""
    for (year,) in db.execute(YEARS_WITH_TRAINING_SQL, {"today": today}).fetchall():
        days = {"first": f"{year}-01-01", "last": f"{year}-12-31"}
        [(people,)] = db.execute(PEOPLE_WHO_SERVED_SQL, days)
        studied = dict(db.execute(PEOPLE_BY_FIELD_SQL, days).fetchall())
        for field in TRAINING_FIELD.codes:
            number = studied.get(field, 0)
            if field != "other" and people >= ONE_IN and number * ONE_IN < people:
                message = _("{field}: studied by {number} of {all} people in {year}").format(
                    field=TRAINING_FIELD.label(field), number=figure(number, 0), all=figure(people, 0), year=year
                )
                yield Finding(f"{year} {field}", message, f"chodon report training --period {year}", is_sure=False)
