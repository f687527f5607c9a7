"""Whatever was entered by mistake, and whatever refers to it: the export is taken in again and gives the same export.

A reference of each kind is in a small register. Records are voided in every way that the commands allow: what is
referred to first, or what refers to it first.
"""

import sqlite3
from pathlib import Path

import pytest

from chodon_cli import words
from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.queries.plausible import days_that_have_happened
from chodon_cli.queries.referring import columns_that_refer
from chodon_cli.register import plain
from tests.harness import TODAY, begin, folder_bytes, open_to_read, run
from tests.strategies.generated_lines import BEGINNING

LINES = (
    *BEGINNING,
    "unit add D 'Phòng D' --kind office --parent A --opened 2019-01-01",
    "unit add E 'Xã E' --kind commune --parent H",
    "unit add F 'Phòng F' --kind office --parent H",
    "unit move D --to H --on 2021-01-01",
    "unit merge E --into B --on 2022-09-01",
    "quota set A --year 2022 --category civil-servant --number 9",
    "standard add ZZ 'Chuẩn mực' --group Khác",
    "document add 2/KH --issued 2022-01-06",
    "inspection plan --unit C --on 2022-02-01",
    "inspection record KT-2022-001 --on 2022-02-01 --people 4 --present 4",
    "inspection check KT-2022-001 TT01 --made 2 --passed 1 --failed C1",
    "inspection check KT-2022-001 ZZ --made 2 --passed 2",
    "violation log --staff C1 --standard TT01 --on 2022-02-01 --source inspection --inspection KT-2022-001",
    "violation log --staff A1 --standard TT01 --on 2022-03-01 --severity serious",
    "violation log --staff A2 --standard ZZ --on 2022-03-02",
    "violation log --staff B1 --standard TT01 --on 2022-03-03 --severity serious",
    "violation log --staff A2 --standard TT01 --on 2022-03-04",
    "violation log --staff A2 --standard TT01 --on 2022-03-05",
    "violation remind VP-2022-0003 --on 2022-03-10 --by A1",
    "violation remind VP-2022-0005 --on 2022-03-10",
    "case open VP-2022-0002 --on 2022-03-10",
    "case open VP-2022-0004 --on 2022-03-10",
    "case step VV-2022-0002 --kind review --on 2022-03-11",
    "training add --staff A1 --field foreign-language --from 2022-04-01 --title x",
    "commendation add --staff A1 --form certificate --on 2022-05-01 --authority x",
    "commendation add --unit A --form certificate --on 2022-05-01 --authority x",
    "briefing add --document 1/KH --unit A --on 2022-02-10 --form meeting --invited 4 --attended 3",
    "pledge add --staff A1 --document 1/KH --year 2022 --on 2022-02-11",
    "rating add --staff A1 --year 2022 --kind final --level good --on 2022-12-15",
    "unit_rating add --unit A --year 2022 --level good --on 2022-12-10",
    "review open --year 2022 --unit A --due 2022-12-20",
    "task assign x --unit A --on 2022-02-01 --due 2022-04-01 --document 1/KH",
    "task assign y --unit A --staff A2 --on 2022-02-01 --due 2022-04-01",
    "task extend NV-2022-0001 --until 2022-05-01 --on 2022-03-01 --by x --reason y",
    "feedback add --on 2022-03-01 --kind complaint --text x --unit A --staff A2",
    "feedback violation PA-2022-0001 --standard TT01 --staff A2 --on 2022-02-20",
)
NAMED = {"staff": "A1", "unit": "A", "document": "1/KH", "standard": "TT01", "violation": "VP-2022-0001"}
VALUES = {"date": "2022-03-01", "year": "2022", "integer": "1", "decimal": "1"}
VOIDS = (  # what is referred to before what refers to it, as far as there is an order
    *("unit void F", "unit void D", "unit void A", "unit void B", "unit void E", "staff void C1", "staff void B1"),
    *("document void 1/KH", "document void 2/KH", "inspection void KT-2022-001", "violation void VP-2022-0001"),
    *("violation void VP-2022-0002", "violation void VP-2022-0003", "violation void VP-2022-0004"),
    *("violation void VP-2022-0006", "violation void VP-2022-0007", "reminder void NN-2022-0001"),
    *("case void-event VV-2022-0002 --event 1", "case void VV-2022-0001", "feedback void PA-2022-0001"),
    *("training void BD-2022-0001", "commendation void TD-2022-0001", "commendation void TD-2022-0002"),
    *("briefing void QT-2022-0001", "pledge void CK-2022-0001", "rating void XL-2022-0001"),
    "unit_rating void XD-2022-0001",
    *("task void NV-2022-0001 --extension 2022-05-01", "task void NV-2022-0001", "task void NV-2022-0002"),
    *("staff void A1 --post 2020-01-01", "staff void A2 --post 2021-06-01", "staff void A1", "staff void A2"),
    *(
        "violation void VP-2022-0004",
        "reminder void NN-2022-0002",
        "violation void VP-2022-0005",
        "case void VV-2022-0002",
    ),
)
LIMITS_MOVED = (  # what else is allowed once something is void: a day from or until which something holds
    *(
        "standard retire ZZ --on 2021-12-31",
        "standard retire TT01 --on 2022-01-31",
        "document edit 1/KH --issued 2024-01-06",
    ),
    *("unit edit F --opened 2024-01-01", "unit edit D --opened 2024-01-01", "unit close C --on 2021-12-31"),
    *(f"staff edit {staff} --post 2020-01-01 --from 2022-12-30" for staff in ("A1", "B1", "C1")),
    *("staff edit A2 --post 2021-06-01 --until 2021-06-02", "staff edit A1 --born 2021-05-05"),
    *("task edit NV-2022-0001 --due 2022-02-02", "task edit NV-2022-0002 --unit B", "staff leave A2 --on 2021-07-01"),
    *("violation edit VP-2022-0006 --on 2023-01-01", "inspection edit KT-2022-001 --on 2024-01-01"),
)


