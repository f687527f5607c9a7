"""Periods in every way of writing, against a calendar."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chodon_cli import dates
from chodon_cli.errors import Usage
from chodon_cli.text import unaccent
from tests.harness import hold_each

ROMAN = ["I", "II", "III", "IV"]
RELATIVE = {  # what is written -> months of the unit, units back; a week has none
    "this-month": (1, 0),
    "tháng này": (1, 0),
    "last-month": (1, 1),
    "tháng trước": (1, 1),
    "this-quarter": (3, 0),
    "quý này": (3, 0),
    "last-quarter": (3, 1),
    "quý trước": (3, 1),
    "this-year": (12, 0),
    "năm nay": (12, 0),
    "last-year": (12, 1),
    "năm trước": (12, 1),
    "năm ngoái": (12, 1),
}
WEEKS = {"this-week": 0, "tuần này": 0, "last-week": 1, "tuần trước": 1}


BIRTHS = {
    "1801": True,
    "1990": True,
    "1800": False,
    "0990": False,
    "199": False,
    "19901": False,
    "١٩٩٠": False,
    "199x": False,
}


def test_a_birth_may_be_a_year_alone() -> None:
    def is_read(text: str, is_year: bool) -> None:
        if is_year:
            assert dates.parse_birth(f" {text} ") == text
        else:
            with pytest.raises(Usage):
                dates.parse_birth(text)

    hold_each(is_read, BIRTHS.items())


def written(year: int) -> Iterator[tuple[str, int, int]]:
    """Every way of writing a period of the year, with its first and its last month."""
    four = f"{year:04}"
    yield from [(four, 1, 12), (f"năm {four}", 1, 12)]
    for month in range(1, 13):
        for text in (f"{four}-{month}", f"{four}-{month:02}", f"{month}/{four}", f"{month:02}/{four}"):
            yield text, month, month
        for text in (f"tháng {month}/{four}", f"Tháng {month} năm {four}", f"tháng {month:02} năm {four}"):
            yield text, month, month
    for quarter in range(1, 5):
        months = (3 * quarter - 2, 3 * quarter)
        for text in (f"{four}Q{quarter}", f"{four}-q{quarter}", f"quý {quarter}/{four}", f"quý {quarter} năm {four}"):
            yield text, *months
        for text in (f"Quý {ROMAN[quarter - 1]}/{four}", f"quý {ROMAN[quarter - 1].lower()} năm {four}"):
            yield text, *months
        roman = ROMAN[quarter - 1]
        for text in (f"Q{quarter}/{four}", f"q{quarter} {four}", f"Q{quarter}-{four}", f"{four} Q{quarter}"):
            yield text, *months
        for text in (f"Q{roman}/{four}", f"Q{quarter}.{four}", f"Quý {roman} - {four}", f"Q{quarter} năm {four}"):
            yield text, *months
    for half, words in enumerate(("đầu", "cuối")):
        months = (6 * half + 1, 6 * half + 6)
        for text in (f"{four}H{half + 1}", f"{four}-h{half + 1}", f"H{half + 1}/{four}", f"6 tháng {words} năm {four}"):
            yield text, *months
        yield f"Sáu tháng {words} năm {four}", *months
    yield from [(f"9 tháng đầu năm {four}", 1, 9), (f"chín tháng đầu năm {four}", 1, 9)]


def written_without_year() -> Iterator[tuple[str, int, int]]:
    """Every way of writing a period of the year that it is, with its first and its last month."""
    for month in range(1, 13):
        yield from [(f"tháng {month}", month, month), (f"Tháng {month:02}", month, month)]
    for quarter, roman in enumerate(ROMAN, 1):
        yield from [(f"quý {said}", 3 * quarter - 2, 3 * quarter) for said in (quarter, roman, roman.lower())]
    yield from [("6 tháng đầu năm", 1, 6), ("sáu tháng cuối năm", 7, 12), ("9 tháng đầu năm", 1, 9)]
    yield from [("tháng 1 đến tháng 3", 1, 3), ("từ quý 2 đến quý 3", 4, 9)]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    yield
    dates.fix_today(None)


def span(year: int, first: int, last: int) -> dates.Period:
    return dates.Period(date(year, first, 1).isoformat(), date(year, last, monthrange(year, last)[1]).isoformat())


@given(year=st.integers(1, 9999))
def test_a_period_is_from_its_first_day_to_its_last_however_it_is_written(year: int) -> None:
    dates.fix_today(dates.FOREVER)
    for text, first, last in written(year):
        assert dates.parse_period(text) == span(year, first, last), text


@given(day=st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_a_period_that_is_said_from_today_is_counted_from_today(day: date) -> None:
    dates.fix_today(day.isoformat())
    for text, (months, back) in RELATIVE.items():
        first = (day.year * 12 + day.month - 1) // months * months - back * months
        whole = span(first // 12, first % 12 + 1, first % 12 + months)
        assert dates.parse_period(text) == dates.Period(whole.start, min(whole.end, day.isoformat())), text
    for text, back in WEEKS.items():
        monday = day - timedelta(days=day.isocalendar().weekday - 1, weeks=back)
        end = min(monday + timedelta(days=6), day)
        assert dates.parse_period(text) == dates.Period(monday.isoformat(), end.isoformat()), text


@given(year=st.integers(1, 9998), asked_in=st.integers(1, 9998))
def test_without_a_year_it_is_the_one_that_it_is_or_that_its_end_names(year: int, asked_in: int) -> None:
    dates.fix_today(f"{year:04}-12-31")
    for text, first, last in written_without_year():
        assert dates.parse_period(text) == span(year, first, last), text
    dates.fix_today(f"{max(year, asked_in):04}-12-31")
    assert dates.parse_period(f"tháng 2 đến tháng 5/{year:04}") == span(year, 2, 5)
    assert dates.parse_period(f"từ quý 1 đến quý 3 năm {year:04}") == span(year, 1, 9)


def test_two_days_or_periods_with_a_dash_between_them_are_a_period() -> None:
    def is_read(text: str, first: str, last: str) -> None:
        assert dates.parse_period(text) == dates.Period(first, last)

    dates.fix_today("2022-12-31")
    hold_each(
        is_read,
        [
            *(
                (text, "2022-03-01", "2022-04-15")
                for text in ("01/03/2022 - 15.4.2022", "1/3/2022-15/4/2022", "01/03/2022 – 15/04/2022")
            ),
            ("từ ngày 01/03/2022 - ngày 15/04/2022", "2022-03-01", "2022-04-15"),
            ("2022-03-01 - 2022-04-15", "2022-03-01", "2022-04-15"),
            ("01/2022 - 03/2022", "2022-01-01", "2022-03-31"),
            ("Q1/2022–Q2/2022", "2022-01-01", "2022-06-30"),
            ("2021 - 2022", "2021-01-01", "2022-12-31"),
            ("01/03/2022 đến nay", "2022-03-01", "2022-12-31"),
            ("2022-03", "2022-03-01", "2022-03-31"),
        ],
    )


def test_of_a_period_with_one_end_it_is_said_what_lacks() -> None:
    def is_told(text: str, told: str) -> None:
        with pytest.raises(Usage, match=told):
            dates.parse_period(text)

    dates.fix_today("2022-12-31")
    assert dates.parse_period("2022Q4..") == dates.Period("2022-10-01", "2022-12-31")
    hold_each(
        is_told,
        [
            ("..2022-06-30", "“..2022-06-30” says no first day"),
            ("..", "“..” says no first day"),
            ("2023..", "the period “2023..” has not begun on 31/12/2022"),
            ("2022-06-30..2022-01-01", "ends before it begins"),
        ],
    )


def test_what_is_no_period_or_day_is_refused_whole_with_the_spelling_that_was_meant() -> None:
    def is_told(parse: Callable[[str], object], text: str, meant: str) -> None:
        with pytest.raises(Usage) as refused:
            parse(text)
        assert f"“{text}”" in str(refused.value)
        assert refused.value.hint.startswith(f"write {meant}")

    dates.fix_today("2024-12-31")
    several = [
        "2022..2023..2024",
        "2022-01..2022-03..2022-05",
        "2022 đến 2023 đến 2024",
        "2022 - 2023 - 2024",
        "2022-13",
    ]
    periods = [
        *((text, "2022, 2022-03, ") for text in (*several, "2022..2023..", "..2022..", "13-2022", "2022Q5")),
        *(("2022...2023", "2022..2023"), ("2022-2023", "2022..2023"), ("03-2022", "03/2022"), ("2022/03", "2022-03")),
        *(("last week", "last-week"), ("20220301", "2022-03-01"), ("2022-01-01 2022-06-30", "2022-03-01, ")),
    ]
    days = [
        *(("20220301", "2022-03-01"), ("2022/3/1", "2022-3-1"), ("1/3/22", "1/3/2022")),
        *(("1/3/75", "1/3/1975"), ("2022-03-01T00:00", "2022-03-01"), ("2022-03-01 7:30", "2022-03-01")),
        *((text, "2022-03-01, 01/03/2022") for text in ("20229999", "2022-01-01 2022-06-30")),
    ]
    hold_each(is_told, [(dates.parse_period, *each) for each in periods] + [(dates.parse_day, *each) for each in days])


def test_every_pattern_of_the_table_is_tried_above() -> None:
    texts = [text for text, _first, _last in (*written(2022), *written_without_year())] + [*RELATIVE, *WEEKS]
    for pattern, _make in dates.PERIOD_PATTERNS:
        assert any(re.fullmatch(pattern, unaccent(text)) for text in texts), f"write one that fits {pattern}"
        for word in pattern.split("|") if re.fullmatch(r"[a-z |-]+", pattern) else []:
            assert word in map(unaccent, texts), word


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2022", "2021"),
        ("2022Q1", "2021Q4"),
        ("2022H2", "2022H1"),
        ("2022-03", "2022-02"),
        ("2024-02", "2024-01"),
        ("2022-01-01..2022-09-30", "2021-01-01..2021-09-30"),
        ("2022-01-01..2022-11-26", "2021-01-01..2021-11-26"),
        ("2022-03-01..2022-03-20", "2022-02-01..2022-02-20"),
        ("2022-07-01..2022-08-15", "2022-04-01..2022-05-15"),
        ("2024-01-01..2024-02-29", "2023-10-01..2023-11-30"),
        ("2022-08-01..2022-08-07", "2022-07-25..2022-07-31"),
        ("2022-03-15..2022-04-14", "2022-02-12..2022-03-14"),
        ("2020-01-01..2021-12-31", "2018-01-01..2019-12-31"),
    ],
)
def test_the_period_before(period: str, before: str) -> None:
    assert dates.previous_period(dates.parse_period(period)) == dates.parse_period(before)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2025-02-01..2025-02-28", "2024-02-01..2024-02-29"),
        ("2024-02-01..2024-02-29", "2023-02-01..2023-02-28"),
        ("2025-01-01..2025-02-27", "2024-01-01..2024-02-27"),
        ("2025-02-22..2025-02-28", "2024-02-22..2024-02-28"),
        ("2025-07-01..2025-12-31", "2024-07-01..2024-12-31"),
    ],
)
def test_the_same_days_a_year_before(period: str, before: str) -> None:
    assert dates.months_before(dates.parse_period(period), 12) == dates.parse_period(before)


def test_before_the_first_year_there_is_no_period() -> None:
    assert dates.previous_period(dates.Period("0001-01-01", "0001-12-31")) is None
