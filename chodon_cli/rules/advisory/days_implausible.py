"""Days that cannot be true: too young or too old in a first post, long ago or far ahead, to come of what has happened.

The last are entered while a clock is ahead, or with another --today; an export brings them back, and they are listed.
"""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.dates import show_day
from chodon_cli.locale import _
from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Noun
from chodon_cli.queries import select
from chodon_cli.queries.plausible import (
    BIRTH_COLUMN,
    OLDEST_AGE,
    YOUNGEST_AGE,
    bounds,
    day_keys,
    days_that_have_happened,
    find_implausible,
    implausible_days,
)
from chodon_cli.rules.advisory import Finding

POSTS_TO_LOOK_AT_SQL = f"""
SELECT s.code, s.born_on, p.started_on FROM post p JOIN staff s ON s.id = p.staff_id
WHERE p.voided_on IS NULL AND s.voided_on IS NULL AND (
    p.started_on < :first OR p.started_on > :last
    OR CAST(substr(p.started_on, 1, 4) AS INTEGER) - CAST(substr(s.born_on, 1, 4) AS INTEGER)
       NOT BETWEEN {YOUNGEST_AGE} + 1 AND {OLDEST_AGE}
)
ORDER BY s.code, p.started_on
"""  # those that can be implausible: a birthday later in the year takes off one of the years between
OF_STAFF = ("person", "post")  # nouns that are corrected with the person


def findings(db: Connection, today: str) -> Iterator[Finding]:
    """One finding a post, and one a day of any record."""
    first, last = bounds("started_on", today)
    for code, born_on, started_on in db.execute(POSTS_TO_LOOK_AT_SQL, {"first": first, "last": last}):
        if problem := find_implausible(born_on, started_on, today):
            column, reason = problem
            yield Finding(code, f"{code}: {reason}", of_person(code, column, started_on), is_sure=False)
    for noun in registry.all_nouns().values():
        if noun.file_name and (keys := [key for key in day_keys(noun.fields) if noun.by_key[key].shown == "always"]):
            yield from of_noun(db, noun, keys, today)


def of_noun(db: Connection, noun: Noun, keys: list[str], today: str) -> Iterator[Finding]:
    """One finding a day; the first days of posts are looked at with the person."""
    where, happened = [], days_that_have_happened(noun)
    for key in keys:
        first, last = bounds(key, today)
        last = today if key in happened else last
        sql = noun.by_key[key].sql or f"{noun.alias}.{key}"
        where.append(f"({sql}) < '{first}' OR ({sql}) > '{last}'")
    for record in select.records(db, noun, [f"({' OR '.join(where)})"]):
        if record.get("voided_on"):
            continue
        name = str(
            record.get("number")
            or record.get("code")
            or record.get("staff")
            or record.get("unit")
            or record[noun.fields[0].key]
        )
        ahead = [key for key in keys if key in happened and str(record[key] or "") > today]
        reasons = dict.fromkeys(ahead, _("lies after today, {today}").format(today=show_day(today)))
        for key, reason in {**reasons, **dict(implausible_days(keys, record, today))}.items():
            if noun.name != "post" or key != "started_on":
                message = f"{name}: {noun.by_key[key].heading} {show_day(str(record[key]))}: {reason}"
                yield Finding(name, message, correction(noun, name, key, record), is_sure=False)


def correction(noun: Noun, name: str, key: str, record: dict[str, object]) -> str:
    """What mends it."""
    if noun.name in OF_STAFF:
        return of_person(name, key, str(record.get("started_on")))
    return noun.fix_of(name)


def of_person(code: str, column: str, started_on: str) -> str:
    return f"chodon staff edit {code} {'--born' if column == BIRTH_COLUMN else f'--post {started_on}'}"
