"""What may be done to a person: enter, correct, transfer, let leave, void."""

from sqlmodel import Session

from chodon_cli import dates
from chodon_cli.dates import show_day
from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.law import identity
from chodon_cli.locale import _
from chodon_cli.nouns import post as posts
from chodon_cli.nouns.person import DECLARATION, mask
from chodon_cli.register import journal, post, record
from chodon_cli.register.bulk.column_draft import ColumnDraft
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.row_rule import CODE_IN_CAPITALS, IS_CODE, is_whole_name, not_in_future
from chodon_cli.register.session import SessionReader, rows_by_column
from chodon_cli.register.settle import settle
from chodon_cli.register.tables.staff import PostRow, StaffRow
from chodon_cli.result import Cell
from chodon_cli.store import branch
from chodon_cli.text import search_form

PREFIXES_BY_CATEGORY = {  # of the codes given when none is named
    "cadre": "CB",
    "civil-servant": "CC",
    "commune-civil-servant": "CX",
    "public-employee": "VC",
    "contract": "HD",
}
POST_KEYS = tuple(key for key in posts.DECLARATION.readable if key != "staff" and key not in DECLARATION.by_key)


def derive(draft: Draft) -> dict[str, Cell]:
    """Nothing; what the identity number says otherwise is told."""
    if draft["id_number"]:
        for sentence in identity.contradictions(draft["id_number"], draft["born_on"], draft["sex"]):
            draft.hints.append(f"{draft['full_name']}: {mask(draft['id_number'])} {sentence}")
    return {}


def prove(many: ColumnDraft) -> None:
    """No identity number says otherwise: that is told row by row."""
    all_facts = zip(many["id_number"], many["born_on"], many["sex"], strict=True)
    many.doubt_unless(
        not any(identity.contradictions(*identity_facts) for identity_facts in all_facts if identity_facts[0])
    )


HIGHEST_CODE_SQL = """
SELECT coalesce(max(CAST(substr(code, 3) AS INTEGER)), 0) FROM staff
WHERE code LIKE :like AND length(code) BETWEEN 3 AND 9 AND rtrim(substr(code, 3), '0123456789') = ''
"""
CANDIDATES_SQL = """
SELECT near.id FROM json_each(:rows) AS row JOIN staff near ON near.code = json_extract(row.value, '$.code')
UNION ALL
SELECT near.id FROM staff near
WHERE near.voided_on IS NULL
      AND near.id_number IN (SELECT json_extract(row.value, '$.id_number') FROM json_each(:rows) AS row)
"""
VERBS = NounVerbs(
    DECLARATION,
    (not_in_future("born_on"), is_whole_name("full_name"), *IS_CODE),
    {"code": CODE_IN_CAPITALS},
    derive,
    touches=lambda row: {"staff": [row["id"]]},
    identity_by=("code",),
    prove=prove,
    near=CANDIDATES_SQL,
    near_by=("code", "id_number"),
)


def add(session: Session, values: Values, today: str) -> WriteOutcome:
    """Enter a person with the first post. Without a code the next one of the category is given.

    Refused if the code or the identity number is taken.
    """
    code = values.get("code")
    person = {**values, "code": code or next_code(session, values["category"])}
    _is_free(session, "code", person["code"].upper())
    if values.get("id_number"):
        _is_free(session, "id_number", values["id_number"])
    hints = _namesakes(session, person)
    outcome = record.add(session, VERBS, person, today)
    served = {key: value for key, value in values.items() if key in POST_KEYS}
    first = record.add(session, post.VERBS, {**served, "staff": person["code"]}, today)
    return WriteOutcome(outcome.id, [*hints, *outcome.hints, *first.hints])


def edit(session: Session, reference: str, changes: Values, today: str) -> WriteOutcome:
    """Correct what was entered of a person."""
    person = Resolver(session).staff(reference)
    id, code = person.id, person.code
    if changes.get("code") and changes["code"].upper() != code:
        _is_free(session, "code", changes["code"].upper(), but=id)
    if changes.get("id_number"):
        _is_free(session, "id_number", changes["id_number"], but=id)
    return record.edit(session, VERBS, id, changes, today)


def edit_post(session: Session, reference: str, started_on: str, changes: Values, today: str) -> WriteOutcome:
    """Correct a post, named by its first day. Violations of those days follow it to another unit."""
    staff = Resolver(session).staff(reference).id
    id = _post_id(session, staff, started_on)
    if changes.get("title") and not changes.get("leadership"):
        changes = {**changes, "leadership": ""}
    hints: list[str] = []
    outcome = _edit_post(session, staff, id, changes, today, hints)
    return WriteOutcome(id, [*outcome.hints, *hints])


