"""What happened to a case: each event with the fields that its kind asks for."""

from chodon_cli.casework import breaches as judged
from chodon_cli.casework import case as cases
from chodon_cli.dates import show_day
from chodon_cli.law import clock, decision
from chodon_cli.law.circumstances import circumstance_words
from chodon_cli.law.effects import lapses_on
from chodon_cli.locale import _
from chodon_cli.nouns.case_event import LIST
from chodon_cli.register.draft import Draft
from chodon_cli.register.journal import Row
from chodon_cli.register.record import NounVerbs, by
from chodon_cli.register.tables.case import CaseEventRow
from chodon_cli.store import Reader
from chodon_cli.words.case import STEP

NEEDED = {  # kind -> the columns without which it says nothing
    "extend": ("until_on", "document", "reason"),
    "pause": ("ground",),
    "decide": ("form", "decision", "effective_on"),
    "close": ("outcome", "reason"),
    "annul": ("decision", "reason"),
    "skip-review": ("reason",),
    "skip-council": ("reason",),
}
ONLY = {  # column -> the kinds that have it
    "until_on": ("extend", "pause"),
    "ground": ("pause",),
    "form": ("decide",),
    "decision": ("decide", "annul"),
    "effective_on": ("decide",),
    "party_effective_on": ("decide",),
    "lapses_on": ("decide",),
    "verified": ("decide",),
    "outcome": ("close",),
    "mitigating": ("decide",),
    "aggravating": ("decide",),
    "in_duty": ("decide",),
    "document": ("extend", "close"),
    "reason": (),  # any of them may have one, and a note
    "note": (),
}


def row(draft: Draft) -> Row:
    """An event's row; a decision gets the day on which it lapses."""
    kind = draft["kind"]
    draft.needs("case", "n", "kind", "happened_on", *NEEDED.get(kind, ()))
    draft.not_in_future("happened_on")
    draft.in_order("happened_on", "effective_on")
    for column, kinds in ONLY.items():
        if kinds and kind and kind not in kinds and draft[column] is not None:
            draft.refuse(column, _("does not belong to this kind of event"))
    _weigh_circumstances(draft)
    case = draft.refer(draft.refs.case, "case")
    if kind == "decide" and case and not draft.problems and draft["lapses_on"] is None:
        _lapse(draft, cases.cases(draft.refs.db, [case.id])[0])
    kept = ("n", "kind", "happened_on", *ONLY)
    return {"case_id": case and case.id, **{key: draft[key] for key in kept}}


def _weigh_circumstances(draft: Draft) -> None:
    """Circumstances are those that the law names, on their own side."""
    for side in ("mitigating", "aggravating"):
        for word in (draft[side] or "").split(",") if draft[side] else []:
            if word not in (known := circumstance_words(side)):
                draft.refuse(side, _("allowed: {words}").format(words=", ".join(known)))


def _lapse(draft: Draft, case: cases.Case) -> None:
    """When the decision lapses, by the effects of its form on its day, and how well that is verified."""
    effect = case.effect(draft["form"], draft["happened_on"])
    if effect and effect.lapse_months:
        draft.values["lapses_on"] = lapses_on(effect, draft["effective_on"], draft["party_effective_on"])
        draft.values["verified"] = effect.lapse_verified


NOUN = NounVerbs(
    LIST,
    CaseEventRow,
    row,
    touches=lambda row: {},  # `case.happen` settles all cases against the person
    identity=by("case", "n"),
    references={"case": "case"},
    defaulted=("lapses_on", "verified"),
    follows=dict.fromkeys(("lapses_on", "verified"), ("happened_on", "form", "effective_on", "party_effective_on")),
)


def hints(db: Reader, case: cases.Case) -> list[str]:
    """What the person who entered the last event should know: rules that only warn, what is late, what was skipped."""
    event = case.events[-1]
    said = []
    if not event.reason:
        found = judged.breaches(case, event, cases.cases(db, staff=[case.staff_id]))
        said += [str(breach) for breach in found if not breach.is_checked]
    if event.kind == "extend":
        said += _late(case, event, _("extended after the limit, {day}"))
        now = case.standing(event.happened_on)
        if now and now.granted > case.started.most_granted:
            said.append(_("more is granted than the rule allows, which nobody has checked"))
    if event.kind == "decide":
        said += _late(case, event, _("decided after the limit, {day}: it counts as late"))
        said += _other_ladder(case, event)
        said += _other_limitation(case, event)
        said += _left_out(case)
    return said


def _left_out(case: cases.Case) -> list[str]:
    """The steps before the decision that nobody recorded, nor said why they were skipped."""
    done = {past.kind.removeprefix("skip-") for past in case.events}
    missing = ", ".join(STEP.label(step) for step in clock.STEPS if step not in done)
    sentence = _("steps not recorded: {steps}; enter them with case step, or with --skip say why not")
    return [sentence.format(steps=missing)] if missing else []


def _late(case: cases.Case, event: clock.Event, sentence: str) -> list[str]:
    before = clock.standing(case.started, case.events[:-1], event.happened_on)
    is_late = before and before.due_on and before.due_on < event.happened_on
    return [sentence.format(day=show_day(before.due_on))] if is_late and before and before.due_on else []


def _other_ladder(case: cases.Case, event: clock.Event) -> list[str]:
    """The ladder is that of the decision's day; the day of an act may have had another."""
    position = case.position(event.happened_on)
    now = _forms(position, event.happened_on, case)
    if not now:
        return [
            _("no rule says what forms of discipline there were for this person on {day}").format(
                day=show_day(event.happened_on)
            )
        ]
    days = [day for day in case.days if _forms(position, day, case) not in ([], now)]
    return [_("on {day} the forms of discipline were others").format(day=show_day(day)) for day in days[:1]]


def _forms(position: decision.Position, day: str, case: cases.Case) -> list[str]:
    return [rung.form for rung in decision.ladder(position, day, case.law)]


def _other_limitation(case: cases.Case, event: clock.Event) -> list[str]:
    """Where the law of the decision's day would give another limitation, both are said."""
    ruling, other = judged.limits(case, event.form or "", event.happened_on)
    if not other or (ruling and ruling[1] == other[1]):
        return []
    if not ruling:
        sentence = _(
            "no rule of limitation is held for the day of the act; by that of the decision's day it ends on {day}"
        )
        return [sentence.format(day=show_day(other[1]))]
    sentence = _("limitation ends on {day}; by the law of the decision's day it would be {other}: ask a lawyer")
    return [sentence.format(day=show_day(ruling[1]), other=show_day(other[1]))]
