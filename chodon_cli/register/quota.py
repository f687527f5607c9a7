"""What may be done to a quota: set it."""

from sqlmodel import Session

from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.quota import DECLARATION
from chodon_cli.register import journal, record
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.row_rule import IS_YEAR
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables.quota import QuotaRow

VERBS = NounVerbs(DECLARATION, (IS_YEAR,), identity_by=("unit", "year", "category"))


def set(session: Session, values: Values, today: str) -> WriteOutcome:
    """Say how many people of a category a unit may have in a year: a new quota, or another number for an old one."""
    draft = Draft(Resolver(session), DECLARATION, values, today)
    row = VERBS.row(draft)
    record.sound(draft)
    _exists_then(draft)
    sql = "SELECT id, number FROM quota WHERE unit_id = :unit_id AND year = :year AND category = :category"
    key = {name: row[name] for name in ("unit_id", "year", "category")}
    existing = SessionReader(session).execute(sql, key).fetchone()
    if existing is None:
        return WriteOutcome(journal.add(session, QuotaRow, row))
    if existing[1] == row["number"]:
        raise Refused(_("the quota is {number} already").format(number=row["number"]), _("it is stored so already"))
    journal.change(session, QuotaRow, existing[0], number=row["number"])
    return WriteOutcome(int(existing[0]))


def _exists_then(draft: Draft) -> None:
    """Refuse a quota for a year in which the unit is not there. (One set before the unit was merged away stays.)"""
    unit, year = draft.refs.unit(draft["unit"]), draft["year"]
    if (unit.opened_on and f"{year}-12-31" < unit.opened_on) or (unit.closed_on and unit.closed_on < f"{year}-01-01"):
        raise Refused(
            _("the unit {unit} did not exist that year").format(unit=unit.code),
            _("see: {command}").format(command=f"chodon unit show {unit.code}"),
        )
