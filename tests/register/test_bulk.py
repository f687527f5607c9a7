"""Rows taken by column are taken as they are one by one: the same verdicts, words, records and journal."""

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from chodon_cli.exchange.read import plain_text
from chodon_cli.exchange.read import row_parser as block
from chodon_cli.forked_child import pieces_beside
from chodon_cli.nouns.number import VIOLATION_NUMBER
from chodon_cli.register import canonical_json, journal
from chodon_cli.register.bulk import blocks, matcher, people, spool
from chodon_cli.register.bulk.column_draft import ColumnDraft, Doubtful
from chodon_cli.register.bulk.marks import MarkSet
from chodon_cli.register.plain import verbs_of
from chodon_cli.register.resolver import Resolver
from tests.harness import TODAY, Done, begin, everything, examples, open_to_read, run
from tests.strategies.generated import among

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+]*")
PEOPLE = [f"VC00{place}" for place in range(1, 8)]
NAMES = ["Nguyễn Văn An", "Lê Thị  Bình", "Nông Văn Tân", "nguyen van an", "Hoàng Hòa", "Hoàng Hoà", ""]
DAYS = ["2021-01-01", "01/03/2022", "2022-06-30", "2022-07-01", "2027-01-01", "2022-13-01", ""]
COLUMNS = {
    "violation": {
        "number": ["", "", "VP-2022-0001", "VP-2022-0002", "VP-2022-0009", "VP-2021-0001", "VP-1"],
        "staff": [*PEOPLE, *PEOPLE, "vc001", "Nông Văn Tân", "XX", ""],
        "unit": ["", "", "A", "B", "Trường B", "Z"],
        "standard": ["TG01", "TG01", "TT01", "tt01", "OLD", "NO"],
        "occurred_on": DAYS,
        "found_on": ["", "", *DAYS],
        "severity": ["", "minor", "serious", "nghiêm trọng", "?"],
        "note": ["", "muộn", "'=1", " a ", "tiê\u0301ng"],
        "voided_on": ["", "", "", "2022-09-01"],
        "void_reason": ["", "", "", "nhầm"],
    },
    "staff": {
        "code": ["", *PEOPLE, "VC009", "VC100", "a b"],
        "full_name": NAMES,
        "born_on": ["", "1990-05-01", "1980-01-01", "2022-05-01"],
        "sex": ["", "nam", "nữ"],
        "id_number": ["", "", "", "006190012345", "006190012346", "006080000001", "12"],
        "category": ["viên chức", "VC", "public-employee", "contract", ""],
        "unit": ["A", "B", "Trường B", "C", "Z", ""],
        "title": ["", "Giáo viên", "Hiệu trưởng", "Phó Hiệu trưởng"],
        "leadership": ["", "", "deputy"],
        "started_on": DAYS,
        "note": ["", "x", "’y"],
    },
    "person": {
        "code": [*PEOPLE, "vc001", "VC009", "VC010", ""],
        "full_name": NAMES,
        "born_on": ["", "1990-05-01", "2030-01-01"],
        "id_number": ["", "", "006190012345", "006190012346"],
        "voided_on": ["", "", "", "2022-09-01"],
        "void_reason": ["", "", "", "nhầm"],
    },
    "post": {
        "staff": [*PEOPLE, "VC099"],
        "unit": ["A", "B", "C", "Trường B"],
        "category": ["public-employee", "contract"],
        "title": ["", "Hiệu trưởng"],
        "started_on": DAYS,
        "ended_on": ["", "", *DAYS],
        "reason": ["", "", "retired"],
    },
    "task": {  # by column where the register has none
        "number": ["", "NV-2022-0001", "NV-2022-0002", "NV-2021-0001", "NV-2022-0700", "NV-1"],
        "title": ["Việc 1", "Việc 1", "Việc  2", ""],
        "unit": ["A", "B", "Trường B", "Z"],
        "assigned_on": ["2022-03-01", "2022-03-01", "2021-02-01", "2027-01-01", ""],
        "due_on": ["2022-06-30", "2022-06-30", "2022-07-01", "2020-01-01", ""],
        "done_on": ["", "", "2022-06-01"],
        "quality": ["", "", "đạt"],
        "repeats": ["", "", "monthly"],
    },
    "rating": {
        "number": ["", "", "XL-2022-0001", "XL-2022-0002", "XL-2021-0001"],
        "staff": [*PEOPLE, "vc001"],
        "unit": ["A", "B", "A", "Trường B", ""],
        "year": ["2022", "2022", "2021", "22"],
        "level": ["good", "completed", "xuất sắc"],
        "decided_on": ["2022-12-20", "2022-06-30", "2020-01-01", ""],
        "score": ["", "85.5", "101"],
    },
    "inspection": {
        "number": ["", "", "KT-2022-001", "KT-2022-002", "KT-2021-001", "KT-1"],
        "unit": ["A", "B", "Trường B", "Z"],
        "kind": ["surprise", "surprise", "planned", "tự", ""],
        "planned_on": ["", "", "2022-03-01", "2027-01-01"],
        "visited_on": ["2022-03-02", "2022-06-30", "", "2021-01-01", "2027-01-01"],
        "people": ["", "", "5", "0"],
        "present": ["", "", "5", "4", "0"],
        "absent_with_reason": ["", "", "1"],
        "came_late": ["", "", "0", "9"],
        "concluded_on": ["", "", "2022-07-01"],
        "hour": ["", "", "7h15", "07:15", "25h"],
    },
}
BASE = {
    "unit": "code,name,kind,opened_on,closed_on\nA,Phòng A,office,,\nB,Trường B,school,2021-06-01,\n"
    "C,Xã C,commune,,2022-06-30",
    "staff": "code,full_name,born_on,sex,id_number\nVC001,Nguyễn Văn An,1990-05-01,male,006090012345\n"
    "VC002,Lê Thị Bình,,,\nVC003,Nông Văn Tân,1980-01-01,,\nVC004,Hoàng Hòa,,,\n",
    "post": "staff,unit,category,started_on,ended_on\nVC001,A,public-employee,2020-01-01,2022-06-30\n"
    "VC001,B,public-employee,2022-07-01,\nVC002,A,contract,2021-01-01,\nVC003,B,contract,2022-03-01,\n",
    "standard": "code,group,title,in_force_to\nTG01,a,b,\nTT01,a,b,\nOLD,a,b,2022-03-01\n",
    "violation": "staff,standard,occurred_on,note\nVC001,TG01,2022-03-01,muộn\n"
    "VC002,TG01,2022-03-01,\nVC002,TG01,2022-03-01,\n",
}


