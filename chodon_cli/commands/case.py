"""Cases: opened on violations, with their clock; what happens to them; how they stand."""

from collections.abc import Mapping
from typing import Annotated

from chodon_cli import dates, store
from chodon_cli.casework import listing as cases
from chodon_cli.cli.options import AsOf, Number, Numbers, Reason, count_option, one_of, text_option
from chodon_cli.cli.parameters import Argument, Option, Parameter
from chodon_cli.cli.showing import Group
from chodon_cli.commands._attached import with_attached
from chodon_cli.commands._field_options import of_columns, parameter, takes
from chodon_cli.commands._list_options import list_options
from chodon_cli.dates import Period
from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _
from chodon_cli.nouns import case as case_noun
from chodon_cli.nouns import case_event as events
from chodon_cli.result import Result
from chodon_cli.text import clean
from chodon_cli.words import case as case_words

HELP = N_("Cases: from violations to a decision in time, and its effects.")
SECTION = "cases"
group = Group(HELP)

Violations = Annotated[list[str], Argument(metavar="VP-…", help=N_("Numbers of the violations, all of one person."))]
StepKind = Annotated[str, one_of(case_words.CASE_STEP, N_("Which step."))]
Skip = Annotated[bool, Option("--skip", help=N_("It is left out; --note says why."))]
Place = Annotated[int, count_option(N_("Which event: its number in case show."), "--event")]
EditReason = Annotated[str, text_option("TEXT", N_("Why it is corrected: kept in the note."), "--reason")]
Force = Annotated[bool, Option("--force", help=N_("Against a rule that nobody has checked (R, N); --reason says why."))]
TODAY_IF_NOT_GIVEN = {"happened_on": N_("The day; today if not given.")}
CORRECTABLE = (  # columns of an event
    *("happened_on", "until_on", "document", "ground", "form", "decision", "effective_on", "party_effective_on"),
    *("judgment", "judgment_on", "in_duty", "outcome", "exemption"),
)


def of_event(kind: str, *keys: str, help: Mapping[str, str] | None = None, **option: str) -> list[Parameter]:
    """The number of a case, and options for these columns of an event of the kind, in this order.

    What the kind needs must be typed, and the day too, unless its help says that it is today's. `option`: by what a
    column is typed here, where not as in its declaration.
    """
    day = () if help and TODAY_IF_NOT_GIVEN.items() <= help.items() else ("happened_on",)
    needed = (*events.COLUMNS_BY_KIND.get(kind, events.EventColumns()).needed, *day)
    return [parameter("number", Number), *of_columns(events.DECLARATION, keys, needed, help, option)]


@group.change("open", help=N_("Open a case on violations of one person."))
@takes(
    parameter("numbers", Violations),
    *of_columns(case_noun.DECLARATION, ("opened_on", "found_on", "limitation")),
)
def open_(numbers: list[str], opened_on: str | None, found_on: str | None, limitation: str | None) -> Result:
    from chodon_cli.register import case
    from chodon_cli.register.transaction import transaction

    today = dates.today()
    with transaction(reads_first=True) as session:
        outcome = case.open_(session, [*map(clean, numbers)], opened_on or today, found_on, limitation, today)
    return cases.written_case(outcome.id, N_("Case opened"), today, outcome.hints)


@group.query("list", help=N_("List the cases as they stand."))
@takes(*list_options(case_noun.DECLARATION))
def list_(
    as_of: str | None,
    period: Period | None,
    unit: str | None,
    units: str,
    staff: str | None,
    state: str | None,
    overdue: bool,
    find: str | None,
) -> Result:
    filters = cases.CaseFilter(as_of or dates.today(), period, unit, staff, state, overdue, find, units == "now")
    with store.reading_until_shown() as db:
        return cases.list_cases(db, filters)


@group.query("show", help=N_("Show one case: how it stands and what happened to it."))
def show(number: Number) -> Result:
    with store.reading() as db:
        return with_attached(db, cases.show_case(db, number, dates.today()))


@group.query("why", help=N_("Show how every day of a case comes about: rule, article, days."))
def why(number: Number, as_of: AsOf = None) -> Result:
    from chodon_cli.casework import explain as case_why

    with store.reading() as db:
        return case_why.explain_case(db, number, as_of or dates.today())


@group.change("step", help=N_("Record a step: review meeting, council …"))
@takes(
    parameter("number", Number),
    parameter("kind", StepKind),
    *of_columns(events.DECLARATION, ["happened_on"], needed=["happened_on"]),
    parameter("skip", Skip, False),
    *of_columns(events.DECLARATION, ["note"]),
)
def step(number: str, kind: str, happened_on: str, skip: bool, note: str | None) -> Result:
    if skip and (kind == "other" or not note):
        raise Usage(_("only a review or a council can be skipped, and --note must say why"))
    values = {"happened_on": happened_on, "reason" if skip else "note": note}
    return enter_event(number, f"skip-{kind}" if skip else kind, N_("Step recorded"), values)


@group.change("conclude", help=N_("Record the authority's conclusion that the acts deserve discipline."))
@takes(*of_event("conclude", "happened_on", "note"))
def conclude(number: str, **values: str | None) -> Result:
    return enter_event(number, "conclude", N_("Conclusion recorded"), values)


