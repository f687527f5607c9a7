"""What a limited account writes, held against the rows of a register on a server that it does not read.

Its own rows were held against the rules by then. Here the owner's functions there say which of its records break a rule
together with others. What the law says of a case is worked out in Python, which no server runs: a change that touches a
case of which the account does not read all is left to whoever does, and so is a decision against somebody who has one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from json import dumps

from sqlmodel import Session

from chodon_cli import store
from chodon_cli.errors import Refused, Unusable, one_line
from chodon_cli.locale import _
from chodon_cli.register.session import connection_beneath
from chodon_cli.register.transaction import NOUNS_KEY
from chodon_cli.rules import blocking
from chodon_cli.rules.meanings import MEANINGS_OF_RULES
from chodon_cli.store import Reader, branch

OF_A_CASE = {"discipline_case", "case_violation", "case_event"}
CASES_REST_ON = {*OF_A_CASE, "violation", "post"}
# Decisions against some people, with the cases and acts that they are about, and the posts that were held by then.
DECISIONS_SQL = """
WITH decided AS (
    SELECT c.id, c.staff_id, max(e.happened_on) AS last_on FROM discipline_case c JOIN case_event e ON e.case_id = c.id
    WHERE e.kind = 'decide' AND c.staff_id IN (SELECT value FROM json_each(:people)) GROUP BY c.id, c.staff_id
)
SELECT 'event', e.id, e.kind, e.happened_on, e.form, e.effective_on, e.lapses_on, e.voided_on
FROM decided d JOIN case_event e ON e.case_id = d.id
UNION ALL SELECT 'act', v.id, v.occurred_on, v.found_on, v.voided_on, NULL, NULL, NULL
FROM decided d JOIN case_violation cv ON cv.case_id = d.id JOIN violation v ON v.id = cv.violation_id
UNION ALL SELECT 'post', p.id, p.category, p.leadership, p.started_on, NULL, NULL,
    CASE WHEN p.ended_on < d.last_on THEN p.ended_on END
FROM decided d JOIN post p ON p.staff_id = d.staff_id AND p.voided_on IS NULL AND p.started_on <= d.last_on
"""
FUNCTION_THERE_SQL = "SELECT count(*) FROM pg_catalog.pg_proc WHERE proname = :name"


def refuse_hidden_breaches(
    session: Session, staff: Iterable[int] | None = None, units: Iterable[int] | None = None
) -> None:
    """Refused if the change may break a rule together with rows that the account does not read.

    Everybody and every unit is looked at if both are None.
    """
    people = None if staff is None else sorted(staff)
    places = None if units is None else sorted(units)
    if branch.units() is None or people == places == []:
        return
    new = _breaches(now := connection_beneath(session), people, places)
    if new:
        with store.reading() as committed:
            new -= _breaches(committed, people, places)
    if new:
        rules = sorted({rule for rule, _record in new})
        raise Refused(
            one_line([_(MEANINGS_OF_RULES[rule]) for rule in rules]),
            _("rows stand against it that this account does not read: ask somebody who may read all of them"),
        )
    if CASES_REST_ON & session.info.get(NOUNS_KEY, set()) and people != []:
        _refuse_unread_cases(now, people)


def _refuse_unread_cases(now: Reader, people: Sequence[int] | None) -> None:
    """Refused if a case of which the account does not read all may break the law by the change, or be the reason why.

    The law asks of a decision what was decided before, so those against the same person go together.
    """
    unread = branch.unread_cases(now, people)
    with store.reading() as committed:
        before = branch.unread_cases(committed, people)
        touched = [person for person in {**unread, **before} if unread.get(person) != before.get(person)]
        touched = touched or _with_new_decisions([*unread], now, committed)
    if touched:
        rows = now.execute("SELECT code FROM staff WHERE id = :id", {"id": touched[0]}).fetchall()
        raise Refused(
            _("{staff}: there is a case of which this account does not read all").format(
                staff=rows[0][0] if rows else _("another record")
            ),
            _("who reads all of it enters this: the law asks for every act, post and decision"),
        )


def _with_new_decisions(people: Sequence[int], now: Reader, committed: Reader) -> list[int]:
    """Those of the people against whom the change makes or alters a decision that the account reads."""

    def decisions(db: Reader, person: int) -> list[str]:
        return sorted(repr(tuple(row)) for row in db.execute(DECISIONS_SQL, {"people": dumps([person])}))

    return [person for person in people if decisions(now, person) != decisions(committed, person)]


def _breaches(db: Reader, people: Sequence[int] | None, places: Sequence[int] | None) -> Counter[tuple[str, int]]:
    """The rules that records of these people and units break, as their code and the id of the record."""
    from chodon_cli.store.postgres import rule_functions

    name = rule_functions.function_name(blocking.questions_of_all())
    if db.execute(FUNCTION_THERE_SQL, {"name": name}).fetchone() == (0,):
        raise Unusable(
            _("{register}: the server knows the rules of another version of the program").format(register=store.name()),
            _("let its owner say anew who may do what: chodon grants | psql"),
        )
    listed = "CAST(ARRAY(SELECT value FROM json_each(:{})) AS bigint[])"
    ids_by_name = {key: dumps([*ids]) for key, ids in (("people", people), ("places", places)) if ids is not None}
    parameters = ", ".join(listed.format(key) if key in ids_by_name else "NULL" for key in ("people", "places"))
    return Counter((str(rule), int(id)) for rule, id in db.execute(f"SELECT * FROM {name}({parameters})", ids_by_name))
