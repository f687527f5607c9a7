"""What the register holds of a person, on paper."""

from operator import itemgetter
from sqlite3 import Connection

from chodon_cli.casework.case import cases
from chodon_cli.casework.listing import CASE_LIST_COLUMNS, row
from chodon_cli.dates import show_day
from chodon_cli.drafts._parts import GAP_NAMES as SHARED
from chodon_cli.drafts._parts import day, label, office, person_facts, records
from chodon_cli.input_row import Values
from chodon_cli.locale import N_
from chodon_cli.nouns import commendation, post, rating, training, violation
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries.names import names_of
from chodon_cli.result import Row
from chodon_cli.words.case import CASE_OUTCOME, CASE_STATE, DISCIPLINE_FORM
from chodon_cli.words.rating import RATED_BY, RATING
from chodon_cli.words.staff import CATEGORY
from chodon_cli.words.violation import SEVERITY

WHAT_IT_IS = N_("Dossier of a person: posts, violations, cases, ratings, merit, courses.")
RECORD_NOUN = "staff"
GAP_NAMES = SHARED


def values(db: Connection, reference: str, today: str) -> Values:
    id = lookup.staff(db, reference).id
    posts, acts, ratings, merits, courses = (
        records(db, noun, ["s.id = :id", f"{noun.alias}.voided_on IS NULL"], today, id=id)
        for noun in (
            post.DECLARATION,
            violation.DECLARATION,
            rating.DECLARATION,
            commendation.DECLARATION,
            training.DECLARATION,
        )
    )
    units = names_of(db, "unit", sorted({each["unit"] for each in posts}))
    titles = names_of(db, "standard", sorted({each["standard"] for each in acts}))
    return {
        **office(db, "BC", None, None, today),
        **person_facts(db, id, today, today),
        "posts": [post_row(each, units) for each in posts],
        "violations": [
            {
                "number": each["number"],
                "day": show_day(each["occurred_on"]),
                "standard": titles.get(each["standard"], each["standard"]),
                "severity": label(SEVERITY, each["severity"]),
            }
            for each in acts
        ],
        "cases": [
            case_row(listed_case) for each_case in cases(db, staff=[id]) if (listed_case := row(each_case, today))
        ],
        "ratings": [
            {
                "year": each["year"],
                "kind": label(RATED_BY, each["kind"]),
                "level": label(RATING, each["level"]),
                "day": day(each["decided_on"]) or "",
            }
            for each in sorted(ratings, key=itemgetter("year"))
        ],
        "merits": [
            {"title": each["title"], "decision": each["decision"] or "", "day": day(each["decided_on"]) or ""}
            for each in merits
        ],
        "courses": [
            {"title": each["title"], "provider": each["provider"] or "", "day": day(each["ended_on"]) or ""}
            for each in courses
        ],
        "recipients": ["Lưu hồ sơ cá nhân"],
    }


def post_row(record: Values, units: dict[str, str]) -> Values:
    """Where the person served, as what, from when to when."""
    return {
        "from": show_day(record["started_on"]),
        "to": show_day(record["ended_on"]) if record["ended_on"] else "nay",
        "unit": units.get(record["unit"], record["unit"]),
        "title": record["title"] or "",
        "category": label(CATEGORY, record["category"]),
    }


def case_row(listed_case: Row) -> Values:
    """A case as it stands."""
    record = dict(zip([column.key for column in CASE_LIST_COLUMNS], listed_case, strict=True))
    end = label(DISCIPLINE_FORM, record["form"]) or label(CASE_OUTCOME, record["outcome"]) or ""
    return {
        "number": record["number"],
        "opened_on": show_day(record["opened_on"]),
        "state": label(CASE_STATE, record["state"]),
        "end": end,
        "decision": record["decision"] or "",
        "lapses_on": day(record["lapses_on"]) or "",
    }
