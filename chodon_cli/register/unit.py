"""What may be done to a unit: add, correct, close, merge, void."""

from collections.abc import Sequence
from json import dumps

from sqlmodel import Session

from chodon_cli import dates
from chodon_cli.dates import show_day
from chodon_cli.errors import Refused, Rejected
from chodon_cli.input_row import Values
from chodon_cli.law.categories import ended_categories
from chodon_cli.locale import N_, _, figure
from chodon_cli.nouns.unit import DECLARATION
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries.resolve import NotInRegister
from chodon_cli.queries.select import containing
from chodon_cli.queries.unit_names import ALIAS_SEPARATOR
from chodon_cli.register import journal, post, record, unit_past
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.row_rule import (
    CODE_IN_CAPITALS,
    IS_CODE,
    RowRule,
    StoredColumn,
    in_order,
    is_whole_name,
    no_row_is,
    only_with,
)
from chodon_cli.register.session import SessionReader
from chodon_cli.register.settle import settle
from chodon_cli.register.tables.unit import UnitRow
from chodon_cli.result import Cell

MOST_CODES_NAMED = 5  # of units that bear one name


def is_other(key: str) -> RowRule:
    """The unit that is named is another one."""
    return RowRule(
        key,
        (f"{key}.code", "code"),
        no_row_is(lambda other, code: other and other == str(code or "").upper()),
        lambda row: _("a unit cannot stand here for itself"),
    )


def stored_aliases(text: str | None) -> str | None:
    """What else the unit is called, each once, as it is stored."""
    parts = (part.strip() for part in (text or "").split(ALIAS_SEPARATOR.strip()))
    return ALIAS_SEPARATOR.join(dict.fromkeys(filter(None, parts))) or None


def refuse_names_of_others(draft: Draft) -> dict[str, Cell]:
    """Refuse in a list what else a unit is called where another unit is called so: one name cannot mean two units."""
    aliases = stored_aliases(draft["aliases"]) if draft.refs.reads_list else None
    for name in aliases.split(ALIAS_SEPARATOR) if aliases else ():
        others = lookup.units_called(draft.refs.db, name)
        if len(others) == 1 and others[0].code != str(draft["code"] or "").upper():
            draft.refuse(
                "aliases",
                _("“{name}” is {code} {unit} already").format(name=name, code=others[0].code, unit=others[0].name),
                _("one name cannot mean two units"),
            )
    return {}


VERBS = NounVerbs(
    DECLARATION,
    (
        in_order("opened_on", "closed_on"),
        is_whole_name("name"),
        *IS_CODE,
        only_with("successor.id", "closed_on", N_("a unit has a successor only when it is closed")),
        is_other("parent"),
        is_other("successor"),
    ),
    {"code": CODE_IN_CAPITALS, "aliases": StoredColumn(("aliases",), lambda said: list(map(stored_aliases, said)))},
    derive=refuse_names_of_others,
    touches=lambda row: {"units": [row["id"]]},
    identity_by=("code",),
)


def add(session: Session, values: Values, today: str) -> WriteOutcome:
    """Enter a unit. Refused if its code is taken."""
    code_is_free(session, values["code"])
    outcome = record.add(session, VERBS, values, today)
    return WriteOutcome(outcome.id, [*outcome.hints, *_of_same_name(session, outcome.id)])


def edit(session: Session, reference: str, changes: Values, today: str) -> WriteOutcome:
    """Correct what was entered of a unit; its life story changes by `close` and `merge`."""
    unit = Resolver(session).unit(reference, "unit")
    id, old = unit.id, unit.code
    if changes.get("code") and changes["code"].upper() != old:
        code_is_free(session, changes["code"], but=id)
    for key in ("parent", "successor"):
        if changes.get(key) and Resolver(session).unit(changes[key], key).id == id:
            raise Rejected(key, changes[key], _("a unit cannot stand here for itself"))
    outcome = record.edit(session, VERBS, id, changes, today)
    settle(session, units=_family(session, id))
    return WriteOutcome(id, [*outcome.hints, *(_of_same_name(session, id) if changes.get("name") else [])])


