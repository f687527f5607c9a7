"""Which rows an account reads and writes that was limited to what lies under some units (`access grant`).

One entry a table, as conditions of PostgreSQL on a row of it; the functions in them are made by `access.sql`. Accounts
that read everything have a policy that says `true`, which costs no question anything. A table without an entry shows
a limited account nothing at all.
"""

from collections.abc import Iterator

from chodon_cli.value_class import dataclass

READING_ROLE = "chodon_branch_reader"
WRITING_ROLE = "chodon_branch_clerk"  # has the other
UNITS_SQL = "(SELECT chodon.branch_units())"
OF_UNIT = f"unit_id = ANY (ARRAY{UNITS_SQL})"


@dataclass(frozen=True)
class BranchPolicy:
    """Conditions on a row: that it is read, that it may be entered, corrected, taken away (as an undone entry is).

    `is_entered`: nothing, where no row is. `is_corrected` as `is_entered`, and `is_removed` as `is_read`, unless said.
    """

    is_read: str
    is_entered: str = ""
    is_corrected: str = ""
    is_removed: str = ""
    is_reached: str = ""  # which rows a correction reaches at all, where that is not each that is read


def _staff(column: str = "staff_id") -> str:
    return f"chodon.is_branch_person({column})"


def _optional(column: str, condition: str) -> str:
    return f"({column} IS NULL OR {condition})"


def _record(table: str, column: str) -> str:
    """That the record of the table which the column names is read by this account."""
    return f"EXISTS (SELECT 1 FROM chodon.{table} r WHERE r.id = {column})"


def _record_of_unit(table: str, column: str) -> str:
    """As `_record`, asked of all rows: those that count and those that are void stand in two indexes by their unit."""
    counts = f"EXISTS (SELECT 1 FROM chodon.{table} r WHERE r.id = {column} AND r.voided_on IS NULL)"
    return f"({counts} OR EXISTS (SELECT 1 FROM chodon.{table} r WHERE r.id = {column} AND r.voided_on IS NOT NULL))"


def _case(column: str) -> str:
    """That the case counts in a unit of this account; `column` with its table, for the other has one of that name."""
    return f"EXISTS (SELECT 1 FROM chodon.case_unit k WHERE k.case_id = {column})"


def _has_post_there(table: str, day: str) -> str:
    """That the person had a post there on the day of the record: in which unit training, pledges and praise count."""
    return (
        f"EXISTS (SELECT 1 FROM chodon.post p WHERE p.staff_id = {table}.staff_id AND p.voided_on IS NULL"
        f" AND p.started_on <= {table}.{day} AND coalesce(p.ended_on, '9999-12-31') >= {table}.{day})"
    )


def _of_a_record(tables: tuple[str, ...]) -> str:
    """That the record which `noun` and `record_id` name is read by this account; none of another kind is."""
    cases = " ".join(f"WHEN '{table}' THEN {_record(table, 'record_id')}" for table in tables)
    return f"CASE noun WHEN 'unit' THEN record_id = ANY (ARRAY{UNITS_SQL}) {cases} ELSE false END"


