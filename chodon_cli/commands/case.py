"""Cases: opened on violations, with their clock; what happens to them; how they stand."""

from typing import Annotated

from typer import Argument, Option

from chodon_cli import dates, store
from chodon_cli.casework import listing as cases
from chodon_cli.cli.options import (
    AsOf,
    Find,
    Note,
    Number,
    Numbers,
    On,
    Reason,
    Staff,
    Unit,
    Units,
    Within,
    count_option,
    day,
    one_of,
    text_option,
)
from chodon_cli.cli.showing import Group
from chodon_cli.commands._attached import with_attached
from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _
from chodon_cli.result import Result
from chodon_cli.text import clean
from chodon_cli.words import case as case_words
from chodon_cli.words.word_list import WordList

HELP = N_("Cases: from violations to a decision in time, and its effects.")
SECTION = "cases"
group = Group(HELP)

Violations = Annotated[list[str], Argument(metavar="VP-…", help=N_("Numbers of the violations, all of one person."))]
Opened = Annotated[str | None, day("--on", help=N_("Day of opening; today if not given."))]
Found = Annotated[
    str | None,
    day("--found", help=N_("Day on which the clock starts; when the first was found if not given.")),
]
Limitation = Annotated[
    str | None,
    one_of(
        case_words.TIMELESS_KIND,
        N_("Acts without limitation; of a labour contract, acts against finance, assets, secrets."),
    ),
]
State = Annotated[str | None, one_of(case_words.CASE_STATE, N_("Only cases in this state."))]
Overdue = Annotated[bool, Option("--overdue", help=N_("Only live cases past their limit."))]
StepKind = Annotated[str, one_of(case_words.CASE_STEP, N_("Which step."))]
Skip = Annotated[bool, Option("--skip", help=N_("It is left out; --note says why."))]
OnOrToday = Annotated[str | None, day("--on", help=N_("The day; today if not given."))]
Until = Annotated[str, day("--until", help=N_("The new last day."))]
Document = Annotated[str, text_option("NUMBER", N_("The document that grants it."))]
Ground = Annotated[str, one_of(case_words.GROUND_OF_PAUSE, N_("The legal ground."))]
From = Annotated[str, day("--from", help=N_("First day of the postponement."))]
Expected = Annotated[str | None, day("--until", help=N_("Day on which it is expected to end."))]
Form = Annotated[str, one_of(case_words.DISCIPLINE_FORM, N_("The form that is signed."))]
Decision = Annotated[str, text_option("NUMBER", N_("Number of the decision."))]
Effective = Annotated[str, day("--effective", help=N_("First day of its effect."))]
PartyEffective = Annotated[
    str | None, day("--party-effective", help=N_("First day of the effect of the Party's decision, if there is one."))
]
Judgment = Annotated[
    str | None, text_option("NUMBER", N_("Number of the judgment from which the effect runs."), "--judgment")
]
JudgmentOn = Annotated[str | None, day("--judgment-on", help=N_("Day on which the judgment became final."))]
ExemptionKind = Annotated[str | None, one_of(case_words.EXEMPTION_KIND, N_("Of an exemption: which case of the law."))]
Place = Annotated[int, count_option(N_("Which event: its number in case show."), "--event")]
EditReason = Annotated[str, text_option("TEXT", N_("Why it is corrected: kept in the note."), "--reason")]
NewGround = Annotated[str | None, one_of(case_words.GROUND_OF_PAUSE, N_("The legal ground."))]
NewForm = Annotated[str | None, one_of(case_words.DISCIPLINE_FORM, N_("The form that is signed."))]
NewOutcome = Annotated[str | None, one_of(case_words.CASE_OUTCOME, N_("How the case ends without a decision."))]
NewDecision = Annotated[str | None, text_option("NUMBER", N_("Number of the decision."), "--decision")]
NewDocument = Annotated[str | None, text_option("NUMBER", N_("The document that grants it."), "--document")]
NewEffective = Annotated[str | None, day("--effective", help=N_("First day of its effect."))]
InDuty = Annotated[
    str | None,
    one_of(case_words.IN_DUTY, N_("Whether the act was in connection with the duty: the year's rating asks for it.")),
]
Outcome = Annotated[str, one_of(case_words.CASE_OUTCOME, N_("How the case ends without a decision."))]
Force = Annotated[bool, Option("--force", help=N_("Against a rule that nobody has checked (R, N); --reason says why."))]
Why = Annotated[str | None, text_option("TEXT", N_("Why: kept with the record."), "--reason")]