@pytest.fixture(scope="module")
def related(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    register = begin(empty, tmp_path_factory.mktemp("related") / "register.db")
    for line in LINES:
        run(f"-r {register} --today {TODAY} {line}")
    with open_to_read(register) as db:
        nouns = [noun for noun in registry.all_nouns().values() if noun.dossier and not _has(db, noun.table_name, "id")]
    for noun in nouns:  # one that nobody wrote a line for
        run(f"-r {register} --today {TODAY} {line_of(noun)}")
    return register


def line_of(noun: Noun) -> str:
    """What enters a record of the noun that names one of each that it can name."""
    said = [field for field in noun.fields if field.option and (field.is_needed or field.refers_to)]
    return " ".join([noun.name, "add", *(f"{field.option} {value_of(field)}" for field in said)])


def value_of(field: Field) -> str:
    if field.refers_to:
        return NAMED[field.refers_to]
    list_of = words.word_list_of(field)
    return list_of.codes[0] if list_of else VALUES.get(field.type, "x")


def test_there_is_a_reference_of_each_kind(related: Path) -> None:
    with open_to_read(related) as db:
        tables = {noun.table_name for noun in registry.all_nouns().values() if noun.file_name}
        references = [
            (table, column, referred)
            for referred in sorted(tables)
            for table, columns in columns_that_refer(db, referred).items()
            for column in columns
            if table in tables  # no row of the others is in a list
        ]
        lacking = [each for each in references if not _has(db, *each[:2])]
    assert len(references) > 30 and lacking == []


def _has(db: sqlite3.Connection, table: str, column: str) -> bool:
    return (
        db.execute(f"SELECT 1 FROM {table} WHERE {column} IS NOT NULL AND {column} || '' <> '[]'").fetchone()
        is not None
    )


def void(line: str) -> bool:
    """Whether it may be voided so."""
    return run(f"{line} --reason x", status=None).status == 0


def assert_comes_back(empty: Path, folder: Path) -> None:
    run("-q export", folder / "first")
    again = begin(empty, folder / "again.db")
    run("-q -r", again, "import", folder / "first")
    run("-q -r", again, "export", folder / "second")
    assert folder_bytes(folder / "first") == folder_bytes(folder / "second")


@pytest.mark.mostly_slow
@pytest.mark.parametrize("order", [1, -1], ids=["what is referred to first", "what refers first"])
def test_what_is_void_comes_back(related: Path, empty: Path, register: Path, tmp_path: Path, order: int) -> None:
    begin(related, register)
    done = [line for line in VOIDS[::order] if void(line)]
    assert len(done) > len(VOIDS) // 3
    assert [line for line in LIMITS_MOVED if run(line, status=None).status == 0]
    assert_comes_back(empty, tmp_path)


def test_what_was_entered_while_the_clock_was_ahead_comes_back_and_is_named(
    related: Path, empty: Path, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(related, register)
    monkeypatch.setenv("CHODON_TODAY", "2019-01-01")
    assert_comes_back(empty, tmp_path)
    rows = run("check -f json", status=None).json["rows"]
    told = {row["record"] for row in rows if row["code"] == "days-implausible"}
    assert {"1/KH", "KT-2022-001", "VP-2022-0001", "NN-2022-0001", "VV-2022-0001", "PA-2022-0001"} <= told


def test_every_day_of_what_has_happened_is_looked_at() -> None:
    for noun in registry.all_nouns().values():
        if noun.file_name:
            rules = plain.verbs_of(noun.name).rules
            ahead = {rule.about for rule in rules if "not_in_future" in str(rule.holds)}
            assert days_that_have_happened(noun) == ahead, noun.name