def alias(session: Session, reference: str, names: Sequence[str], today: str) -> WriteOutcome:
    """Let these names stand for the unit from now on. Refused if one of them is the code, name or alias of another."""
    refs = Resolver(session)
    id, *_rest = refs.unit(reference, "unit")
    for name in names:
        try:
            other = refs.unit(name, "unit")
        except NotInRegister:
            continue
        if other[0] != id:
            raise Refused(
                _("“{name}” is {code} {unit} already").format(name=name, code=other[1], unit=other[2]),
                _("one name cannot mean two units"),
            )
    aliases = record.read(session, VERBS, id)["aliases"]
    return record.edit(session, VERBS, id, {"aliases": ALIAS_SEPARATOR.join(filter(None, [aliases, *names]))}, today)


def rename(session: Session, reference: str, name: str, on: str, today: str) -> WriteOutcome:
    """Give a unit another name from a day on. Refused if it is closed then, or changed on a later day already."""
    unit = Resolver(session).unit(reference, "unit")
    unit_past.keep_past(session, unit.id, unit.code, on)
    outcome = record.edit(session, VERBS, unit.id, {"name": name}, today)
    return WriteOutcome(unit.id, [*outcome.hints, *_of_same_name(session, unit.id)])


def move(session: Session, reference: str, to: str, on: str) -> WriteOutcome:
    """Put a unit under another from a day on. Refused if that is not open then, or would be under it."""
    unit = Resolver(session).unit(reference, "unit")
    unit_past.put_under(session, unit.id, unit.code, _receiving_unit(session, to, unit.code, on), on)
    return WriteOutcome(unit.id)


def close(session: Session, reference: str, on: str, move_to: str | None = None) -> WriteOutcome:
    """Close a unit; `on` is its last day. Refused while posts or units beneath it go on after that day.

    The units beneath go to another from the next day on, where one is said.
    """
    unit = Resolver(session).unit(reference, "unit")
    id, code = unit.id, unit.code
    _is_open(session, id, code)
    values = record.read(session, VERBS, id)
    if values["opened_on"] and on < values["opened_on"]:
        raise Refused(
            _("{unit} opened only on {day}").format(unit=code, day=show_day(values["opened_on"])),
            _("see: {command}").format(command=f"chodon unit show {code}"),
        )
    if move_to:
        unit_past.carry(session, id, _receiving_unit(session, move_to, code, dates.shift(on, 1)), dates.shift(on, 1))
    unit_past.refuse_stranded(session, id, code, on)
    journal.change(session, UnitRow, id, closed_on=on)
    settle(session, units=_family(session, id))
    return WriteOutcome(id)


def merge(
    session: Session, references: Sequence[str], into: str, on: str, document: str | None
) -> tuple[list[int], list[str]]:
    """Merge units into another; `on` is the first day of the new. Every post that is live then or begins later moves,
    and so do the units beneath.

    Gives the ids of the units closed and of the one that stays, and hints. Titles stay as they are; violations of
    the days from then on follow their posts. Refused if a unit is its own successor, closed already, or not open
    on that day.
    """
    refs = Resolver(session)
    heir = refs.unit(into, "into")
    if (heir.opened_on and heir.opened_on > on) or (heir.closed_on and heir.closed_on < on):
        raise Refused(
            _("{unit} is not open on {day}").format(unit=heir.code, day=show_day(on)),
            _("name a unit that is open then"),
        )
    if document:
        refs.document(document)
    closed: list[int] = []
    people: set[int] = set()
    for word in references:
        unit = refs.unit(word, "unit")
        id, code = unit.id, unit.code
        if id == heir.id:
            raise Refused(
                _("{unit} cannot be merged into itself").format(unit=code), _("name another unit: --into CODE")
            )
        _is_open(session, id, code)
        last_day = dates.shift(on, -1)
        values = record.read(session, VERBS, id)
        if values["opened_on"] and last_day < values["opened_on"]:
            raise Refused(
                _("{unit} opened only on {day}").format(unit=code, day=show_day(values["opened_on"])),
                _("see: {command}").format(command=f"chodon unit show {code}"),
            )
        unit_past.carry(session, id, heir.id, on)
        journal.change(session, UnitRow, id, closed_on=last_day, successor_id=heir.id)
        moved = post.move_all(session, id, heir.id, on)
        people.update(moved)
        settle(session, staff=moved, units=[*_family(session, id), heir.id])
        closed.append(id)
    hint = _("people who moved to {unit}: {number}").format(unit=heir.code, number=figure(len(people), 0))
    return [*closed, heir.id], [hint, *_new_classes(session, sorted(people), on)]