@st.composite
def files(draw: DrawFn) -> tuple[str, str]:
    """A noun, and a file of it: most rows in order, some of them twice, some of them wrong."""
    noun = draw(st.sampled_from(sorted(COLUMNS)))
    columns = COLUMNS[noun]
    left_out = draw(st.sets(st.sampled_from(sorted(columns)), max_size=3))
    keys = [
        key
        for key in columns
        if key not in left_out or key in ("staff", "code", "started_on", "occurred_on", "assigned_on", "year", "unit")
    ]
    good = {key: [value for value in columns[key][:4] if value] or columns[key] for key in keys}
    rows: list[list[str]] = []
    for _row in range(draw(st.integers(1, 24))):
        pool = draw(st.sampled_from([good, good, columns]))
        rows.append([draw(among(pool[key])) for key in keys])
        if draw(st.integers(0, 5)) == 0:
            rows.append(list(draw(st.sampled_from(rows))))
    if draw(st.booleans()) and "code" in keys:  # as a list is made: everybody once
        for place, row in enumerate(rows):
            row[keys.index("code")] = f"VC{place + 20:03}"
    if draw(st.booleans()) and "number" in keys and noun == "violation":
        rows = [row for row in rows if row[keys.index("occurred_on")].startswith("202")]
        for place, row in enumerate(rows):
            row[keys.index("number")] = f"VP-{row[keys.index('occurred_on')][:4]}-{place + 20:04}"
    return noun, "\n".join(",".join(f'"{cell}"' for cell in row) for row in [keys, *rows])


