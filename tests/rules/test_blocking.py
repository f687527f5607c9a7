"""A change is refused for what it breaks, never for what was broken before; `check` lists that."""

import random
import shlex
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import chain, product
from pathlib import Path

import pytest

from chodon_cli import store
from chodon_cli.law.overrides import dump_values
from chodon_cli.law.rules import NAMES_OF_TOPICS, SHIPPED_LAW
from chodon_cli.nouns import registry
from chodon_cli.queries.referring import COLUMNS_WITH_LISTS_OF_IDS
from chodon_cli.queries.written_rows import WrittenRows
from chodon_cli.rules import blocking
from chodon_cli.rules.blocking import RuleBreach
from chodon_cli.rules.row_questions import (
    NAMES_IN_CASES,
    TABLE_OF_LAW,
    TABLES_OF_CASES,
    NewRow,
    RowsToAsk,
    columns_read,
    questions_of_rows,
)
from chodon_cli.words.staff import CATEGORY
from tests.harness import PACKAGE, Chodon, open_to_read, open_to_write
from tests.stress import torture

TABLES = {noun.table_name for noun in registry.all_nouns().values()}
OF_CASES = {blocking.code_of(rule) for rule in blocking.rules() if hasattr(rule, "rule_breaches")}
BREAKS = {  # rule -> what brings records at odds with it, behind the program's back
    "briefing-outside-unit": "UPDATE unit SET opened_on = '2022-12-31' WHERE id = (SELECT min(unit_id) FROM briefing)",
    "case-act-twice": "INSERT INTO case_violation (case_id, violation_id) "
    "SELECT max(c.id), (SELECT min(violation_id) FROM case_violation) FROM discipline_case c",
    "case-acts": "UPDATE discipline_case SET staff_id = 1 WHERE n = 1 AND year = 2022",
    "case-law": "UPDATE case_event SET form = 'recall' WHERE form = 'reprimand'",
    "case-timeline": "UPDATE case_event SET happened_on = '2020-01-01' WHERE kind = 'review'",
    "feedback-before-violation": "UPDATE violation SET occurred_on = year || '-12-31', found_on = year || '-12-31' "
    "WHERE id IN (SELECT violation_id FROM feedback)",
    "inspection-check-unsound": "UPDATE standard SET in_force_to = '2020-01-01'",
    "inspection-failed-without-post": "UPDATE post SET started_on = '2022-12-31' WHERE ended_on IS NULL",
    "inspection-outside-unit": "UPDATE unit SET opened_on = '2022-12-31' WHERE closed_on IS NULL",
    "post-before-birth": "UPDATE staff SET born_on = '2022-12-31'",
    "post-outside-unit": "UPDATE unit SET opened_on = '2022-12-31' WHERE closed_on IS NULL",
    "post-overlap": "UPDATE post SET ended_on = NULL, reason = NULL",
    "reminder-unfounded": "UPDATE violation SET voided_on = '2022-12-31', void_reason = 'x' "
    "WHERE id IN (SELECT violation_id FROM reminder)",
    "standard-not-in-force": "UPDATE standard SET in_force_to = '2020-01-01'",
    "task-extension-order": "UPDATE task_extension SET extended_on = '2020-01-01'",
    "task-outside-unit": "UPDATE unit SET opened_on = '2022-12-31' WHERE closed_on IS NULL",
    "task-series-unknown": "UPDATE task SET series = 'NV-2000-0001' WHERE n = 1",
    "task-without-post": "UPDATE task SET staff_id = 1 WHERE staff_id IS NOT NULL",
    "unit-circle": "UPDATE unit SET parent_id = (SELECT id FROM unit WHERE code = 'PNV') WHERE code = 'CHODON'",
    "unit-parent-closed": "UPDATE unit SET opened_on = '2023-01-01', "
    "parent_id = (SELECT min(id) FROM unit WHERE closed_on < '2023-01-01') WHERE code = 'PNV'",
    "unit-rating-outside-unit": "INSERT INTO unit_rating (year, n, unit_id, level, decided_on) "
    "SELECT 2023, 1, id, 'good', '2023-12-01' FROM unit WHERE closed_on < '2023-01-01' LIMIT 1",
    "violation-after-inspection": "UPDATE violation SET inspection_id = (SELECT min(id) FROM inspection)",
    "violation-without-post": "UPDATE post SET started_on = '2022-12-31' WHERE ended_on IS NULL",
}