def _new_classes(session: Session, people: Sequence[int], on: str) -> list[str]:
    """Of the people who moved those whose class of staff is no more on the day, with what takes its place."""
    sql = """
    SELECT DISTINCT s.code FROM post p JOIN staff s ON s.id = p.staff_id
    WHERE p.voided_on IS NULL AND p.category = :category AND p.started_on <= :on
          AND (p.ended_on IS NULL OR p.ended_on >= :on) AND p.staff_id IN (SELECT value FROM json_each(:people))
    ORDER BY s.code
    """
    hints = []
    for ended in ended_categories():
        values = {"category": ended.code, "on": on, "people": dumps(people)}
        codes = [code for (code,) in SessionReader(session).execute(sql, values)] if on > ended.until else []
        if codes:
            change = f"chodon staff transfer {codes[0]} --on {on} --category {ended.becomes}"
            hints.append(f"{post.no_more(ended)}: {', '.join(codes)} — {change}")
    return hints


def void(session: Session, reference: str, reason: str, today: str) -> WriteOutcome:
    """Mark a unit as entered by mistake. Refused while anything refers to it."""
    unit = Resolver(session).unit(reference, "unit")
    id, code = unit.id, unit.code
    parts, live_only = ("unit_past.unit_id",), ("unit", "post", "inspection")
    record.refuse_while_referred(session, VERBS, id, code, parts=parts, live_only=live_only)
    return record.void(session, VERBS, id, reason, today)


def code_is_free(session: Session, code: str, but: int = 0) -> None:
    """Refused if the code is taken, also by a unit that is void or whose code was corrected since.

    `but`: the unit that may bear it again. A code names one unit for ever.
    """
    sql = "SELECT name, voided_on FROM unit WHERE code = :code"
    if taken := SessionReader(session).execute(sql, {"code": code.upper()}).fetchone():
        void = " " + _("(void)") if taken[1] else ""
        raise Refused(
            _("the code {code} is taken: {name}").format(code=code.upper(), name=taken[0]) + void,
            _("choose another code"),
        )
    record.refuse_former_code(session, VERBS, code, but)


def _of_same_name(session: Session, id: int) -> list[str]:
    """That units which are not closed bear the name too: from now on a list must say the code, not the name."""
    mine = record.read(session, VERBS, id)
    sql = """
    SELECT id, code, name FROM unit
    WHERE id <> :id AND voided_on IS NULL AND closed_on IS NULL AND search_key LIKE :key ESCAPE '!' ORDER BY code
    """
    name = str(mine["name"])
    alike = lookup.rows(SessionReader(session), sql, id=id, key=containing(name))
    codes = [code for _id, code, _name in lookup.with_tones_of(alike, name)]
    if not codes or mine["closed_on"]:
        return []
    shown_codes = ", ".join([*codes[:MOST_CODES_NAMED], *(["…"] if len(codes) > MOST_CODES_NAMED else [])])
    return [_("the same name is borne by {units}: name these units by their codes").format(units=shown_codes)]


def _receiving_unit(session: Session, reference: str, code: str, on: str) -> int:
    """The unit to which others go on the day. Refused if it is the same one, or not open then."""
    other = Resolver(session).unit(reference, "move_to")
    if other.code == code or (other.closed_on and other.closed_on < on) or (other.opened_on and other.opened_on > on):
        raise Refused(
            _("{unit} is not open on {day}").format(unit=other.code, day=show_day(on)),
            _("name a unit that is open then"),
        )
    return other.id


def _family(session: Session, id: int) -> list[int]:
    """The unit and those right beneath it, for which its life is a rule."""
    rows = SessionReader(session).execute("SELECT id FROM unit WHERE parent_id = :id", {"id": id})
    return [id, *(row[0] for row in rows)]


def _is_open(session: Session, id: int, code: str) -> None:
    closed_on = SessionReader(session).execute("SELECT closed_on FROM unit WHERE id = :id", {"id": id}).fetchone()[0]
    if closed_on:
        raise Refused(
            _("{unit} closed already on {day}").format(unit=code, day=show_day(closed_on)),
            _("see: {command}").format(command=f"chodon unit show {code}"),
        )
