"""What rests on a changeset, and has to be taken back before it."""

from dataclasses import field

from chodon_cli.audit.entries import Families, JournalEntry, entries, touching
from chodon_cli.nouns.number import TASK_NUMBER
from chodon_cli.store import Reader
from chodon_cli.value_class import dataclass

FOREIGN_KEYS_SQL = """
SELECT m.name, f."from", f."table" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
AND m.name NOT IN ('change', 'changeset')
"""
CHECKS_THAT_NAME_STAFF_SQL = """
SELECT k.id FROM inspection_check k, json_each(k.failed) who
WHERE k.failed IS NOT NULL AND who.value BETWEEN :first AND :last
"""  # the people that a check names, in a list
OF_SERIES = f"""
SELECT id FROM task
WHERE series IN (SELECT {TASK_NUMBER.sql("first")} FROM task first WHERE first.id BETWEEN :first AND :last)
"""  # the tasks that are named after one as the first of their series
OFFICE_RECORDS_SQL = "SELECT id FROM office_record WHERE noun = :noun AND record_id BETWEEN :first AND :last"
ATTACHMENTS_OF_RECORDS_SQL = "SELECT id FROM attachment WHERE noun = :noun AND record_id BETWEEN :first AND :last"
MOST_LOOKED_AT_ONE_BY_ONE = 1000  # records of one table that are looked at one by one


@dataclass
class Resting:
    """The changesets that rest on one, with the records by which they do, as table and id."""

    by: dict[int, set[tuple[str, int]]] = field(default_factory=dict)

    def add(self, changeset: int, table: str, id: int) -> None:
        self.by.setdefault(changeset, set()).add((table, id))


def resting_on(db: Reader, changeset: int, known_families: Families) -> Resting:
    """Everything that rests on the changeset, and on what rests on it."""
    resting, waiting = Resting(), [known_families.first(changeset)]
    seen = set(waiting)
    while waiting:
        for other, records in _resting_directly(db, waiting.pop(), known_families).by.items():
            if other == known_families.first(changeset):
                continue
            for table, id in records:
                resting.add(other, table, id)
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return resting


def _resting_directly(db: Reader, first: int, known_families: Families) -> Resting:
    resting = Resting()
    own = entries(db, first)
    for entry in own:
        later = touching(db, entry.noun, entry.first, entry.last, known_families.last_changeset(first))
        for other in later:
            if known_families.first(other.changeset) != first and known_families.holds(other.changeset):
                resting.add(known_families.first(other.changeset), other.noun, max(other.first, entry.first))
        if entry.is_addition:
            _add_referring(db, entry, own, resting, known_families)
    return resting


def _add_referring(
    db: Reader, entry: JournalEntry, own: list[JournalEntry], resting: Resting, known_families: Families
) -> None:
    """Records of others that refer to the records that this entry added."""
    values = {"first": entry.first, "last": entry.last, "noun": entry.noun}
    questions = [
        (table, f'SELECT id FROM "{table}" WHERE "{column}" BETWEEN :first AND :last')
        for table, column, parent in db.execute(FOREIGN_KEYS_SQL, {})
        if parent == entry.noun
    ]
    questions += [("attachment", ATTACHMENTS_OF_RECORDS_SQL), ("office_record", OFFICE_RECORDS_SQL)]
    if entry.noun == "staff":
        questions.append(("inspection_check", CHECKS_THAT_NAME_STAFF_SQL))
    if entry.noun == "task":
        questions.append(("task", OF_SERIES))
    for table, sql in questions:
        added = [(each.first, each.last) for each in own if each.noun == table and each.is_addition]
        parameters = {name: value for name, value in values.items() if f":{name}" in sql}
        for (id,) in db.execute(sql, parameters).fetchall():
            if not any(first <= id <= last for first, last in added):
                for changeset in _referred_by(db, table, id, known_families):
                    resting.add(changeset, table, id)
            if len(resting.by) > MOST_LOOKED_AT_ONE_BY_ONE:
                return


def _referred_by(db: Reader, table: str, id: int, known_families: Families) -> list[int]:
    """The changesets that hold and have written the record: one of them made it refer."""
    holding = [
        known_families.first(each.changeset)
        for each in touching(db, table, id, id)
        if known_families.holds(each.changeset)
    ]
    return sorted({*holding}, reverse=True)[:1] if holding else []