def break_rule(register: Path, sql: str) -> None:
    with open_to_write(register) as db:
        db.execute(sql)


def test_every_rule_is_among_those_that_are_broken_here() -> None:
    names = [rule.__name__.rpartition(".")[2].replace("_", "-") for rule in blocking.rules()]
    assert names == list(BREAKS), "a new rule: say in BREAKS what brings a record at odds with it"


@pytest.mark.slow
@pytest.mark.parametrize("rule", BREAKS)
def test_what_was_broken_before_refuses_nothing_and_is_listed(
    rule: str, filled: Path, chodon: Chodon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_rule(filled, BREAKS[rule])
    broken = chodon("check -f json", status=3).json["rows"]
    fixes = {row["fix"]: row["record"] for row in broken if row["code"] == rule}
    assert fixes and all(record in fix.split() for fix, record in fixes.items()), "what mends it names the record"
    for fix in [fix for fix in fixes if " show " in fix][:1]:
        chodon(fix.removeprefix("chodon "))
    with store.reading() as db:
        every = blocking.find_breaches(db)
        breaches = [breach for breach in every if breach.code == rule]
        monkeypatch.setattr(blocking, "PEOPLE_AT_A_TIME", 7)
        assert not rule.startswith("case-") or blocking.find_breaches(db) == every
        lines = dict.fromkeys(line for breach in breaches[:3] for line in changes_of(db, breach))
    assert lines
    for line in lines:
        chodon(line)
    training = tmp_path / "training.csv"
    training.write_text("staff,field,started_on\nCC002,it,2022-05-05\n", "utf-8")
    chodon("import", training)
    after = chodon("check -f json", status=3).json["rows"]
    assert records(after) == records(broken)


def records(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    """The rule and the record of each breach."""
    return sorted((row["code"], row["record"]) for row in rows if row["code"] in BREAKS)


def changes_of(db: sqlite3.Connection, breach: RuleBreach) -> list[str]:
    """Command lines that correct what has nothing to do with the breach: of the record itself, its person, its unit."""
    keys = [row[1] for row in db.execute(f"SELECT * FROM pragma_table_info('{breach.noun}')")]
    row = dict(zip(keys, db.execute(f"SELECT * FROM {breach.noun} WHERE id = ?", (breach.id,)).fetchone(), strict=True))
    lines = []
    if staff := row.get("staff_id"):
        (code,) = db.execute("SELECT code FROM staff WHERE id = ?", (staff,)).fetchone()
        lines += [f"staff edit {code} --note 'see file'", f"training add --staff {code} --field it --from 2023-02-01"]
    if unit := (breach.id if breach.noun == "unit" else row.get("unit_id")):
        (code,) = db.execute("SELECT code FROM unit WHERE id = ?", (unit,)).fetchone()
        lines.append(f"unit edit {code} --name 'Đơn vị {code}'")
    if breach.noun in ("violation", "task", "inspection", "briefing"):
        lines.append(f"{breach.noun} edit {breach.record} --note 'see file'")
    return lines or ["staff edit CB124 --note 'see file'"]


def test_a_breach_that_is_worded_anew_is_no_new_one(filled: Path, chodon: Chodon) -> None:
    break_rule(filled, BREAKS["post-overlap"])
    for line in ("staff edit CB006 --code CB906", "unit edit PNV --code PNVX", "staff edit CB906 --note x"):
        chodon(line)


def test_what_a_change_breaks_is_refused_whatever_was_broken_before(filled: Path, chodon: Chodon) -> None:
    break_rule(filled, BREAKS["violation-without-post"])
    numbers = [row["record"] for row in chodon("check -f json", status=3).json["rows"] if "violation" in row["code"]]
    refused = [
        f"violation edit {numbers[0]} --on 2022-01-02",
        "violation log --staff CB001 --standard TG01 --on 2020-08-01",
        "staff edit CB001 --post 2022-12-31 --from 2023-06-01 --until 2023-01-01",
    ]
    for line in refused:
        chodon(line, status=1)


@pytest.mark.slow
def test_a_record_that_breaks_a_rule_once_more_is_refused(filled: Path, chodon: Chodon) -> None:
    break_rule(
        filled,
        "UPDATE post SET ended_on = NULL, reason = NULL WHERE staff_id = (SELECT id FROM staff WHERE code = 'VC005')",
    )
    before = chodon("check -f json", status=None).json["rows"]
    chodon("staff edit VC005 --note x")
    assert chodon("check -f json", status=None).json["rows"] == before


def corrected_program(tmp_path: Path) -> list[str]:
    """The program with a rule of law corrected: what VV-2022-0002 was decided by is none any more."""
    program = tmp_path / "corrected"
    shutil.copytree(PACKAGE, program / PACKAGE.name)  # with its bytecode, which stays valid
    forms = program / PACKAGE.name / "law" / "forms.toml"
    text = forms.read_text("utf-8")
    ladder, since = '["reprimand", "warning", "removal", "recall"] }\n', 'since = "2020-09-20"\nsays = { forms = '
    assert since + ladder in text
    forms.write_text(text.replace(since + ladder, since + '["warning", "removal", "recall"] }\n'), "utf-8")
    return ["env", f"PYTHONPATH={program}", sys.executable, "-P", "-m", "chodon_cli"]


@pytest.mark.slow
def test_an_export_comes_back_though_a_rule_was_corrected_since(filled: Path, tmp_path: Path, chodon: Chodon) -> None:
    folder, new = tmp_path / "export", tmp_path / "new.db"
    chodon("export", folder)
    run = [*corrected_program(tmp_path), "-r", str(new)]
    torture.ended([*run, "init"])
    done = torture.ended([*run, "--lang", "en", "import", str(folder)])
    assert (done.status, "records that break a rule as it is now: 2; see chodon check" in done.err) == (0, True)
    checked = torture.ended([*run, "check", "-f", "csv"])
    assert (checked.status, "case-law,error,VV-2022-0002" in checked.out) == (3, True)
    torture.ended([*run, "export", str(tmp_path / "again")])
    for file in folder.glob("*.csv"):
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes()


@pytest.mark.slow
def test_a_folder_that_is_no_export_as_it_was_written_is_held_against_the_rules(
    filled: Path, tmp_path: Path, chodon: Chodon
) -> None:
    folder = tmp_path / "export"
    chodon("export", folder)
    run = corrected_program(tmp_path)
    for place, change in enumerate(("changed", "without", "not empty")):
        new = [*run, "-r", str(tmp_path / f"{place}.db")]
        torture.ended([*new, "init"])
        ignoring = []
        if change == "changed":
            file = folder / "document.csv"
            kept = file.read_bytes()
            file.write_bytes(kept.replace(b"UBND", b"Ubnd", 1))
            ignoring = ["--ignore-manifest"]
        elif change == "without":
            file.write_bytes(kept)
            manifest = (folder / "manifest.json").read_bytes()
            (folder / "manifest.json").unlink()
        else:
            (folder / "manifest.json").write_bytes(manifest)
            torture.ended([*new, "unit", "add", "NEW", "Phòng mới", "--kind", "office"])
        done = torture.ended([*new, "import", str(folder), *ignoring])
        assert (done.status, "VV-2022-0002" in done.err) == (1, True), change


@pytest.mark.slow
@pytest.mark.usefixtures("filled")
def test_a_rule_of_law_that_is_corrected_refuses_no_write_about_those_it_concerns(tmp_path: Path) -> None:
    run = corrected_program(tmp_path)
    files = {
        "training": "staff,field,started_on\nCB124,it,2022-05-05\n",
        "violation": "staff,standard,occurred_on\nCB124,TG02,2022-11-02\n",
    }
    for name, rows in files.items():
        (tmp_path / f"{name}.csv").write_text(rows, "utf-8")
    lines = [
        "violation log --staff CB124 --standard TG01 --on 2022-11-01",
        "staff edit CB124 --note x",
        "task assign 'Báo cáo' --unit QUANGBACH --staff CB124 --on 2022-11-01 --due 2022-12-01",
        *(f"import {tmp_path}/{name}.csv" for name in files),
        "staff transfer CB124 --to PNV --on 2022-12-01",
    ]
    for line in lines:
        done = torture.ended([*run, *shlex.split(line)])
        assert done.status == 0, f"{line}: {done}"
    checked = torture.ended([*run, "check", "-f", "csv"])
    assert (checked.status, "case-law,error,VV-2022-0002" in checked.out) == (3, True)


def columns_asked(db: sqlite3.Connection, ask: Callable[[], object]) -> dict[str, set[str]]:
    """What the database reads of which table while it answers."""
    columns: dict[str, set[str]] = {}

    def note(action: int, table: str | None, column: str | None, *_rest: str | None) -> int:
        if action == sqlite3.SQLITE_READ and table in TABLES and column:
            columns.setdefault(str(table), set()).add(column)
        return sqlite3.SQLITE_OK

    db.set_authorizer(note)
    ask()
    db.set_authorizer(None)
    return columns


def test_a_rule_says_by_which_column_rows_of_each_table_that_it_reads_are_told(filled: Path) -> None:
    with open_to_read(filled) as db:
        for rule in [rule for rule in blocking.rules() if hasattr(rule, "BREACHES_SQL")]:
            sql = "EXPLAIN " + rule.BREACHES_SQL.replace("{only}", "")
            asked = columns_asked(db, partial(db.execute, sql))
            assert "ORDER BY" in sql, f"{rule.__name__}: its faults come in any order"
            said = columns_read(rule.BREACHES_SQL)
            assert set(rule.ROW_COLUMNS) == set(said) & TABLES == set(asked), rule.__name__
            for table, columns in asked.items():
                said_columns = said[table]
                assert said_columns is None or columns <= said_columns | {"id"}, (rule.__name__, table)
        people = [id for (id,) in db.execute("SELECT DISTINCT staff_id FROM discipline_case")]
        asked = columns_asked(db, partial(blocking._breaches_of_cases, db, people))
        assert set(asked) <= {*TABLES_OF_CASES, TABLE_OF_LAW, *NAMES_IN_CASES}
        for table in NAMES_IN_CASES:
            assert asked[table] <= {"id", "code", "full_name"}, "more than a name: is it among the tables of cases?"


@pytest.mark.slow
def test_the_rules_of_what_a_change_concerns_find_what_all_rules_find(filled: Path) -> None:
    """Whatever stands in some rows of any column of any table, an import of them is held against few records."""
    draw, broken = random.Random(5), Counter[str]()
    with closing(sqlite3.connect(filled)) as db, closing(sqlite3.connect(filled)) as committed:
        db.execute("UPDATE unit SET opened_on = '2013-01-01' WHERE opened_on IS NULL")
        db.commit()
        before = {*blocking.find_breaches(db)}
        for table in sorted(TABLES - {"law"}):
            ids = [id for (id,) in db.execute(f"SELECT id FROM {table}")]
            columns = [row[1] for row in db.execute(f"SELECT * FROM pragma_table_info('{table}')")]
            for column, value in [(each, value) for each in columns for value in values_of(table, each, draw)]:
                rows = draw.sample(ids, min(6, len(ids)))
                for write in (changed_rows, new_rows):
                    if written := write(db, table, rows, column, value):
                        new = {*blocking.find_breaches(db)} - before
                        asked = {*blocking.find_breaches_of_rows(db, RowsToAsk(written, [committed, db]))} - before
                        assert new == asked, (table, column, value)
                        if write is new_rows:
                            in_sql = {each for each in new if each.code not in OF_CASES}
                            assert {*breaches_of_new(db, table, written)} - before == in_sql, (table, column, value)
                        broken.update(breach.code for breach in new)
                    db.rollback()
    assert len(broken) >= 16, f"the changes break too few rules to say anything: {broken}"


def drawn_words_of_law(draw: random.Random) -> list[tuple[str, str | None]]:
    """Rules with what an office might say of them: nothing but that they were checked, or what is stricter."""
    known = [SHIPPED_LAW.rules_on(*kind, "2022-06-01") for kind in product(NAMES_OF_TOPICS, CATEGORY.codes)]
    words: list[tuple[str, str | None]] = [(rule.id, None) for rule in draw.sample([*chain(*known)], 5)]
    for rule in chain(*known):
        if rule.topic == "forms" and "reprimand" in rule.says["forms"]:
            words.append((rule.id, dump_values({"forms": rule.says["forms"][1:]})))
        elif rule.topic == "limitation" and rule.item == "reprimand":
            words.append((rule.id, dump_values({"years": None, "months": 1})))
    return draw.sample(words, len(words))


@pytest.mark.slow
def test_words_of_the_law_are_held_against_the_cases_that_they_bind(filled: Path) -> None:
    """Whichever are new, other than before or gone, of whichever places: what all rules find, of few people's cases."""
    draw, seen = random.Random(11), Counter[str]()
    insert = "INSERT INTO law (n, rule, says, checked_by, checked_on, against) VALUES (?, ?, ?, 'x', '2023-01-01', 'x')"
    with closing(sqlite3.connect(filled)) as db, closing(sqlite3.connect(filled)) as committed:
        everybody = {id for (id,) in db.execute("SELECT staff_id FROM discipline_case WHERE voided_on IS NULL")}
        for turn in range(20):
            for (case,) in db.execute("SELECT id FROM discipline_case").fetchall():
                db.execute("UPDATE discipline_case SET rules = ? WHERE id = ?", (draw.randint(0, 12), case))
            db.execute("DELETE FROM law")
            words = drawn_words_of_law(draw)
            db.executemany(insert, [(n, *words.pop()) for n in draw.sample(range(1, 12), 4)])
            db.commit()
            before, written = {*blocking.find_breaches(db)}, WrittenRows()
            ids = dict(db.execute("SELECT n, id FROM law").fetchall())
            for _each in range(draw.randint(1, 6)):
                kind, n = draw.choice(("new", "said", "moved", "gone")), draw.randint(1, 12)
                word = words.pop()
                if kind == "new" and n not in ids:
                    id = ids[n] = db.execute(insert, (n, *word)).lastrowid or 0
                    written.note("law", id, 1)
                elif kind == "said" and n in ids:
                    db.execute("UPDATE law SET rule = ?, says = ? WHERE id = ?", (*word, ids[n]))
                    written.note("law", ids[n], 1, ["rule", "says"])
                elif kind == "moved" and n not in ids:
                    id = ids[n] = ids.pop(draw.choice([*ids]))
                    db.execute("UPDATE law SET n = ? WHERE id = ?", (n, id))
                    written.note("law", id, 1, ["n"])
                elif kind == "gone" and n in ids:
                    id = ids.pop(n)
                    db.execute("DELETE FROM law WHERE id = ?", (id,))
                    written.note("law", id, 1)
            rows = RowsToAsk(written, [committed, db])
            new = {*blocking.find_breaches(db)} - before
            assert new == {*blocking.find_breaches_of_rows(db, rows)} - before, turn
            seen["refused" if new else "let in"] += 1
            seen["of few" if {*rows.people_with_cases()} < everybody else "of all"] += 1
            db.rollback()
    assert min(seen[each] for each in ("refused", "let in", "of few")) >= 5, seen


@pytest.mark.slow
def test_a_list_of_words_of_the_law_is_refused_for_the_cases_that_were_opened_under_them(
    filled: Path, chodon: Chodon, tmp_path: Path
) -> None:
    break_rule(filled, "UPDATE discipline_case SET rules = 1")
    file, before = tmp_path / "law.csv", records(chodon("check -f json", status=None).json["rows"])
    said = 'forms.public-employee.none@2020-09-20,"{""forms"": [""warning"", ""dismissal""]}",B,2022-12-01,X'
    for place, status in ((1, 1), (2, 0)):
        file.write_text(f"n,rule,says,checked_by,checked_on,against\n{place},{said}\n", "utf-8")
        chodon("import --as law", file, status=status)
        assert records(chodon("check -f json", status=None).json["rows"]) == before


def test_who_checked_a_rule_is_no_reason_to_look_at_a_case() -> None:
    for columns, is_reason in ((["checked_by", "checked_on", "against"], False), (["against", "says"], True)):
        written = WrittenRows()
        written.note("law", 1, 1, columns)
        with closing(sqlite3.connect(":memory:")) as db:
            db.executescript("CREATE TABLE law (id, n); CREATE TABLE discipline_case (staff_id, rules)")
            db.executescript("INSERT INTO law VALUES (1, 3); INSERT INTO discipline_case VALUES (8, 2), (9, 3)")
            assert RowsToAsk(written, [db]).people_with_cases() == [9] * is_reason, columns


def breaches_of_new(db: sqlite3.Connection, table: str, written: WrittenRows) -> Iterator[RuleBreach]:
    """What the rules find of each new row, asked as they are asked before anything can refer to it."""
    for id in written.ids.get(table, ()):
        found = db.execute(f"SELECT * FROM {table} WHERE id = ?", (id,))
        _id, *values = zip((column[0] for column in found.description), found.fetchone(), strict=True)
        for rule in [each for each in blocking.rules() if blocking.code_of(each) not in OF_CASES]:
            for sql, of in questions_of_rows(rule, NewRow(table, dict(values))):
                rows = db.execute(sql, {name: value or id for name, value in of.items()})
                yield from blocking._faults(rule, rows)


def changed_rows(db: sqlite3.Connection, table: str, ids: list[int], column: str, value: object) -> WrittenRows | None:
    """The rows with another value in the column; None if the table itself refuses it."""
    written = WrittenRows()
    for id in ids:
        written.note(table, id, 1, [column])
    try:
        db.execute(f"UPDATE {table} SET {column} = ? WHERE id IN ({', '.join(map(str, ids))})", (value,))
    except sqlite3.IntegrityError:
        return None
    return written


def new_rows(db: sqlite3.Connection, table: str, ids: list[int], column: str, value: object) -> WrittenRows | None:
    """New rows like these with another value in the column; None if the table itself refuses them."""
    written = WrittenRows()
    stored = [row[1] for row in db.execute(f"SELECT * FROM pragma_table_info('{table}')") if row[1] != "id"]
    first, number = db.execute(f"SELECT max(id) + 1, {'max(n) + 1' if 'n' in stored else '1'} FROM {table}").fetchone()
    made = {column: "?2", "n": f"{number} + ?1", "code": "code || 'X' || ?1"}
    values = ", ".join(made.get(each, each) for each in stored)
    try:
        for place, id in enumerate(ids):
            copied = f"SELECT {first} + ?1, {values} FROM {table} WHERE id = ?3"
            db.execute(f"INSERT INTO {table} (id, {', '.join(stored)}) {copied}", (place, value, id))
            written.note(table, first + place, 1)
    except sqlite3.Error:
        return None
    return written


def values_of(table: str, column: str, draw: random.Random) -> list[object]:
    """What is written into the column: early and late days, one of the records that it can name, or a number."""
    if column.endswith("_on"):
        return ["2012-01-01", "2022-12-31"]
    some = draw.randrange(1, 40)
    if (table, column) in COLUMNS_WITH_LISTS_OF_IDS:
        return [f"[{some}]"]
    return [some if column.endswith("_id") else "NV-2000-0001"]