def transfer(session: Session, reference: str, on: str, changes: Values, today: str) -> WriteOutcome:
    """Begin a new post on this day with what is named, and the rest as it was: a transfer, a promotion, a re-hiring.

    The post of the day before is ended; what it had of an end becomes the end of the new one.
    """
    person = Resolver(session).staff(reference)
    staff, code = person.id, person.code
    old = _latest_post(session, staff, code, on)
    if old["started_on"] == on:
        raise Refused(
            _("{staff}: a post begins on {day} already").format(staff=code, day=show_day(on)),
            _("correct it with: chodon staff edit {staff} --post {day}").format(staff=code, day=on),
        )
    id = old.pop("id")
    running = not old["ended_on"] or old["ended_on"] >= on
    changed_values = {key: value for key, value in changes.items() if value is not None}
    if running and all(old[key] == value for key, value in _comparable(session, changed_values).items()):
        raise Refused(_("{staff}: nothing would change").format(staff=code), _("it is stored so already"))
    if changed_values.get("title") and not changed_values.get("leadership"):
        changed_values["leadership"] = None  # comes from the new title
    ends = {key: old[key] if running else None for key in ("ended_on", "reason")}
    if running:
        journal.change(session, PostRow, id, ended_on=dates.shift(on, -1), reason=None)
    draft = Draft(
        Resolver(session), post.VERBS.view, {**old, **ends, **changed_values, "staff": code, "started_on": on}, today
    )
    fresh = post.VERBS.row(draft)
    record.sound(draft)
    journal.add(session, PostRow, fresh)
    moved = post.follow(session, [staff])
    settle(session, staff=[staff])
    return WriteOutcome(staff, [*draft.hints, *_moves(moved)])


def leave(session: Session, reference: str, on: str, reason: str) -> WriteOutcome:
    """End the person's service; `on` is the last day. Refused if a post or a violation lies after it, naming it."""
    person = Resolver(session).staff(reference)
    staff, code = person.id, person.code
    last = _latest_post(session, staff, code, on)
    if last["ended_on"] and last["ended_on"] < on:
        raise Refused(
            _("{staff} left already on {day}").format(staff=code, day=show_day(last["ended_on"])),
            _("see: {command}").format(command=f"chodon staff show {code}"),
        )
    sql = "SELECT started_on FROM post WHERE staff_id = :id AND voided_on IS NULL AND started_on > :on"
    if later := SessionReader(session).execute(sql, {"id": staff, "on": on}).fetchone():
        raise Refused(
            _("{staff} has a later post, from {day}").format(staff=code, day=show_day(later[0])),
            _("see: {command}").format(command=f"chodon staff show {code}"),
        )
    journal.change(session, PostRow, last["id"], ended_on=on, reason=reason)
    settle(session, staff=[staff])
    return WriteOutcome(staff)


def void(session: Session, reference: str, reason: str, today: str) -> WriteOutcome:
    """Mark a person, and the posts with them, as entered by mistake. Refused while a record refers to them."""
    person = Resolver(session).staff(reference)
    id, code = person.id, person.code
    record.refuse_while_referred(session, VERBS, id, code, parts=("post.staff_id",))
    outcome = record.void(session, VERBS, id, reason, today)
    sql = "SELECT id FROM post WHERE staff_id = :id AND voided_on IS NULL ORDER BY id"
    for (post_id,) in SessionReader(session).execute(sql, {"id": id}).fetchall():
        record.void(session, post.VERBS, post_id, reason, today)
    return outcome


def void_post(session: Session, reference: str, started_on: str, reason: str, today: str) -> WriteOutcome:
    """Mark one post as entered by mistake. Refused if a violation would be left on a day without a post."""
    staff = Resolver(session).staff(reference).id
    outcome = record.void(session, post.VERBS, _post_id(session, staff, started_on), reason, today)
    settle(session, staff=[staff])
    return outcome


def reveal(session: Session, reference: str) -> None:
    """Record in the journal that somebody looks at the whole identity number of a person."""
    journal.look(session, StaffRow, Resolver(session).staff(reference).id, "id_number")


def next_code(session: Session, category: str) -> str:
    """The code that the next person of this category gets: CC072 after CC071."""
    prefix = PREFIXES_BY_CATEGORY[category]
    if branch.units() is not None:
        highest = branch.highest_code(SessionReader(session), prefix)
        return f"{prefix}{max(highest, journal.highest_given(session, prefix, 0)) + 1:03}"
    [(highest,)] = SessionReader(session).execute(HIGHEST_CODE_SQL, {"like": f"{prefix}%"})
    former = [code for code in journal.former_codes(session, StaffRow) if code.startswith(prefix)]
    numbers = [int(code[2:]) for code in former if len(code) < 10 and code[2:].isascii() and code[2:].isdigit()]
    return f"{prefix}{max([highest, *numbers, journal.highest_given(session, prefix, 0)]) + 1:03}"


