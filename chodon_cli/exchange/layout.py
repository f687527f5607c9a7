"""The folder layout: which file holds which noun, and in which order they are read, so that references are known."""

from importlib import import_module

from chodon_cli.locale import N_
from chodon_cli.queries.select import NounList
from chodon_cli.result import Column

FILES = {  # noun -> file, in the order of reading
    "unit": "unit.csv",
    "quota": "quota.csv",
    "person": "staff.csv",
    "post": "post.csv",
    "document": "document.csv",
    "standard": "standard.csv",
    "law": "law.csv",
    "inspection": "inspection.csv",
    "inspection_check": "inspection_check.csv",
    "violation": "violation.csv",
    "case": "case.csv",
    "case_violation": "case_violation.csv",
    "case_event": "case_event.csv",
    "training": "training.csv",
    "commendation": "commendation.csv",
    "briefing": "briefing.csv",
    "pledge": "pledge.csv",
    "rating": "rating.csv",
    "review": "review.csv",
    "task": "task.csv",
    "task_extension": "task_extension.csv",
    "feedback": "feedback.csv",
}
NEEDED = {
    "unit": ("code", "name", "kind"),
    "quota": ("unit", "year", "category", "number"),
    "person": ("code", "full_name"),
    "post": ("staff", "unit", "category", "started_on"),
    "document": ("number", "issued_on"),
    "standard": ("code", "group", "title"),
    "law": ("n", "rule", "checked_by", "checked_on", "against"),
    "inspection": ("unit", "kind"),
    "inspection_check": ("inspection", "item", "made", "passed"),
    "violation": ("staff", "standard", "occurred_on"),
    "case": ("number", "staff", "found_on", "opened_on"),
    "case_violation": ("case", "violation"),
    "case_event": ("case", "n", "kind", "happened_on"),
    "training": ("staff", "field", "started_on"),
    "commendation": ("form", "decided_on"),
    "briefing": ("document", "unit", "held_on", "form", "invited", "attended"),
    "pledge": ("staff", "document", "year", "signed_on"),
    "rating": ("staff", "year", "kind", "level", "decided_on"),
    "review": ("year", "opened_on"),
    "task": ("title", "unit", "assigned_on", "due_on"),
    "task_extension": ("task", "extended_on", "due_on", "extended_by", "reason"),
    "feedback": ("received_on", "kind", "text"),
    "staff": ("full_name", "unit", "category", "started_on"),
}
CASES = ("case", "case_violation", "case_event")
NOUNS = (  # of a single file, in order
    *("unit", "quota", "person", "post", "staff", "document", "standard", "law"),
    *("inspection", "inspection_check", "violation", *CASES),
    *("training", "commendation", "briefing", "pledge", "rating", "review"),
    *("task", "task_extension", "feedback"),
)
OWN = ("law", "review")  # no office has such a list by itself: headings alone do not tell them
GUIDE = N_("Guide")  # the sheet of a template that explains the others


def list_of(noun: str) -> NounList:
    """The list whose columns make the noun's file."""
    found: NounList = import_module(f"chodon_cli.nouns.{noun}").LIST
    return found


def readable(noun: str) -> dict[str, Column]:
    """The columns that a file of the noun may have."""
    return {column.key: column for column in list_of(noun).columns if column.shown != "people"}