def several(list_of: WordList) -> object:
    """Several words in one option, joined by commas: stored as codes."""

    def parse(text: str) -> str:
        return ",".join(dict.fromkeys(list_of.parse(word) for word in clean(text).split(",")))

    return parse


Mitigating = Annotated[
    str | None,
    Option(
        "--mitigating",
        parser=several(case_words.CIRCUMSTANCE),
        metavar="WORDS",
        help=N_("Mitigating circumstances: a,b,c."),
    ),
]
Aggravating = Annotated[
    str | None,
    Option(
        "--aggravating",
        parser=several(case_words.CIRCUMSTANCE),
        metavar="WORDS",
        help=N_("Aggravating circumstances: a,b,c."),
    ),
]


@group.change("open", help=N_("Open a case on violations of one person."))
def open_(numbers: Violations, on: Opened = None, found: Found = None, limitation: Limitation = None) -> Result:
    from chodon_cli.register import case
    from chodon_cli.register.transaction import transaction

    today = dates.today()
    with transaction() as session:
        outcome = case.open_(session, [*map(clean, numbers)], on or today, found, limitation, today)
    return cases.written_case(outcome.id, N_("Case opened"), today, outcome.hints)


@group.query("list", help=N_("List the cases as they stand."))
def list_(
    as_of: AsOf = None,
    period: Within = None,
    unit: Unit = None,
    units: Units = "then",
    staff: Staff = None,
    state: State = None,
    overdue: Overdue = False,
    find: Find = None,
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
def step(number: Number, kind: StepKind, on: On, skip: Skip = False, note: Note = None) -> Result:
    if skip and (kind == "other" or not note):
        raise Usage(_("only a review or a council can be skipped, and --note must say why"))
    said_why = {"reason": note} if skip else {"note": note}
    return enter_event(number, f"skip-{kind}" if skip else kind, on, N_("Step recorded"), **said_why)


@group.change("conclude", help=N_("Record the authority's conclusion that the acts deserve discipline."))
def conclude(number: Number, on: On, note: Note = None) -> Result:
    return enter_event(number, "conclude", on, N_("Conclusion recorded"), note=note)


@group.change("extend", help=N_("Extend the processing limit by a written document."))
def extend(number: Number, until: Until, document: Document, reason: Reason, on: OnOrToday = None) -> Result:
    return enter_event(number, "extend", on, N_("Limit was extended"), until_on=until, document=document, reason=reason)


@group.change("pause", help=N_("Postpone the handling on a legal ground: the clock stands still."))
def pause(number: Number, ground: Ground, from_: From, until: Expected = None, note: Note = None) -> Result:
    return enter_event(number, "pause", from_, N_("Handling was postponed"), ground=ground, until_on=until, note=note)


@group.change("resume", help=N_("Resume the handling; after a complaint or a stay, let the decision stand again."))
def resume(number: Number, on: On, note: Note = None) -> Result:
    return enter_event(number, "resume", on, N_("Handling was resumed"), note=note)


@group.change("decide", help=N_("Record the disciplinary decision."))
def decide(
    number: Number,
    form: Form,
    decision: Decision,
    on: On,
    effective: Effective,
    party_effective: PartyEffective = None,
    mitigating: Mitigating = None,
    aggravating: Aggravating = None,
    in_duty: InDuty = None,
    judgment: Judgment = None,
    judgment_on: JudgmentOn = None,
    note: Note = None,
    force: Force = False,
    reason: Why = None,
) -> Result:
    if force and not reason:
        raise Usage(_("--force needs --reason"))
    fields = {
        "form": form,
        "decision": decision,
        "effective_on": effective,
        "party_effective_on": party_effective,
        "mitigating": mitigating,
        "aggravating": aggravating,
        "in_duty": in_duty,
        "judgment": judgment,
        "judgment_on": judgment_on,
        "note": note,
        "reason": reason,
    }
    return enter_event(number, "decide", on, N_("Decision recorded"), **fields)


@group.change("close", help=N_("End a case without a disciplinary decision."))
def close(number: Number, outcome: Outcome, on: On, reason: Reason, kind: ExemptionKind = None) -> Result:
    if kind and outcome != "exempt":
        raise Usage(_("--kind belongs to the outcome exempt"), _("leave out --kind, or write --outcome exempt"))
    return enter_event(number, "close", on, N_("Case was closed"), outcome=outcome, reason=reason, exemption=kind)


@group.change("appeal", help=N_("Record that a complaint against the decision was lodged."))
def appeal(number: Number, on: On, note: Note = None) -> Result:
    return enter_event(number, "appeal", on, N_("Complaint was recorded"), note=note)


@group.change("stay", help=N_("Record that the enforcement of the decision was stayed."))
def stay(number: Number, on: On, note: Note = None) -> Result:
    return enter_event(number, "stay", on, N_("Stay was recorded"), note=note)


@group.change("annul", help=N_("Record that the decision was annulled: no effect is left, the case is open again."))
def annul(number: Number, decision: Decision, on: On, reason: Reason) -> Result:
    return enter_event(number, "annul", on, N_("Annulment was recorded"), decision=decision, reason=reason)


@group.change("edit", help=N_("Correct what was typed wrongly in an event; the clock is replayed."))
def edit(
    number: Number,
    event: Place,
    reason: EditReason,
    on: OnOrToday = None,
    until: Expected = None,
    document: NewDocument = None,
    ground: NewGround = None,
    form: NewForm = None,
    decision: NewDecision = None,
    effective: NewEffective = None,
    party_effective: PartyEffective = None,
    judgment: Judgment = None,
    judgment_on: JudgmentOn = None,
    in_duty: InDuty = None,
    outcome: NewOutcome = None,
    kind: ExemptionKind = None,
) -> Result:
    changes = {
        "happened_on": on,
        "until_on": until,
        "document": document,
        "ground": ground,
        "form": form,
        "decision": decision,
        "effective_on": effective,
        "party_effective_on": party_effective,
        "judgment": judgment,
        "judgment_on": judgment_on,
        "in_duty": in_duty,
        "outcome": outcome,
        "exemption": kind,
    }
    from chodon_cli.register import case
    from chodon_cli.register.transaction import transaction

    today = dates.today()
    with transaction() as session:
        outcome_of = case.correct(session, number, event, changes, reason, today)
    return cases.written_case(outcome_of.id, N_("Event corrected"), today, outcome_of.hints)


@group.change("void-event", help=N_("Mark an event as entered by mistake; the clock is replayed."))
def void_event(number: Number, event: Place, reason: Reason) -> Result:
    from chodon_cli.register import case
    from chodon_cli.register.transaction import transaction

    today = dates.today()
    with transaction() as session:
        outcome = case.void_event(session, number, event, reason, today)
    return cases.written_case(outcome.id, N_("Event marked as entered by mistake"), today, outcome.hints)


@group.change("void", help=N_("Mark a case as opened by mistake, while it has no decision."))
def void(numbers: Numbers, reason: Reason) -> Result:
    from chodon_cli.nouns.case import DECLARATION
    from chodon_cli.queries import select
    from chodon_cli.register import case, record
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        ids, hints = record.each_of(numbers, lambda said: case.void(session, said, reason, dates.today()))
    with store.reading() as db:
        return select.written_records(db, DECLARATION, ids, N_("Case marked as opened by mistake"), hints)


def enter_event(number: str, kind: str, on: str | None, title: str, **fields: str | None) -> Result:
    """Let it happen to the case, and show how the case then stands."""
    from chodon_cli.register import case
    from chodon_cli.register.transaction import transaction

    today = dates.today()
    with transaction() as session:
        outcome = case.happen(session, number, kind, on, today, **fields)
    return cases.written_case(outcome.id, title, today, outcome.hints)
