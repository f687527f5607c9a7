"""What a limited account writes, held against the rows of a register on a server that it does not read.

Its own rows were held against the rules by then. Here the owner's functions there say which of its records break a rule
together with others, and whose cases it does not know all of.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from json import dumps

from sqlmodel import Session

from chodon_cli import store
from chodon_cli.errors import Refused, Unusable, one_line
from chodon_cli.locale import _
from chodon_cli.register.session import beneath
from chodon_cli.register.transaction import NOUNS_KEY
from chodon_cli.rules import blocking
from chodon_cli.rules.meanings import MEANINGS_OF_RULES
from chodon_cli.store import Reader, branch

OF_A_CASE = {"discipline_case", "case_violation", "case_event"}
FUNCTION_THERE_SQL = "SELECT count(*) FROM pg_catalog.pg_proc WHERE proname = :name"


def refuse_hidden_breaches(
    session: Session, staff: Iterable[int] | None = None, units: Iterable[int] | None = None
) -> None:
    """Refused if the change breaks a rule together with rows that the account does not read. For all if both are None.

    A case of somebody with further cases elsewhere is left to whoever reads both: the law asks what went before.
    """
    if branch.units() is None:
        return
    people = None if staff is None else sorted(staff)
    places = None if units is None else sorted(units)
    new = _breaches(now := beneath(session), people, places)
    if new:
        with store.reading() as committed:
            new -= _breaches(committed, people, places)
    if new:
        rules = sorted({rule for rule, _record in new})
        raise Refused(
            one_line([_(MEANINGS_OF_RULES[rule]) for rule in rules]),
            _("rows stand against it that this account does not read: ask somebody who may read all of them"),
        )
    if OF_A_CASE & session.info.get(NOUNS_KEY, set()) and people:
        _refuse_unknown_cases(now, people)


def _refuse_unknown_cases(db: Reader, people: Sequence[int]) -> None:
    if hidden := branch.people_with_hidden_cases(db, people):
        rows = db.execute("SELECT code FROM staff WHERE id = :id", {"id": hidden[0]}).fetchall()
        raise Refused(
            _("{staff}: has another case, in a unit that this account does not read").format(staff=rows[0][0]),
            _("who reads both goes on with it: the law asks for what was decided before"),
        )


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
