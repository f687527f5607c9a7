"""What columns are called that reports share or several nouns have; other columns of a noun say it themselves."""

from collections.abc import Mapping

from chodon_cli.locale import N_, _, catalogue
from chodon_cli.text import unaccent

STRUCK_OUT_REASON = N_(
    "this is struck out: delete it, or take the line off it; --on-error skip leaves such rows out"
)  # why a row of a list is refused, and what its row among the refused is known by
PARTLY_STRUCK_OUT_REASON = N_("a part of this is struck out: leave what holds in the cell, and nothing besides")
UNCALCULATED_REASON = N_(
    "a formula that no program has calculated: open the workbook in Excel and save it, or paste the values"
)
TRUTH_REASON = N_("a cell that is true or false: write in words what is meant")
ZERO_REASON = N_("a formula that gives 0: it has found nothing, or no program has calculated it")
TIME_REASON = N_("this is a time of day")
DATE_MADE_REASON = N_("the spreadsheet has made a date of it: type it anew as text")
FIGURE_REASON = N_("the spreadsheet has a figure here, of which digits may be lost: type it anew as text")
LABELS_OF_COLUMNS = {  # column key -> heading; a key means the same wherever it stands
    "above": N_("Above it"),
    "absent_with_reason": N_("Absent with reason"),
    "absent_without_reason": N_("Absent without reason"),
    "after": N_("After"),
    "against": N_("Checked against"),
    "annulled": N_("Annulled since"),
    "answers_overdue": N_("Answers overdue"),
    "article": N_("Article"),
    "at": N_("Time"),
    "attendance": N_("Attendance %"),
    "attended": N_("Attended"),
    "basis": N_("Basis"),
    "before": N_("Before"),
    "briefings": N_("Briefings"),
    "cadre": N_("Cadres"),
    "came_late": N_("Came late"),
    "case": N_("Case"),
    "category": N_("Category"),
    "ceiling": N_("Ceiling"),
    "changed": N_("Changed"),
    "check_pass_rate": N_("Checks passed %"),
    "checked_by": N_("Checked by"),
    "checked_on": N_("Checked on"),
    "checks_made": N_("Checks made"),
    "checks_passed": N_("Checks passed"),
    "civil_servant": N_("Civil servants"),
    "clock": N_("Counted from"),
    "closed_on": N_("Closed on"),
    "closing": N_("At the end"),
    "code": N_("Code"),
    "commune_civil_servant": N_("Commune civil servants"),
    "concluded": N_("Concluded"),
    "contract": N_("Labour contracts"),
    "coverage": N_("Coverage %"),
    "criticism": N_("Criticism"),
    "days": N_("Days"),
    "days_left": N_("Days left"),
    "days_since": N_("Days since found"),
    "decided_on": N_("Decided on"),
    "decision": N_("Decision"),
    "disciplined": N_("Disciplined"),
    "document": N_("Document"),
    "documents": N_("Documents"),
    "due_on": N_("Due on"),
    "effective_on": N_("In effect from"),
    "ended": N_("Ended"),
    "ended_150": N_("Ended in 91–150"),
    "ended_30": N_("Ended in 0–30 days"),
    "ended_60": N_("Ended in 31–60"),
    "ended_90": N_("Ended in 61–90"),
    "ended_more": N_("Ended in 151 and more"),
    "ended_on": N_("Ended on"),
    "excellent_share": N_("Excellent ÷ good %"),
    "exempt": N_("Exempt"),
    "evidence": N_("Evidence"),
    "expected": N_("Expected"),
    "extended": N_("Days granted"),
    "extended_days": N_("Days with extension"),
    "extensions": N_("Times put off"),
    "field": N_("Field"),
    "file": N_("File"),
    "fix": N_("What to do"),
    "form": N_("Form"),
    "found_on": N_("Found on"),
    "from_on": N_("From"),
    "full_name": N_("Full name"),
    "groundless": N_("Groundless"),
    "group": N_("Group"),
    "happened_on": N_("Day"),
    "headcount": N_("Headcount"),
    "inspection": N_("Inspection"),
    "inspections": N_("Inspections"),
    "into": N_("Into unit"),
    "invited": N_("Invited"),
    "item": N_("Item"),
    "items_failed": N_("Items failed"),
    "kind": N_("Kind"),
    "label": N_("Called"),
    "lacking": N_("Lacking"),
    "lapse_months": N_("Lapses after (months)"),
    "lapses_on": N_("Lapses on"),
    "last_inspected_on": N_("Last inspected on"),
    "late": N_("Late"),
    "level": N_("Level"),
    "live_150": N_("Live 91–150"),
    "live_30": N_("Live 0–30 days"),
    "live_60": N_("Live 31–60"),
    "live_90": N_("Live 61–90"),
    "live_more": N_("Live 151 and more"),
    "message": N_("What is wrong"),
    "missing": N_("Missing"),
    "month": N_("Month"),
    "months": N_("Months"),
    "name": N_("Name"),
    "new": N_("New"),
    "no_discipline": N_("No discipline"),
    "normal_days": N_("Days"),
    "note": N_("Note"),
    "number": N_("Number"),
    "open_cases": N_("Open cases"),
    "opened": N_("Opened"),
    "opened_on": N_("Opened on"),
    "opening": N_("At the start"),
    "outcome": N_("Outcome"),
    "overdue": N_("Overdue"),
    "overdue_cases": N_("Overdue cases"),
    "own_violations": N_("Violations of the head"),
    "paused": N_("Days paused"),
    "pausing": N_("Postponed"),
    "people": N_("People"),
    "people_closing": N_("People at the end"),
    "people_ended": N_("People left"),
    "people_opened": N_("People entered"),
    "people_opening": N_("People at the start"),
    "per_100": N_("Per 100 staff-years"),
    "planned": N_("Planned"),
    "pledged": N_("Pledged"),
    "present": N_("Present"),
    "promotion_months": N_("No higher post (months)"),
    "promotion_until": N_("No higher post until"),
    "public_employee": N_("Public employees"),
    "quota": N_("Quota"),
    "rank": N_("Rank"),
    "rated": N_("Rated"),
    "record": N_("Record"),
    "refused": N_("Refused"),
    "remedies_done": N_("Remedies done"),
    "remedies_due": N_("Remedies due"),
    "remedies_overdue": N_("Remedies overdue"),
    "reminder": N_("Reminder"),
    "reoffence_of": N_("While in force"),
    "repeated": N_("Failed again"),
    "rows": N_("Rows"),
    "rule": N_("Rule"),
    "salary_months": N_("Salary rise put off (months)"),
    "says": N_("Says"),
    "self": N_("Self-inspection"),
    "self_rated": N_("Rated themselves"),
    "serious": N_("Serious"),
    "severity": N_("Severity"),
    "share": N_("Share %"),
    "signal": N_("Signal"),
    "since": N_("Since"),
    "source": N_("Source"),
    "staff": N_("Staff"),
    "staff_years": N_("Staff-years"),
    "standard": N_("Standard"),
    "started_on": N_("Started on"),
    "state": N_("State"),
    "surprise": N_("Surprise"),
    "task": N_("Task"),
    "tasks_due": N_("Tasks due"),
    "tasks_on_time_rate": N_("Tasks on time %"),
    "tasks_overdue": N_("Tasks overdue"),
    "time_barred": N_("Time-barred"),
    "title": N_("Title"),
    "to_on": N_("To"),
    "to_rate": N_("To be rated"),
    "topic": N_("Topic"),
    "total": N_("Total"),
    "trained": N_("Trained"),
    "trainings": N_("Courses attended"),
    "unchanged": N_("Unchanged"),
    "unhandled": N_("Not taken up"),
    "unit": N_("Unit"),
    "unit_code": N_("Unit code"),
    "until": N_("Until"),
    "vacant": N_("Vacant"),
    "value": N_("Value"),
    "verified": N_("Verified"),
    "violation": N_("Violation"),
    "violations": N_("Violations"),
    "violators": N_("Violators"),
    "year": N_("Year"),
    "years": N_("Years"),
}

