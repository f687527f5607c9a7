"""What happened to a case: each event with the fields that its kind asks for."""

from chodon_cli.casework import case as cases
from chodon_cli.dates import show_day
from chodon_cli.law.circumstances import circumstance_words
from chodon_cli.law.effects import lapses_on, starts_on
from chodon_cli.locale import _
from chodon_cli.nouns.case_event import COLUMNS_BY_KIND, COLUMNS_OF_ANY, DECLARATION, EventColumns
from chodon_cli.register.bulk.column_draft import ColumnDraft
from chodon_cli.register.canonical_json import Columns, Row
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.row_rule import in_order, is_place, not_in_future

COLUMNS_OF_SOME = tuple(
    field.key
    for field in DECLARATION.fields
    if field.key not in COLUMNS_OF_ANY and any(field.key in columns.all for columns in COLUMNS_BY_KIND.values())
)


def derive(draft: Draft) -> Row:
    """What its kind asks for, and of a decision the day on which it lapses."""
    kind = draft["kind"]
    columns = COLUMNS_BY_KIND.get(kind, EventColumns())
    draft.needs(*columns.needed)
    _takes_effect(draft)
    for column in COLUMNS_OF_SOME:
        if kind and column not in columns.all and draft[column] is not None:
            draft.refuse(column, _("does not belong to this kind of event"))
    _weigh_circumstances(draft)
    case = draft.records["case"]
    if kind == "decide" and case and not draft.problems and draft["lapses_on"] is None:
        _lapse(draft, cases.cases(draft.refs.db, [case.id])[0])
    return {}


def derive_columns(many: ColumnDraft) -> Columns:
    """Nothing, of events that say what their kind asks for; of a decision when it lapses too."""
    many.lacks("judgment", "judgment_on", "party_effective_on", "mitigating", "aggravating")
    kinds = many["kind"]
    columns_by_kind = {kind: COLUMNS_BY_KIND.get(kind, EventColumns()) for kind in set(kinds)}
    needed_by_kind = {kind: {*columns.needed} for kind, columns in columns_by_kind.items()}
    needed_by_kind.get("decide", set()).add("lapses_on")
    keys = {*COLUMNS_OF_SOME, *(key for needed in needed_by_kind.values() for key in needed)}
    for key in keys:
        kinds_that_say = {kind for kind, value in zip(kinds, many[key], strict=True) if value is not None}
        kinds_that_lack = {kind for kind, value in zip(kinds, many[key], strict=True) if value is None}
        many.doubt_unless(
            key not in COLUMNS_OF_SOME or all(key in columns_by_kind[kind].all for kind in kinds_that_say)
        )
        many.doubt_unless(not any(key in needed_by_kind[kind] for kind in kinds_that_lack))
    days = zip(many["happened_on"], many["effective_on"], strict=True)
    many.doubt_unless(all(effective is None or happened <= effective for happened, effective in days))
    return {}


def _takes_effect(draft: Draft) -> None:
    """A decision takes effect on its day or later; earlier only as the Party's decision or a judgment has it.

    Decree 234/2026, articles 2.9 and 7.3; Law 80/2025, articles 35.2 and 36.2.
    """
    if (draft["judgment"] is None) != (draft["judgment_on"] is None):
        draft.refuse("judgment", _("a judgment has a number and a day"))
    earlier = [day for day in (draft["judgment_on"], draft["party_effective_on"]) if day]
    if not draft["effective_on"] or not draft["happened_on"]:
        return
    first = min([draft["happened_on"], *earlier])
    if draft["effective_on"] < first:
        message = _("is before {day}")
        if not earlier:
            message = _("is before {day}: only a final judgment (--judgment) or the Party's decision allows that")
        draft.refuse("effective_on", message.format(day=show_day(first)))


def _weigh_circumstances(draft: Draft) -> None:
    """Circumstances are those that the law names, on their own side."""
    for side in ("mitigating", "aggravating"):
        for word in (draft[side] or "").split(",") if draft[side] else []:
            if word not in (words := circumstance_words(side)):
                draft.refuse(side, _("allowed: {words}").format(words=", ".join(words)))


def _lapse(draft: Draft, case: cases.Case) -> None:
    """When the decision lapses, by the effects of its form on its day, and how well that is verified."""
    effect = case.effect(draft["form"], draft["happened_on"])
    if effect and effect.lapse_months:
        days = (draft["happened_on"], draft["effective_on"], draft["party_effective_on"])
        draft.values["lapses_on"] = lapses_on(effect, starts_on(effect, *days))
        draft.values["verified"] = effect.lapse_verified


MOVES_LAPSE = {"happened_on", "form", "effective_on", "party_effective_on"}
VERBS = NounVerbs(  # `case.happen` settles all cases against the person
    DECLARATION,
    (is_place("n"), not_in_future("happened_on"), in_order("judgment_on", "happened_on")),
    derive=derive,
    derive_columns=derive_columns,
    identity_by=("case", "n"),
    follows=dict.fromkeys(("lapses_on", "verified"), tuple(sorted(MOVES_LAPSE))),
)