@pytest.fixture(scope="module")
def bases(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Registers from which an example can begin: with units alone, with people too, with violations too."""
    folder = tmp_path_factory.mktemp("bases")
    register, made = begin(empty, folder / "register.db"), []
    line = f"--lang en --today {TODAY} -r {register}"
    for number, nouns in enumerate([["unit", "standard"], ["staff", "post"], ["violation"]]):
        files = folder / f"base{number}"
        files.mkdir()
        for noun in nouns:
            (files / f"{noun}.csv").write_text(BASE[noun], encoding="utf-8")
        run(f"{line} import --update", files)
        made.append(begin(register, folder / f"base{number}.db"))
    run(f"{line} violation log --staff VC003 --standard TT01 --on 2022-06-30")
    run(f"{line} violation void VP-2022-0004 --reason nhầm")
    return [*made, begin(register, folder / "lived.db")]


@pytest.mark.slow
@examples(160)
@given(
    drawn=files(),
    size=st.integers(1, 9),
    update=st.booleans(),
    skip=st.booleans(),
    is_folder=st.booleans(),
    base=st.integers(0, 3),
)
def test_taken_by_column_is_what_it_is_one_by_one(
    bases: list[Path],
    register: Path,
    tmp_path: Path,
    drawn: Any,
    size: int,
    update: bool,
    skip: bool,
    is_folder: bool,
    base: int,
) -> None:
    noun, text = drawn
    names = {"person": "staff", "staff": "list"}
    source = tmp_path / "source" / f"{names.get(noun, noun)}.csv"
    source.parent.mkdir(exist_ok=True)
    for old in source.parent.glob("*"):
        old.unlink()
    source.write_text(text, encoding="utf-8")
    words = (
        [source.parent] if is_folder and noun != "staff" else [source, "--as", noun, "--rejects", tmp_path / "r.csv"]
    )
    words += ["--update"] * update + ["--on-error", "skip"] * skip

    def taken(by_column: bool) -> tuple[Done, dict[str, list[object]], str]:
        begin(bases[base], register)
        (tmp_path / "r.csv").unlink(missing_ok=True)
        with pytest.MonkeyPatch.context() as patched:
            if by_column:
                patched.setattr(block, "BLOCK_ROWS", size)
                patched.setattr(matcher, "MOST_REMEMBERED", size)
                patched.setattr(people, "MOST_NAMES_ASKED", size)
                patched.setattr(blocks, "ROWS_OF_PARTS", (max(1, size // 2),))
            else:
                patched.setattr(block.RowBlock, "columns", lambda self: None)
                patched.setattr(blocks, "ROWS_OF_PARTS", ())
            done = run("import", *words, status=None)
        rejects = tmp_path / "r.csv"
        return done, timeless(register), rejects.read_text("utf-8") if rejects.exists() else ""

    assert taken(by_column=True) == taken(by_column=False)


def timeless(register: Path) -> dict[str, list[object]]:
    """What a register holds, but for the moment in which it was written, and the digest that covers it."""
    with open_to_read(register) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        held = {name: sorted(map(tuple, db.execute(f"SELECT * FROM {name}")), key=repr) for name in tables}
        held["changeset"] = db.execute(
            "SELECT id, operator, command, account, undoes FROM changeset ORDER BY id"
        ).fetchall()
    return {name: [[without_moment(value) for value in row] for row in rows] for name, rows in held.items()}


def without_moment(value: object) -> object:
    return "" if isinstance(value, str) and MOMENT.fullmatch(value) else value


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(
            st.integers(-5, 10**12),
            st.none() | st.text(max_size=6) | st.sampled_from(['"', "\\", "%s", "%", "\u2028", "Đỗ\t"]),
            st.sampled_from(["minor", "serious"]),
            st.none() | st.integers(0, 3) | st.sampled_from([1.0, 0.5, 1]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_the_journal_by_column_is_the_journal_by_row(rows: list[tuple[Any, ...]]) -> None:
    keys = ["id", "note", "severity", "unit_id"]
    columns = dict(zip(keys, map(list, zip(*rows, strict=True)), strict=True))
    by_row = "\n".join(canonical_json.canonical(dict(zip(keys, row, strict=True))) for row in rows)
    assert canonical_json.canonical_lines({**columns, "name_key": [b""] * len(rows)}) == by_row


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("noun", "text"),
    [
        ("violation", "staff,standard,occurred_on\nvc001,TG01,2022-04-01\nVC002,tg01,2022-04-02\n"),
        ("violation", "staff,standard,occurred_on\nNông Văn Tân,TG01,2022-04-01\nle thi binh,TG01,2022-04-02\n"),
        ("violation", "number,staff,standard,occurred_on\nvp-2022-0070,VC001,TG01,2022-04-01\n"),
        ("violation", "number,staff,standard,occurred_on\nVP-2022-00070,VC001,TG01,2022-04-01\n"),
        ("post", "staff,unit,category,started_on\nvc004,b,contract,2022-03-01\n"),
        ("staff", "code,full_name\nvc050,Nông Văn Tân\n"),
    ],
)
@pytest.mark.parametrize("is_folder", [True, False])
def test_what_a_file_calls_otherwise_is_known_the_second_time(
    bases: list[Path], register: Path, tmp_path: Path, noun: str, text: str, is_folder: bool
) -> None:
    begin(bases[2], register)
    source = tmp_path / "again" / f"{noun}.csv"
    source.parent.mkdir()
    source.write_text(text, encoding="utf-8")
    words = [source.parent] if is_folder else [source, "--as", {"staff": "person"}.get(noun, noun)]
    run("import", *words)
    before = everything(register)
    done = run("import", *words, "-f", "csv")
    assert done.stdout.split("\r\n")[-2].split(",")[2:] == ["0", "0", str(text.count("\n") - 1), "0"]
    assert everything(register) == before


def test_a_person_is_known_by_name_and_birth_where_one_list_has_no_numbers(bases: list[Path], register: Path) -> None:
    begin(bases[1], register)
    head = "code,full_name,born_on,id_number,unit,category,started_on\n"
    known = head + ",Nguyễn Văn An,1990-05-01,,A,public-employee,2020-01-01\n"  # VC001, whose number is known
    told = run("import - --as staff -f csv", stdin=known).stdout
    assert told.split("\r\n")[1] == "stdin,Staff,0,0,1,0"
    numbered = head + ",Nông Văn Tân,1980-01-01,006080000009,B,contract,2022-03-01\n"  # VC003, whose number is not
    assert "Identity number: — → 006…009" in run("import - --as staff", stdin=numbered, status=1).stderr
    other = head + "VC050,Nguyễn Văn An,1990-05-01,006090000077,A,public-employee,2020-01-01\n"
    run("import - --as staff", stdin=other)
    assert (
        "more than one person has this name (VC001, VC050)" in run("import - --as staff", stdin=known, status=1).stderr
    )


MARKS = st.tuples(st.integers(2020, 2022), st.integers(1, 40) | st.integers(1, 1 << 25)) | st.text(max_size=5)


@given(st.lists(MARKS, max_size=30), st.lists(st.integers(1, 50) | st.integers(1, 1 << 25), max_size=9), st.booleans())
def test_marks_are_kept_as_a_set_keeps_them(marks: list[Any], numbers: list[int], is_of_two_years: bool) -> None:
    kept, expected = MarkSet(), set(marks[::2])
    kept.update(expected)
    years = [2020 + place % 2 * is_of_two_years for place in range(len(numbers))]
    own = {*zip(years, numbers, strict=True)}
    others = marks[1::4]
    are_different = len(own) == len(numbers) and len({*others}) == len(others)
    is_new = kept.has_none_of(others, (years, numbers) if own else None)
    assert is_new == (are_different and expected.isdisjoint([*own, *others]))
    if is_new:
        kept.add_all(others, (years, numbers) if own else None)
        expected |= own | {*others}
    assert [mark in kept for mark in marks] == [mark in expected for mark in marks]
    assert [kept.has_none_of([mark], None) for mark in marks] == [mark not in expected for mark in marks]


@given(
    st.lists(
        st.sampled_from(["VP-2022-0001", "VP-2021-0002", "vp-2022-3", "VP-2022-0000", "VP-2022-", "VP-2022-+7", ""])
        | st.from_regex(r"(VP|KT)-202[12]-[0-9٣_ ]{1,12}", fullmatch=True),
        min_size=1,
        max_size=4,
    )
)
def test_numbers_of_many_rows_are_those_of_each(texts: list[str]) -> None:
    """However they are written: in doubt is a block of which one tells none, or another year than its day."""
    numbering = verbs_of("violation").numbering
    assert numbering
    columns = {"number": texts, "occurred_on": ["2022-03-01"] * len(texts)}
    many = ColumnDraft(cast(Resolver, None), numbering.noun, columns, len(texts), "2022-12-31", {})
    places = [VIOLATION_NUMBER.parse(text) for text in texts]
    numbers = [place.n for place in places if place and place.year == 2022]
    if not any(texts):
        assert numbering.columns(many) == ([2022] * len(texts), [0] * len(texts))
    elif len(numbers) == len(texts):
        assert numbering.columns(many) == ([2022] * len(texts), numbers) == many.places
    else:
        with pytest.raises(Doubtful):
            numbering.columns(many)


OFFICE_LISTS = {  # each with something that has to be known of the whole list when its rows have been gone through
    "titles before names": "Họ và tên,Ngày sinh,Loại,Đơn vị,Từ ngày\n" + "Ông Lò Văn {n},{d}/03/1980,VC,A,01/01/2021\n",
    "a time of day, totals": "TT,Mã cán bộ,Mã chuẩn mực,Ngày vi phạm\n1,VC00{m},TG01,{d}/03/2022 08:30\n,Cộng,,\n",
    "a cell that cannot be read": "Họ và tên,Ngày sinh,Loại,Đơn vị,Từ ngày\nLò Văn {n},{d}/02/1980,VC,A,01/01/2021\n",
    "cells of several lines": 'staff,standard,occurred_on,note\nVC00{m},TG01,2022-03-{d},"a\nb{n}"\n',
    "a row that is refused": "staff,standard,occurred_on\nVC00{m},TG01,20{d}-03-01\n",
}


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", OFFICE_LISTS)
def test_parsed_in_a_child_is_what_it_is_parsed_here(
    bases: list[Path], register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    head, _line, row = OFFICE_LISTS[name].partition("\n")
    rows = [row.format(n=n, m=n % 3 + 1, d=f"{n:02}") for n in range(1, 31)]
    (tmp_path / "list.csv").write_text(f"{head}\n{''.join(rows)}", encoding="utf-8")
    noun, given = ("staff", ["--set", "unit=B"]) if "Họ và tên" in head else ("violation", ["--set", "note=x"])
    monkeypatch.setattr(block, "BLOCK_ROWS", 7)

    monkeypatch.setattr(spool, "ROWS_OF_A_PACK", 7)

    def taken(most_here: int) -> tuple[Done, dict[str, list[object]]]:
        monkeypatch.setattr(plain_text, "SMALL_BYTES", most_here)
        monkeypatch.setattr(spool, "IN_MEMORY", most_here)
        monkeypatch.setattr(journal, "ROWS_ALONE", most_here)
        begin(bases[1], register)
        done = run("import", tmp_path / "list.csv", "--as", noun, "--on-error", "skip", *given, status=None)
        return done, timeless(register)

    in_child, here = taken(0), taken(1 << 20)
    assert in_child == here and in_child[0].status in (0, 3), in_child[0].stderr


@pytest.mark.parametrize("most", [0, 2, 3])
def test_what_a_child_does_not_come_to_is_made_here(most: int) -> None:
    here = os.getpid()

    def numbers() -> Iterator[int]:
        for n in range(3):
            if n == most and os.getpid() != here:
                os.kill(os.getpid(), signal.SIGKILL)
            yield n

    assert list(pieces_beside(numbers)) == [0, 1, 2]


@pytest.mark.slow
def test_what_is_below_a_refused_unit_is_left_out_with_it_however_deep(register: Path, tmp_path: Path) -> None:
    chain = [f"U{n},Đơn vị {n},office,{f'U{n - 1}' if n else 'NOWHERE'}" for n in range(150)]
    good = ["G1,Phòng 1,office,", "G2,Phòng 2,office,G1"]
    file = tmp_path / "unit.csv"
    file.write_text("\n".join(["code,name,kind,parent", *chain[75:], *good, *chain[:75]]), "utf-8")
    begun = time.process_time()
    done = run("import --as unit --on-error skip -f json", file, status=3)
    assert time.process_time() - begun < 5, "one level was left out each time"
    assert len(done.json["faults"]) == len(chain)
    assert [row["code"] for row in run("unit list -f json").json["rows"]] == ["G1", "G2"]
