"""Which columns a terminal has room for: what qualifies a figure never gives way before the figure, anywhere."""

from collections.abc import Iterator
from dataclasses import replace
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chodon_cli import dates, locale, reports, store
from chodon_cli.cli import discovery, names
from chodon_cli.nouns import registry
from chodon_cli.queries import select
from chodon_cli.render import _fit, _headline
from chodon_cli.render._text import cells, width
from chodon_cli.result import Column, Result
from tests.cli.terminal import on_terminal
from tests.harness import begin, use

WIDTHS = (40, 60, 80, 100, 120, 160, 200)
NEEDS = {"unit": {"code": "BANGLUNG"}, "trend": {}}  # what a report cannot do without


def every_report(sample: Path, register: Path) -> Iterator[Result]:
    """Every report of 2022, and every noun's list, as people are shown them."""
    from importlib import import_module

    use(begin(sample, register))
    dates.fix_today("2022-12-31")
    period = dates.parse_period("2022")
    with store.reading() as db:
        for name in discovery.modules(reports):
            module: Any = import_module(f"chodon_cli.reports.{name}")
            takes = signature(module.report).parameters
            asked: dict[str, Any] = {**NEEDS.get(name, {}), **({"period": period} if "period" in takes else {})}
            whole = names.add_names(module.report(db, **asked), db)
            yield from (replace(part, report=name) for part in (whole, *whole.details))
        for noun in registry.all_nouns().values():
            if noun.name not in ("person", "staff", "unit_past", "law", "case"):
                found = names.add_names(select.listing(db, noun), db)
                yield replace(found, report=f"{noun.name} list")
    dates.fix_today(None)


