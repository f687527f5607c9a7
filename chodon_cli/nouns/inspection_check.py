"""inspection_check.csv: what was looked at, how often, how often it was in order, and who failed."""

from sqlite3 import Connection

from chodon_cli import dates
from chodon_cli.law import checklist
from chodon_cli.locale import N_
from chodon_cli.nouns import number
from chodon_cli.nouns.condition import AreNotSaid, OrderOfDays, Where
from chodon_cli.nouns.declaration import Derived, Field, Noun, Privacy
from chodon_cli.nouns.fields import NOTE_FIELD
from chodon_cli.queries import select as lists
from chodon_cli.result import Column, Result
from chodon_cli.store import Reader

FAILED_PEOPLE_SQL = """
(SELECT group_concat(who.code, '; ')
 FROM (SELECT s.code FROM json_each(k.failed) f JOIN staff s ON s.id = f.value ORDER BY s.code) who)
"""
STANDARD_WAS_IN_FORCE = Where(  # of what was entered by mistake the standard may have ended before
    AreNotSaid(("inspection.voided_on",)), OrderOfDays("inspection.visited_on", "item.in_force_to")
)
FIELDS = [
    Field(
        "inspection",
        "code",
        label=N_("Inspection"),
        sql=number.INSPECTION_NUMBER.sql("i"),
        refers_to="inspection",
        is_needed=True,
        help=N_("Number of the inspection, which was carried out."),
        headings=("Cuộc kiểm tra", "Đợt kiểm tra"),
    ),
    Field(
        "item",
        "code",
        looked_up_as="item",
        is_needed=True,
        help=N_("Code of an item of the checklist (M01 to M14), or of a standard."),
        headings=("Mục kiểm tra", "Mục", "Mã mục", "Nội dung kiểm tra"),
    ),
    Field(
        "made",
        "integer",
        label=N_("Checked"),
        is_needed=True,
        help=N_("How many were checked."),
        headings=("Số lượt kiểm tra", "Số kiểm tra", "Đã kiểm tra"),
    ),
    Field(
        "passed",
        "integer",
        label=N_("Passed"),
        is_needed=True,
        help=N_("How many of them were in order."),
        headings=("Số lượt đạt", "Số đạt", "Đạt"),
    ),
    Field(
        "failed_staff",
        "code",
        2,
        label=N_("Who failed"),
        sql=FAILED_PEOPLE_SQL,
        column="failed",
        looked_up_as="people",
        privacy=Privacy.PSEUDONYM,
        help=N_("Who failed: codes or full names, separated by semicolons."),
        headings=("Người không đạt", "Người vi phạm", "Cá nhân không đạt"),
    ),
    NOTE_FIELD.with_changes(rank=3),
]
DECLARATION = Noun(
    "inspection_check",
    N_("Checks"),
    alias="k",
    order="i.year, i.n, k.item",
    fields=FIELDS,
    derived=(Derived("standard_id", int, refers_to="standard", is_stored_always=False),),
    joins="JOIN inspection i ON i.id = k.inspection_id",
    known_from="i.visited_on",
    place=90,
    mended_by="inspection check",
    counted_as="checks",
    dossier=0,
)
# the inspection of the same unit before the inspection i
LAST_BEFORE = """
(SELECT earlier.id FROM inspection earlier
 WHERE earlier.unit_id = i.unit_id AND earlier.voided_on IS NULL AND earlier.visited_on IS NOT NULL
   AND (earlier.visited_on, coalesce(earlier.hour, ''), earlier.year, earlier.n)
       < (i.visited_on, coalesce(i.hour, ''), i.year, i.n)
 ORDER BY earlier.visited_on DESC, coalesce(earlier.hour, '') DESC, earlier.year DESC, earlier.n DESC
 LIMIT 1)
"""
IS_REPEATED_FAILURE_SQL = f"""
k.passed < k.made AND EXISTS (
    SELECT 1 FROM inspection_check before
    WHERE before.inspection_id = {LAST_BEFORE} AND before.item = k.item AND before.passed < before.made
)
"""  # the check k failed at the unit's last inspection before i too
OF_ONE = [
    Column("item", "code"),
    Column("title", label=N_("What is looked at")),
    *(column for column in FIELDS if column.key not in ("inspection", "item")),
    Column("repeated", "code", 1, label=N_("Failed last time too")),
]


def checks_of_inspection(db: Connection, inspection: int) -> Result:
    """The checks of one inspection, each with its title, and whether it failed at the one before as well."""
    titles = dict(db.execute("SELECT code, title FROM standard"))
    again = repeated_failings(db, inspection)
    rows = [
        (item, (checklist.item(item) or {}).get("title") or titles.get(item), *rest, again.get(item))
        for _number, item, *rest in lists.rows(db, DECLARATION, ["i.id = :id"], known_on=dates.today(), id=inspection)
    ]
    return Result(N_("Checks"), OF_ONE, rows)


def repeated_failings(db: Reader, inspection: int) -> dict[str, str]:
    """Item -> number of the unit's inspection before this one, for each item that failed at both."""
    sql = f"""
    SELECT k.item, (SELECT {number.INSPECTION_NUMBER.sql("last")} FROM inspection last WHERE last.id = {LAST_BEFORE})
    FROM inspection_check k JOIN inspection i ON i.id = k.inspection_id
    WHERE i.id = :id AND {IS_REPEATED_FAILURE_SQL}
    """
    return dict(map(tuple, db.execute(sql, {"id": inspection})))