@group.change("extend", help=N_("Extend the processing limit by a written document."))
@takes(
    *of_event(
        "extend",
        *("until_on", "document", "reason", "happened_on"),
        help={"until_on": N_("The new last day."), **TODAY_IF_NOT_GIVEN},
    )
)
def extend(number: str, **values: str | None) -> Result:
    return enter_event(number, "extend", N_("Limit was extended"), values)


@group.change("pause", help=N_("Postpone the handling on a legal ground: the clock stands still."))
@takes(
    *of_event(
        "pause",
        *("ground", "happened_on", "until_on", "note"),
        help={"happened_on": N_("First day of the postponement.")},
        happened_on="--from",
    )
)
def pause(number: str, **values: str | None) -> Result:
    return enter_event(number, "pause", N_("Handling was postponed"), values)


@group.change("resume", help=N_("Resume the handling; after a complaint or a stay, let the decision stand again."))
@takes(*of_event("resume", "happened_on", "note"))
def resume(number: str, **values: str | None) -> Result:
    return enter_event(number, "resume", N_("Handling was resumed"), values)


@group.change("decide", help=N_("Record the disciplinary decision."))
@takes(
    *of_event(
        "decide",
        *("form", "decision", "happened_on", "effective_on", "party_effective_on", "mitigating", "aggravating"),
        *("in_duty", "judgment", "judgment_on", "note"),
    ),
    parameter("force", Force, False),
    *of_columns(events.DECLARATION, ["reason"]),
)
def decide(number: str, force: bool, **values: str | None) -> Result:
    if force and not values["reason"]:
        raise Usage(_("--force needs --reason"))
    return enter_event(number, "decide", N_("Decision recorded"), values)


@group.change("close", help=N_("End a case without a disciplinary decision."))
@takes(*of_event("close", "outcome", "happened_on", "reason", "exemption"))
def close(number: str, **values: str | None) -> Result:
    if values["exemption"] and values["outcome"] != "exempt":
        raise Usage(_("--kind belongs to the outcome exempt"), _("leave out --kind, or write --outcome exempt"))
    return enter_event(number, "close", N_("Case was closed"), values)


@group.change("appeal", help=N_("Record that a complaint against the decision was lodged."))
@takes(*of_event("appeal", "happened_on", "note"))
def appeal(number: str, **values: str | None) -> Result:
    return enter_event(number, "appeal", N_("Complaint was recorded"), values)


@group.change("stay", help=N_("Record that the enforcement of the decision was stayed."))
@takes(*of_event("stay", "happened_on", "note"))
def stay(number: str, **values: str | None) -> Result:
    return enter_event(number, "stay", N_("Stay was recorded"), values)


@group.change("annul", help=N_("Record that the decision was annulled: no effect is left, the case is open again."))
@takes(*of_event("annul", "decision", "happened_on", "reason"))
def annul(number: str, **values: str | None) -> Result:
    return enter_event(number, "annul", N_("Annulment was recorded"), values)


@group.change("edit", help=N_("Correct what was typed wrongly in an event; the clock is replayed."))
@takes(
    parameter("number", Number),
    parameter("event", Place),
    parameter("reason", EditReason),
    *of_columns(events.DECLARATION, CORRECTABLE, help=TODAY_IF_NOT_GIVEN),
)
def edit(number: str, event: int, reason: str, **changes: str | None) -> Result:
    from chodon_cli.register import case
    from chodon_cli.register.transaction import transaction

    today = dates.today()
    with transaction(reads_first=True) as session:
        outcome = case.correct(session, number, event, changes, reason, today)
    return cases.written_case(outcome.id, N_("Event corrected"), today, outcome.hints)


@group.change("void-event", help=N_("Mark an event as entered by mistake; the clock is replayed."))
def void_event(number: Number, event: Place, reason: Reason) -> Result:
    from chodon_cli.register import case
    from chodon_cli.register.transaction import transaction

    today = dates.today()
    with transaction(reads_first=True) as session:
        outcome = case.void_event(session, number, event, reason, today)
    return cases.written_case(outcome.id, N_("Event marked as entered by mistake"), today, outcome.hints)


@group.change("void", help=N_("Mark a case as opened by mistake, while it has no decision."))
def void(numbers: Numbers, reason: Reason) -> Result:
    from chodon_cli.nouns.case import DECLARATION
    from chodon_cli.queries import select
    from chodon_cli.register import case, record
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        ids, hints = record.each_of(numbers, lambda said: case.void(session, said, reason, dates.today()))
    with store.reading() as db:
        return select.written_records(db, DECLARATION, ids, N_("Case marked as opened by mistake"), hints)


def enter_event(number: str, kind: str, title: str, values: Mapping[str, str | None]) -> Result:
    """Let it happen to the case, and show how the case then stands."""
    from chodon_cli.register import case
    from chodon_cli.register.transaction import transaction

    today = dates.today()
    with transaction(reads_first=True) as session:
        outcome = case.happen(session, number, kind, today, **values)
    return cases.written_case(outcome.id, title, today, outcome.hints)
