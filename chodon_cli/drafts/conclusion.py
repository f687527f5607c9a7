"""The conclusion of an inspection."""

from sqlite3 import Connection

from chodon_cli.drafts._parts import day, label, office, records, unit_name
from chodon_cli.input_row import Values
from chodon_cli.law.checklist import item as checklist_item
from chodon_cli.locale import N_
from chodon_cli.nouns import inspection, inspection_check, violation
from chodon_cli.queries import numbered
from chodon_cli.queries.names import names_of
from chodon_cli.words.inspection import INSPECTION_KIND

WHAT_IT_IS = N_("Conclusion of an inspection.")
RECORD_NOUN = "inspection"
GAP_NAMES = {
    "visited_on": N_("day of the visit"),
    "people": N_("number of people"),
    "present": N_("number of those present"),
    "strengths": N_("what is done well"),
    "causes": N_("causes"),
    "to_remedy": N_("what is to be remedied"),
    "remedy_due_on": N_("day by which it is to be remedied"),
    "unit": N_("unit"),
}


def values(db: Connection, reference: str, today: str) -> Values:
    id = numbered.record_id(db, inspection.DECLARATION, reference)
    [inspection_record] = records(db, inspection.DECLARATION, ["i.id = :id"], today, id=id)
    checks = records(db, inspection_check.DECLARATION, ["i.id = :id"], today, id=id)
    broken = records(db, violation.DECLARATION, ["v.inspection_id = :id", "v.voided_on IS NULL"], today, id=id)
    titles = names_of(db, "standard", sorted({each["standard"] for each in broken}))
    return {
        **office(db, "KL", inspection_record["conclusion"], inspection_record["concluded_on"], today),
        "inspection": inspection_record["number"],
        "unit": unit_name(db, inspection_record["unit"]),
        "kind": label(INSPECTION_KIND, inspection_record["kind"]),
        "visited_on": day(inspection_record["visited_on"]),
        "hour": inspection_record["hour"] or "",
        **{key: inspection_record[key] for key in inspection.COUNTS_OF_PEOPLE},
        "checks": check_rows(db, checks),
        "violations": [violation_row(each, titles) for each in broken],
        "to_remedy": inspection_record["to_remedy"],
        "remedy_due_on": day(inspection_record["remedy_due_on"]),
        "recipients": [unit_name(db, inspection_record["unit"]) or "Đơn vị được kiểm tra"],
    }


def check_rows(db: Connection, checks: list[Values]) -> list[Values]:
    """What was looked at: how often, how often it was as it should be."""
    codes = sorted({each["item"] for each in checks})
    titles = names_of(db, "standard", codes)
    titles |= {code: str(item["title"]) for code in codes if (item := checklist_item(code))}
    return [
        {
            "item": titles.get(each["item"], each["item"]),
            "made": each["made"],
            "passed": each["passed"],
            "failed": each["made"] - each["passed"],
            "note": each["note"] or "",
        }
        for each in checks
    ]


def violation_row(record: Values, titles: dict[str, str]) -> Values:
    """One violation that the inspection found."""
    return {
        "number": record["number"],
        "full_name": record["full_name"],
        "standard": titles.get(record["standard"], record["standard"]),
        "note": record["note"] or "",
    }