LABELS_OF_CODES = {"unit": N_("Unit code")}  # where a column has the codes of what others name


def heading(key: str) -> str:
    """What people call the column."""
    return _(LABELS_OF_COLUMNS[key]) if key in LABELS_OF_COLUMNS else key


def key_of(text: str, headings: Mapping[str, str] | None = None) -> str | None:
    """The key that is meant by a key or a heading, whatever its case, marks and language; None if it is none.

    `headings`: key -> msgid of its heading, where only some are in question.
    """
    labels = LABELS_OF_COLUMNS if headings is None else headings
    if text in labels:
        return text
    wanted = unaccent(text)
    both = catalogue("vi").gettext
    matches = {key for key, label in labels.items() if wanted in map(unaccent, (key, label, both(label)))}
    exact = {key for key in matches if text in (labels[key], both(labels[key]))} or matches
    if not exact and labels is not LABELS_OF_COLUMNS:  # "Đơn vị", over codes too
        return key if (key := key_of(text)) in labels else None
    return exact.pop() if len(exact) == 1 else None


def nearest_keys(text: str, headings: Mapping[str, str]) -> list[str]:
    """The keys that the text may have been meant for, the likeliest first."""
    from difflib import get_close_matches

    spellings = {unaccent(spelling): key for key, label in headings.items() for spelling in (key, label, _(label))}
    close = get_close_matches(unaccent(text), spellings, n=3, cutoff=0.6)
    return list(dict.fromkeys(spellings[spelling] for spelling in close))
