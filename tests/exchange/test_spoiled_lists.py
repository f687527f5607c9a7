"""A list of any noun with one cell or the whole file spoiled: it is refused, or read as if nothing had happened.

Each list is one that the program has written, so that whatever is stored differently was stored wrongly.
"""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chodon_cli.exchange import layout
from chodon_cli.nouns import registry
from tests.harness import SAMPLE_DATA, TODAY, Chodon, begin, everything, examples, run
from tests.register.missing_records import enter_missing

LISTED = (  # by a command of their own
    *("unit", "quota", "staff", "document", "standard", "violation", "inspection", "task", "feedback"),
    *("rating", "training", "briefing", "pledge", "commendation"),
)
IN_SAMPLE = tuple(noun for noun, file in layout.FILE_NAMES.items() if (SAMPLE_DATA / file).exists())
LIVED = (  # what the sample lacks and an office has after a while
    *("unit rename PNV 'Phòng Nội vụ và Lao động' --on 2022-06-01", "unit rename PTP 'Phòng Pháp chế' --on 2022-07-01"),
    *(f"unit_rating add --unit {unit} --year 2021 --level good --on 2021-12-20" for unit in ("PNV", "PTP")),
    "law confirm processing.cadre@2020-07-01 --by 'Phòng Tư pháp' --against 'bản gốc' --on 2022-02-03",
    "law set processing.civil-servant@2020-07-01 normal_days=90 --by 'Phòng Tư pháp' --against 'Điều 80'",
)
NOUNS = (*LISTED, *(noun for noun in layout.FILE_NAMES if noun not in LISTED))
DATED = [
    noun
    for noun in (*layout.FILE_NAMES, "staff")
    if any(field.type == "date" for field in layout.readable(noun).values())
]
FEW = 4  # rows
WORKBOOK = {  # what a spreadsheet shows and has no value for
    "an error": "#N/A",
    "another error": "#REF!",
    "a formula that nobody has calculated": '=CONCATENATE("a","b")',
}
TEXT = {"an error": "#N/A", "another error": "#VALUE!", "lost letters": "Tr�n Th� H�", "double encoding": "Nguyá»…n"}
LEFT = {"a point and a zero": "{}.0", "a formula around it": '="{}"'}


