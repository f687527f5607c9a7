"""A change is held against the rules of the register, and refused for what it breaks."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from chodon_cli import store
from chodon_cli.errors import Refused, one_line
from chodon_cli.locale import _, figure
from chodon_cli.queries.written_rows import WrittenRows
from chodon_cli.register.hidden_rows import refuse_hidden_breaches
from chodon_cli.register.session import connection_beneath
from chodon_cli.register.transaction import NOUNS_KEY, Session
from chodon_cli.rules import blocking
from chodon_cli.rules.blocking import PEOPLE_AT_A_TIME, RuleBreach
from chodon_cli.rules.row_questions import Question, RowsToAsk
from chodon_cli.store import Reader, turn

MOST_RECORDS_NAMED = 5  # of the records that a refused change would leave at odds, so many are named


def settle(
    session: Session, staff: Iterable[int] = (), units: Iterable[int] = (), asked_next: Iterable[Question] = ()
) -> None:
    """Refuse the change if it leaves these people or units at odds with a rule, and they were not so before.

    Only rules that read a table to which the transaction has written can have been broken by it. A server is asked in
    the same message what the caller asks next.
    """
    staff, units = [*staff], [*units]
    tables: set[str] = session.info.get(NOUNS_KEY, set())
    if len(staff) <= PEOPLE_AT_A_TIME:
        turn.ask_together(
            connection_beneath(session), chain(blocking.first_questions(staff, units, tables), asked_next)
        )
    broken = new_breaches(session, staff, units, tables)
    if broken:
        more = (
            [_("and {number} more").format(number=figure(len(broken) - MOST_RECORDS_NAMED, 0))]
            if len(broken) > MOST_RECORDS_NAMED
            else []
        )
        hint = next(filter(None, (blocking.to_do(breach.code) for breach in broken)), "")
        raise Refused(one_line([breach.message for breach in broken[:MOST_RECORDS_NAMED]] + more), hint)
    refuse_hidden_breaches(session, staff, units)


def new_breaches(
    session: Session,
    staff: Sequence[int] | None = None,
    units: Sequence[int] | None = None,
    tables: Collection[str] | None = None,
) -> list[RuleBreach]:
    """The rules that the change breaks for these people and units, or for everybody if both are None.

    With `tables` of the rules that read one of these.

    What was broken before the change is no reason to refuse it: a rule of law may have been corrected since, or a
    register come from elsewhere. `chodon check` lists that.
    """
    now = connection_beneath(session)  # as `check` asks them: there is nothing to compile while others wait
    after = blocking.find_breaches(now, staff, units, tables=tables)
    if not after:
        return []
    with store.reading() as committed:
        before = blocking.find_breaches(committed, staff, units, {breach.code for breach in after})
        left_over = _left_over(after, now, before, committed)
    return [breach for breach in after if breach not in left_over]


def new_breaches_of_rows(session: Session, written: WrittenRows) -> list[RuleBreach]:
    """The rules that the change breaks, of which these are all the rows: what none of them has to do with is let be."""
    now = connection_beneath(session)
    with store.reading() as committed:
        rows = RowsToAsk(written, [committed, now])
        after = blocking.find_breaches_of_rows(now, rows)
        if not after:
            return []
        before = blocking.find_breaches_of_rows(committed, rows, {breach.code for breach in after})
        left_over = _left_over(after, now, before, committed)
    return [breach for breach in after if breach not in left_over]


def _left_over(
    after: Sequence[RuleBreach], now: Reader, before: Sequence[RuleBreach], committed: Reader
) -> set[RuleBreach]:
    """Those of `after` that were there before: word for word, or of a record that the change leaves alone.

    The words may be others where a unit or person of the sentence has another code now. A record that breaks a rule
    more often than before has a breach that is new.
    """
    in_both = set(before) & set(after)
    spare: defaultdict[tuple[str, str, int], int] = defaultdict(int)
    for breach in set(before) - in_both:
        spare[breach.code, breach.noun, breach.id] += 1
    for breach in after:
        key = (breach.code, breach.noun, breach.id)
        if breach not in in_both and spare[key] and _row(now, breach) == _row(committed, breach):
            spare[key] -= 1
            in_both.add(breach)
    return in_both


def _row(db: Reader, breach: RuleBreach) -> list[tuple[object, ...]]:
    return [tuple(row) for row in db.execute(f"SELECT * FROM {breach.noun} WHERE id = :id", {"id": breach.id})]
