"""The decision on discipline."""

from sqlite3 import Connection

from chodon_cli.casework.case import Case, case_of_number
from chodon_cli.dates import show_day
from chodon_cli.drafts._case import case_values
from chodon_cli.drafts._parts import GAP_NAMES as SHARED
from chodon_cli.drafts._parts import day, doubt, label
from chodon_cli.input_row import Values
from chodon_cli.law.clock import Event
from chodon_cli.law.effects import sources
from chodon_cli.locale import N_
from chodon_cli.words.case import CIRCUMSTANCE, DISCIPLINE_FORM

WHAT_IT_IS = N_("Decision on discipline, from a case.")
RECORD_NOUN = "case"
GAP_NAMES = SHARED
MINUTES_OF_MEETINGS = {"review": "Biên bản họp kiểm điểm", "council": "Biên bản họp Hội đồng kỷ luật"}


def values(db: Connection, reference: str, today: str) -> Values:
    case = case_of_number(db, reference)
    standing = case.standing(today)
    decided = standing.decided if standing else None
    number, on = (decided.decision, decided.happened_on) if decided else (None, None)
    case, gaps = case_values(db, reference, today, "QĐ", "decision", number=number, on=on)
    meetings = [
        f"{MINUTES_OF_MEETINGS[event.kind]} ngày {show_day(event.happened_on)}"
        for event in case.events
        if event.kind in MINUTES_OF_MEETINGS and event.happened_on <= today
    ]
    gaps |= {"meetings": meetings, "recipients": ["Như Điều 4", "Lưu hồ sơ cá nhân"]}
    return gaps | (effect_facts(case, decided) if decided else {})


def effect_facts(case: Case, decided: Event) -> Values:
    """What the decision says, and what the law attaches to it on its day."""
    category, law_day = case.position(decided.happened_on).category, case.law_day(decided.happened_on)
    effect = case.effect(decided.form, decided.happened_on)
    cited = sources(category, decided.form or "", law_day, case.law)
    doubts = {part: doubt(cited[part].verified) if part in cited else "" for part in ("salary", "promotion", "lapse")}
    return {
        "form": label(DISCIPLINE_FORM, decided.form),
        "effective_on": day(decided.effective_on),
        "salary": _months(effect.salary_months if effect else None, doubts["salary"]),
        "promotion": _months(effect.promotion_months if effect else None, doubts["promotion"]),
        "lapses_on": f"{show_day(decided.lapses_on)}{doubts['lapse']}" if decided.lapses_on else "",
        "mitigating": _circumstances(decided.mitigating),
        "aggravating": _circumstances(decided.aggravating),
    }


def _months(number: int | None, mark: str) -> str:
    return f"{number} tháng{mark}" if number else ""


def _circumstances(codes: str | None) -> str:
    return ", ".join(str(label(CIRCUMSTANCE, code)) for code in codes.split(",")) if codes else ""