@pytest.fixture(scope="module")
def lived(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register of the sample, in which every noun has records."""
    made = begin(sample, tmp_path_factory.mktemp("lived") / "register.db")
    for line in LIVED:
        run(f"--lang en --today {TODAY} -r {made} {line}")
    for noun in NOUNS:
        if noun in registry.all_nouns():
            enter_missing(made, registry.all_nouns()[noun].table_name)
    return made


@pytest.fixture(scope="module")
def with_unit(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with one unit."""
    made = begin(empty, tmp_path_factory.mktemp("with_unit") / "register.db")
    run(f"--today {TODAY} -r {made} unit add ZZ 'Phòng Thử' --kind office")
    return made


@pytest.fixture(scope="module")
def lists(lived: Path) -> dict[str, list[dict[str, str]]]:
    """Noun -> the first rows of its list by key, without what the program keeps back."""
    run(f"--lang en --today {TODAY} -r {lived} export", lived.parent / "out")
    found = {}
    for noun in NOUNS:
        if noun in LISTED:
            written = run("", "-r", lived, "--lang", "en", noun, "list", "-f", "csv").stdout
            rows = [*csv.DictReader(io.StringIO(written))][:FEW]
        else:
            with (lived.parent / "out" / layout.FILE_NAMES[noun]).open(encoding="utf-8-sig") as file:
                rows = [*csv.DictReader(file)][:FEW]
        keys = [key for key in layout.readable(noun) if key != "id_number" and key in rows[0]]
        found[noun] = [{key: row[key] for key in keys} for row in rows]
    return found


def rows_of_sample(noun: str) -> list[dict[str, str]]:
    with (SAMPLE_DATA / layout.FILE_NAMES[noun]).open(encoding="utf-8-sig") as file:
        return [*csv.DictReader(file)]


def text(rows: list[dict[str, str]]) -> bytes:
    made = io.StringIO()
    writer = csv.DictWriter(made, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()


def workbook(path: Path, rows: list[dict[str, str]], place: tuple[int, str], value: str) -> Path:
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for line, row in enumerate(rows):
        book.active.append([value if (line, key) == place else cell for key, cell in row.items()])
    book.save(path)
    return path


@examples(40)
@given(data=st.data())
def test_a_cell_that_says_nothing_is_refused_by_name(
    chodon: Chodon, lived: Path, register: Path, lists: dict[str, Any], tmp_path: Path, data: st.DataObject
) -> None:
    noun = data.draw(st.sampled_from(NOUNS))
    rows = lists[noun]
    line = data.draw(st.integers(0, len(rows) - 1))
    key = data.draw(st.sampled_from(list(rows[0])))
    before = everything(lived)  # nothing changes it, in any example: it is not copied for each
    if data.draw(st.booleans()):
        value = WORKBOOK[data.draw(st.sampled_from(sorted(WORKBOOK)))]
        file = workbook(tmp_path / "list.xlsx", rows, (line, key), value)
    else:
        value = TEXT[data.draw(st.sampled_from(sorted(TEXT)))]
        spoiled = [{**row, key: value} if place == line else row for place, row in enumerate(rows)]
        file = tmp_path / "list.csv"
        file.write_bytes(text(spoiled))
    done = chodon(f"-r {lived} import --as {noun} --update", file, status=1)
    assert f":{line + 2}: {key} “{value[:10]}" in done.stderr
    assert everything(lived) == before


@examples(60)
@given(data=st.data())
def test_what_a_writer_leaves_on_a_value_changes_nothing(
    chodon: Chodon, lived: Path, register: Path, lists: dict[str, Any], tmp_path: Path, data: st.DataObject
) -> None:
    noun = data.draw(st.sampled_from(NOUNS))
    rows = lists[noun]
    key = data.draw(st.sampled_from(list(rows[0])))
    left = LEFT[data.draw(st.sampled_from(sorted(LEFT)))]
    before = everything(lived)  # nothing changes it, in any example: it is not copied for each
    spoiled = [
        {**row, key: left.format(row[key]) if row[key].isdigit() or (row[key] and "=" in left) else row[key]}
        for row in rows
    ]
    (tmp_path / "list.csv").write_bytes(text(spoiled))
    chodon(f"-r {lived} import --as {noun} --update", tmp_path / "list.csv")
    assert everything(lived) == before


@examples(40)
@given(data=st.data())
def test_a_file_that_was_cut_off_within_a_letter_is_refused(
    chodon: Chodon, lived: Path, register: Path, lists: dict[str, Any], tmp_path: Path, data: st.DataObject
) -> None:
    whole = text(lists[data.draw(st.sampled_from(NOUNS))])
    within = [place for place in range(1, len(whole)) if whole[place] & 0xC0 == 0x80]
    if not within:
        return
    place = data.draw(st.sampled_from(within))
    before = everything(lived)  # nothing changes it, in any example: it is not copied for each
    (tmp_path / "list.csv").write_bytes(whole[:place])
    chodon(f"-r {lived} import", tmp_path / "list.csv", status=1)
    assert everything(lived) == before


@pytest.mark.slow
@examples(20)
@given(data=st.data())
def test_days_that_are_half_swapped_are_refused_and_put_right_on_request(
    chodon: Chodon, with_unit: Path, register: Path, tmp_path: Path, data: st.DataObject
) -> None:
    days = data.draw(st.lists(st.dates(date(1960, 1, 1), date(1999, 12, 31)), min_size=6, max_size=12, unique=True))
    early, late = ([day for day in days if (day.day <= 12) is is_early] for is_early in (True, False))
    if len(early) < 2 or not late or {day.month for day in early} == {1}:
        return
    begin(with_unit, register)
    book = openpyxl.Workbook()
    book.active.append(["Họ và tên", "Ngày sinh", "Đơn vị", "Loại", "Từ ngày"])
    for place, day in enumerate(days):
        swapped = date(day.year, day.day, day.month) if day.day <= 12 else f"{day:%d/%m/%Y}"
        book.active.append([f"Lò Văn {place}", swapped, "ZZ", "CC", "15/08/2020"])
    book.save(tmp_path / "list.xlsx")
    before = everything(register)
    assert "--dates swapped" in chodon("import --as staff", tmp_path / "list.xlsx", status=1).stderr
    assert everything(register) == before
    chodon("import --as staff --dates", "Ngày sinh=swapped", tmp_path / "list.xlsx")
    found = chodon("staff list --unit ZZ -f json").json["rows"]
    assert sorted(row["born_on"] for row in found) == sorted(day.isoformat() for day in days)


def half_swapped(rows: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """As an Excel that expects the month first leaves the days: a date where it can make one of it, else the text."""

    def cell(value: str) -> object:
        day = date.fromisoformat(value)
        return date(day.year, day.day, day.month) if day.day <= 12 else f"{day:%d/%m/%Y}"

    return [{**row, key: cell(row[key])} for row in rows]


@pytest.mark.slow
@pytest.mark.parametrize("noun", IN_SAMPLE)
def test_half_swapped_days_of_any_list_and_column_are_refused(
    chodon: Chodon, filled: Path, tmp_path: Path, noun: str
) -> None:
    whole = rows_of_sample(noun)
    before = everything(filled)
    for key in [key for key, field in layout.readable(noun).items() if field.type == "date" and key in whole[0]]:
        days = [(row, row[key]) for row in whole if len(row[key]) == 10]
        early = [row for row, day in days if int(day[8:]) <= 12 and day[5:7] != day[8:] and day[8:] != "01"][:FEW]
        late = [row for row, day in days if int(day[8:]) > 12][:FEW]
        if len({row[key] for row in early}) < 2 or len({row[key] for row in late}) < 2:
            continue  # nothing shows it
        book = openpyxl.Workbook()
        book.active.append([*whole[0]])
        for row in half_swapped([*early, *late], key):
            book.active.append([*row.values()])
        book.save(tmp_path / "list.xlsx")
        refused = chodon(f"import --as {noun} --update", tmp_path / "list.xlsx", status=1).stderr
        assert "--dates swapped" in refused and key in refused
        assert everything(filled) == before
        chodon(f"import --as {noun} --update --dates {key}=swapped", tmp_path / "list.xlsx")
        assert everything(filled) == before


@pytest.mark.mostly_slow
@pytest.mark.parametrize("noun", DATED)
def test_half_swapped_days_are_named_in_every_column_of_days(
    chodon: Chodon, register: Path, tmp_path: Path, noun: str
) -> None:
    fields = layout.readable(noun)
    days = [date(2022, 3, 5), date(2022, 7, 9), date(2022, 11, 2), date(2022, 3, 25), date(2022, 4, 18)]
    rows = [{key: day.isoformat() if field.type == "date" else "" for key, field in fields.items()} for day in days]
    dates = [key for key, field in fields.items() if field.type == "date"]
    for key in dates:
        rows = half_swapped(rows, key)
    book = openpyxl.Workbook()
    book.active.append([*fields])
    for row in rows:
        book.active.append([*row.values()])
    book.save(tmp_path / "list.xlsx")
    said = chodon(f"import --as {noun} -f json", tmp_path / "list.xlsx", status=1).json["faults"]
    assert {fault["column"] for fault in said if "--dates swapped" in str(fault)} == set(dates)
    said = chodon(f"import --as {noun} --dates swapped -f json", tmp_path / "list.xlsx", status=1).json["faults"]
    assert not [fault for fault in said if "--dates" in str(fault)]