def _edit_post(session: Session, staff: int, id: int, changes: Values, today: str, hints: list[str]) -> WriteOutcome:
    before = record.read(session, post.VERBS, id)
    new_values = {key: value for key, value in changes.items() if value is not None}
    draft, fresh = record.redraft(Resolver(session), post.VERBS, before, {**before, **new_values}, today)
    record.sound(draft)
    journal.change(session, PostRow, id, **fresh)
    if record.read(session, post.VERBS, id) == before:
        raise Refused(_("{record}: nothing would change").format(record=before["staff"]), _("it is stored so already"))
    hints += _moves(post.follow(session, [staff]))
    settle(session, staff=[staff])
    return WriteOutcome(staff, draft.hints)


def _latest_post(session: Session, staff: int, code: str, on: str) -> Values:
    """The post of this day, or the last one before it."""
    sql = """
    SELECT p.id, u.code AS unit, p.category, p.title, p.leadership, p.started_on, p.ended_on, p.reason
    FROM post p JOIN unit u ON u.id = p.unit_id
    WHERE p.staff_id = :id AND p.voided_on IS NULL AND p.started_on <= :on
    ORDER BY p.started_on DESC LIMIT 1
    """
    row = rows_by_column(SessionReader(session).execute(sql, {"id": staff, "on": on}))
    if not row:
        raise Refused(
            _("{staff} has no post on {day} or before").format(staff=code, day=show_day(on)),
            _("see: {command}").format(command=f"chodon staff show {code}"),
        )
    return row[0]


def _post_id(session: Session, staff: int, started_on: str) -> int:
    sql = "SELECT id FROM post WHERE staff_id = :staff AND started_on = :day AND voided_on IS NULL"
    missing = _("no post begins on {day}").format(day=show_day(started_on))
    return record.find_id(session, sql, missing, staff=staff, day=started_on)


def _comparable(session: Session, names: Values) -> Values:
    """The named values with the unit as its code, as a post shows it."""
    if names.get("unit"):
        return {**names, "unit": Resolver(session).unit(names["unit"]).code}
    return names


def _is_free(session: Session, column: str, value: str, but: int = 0) -> None:
    """Refused if another person has this code, or this identity number."""
    where = {"code": "code = :value", "id_number": "id_number = :value AND voided_on IS NULL"}[column]
    sql = f"SELECT code, full_name, voided_on FROM staff WHERE id <> :but AND {where}"
    if taken := SessionReader(session).execute(sql, {"value": value, "but": but}).fetchone():
        void = " " + _("(void)") if taken[2] else ""
        raise Refused(
            _("{value} is taken: {code} {name}").format(value=value, code=taken[0], name=taken[1]) + void,
            _("is it the same person? chodon staff edit; or choose another"),
        )
    if column == "code":
        record.refuse_former_code(session, VERBS, value, but)


def _namesakes(session: Session, person: Values) -> list[str]:
    """A hint where somebody of the same name was born on the same day: perhaps the same person."""
    if not person.get("born_on"):
        return []
    sql = """
    SELECT code FROM staff
    WHERE search_key = :key AND born_on = :day AND voided_on IS NULL
    ORDER BY code
    """
    values = {"key": search_form(person["full_name"]), "day": person["born_on"]}
    return [
        _("{code} has the same name and day of birth").format(code=code)
        for (code,) in SessionReader(session).execute(sql, values)
    ]


def namesakes_of_one_birthday(session: Session, first: int) -> list[tuple[int, str]]:
    """The id of each last entered of people with the same name and day of birth, and all their codes.

    Only where one of them has this id or a later one: those of before have been reported.
    """
    sql = """
    SELECT alike.last, s.code
    FROM (
        SELECT search_key, born_on, max(id) AS last FROM staff WHERE born_on IS NOT NULL AND voided_on IS NULL
        GROUP BY search_key, born_on HAVING count(*) > 1 AND max(id) >= :first
    ) alike
    JOIN staff s ON s.search_key = alike.search_key AND s.born_on = alike.born_on AND s.voided_on IS NULL
    ORDER BY alike.last, s.id
    """
    codes: dict[int, list[str]] = {}
    for id, code in SessionReader(session).execute(sql, {"first": first}):
        codes.setdefault(id, []).append(code)
    return [(id, ", ".join(reasons)) for id, reasons in codes.items()]


def _moves(numbers: list[str]) -> list[str]:
    return [_("violations that follow the post: {numbers}").format(numbers=", ".join(numbers))] if numbers else []