RECORDS_WITH_FILES = (  # not those that everybody reads: what is attached to a document may be of one person
    *("staff", "post", "violation", "reminder", "discipline_case", "case_event", "inspection", "inspection_check"),
    *("task", "task_extension", "feedback", "training", "commendation", "briefing", "pledge", "rating", "unit_rating"),
)
UNDER_GRANTED_UNIT = f"parent_id = ANY (ARRAY{UNITS_SQL})"  # the unit that was granted is kept by those above it
POLICIES = {
    "unit": BranchPolicy(
        "true",
        f"{UNDER_GRANTED_UNIT} AND {_optional('successor_id', f'successor_id = ANY (ARRAY{UNITS_SQL})')}",
        is_reached=UNDER_GRANTED_UNIT,
        is_removed=UNDER_GRANTED_UNIT,
    ),
    "unit_past": BranchPolicy("true", OF_UNIT, is_reached=OF_UNIT, is_removed=OF_UNIT),
    "quota": BranchPolicy(OF_UNIT, OF_UNIT),
    "staff": BranchPolicy(
        "EXISTS (SELECT 1 FROM chodon.post p WHERE p.staff_id = staff.id AND p.voided_on IS NULL)"
        " OR id IN (SELECT chodon.branch_people_without_posts())",
        "true",
        "chodon.keeps_person(id) AND (voided_on IS NULL OR NOT chodon.has_posts_elsewhere(id))",
    ),
    "post": BranchPolicy(OF_UNIT, f"{OF_UNIT} AND {_staff()}"),
    "document": BranchPolicy("true", "true", "false", "id IN (SELECT chodon.branch_entered('document'))"),
    "standard": BranchPolicy("true"),
    "law": BranchPolicy("true"),
    "setting": BranchPolicy("true"),
    "alembic_version": BranchPolicy("true"),
    "number_given": BranchPolicy("true", "chodon.was_given(noun, year, n)", is_removed="false"),
    "access_grant": BranchPolicy("account = session_user::text"),
    "office_record": BranchPolicy(OF_UNIT, OF_UNIT),
    "violation": BranchPolicy(
        OF_UNIT, f"{OF_UNIT} AND {_staff()} AND {_optional('inspection_id', _record('inspection', 'inspection_id'))}"
    ),
    "reminder": BranchPolicy(
        _record_of_unit("violation", "violation_id"),
        f"{_record('violation', 'violation_id')} AND {_optional('reminded_by_id', _staff('reminded_by_id'))}",
    ),
    "discipline_case": BranchPolicy(_case("discipline_case.id"), _staff()),
    "case_unit": BranchPolicy(f"{OF_UNIT} OR entered_by = session_user::text"),
    "case_violation": BranchPolicy(
        _case("case_violation.case_id"),
        f"{_case('case_violation.case_id')} AND {_record('violation', 'violation_id')}",
    ),
    "case_event": BranchPolicy(_case("case_event.case_id"), _case("case_event.case_id")),
    "inspection": BranchPolicy(OF_UNIT, OF_UNIT),
    "inspection_check": BranchPolicy(
        _record_of_unit("inspection", "inspection_id"), _record("inspection", "inspection_id")
    ),
    "task": BranchPolicy(OF_UNIT, f"{OF_UNIT} AND {_optional('staff_id', _staff())}"),
    "task_extension": BranchPolicy(_record_of_unit("task", "task_id"), _record("task", "task_id")),
    "feedback": BranchPolicy(
        OF_UNIT,
        f"{OF_UNIT} AND {_optional('staff_id', _staff())}"
        f" AND {_optional('violation_id', _record('violation', 'violation_id'))}",
    ),
    "rating": BranchPolicy(OF_UNIT, f"{OF_UNIT} AND {_staff()}"),
    "unit_rating": BranchPolicy(OF_UNIT, OF_UNIT),
    "review": BranchPolicy("true", OF_UNIT, is_reached=OF_UNIT, is_removed=OF_UNIT),
    "training": BranchPolicy(_has_post_there("training", "started_on"), _has_post_there("training", "started_on")),
    "pledge": BranchPolicy(_has_post_there("pledge", "signed_on"), _has_post_there("pledge", "signed_on")),
    "commendation": BranchPolicy(
        f"{OF_UNIT} OR {_has_post_there('commendation', 'decided_on')}",
        f"{OF_UNIT} OR {_has_post_there('commendation', 'decided_on')}",
    ),
    "briefing": BranchPolicy(OF_UNIT, OF_UNIT),
    "attachment": BranchPolicy(
        _of_a_record(RECORDS_WITH_FILES),
        f"{_of_a_record(RECORDS_WITH_FILES)} AND chodon.has_had_file(sha256)",
        _of_a_record(RECORDS_WITH_FILES),
    ),
    "kept_piece": BranchPolicy("sha256 IN (SELECT a.sha256 FROM chodon.attachment a)"),
    "kept_by": BranchPolicy("false"),
    "changeset": BranchPolicy(
        "operator = session_user::text AND id > (SELECT chodon.branch_since())",
        "operator = session_user::text AND id > chodon.last_entry()"
        f" AND {_optional('undoes', 'chodon.is_own_entry(undoes)')}",
        "operator = session_user::text",
    ),
    "change": BranchPolicy(
        "changeset_id IN (SELECT s.id FROM chodon.changeset s)",
        "changeset_id IN (SELECT s.id FROM chodon.changeset s WHERE s.digest IS NULL) AND (before IS NOT NULL"
        " OR count = 0 OR chodon.is_told_by_nobody_else(noun, coalesce(record_id, first_id), count))",
    ),
}
WRITTEN_ONCE = ("changeset", "change")  # tables of which a limited account changes no row, and takes none away


def policies(table: str) -> Iterator[str]:
    """The SQL that says of a table which rows are read and written, whatever was said of it before."""
    yield f"ALTER TABLE chodon.{table} ENABLE ROW LEVEL SECURITY;"
    yield from _policy(table, "everything", "ALL TO chodon_reader", "true", "true")
    if not (policy := POLICIES.get(table)):
        return
    yield from _policy(table, "branch_read", f"SELECT TO {READING_ROLE}", policy.is_read)
    if policy.is_entered:
        yield from _policy(table, "branch_entered", f"INSERT TO {WRITING_ROLE}", "", policy.is_entered)
        reached = policy.is_reached or policy.is_read
        corrected = policy.is_corrected or policy.is_entered
        yield from _policy(table, "branch_corrected", f"UPDATE TO {WRITING_ROLE}", reached, corrected)
        yield from _policy(table, "branch_removed", f"DELETE TO {WRITING_ROLE}", policy.is_removed or policy.is_read)


def rights(tables: list[str]) -> Iterator[str]:
    """The SQL that gives the limited roles what their policies then narrow down."""
    written = [f"chodon.{table}" for table in tables if _is_written(table)]
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA chodon TO {READING_ROLE};"
    yield f"GRANT INSERT, UPDATE, DELETE ON {', '.join(written)} TO {WRITING_ROLE};"
    yield f"GRANT INSERT ON chodon.changeset, chodon.change TO {WRITING_ROLE};"
    yield f"GRANT UPDATE (digest) ON chodon.changeset TO {WRITING_ROLE};"


def _is_written(table: str) -> bool:
    return table in POLICIES and bool(POLICIES[table].is_entered) and table not in WRITTEN_ONCE


def _policy(table: str, name: str, whom: str, using: str, check: str = "") -> Iterator[str]:
    yield f"DROP POLICY IF EXISTS {name} ON chodon.{table};"
    conditions = (f" USING ({using})" if using else "") + (f" WITH CHECK ({check})" if check else "")
    yield f"CREATE POLICY {name} ON chodon.{table} FOR {whom}{conditions};"