@pytest.fixture(scope="module")
def results(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    return list(every_report(sample, tmp_path_factory.mktemp("fit") / "register.db"))


@pytest.fixture(scope="module")
def fitted_results(results: list[Result]) -> list[tuple[Result, list[tuple[int, Result]]]]:
    """Each with what a terminal of each width has room for."""
    locale.use("en")  # as the tests do that look at it: widths are those of the words
    return [
        (result, [(room, _fit.fit(first, room)[0]) for room in WIDTHS])
        for result in results
        for first in [_fit.names_first(result)]
    ]


@pytest.mark.slow
def test_what_qualifies_a_figure_stays_as_long_as_the_figure(
    fitted_results: list[tuple[Result, list[tuple[int, Result]]]],
) -> None:
    for result, fitted_to in fitted_results:
        keys = {column.key for column in result.columns}
        for room, fitted in fitted_to:
            kept = {column.key for column in fitted.columns}
            for figure in kept:
                lost = (keys & {*_fit.qualifiers(figure)}) - kept
                assert not lost, f"{result.report} at {room}: {figure} without {lost}"
            for code in kept & _fit.NAME_OF.keys():
                name = _fit.NAME_OF[code]
                is_of_both = name in keys and {c.key: c.type for c in result.columns}[code] == "code"
                says = any(row[result.position(name)] for row in result.rows) if is_of_both else False
                assert not says or name in kept, f"{result.report} at {room}: {code} without {name}"
            assert not keys & {*_fit.COLUMNS_ALWAYS_SHOWN} or kept & {*_fit.COLUMNS_ALWAYS_SHOWN}


@pytest.mark.slow
def test_every_rate_names_what_qualifies_it(results: list[Result]) -> None:
    for result in results:
        keys = {column.key for column in result.columns}
        for column in result.columns:
            if column.type == "percent":
                assert keys & {*_fit.qualifiers(column.key)}, f"{result.report}: of how many is {column.key}?"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_list_of_codes_has_low_rows_on_every_screen(register: Path, language: str) -> None:
    use(register)
    locale.use(language)
    with store.reading() as db:
        result = replace(select.listing(db, registry.all_nouns()["standard"]), report="standard list")
    for room in (80, 100, 120, 160, 400):
        fitted, omitted, texts = _fit.fit(result, room)
        assert {"code", "title"} <= {column.key for column in fitted.columns}
        sizes = _fit.widths(fitted, texts, room)
        for row in texts[1:]:
            of_words = [([width(word) for word in text.split()], size) for text, size in zip(row, sizes, strict=True)]
            assert max(_fit.lines_taken(words, size) for words, size in of_words) <= _fit.LINES_OF_A_CODE, (room, row)
    assert not {"document", "verified"} & {column.key for column in omitted}, "a wide screen has room for all"


@pytest.mark.slow
def test_what_is_to_stay_longest_is_there(results: list[Result]) -> None:
    known: dict[str, set[str]] = {}
    for result in results:
        known.setdefault(result.report, set()).update(column.key for column in result.columns)
    may_come = {"difference", "state"}  # of a run before; of a day
    for report, keys in _fit.COLUMNS_KEPT_LONGEST.items():
        lacking = {*keys} - known.get(report, {*keys}) - may_come
        assert not lacking, f"{report} has no {lacking}"


@pytest.mark.slow
def test_no_figure_is_cut_and_no_heading_or_word_takes_many_lines(
    fitted_results: list[tuple[Result, list[tuple[int, Result]]]],
) -> None:
    for result, fitted_to in fitted_results:
        for room, fitted in fitted_to:
            texts = cells(fitted)
            sizes = _fit.widths(fitted, texts, room)
            assert len(sizes) == 1 or sum(sizes) + 2 * (len(sizes) - 1) <= room
            for size, column, heading, *values in zip(sizes, fitted.columns, *texts, strict=True):
                assert _fit.lines_taken([width(word) for word in heading.split()], size) <= _fit.HEADING_LINES
                if column.is_figure or column.type in ("date", "code"):
                    assert all(width(value) <= size for value in values), (result.report, column.key)
                elif len(sizes) > 1 and column.type in _fit.FLEXIBLE_TYPES:  # no number of a document is broken
                    words = [word for value in values for word in value.split() if width(word) <= _fit.WIDEST_WORD]
                    assert all(width(word) <= size for word in words), (result.report, column.key)


@pytest.mark.slow
def test_what_takes_a_record_back_is_seen_on_every_terminal(results: list[Result]) -> None:
    tried = 0
    for result in results:
        for key in {column.key for column in result.columns} & {*_fit.MARKS_OF_RECORDS}:
            place, mark = result.position(key), _fit.MARKS_OF_RECORDS[key][0]
            one = [(*row[:place], "2022-12-31", *row[place + 1 :]) for row in result.rows[:1]]
            result = replace(result, rows=[*one, *result.rows[1:]])
            for room in WIDTHS if one else ():
                fitted, omitted, texts = _fit.fit(result, room)
                assert [*map(tuple, texts)] == [*map(tuple, cells(fitted))]
                is_there = key in {column.key for column in fitted.columns}
                marks = cells(fitted)[1][0].rpartition(" ")[2]  # of one that was groundless and is void, both
                assert is_there or mark in marks, (result.report, room)
                assert is_there is (key not in {column.key for column in omitted})
                tried += not is_there
    assert tried > 20


@given(text=st.lists(st.text("abế", min_size=1, max_size=9), max_size=8).map(" ".join), lines=st.integers(1, 4))
def test_the_least_width_is_the_least(text: str, lines: int) -> None:
    sizes = [width(word) for word in text.split()]
    least = _fit.least_width(text, lines)
    assert _fit.lines_taken(sizes, least) <= lines
    assert least == max(sizes, default=0) or _fit.lines_taken(sizes, least - 1) > lines


def test_a_word_that_is_broken_in_any_case_takes_no_room_from_other_columns() -> None:
    basis = Column("basis", "text")
    assert (
        _fit.least_column_width(basis, ["Basis", "30/KH-UBND@2022-02-23: a report each month"]) == _fit.NARROWEST_TEXT
    )
    assert _fit.least_column_width(basis, ["Basis", "112/2020/ND-CP-A and what follows"]) == len("112/2020/ND-CP-A")


@pytest.mark.slow
def test_the_headline_is_at_most_four_lines_and_what_stands_out_comes_first(filled: Path) -> None:
    for room in (80, 100, 160):
        words = ("--lang", "vi", "--today", "2022-12-31", "--no-pager", "report", "compliance", "--period", "2022")
        lines = on_terminal(*words, columns=room).lines
        above = next(place for place, line in enumerate(lines) if not line.strip() or line.startswith("  "))
        assert above <= 1 + _headline.MOST_LINES and lines[1].startswith("Cần chú ý 2 đơn vị: Thị trấn Bằng Lũng")
        assert all(len(line) <= room for line in lines)


def test_a_figure_behind_a_name_is_no_part_of_it() -> None:
    keys = ("unit", "violations", "expected", "signal", "overdue_cases", "tasks_on_time_rate")
    row = ("Trạm 1", 9, 2.0, "high", 2, 40.0)
    result = Result("", [Column(key, "code") for key in keys], [row], report="compliance")
    assert len(lines := _headline.headline(result)) == 3
    assert [line for line in lines if "Trạm 1 (" not in line] == []


WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=10), min_size=3, max_size=6)
NAME = st.builds(lambda words, number: f"{' '.join(words).title()} {number}", WORDS, st.integers(0, 99))
NAMES = st.lists(NAME, min_size=4, max_size=12) | st.lists(NAME, max_size=0)


@given(named=st.tuples(NAMES, NAMES, NAMES, NAMES), room=st.integers(80, 200))
def test_names_that_the_headline_has_no_room_for_are_counted(named: tuple[list[str], ...], room: int) -> None:
    patterns = [f"{word} of {{number}}: {{units}}" for word in ("Look", "Overdue", "Unknown", "Less than half in time")]
    sentences = [_headline.NamingSentence(*each) for each in zip(patterns, named, strict=True) if each[1]]
    lines = _headline.lines_on_terminal(sentences, room)
    assert sum(_headline.lines_of(line, room) for line in lines) <= _headline.MOST_LINES
    for sentence in sentences:
        assert any(sentence.naming(0) in line for line in lines), "none of the sentences is lost"
    for line, sentence in zip(lines, sentences, strict=False):
        shown = [name for name in sentence.names if name in line]
        if line is lines[0]:
            assert len({*shown}) >= min(_headline.LEAST_NAMED, len({*sentence.names[:3]}))
        is_cut = line.count("; ") + 1 < len(sentence.names)
        if len(lines) == len(sentences) and shown and is_cut:
            assert line.endswith(f" … and {len(sentence.names) - line.count('; ') - 1} more")
