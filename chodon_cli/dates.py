"""Days and periods as people here write them. Inside, a day is ISO text: '2022-03-01'."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache

from chodon_cli.errors import Usage
from chodon_cli.locale import _
from chodon_cli.text import clean, unaccent
from chodon_cli.value_class import dataclass

FOREVER = "9999-12-31"
DAYS_OF_WEEKS = 14  # a period of no more days is one of weeks, also if it begins on the first of a month
DAYS_OF_EVERY_MONTH = 28
DAYS_REMEMBERED = 4_096  # of a year's decisions, with a handful of terms
SATURDAY = 5  # of the days of a week, Monday being 0
DAY_FIRST = r"(?:ngay )?([0-9]{1,2})(?: ?[/.-] ?| thang )([0-9]{1,2})(?: ?[/.-] ?| nam )([0-9]{4})"
END_OF_A_YEAR = "(?:(?<=[0-9]{4})|(?<=[0-9]{4}-[0-9]{2}-[0-9]{2}))"  # else the dash stands within a period: 2022-03
DASH = f"{END_OF_A_YEAR}(?: [-–—] |[–—]|(?<=[/.][0-9]{{4}})-(?=[0-9]{{1,2}}[/.]))"
SPAN_PATTERN = rf"(?:tu )?(?:ngay )?(.+?)(?: den | toi |{DASH})(?:het )?(?:ngay )?(.+)"
_fixed: str | None = None


@dataclass(frozen=True)
class Period:
    """Both ends inclusive, ISO days."""

    start: str
    end: str

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"

    @property
    def days(self) -> int:
        return (date.fromisoformat(self.end) - date.fromisoformat(self.start)).days + 1


def fix_today(day: str | None) -> None:
    """Let the day be another than the calendar's: --today and CHODON_TODAY."""
    global _fixed
    _fixed = day


def today() -> str:
    """The working day."""
    return _fixed or date.today().isoformat()


def shift(day: str, days: int) -> str:
    """So many days later, or earlier."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (OverflowError, ValueError):
        raise Usage(_("“{value}” is too far away to be a day").format(value=day), _("write a nearer day")) from None


def days_between(first: str, second: str) -> int:
    """Days from the first to the second; negative if it lies before."""
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def working_days_later(day: str, many: int) -> str:
    """So many working days later: Saturdays and Sundays do not count; holidays do, for they are not known.

    >>> working_days_later("2026-08-07", 3), working_days_later("2026-08-08", 1)  # a Friday, a Saturday
    ('2026-08-12', '2026-08-10')
    """
    reached = date.fromisoformat(day)
    while many:
        reached += timedelta(days=1)
        many -= reached.weekday() < SATURDAY
    return reached.isoformat()


@lru_cache(DAYS_REMEMBERED)
def months_later(day: str, months: int) -> str:
    """The same day of the month, so many months later; the last day of a month that has no such day.

    >>> months_later("2024-02-29", 12)
    '2025-02-28'
    """
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise Usage(
            _("“{value}” is too far away to be a day").format(value=f"{day} + {months}"), _("write a nearer day")
        )
    may_have_fewer = start.day > DAYS_OF_EVERY_MONTH
    of_month = min(start.day, days_of_month(year, month + 1)) if may_have_fewer else start.day
    return date(year, month + 1, of_month).isoformat()


def days_of_month(year: int, month: int) -> int:
    """How many days the month has."""
    from calendar import monthrange  # few commands ask, and it brings along all languages of the system

    return monthrange(year, month)[1]


def parse_birth(text: str) -> str:
    """A day of birth, or the year alone where no more is known: four digits, from 1801 on. Usage error otherwise."""
    word = text.strip()
    return word if len(word) == 4 and word.isascii() and word.isdigit() and word > "1800" else parse_day(text)


def parse_day(text: str) -> str:
    """Read 2022-03-01, 1/3/2022, today, yesterday and their Vietnamese words. Usage error otherwise."""
    words = clean(text)
    if back := DAY_WORDS.get(unaccent(words)):
        return back(today())
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", words):
        year, month, day = map(int, match.groups())
    elif match := re.fullmatch(DAY_FIRST, unaccent(words)):
        day, month, year = map(int, match.groups())
    else:
        raise Usage(
            _("“{value}” is not a day").format(value=words),
            _spelling_meant(words, MEANT_DAYS, parse_day) or _("write 2022-03-01, 01/03/2022, today or yesterday"),
        )
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise Usage(
            _("“{value}” is a day that does not exist").format(value=words),
            _("write 2022-03-01, 01/03/2022, today or yesterday"),
        ) from None


def parse_hour(text: str) -> str:
    """Read an hour of the day as people write it: 7:15, 7h15, 7 giờ 15 -> '07:15'. Usage error otherwise."""
    words = unaccent(clean(text))
    match = re.fullmatch(r"([0-9]{1,2}) ?(?::|h|g|gio) ?(?:([0-9]{2})(?::00|p| phut)?)?", words)
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (24, 0)
    if hour > 23 or minute > 59:
        raise Usage(_("“{value}” is not an hour of the day").format(value=clean(text)), _("write 07:15 or 7h15"))
    return f"{hour:02}:{minute:02}"


def parse_period(text: str) -> Period:
    """Read a period as `interface` §1 lists them. One that runs past today is cut at today. Usage error otherwise."""
    words = _parse_period(clean(text))
    if words.end < words.start:
        raise Usage(
            _("the period “{value}” ends before it begins").format(value=clean(text)),
            _("write the earlier day first: 2022-01-01..2022-06-30"),
        )
    if words.start > today():
        raise Usage(
            _("the period “{value}” has not begun on {today}").format(value=clean(text), today=show_day(today())),
            _("name an earlier period, or say which day it is: --today DATE"),
        )
    return Period(words.start, min(words.end, today()))


def this_year() -> Period:
    """The year so far: what a report covers unless told otherwise."""
    return Period(today()[:4] + "-01-01", today())


def previous_period(period: Period) -> Period | None:
    """The month, quarter, half year or year before; of a part of one the same part, of other periods as many days.

    Of nine months or of a year so far it is the same days of last year. None where the calendar had not begun.
    """
    first, last = date.fromisoformat(period.start), date.fromisoformat(period.end)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    back = next((step for step in (1, 3, 6, 12) if months <= step), -(-months // 12) * 12)
    if first.year * 12 - back < 24:
        return None
    if first.day > 1 or period.days <= DAYS_OF_WEEKS:
        return Period(shift(period.start, -period.days), shift(period.start, -1))
    return months_before(period, back)


def months_before(period: Period, months: int) -> Period:
    """The same days so many months before; of a period that begins with a month the last day of a month stays one.

    >>> str(months_before(Period("2025-02-01", "2025-02-28"), 12))
    '2024-02-01..2024-02-29'
    """
    start, end = (months_later(day, -months) for day in (period.start, period.end))
    last = date.fromisoformat(period.end)
    if period.start.endswith("-01") and last.day == days_of_month(last.year, last.month):
        end = end[:8] + f"{days_of_month(int(end[:4]), int(end[5:7])):02}"
    return Period(start, end)


def show_day(day: str) -> str:
    """dd/mm/yyyy, as people here write it; a year of which no more is known stays one."""
    return day if len(day) == 4 else f"{day[8:10]}/{day[5:7]}/{day[:4]}"


def _parse_period(text: str) -> Period:
    """One period, or the span from one to another: more than two ends are no period."""
    if ".." in text:
        first, *middle, last = (part.strip() for part in text.split(".."))
        if middle or last.startswith("."):
            raise _no_period(text)
        if not first:
            raise Usage(
                _("“{value}” says no first day").format(value=text), _("write it in front: 2022-01-01..2022-06-30")
            )
        start = _parse_one(first).start
        return Period(start, _parse_one(last).end if last else max(start, today()))
    if span := re.fullmatch(SPAN_PATTERN, unaccent(text)):
        year = re.search(r"[0-9]{4}", span[2])
        is_bare = year and not re.search(r"[0-9]{4}", span[1])  # the first of "tháng 1 đến tháng 3/2022"
        first = f"{span[1]} nam {year[0]}" if year and is_bare else span[1]
        if re.fullmatch(SPAN_PATTERN, span[1]) or re.fullmatch(SPAN_PATTERN, span[2]):
            raise _no_period(text)
        return Period(_parse_one(first).start, _parse_one(span[2]).end)
    return _parse_one(text)


def _parse_one(text: str) -> Period:
    words = unaccent(text)
    for pattern, make in PERIOD_PATTERNS:
        if match := re.fullmatch(pattern, words):
            try:
                return make(*match.groups())
            except (ValueError, OverflowError):
                break  # month 13, year 0000, the week before the first
    else:
        if re.search(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}", words) or words in DAY_WORDS:
            day = parse_day(text)
            return Period(day, day)
    raise _no_period(text)


def _no_period(text: str) -> Usage:
    """What is raised of a text that is no period, with the spelling that was meant where one is near."""
    return Usage(
        _("“{value}” is not a period").format(value=text),
        _spelling_meant(text, MEANT_PERIODS | MEANT_DAYS, _parse_period)
        or _("write 2022, 2022-03, 2022Q1, 2022H1, 2022-01-01..2022-06-30, this-year or last-week"),
    )


def _spelling_meant(text: str, spellings: Mapping[str, str], parse: Callable[[str], object]) -> str:
    """What to write instead of a text that is spelled as these patterns are; nothing if that cannot be read either."""
    words = unaccent(text)
    for pattern, spelling in spellings.items():
        if match := re.fullmatch(pattern, words):
            with suppress(Usage):
                parse(meant := match.expand(spelling))
                return _("write {value}").format(value=meant)
    return ""


def _months(year: str | int, first: int, count: int) -> Period:
    start = date(int(year), first, 1)
    after = (start.year * 12 + first - 1) + count
    end = date(after // 12, after % 12 + 1, 1) - timedelta(days=1) if after // 12 < 10000 else date.max
    return Period(start.isoformat(), end.isoformat())


def _quarter(quarter: str, year: str) -> Period:
    number = ROMAN_QUARTERS.get(quarter) or int(quarter)
    return _months(year, number * 3 - 2, 3)


def _half(year: str, half: str) -> Period:
    return _months(year, 1 if half in ("1", "dau") else 7, 6)


def _months_ago(unit: int, back: int) -> Period:
    """The month, quarter or year (a unit of so many months) that lies so many units back."""
    day = date.fromisoformat(today())
    index = (day.year * 12 + day.month - 1) // unit - back
    return _months(index * unit // 12, index * unit % 12 + 1, unit)


def _week(back: int) -> Period:
    day = date.fromisoformat(today())
    monday = day - timedelta(days=day.weekday() + 7 * back)
    return Period(monday.isoformat(), (monday + timedelta(days=6)).isoformat())


DAY_WORDS: dict[str, Callable[[str], str]] = {
    "today": lambda day: day,
    "hom nay": lambda day: day,
    "nay": lambda day: day,  # 01/01/2022 đến nay
    "yesterday": lambda day: shift(day, -1),
    "hom qua": lambda day: shift(day, -1),
}
ROMAN_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
PERIOD_PATTERNS: list[tuple[str, Callable[..., Period]]] = [
    (r"(?:nam )?([0-9]{4})", lambda year: _months(year, 1, 12)),
    (r"([0-9]{4})-([0-9]{1,2})", lambda year, month: _months(year, int(month), 1)),
    (r"(?:thang )?([0-9]{1,2})/([0-9]{4})", lambda month, year: _months(year, int(month), 1)),
    (r"thang ([0-9]{1,2})", lambda month: _months(today()[:4], int(month), 1)),
    (r"thang ([0-9]{1,2}) nam ([0-9]{4})", lambda month, year: _months(year, int(month), 1)),
    (r"([0-9]{4})[-/ ]?q([1-4])", lambda year, quarter: _quarter(quarter, year)),
    (r"(?:q|quy )([1-4]|i|ii|iii|iv) ?[-/. ]? ?(?:nam )?([0-9]{4})", _quarter),
    (r"quy ([1-4]|i|ii|iii|iv)", lambda quarter: _quarter(quarter, today()[:4])),
    (r"([0-9]{4})[-/ ]?h([12])", _half),
    (r"h([12])[-/. ]?([0-9]{4})", lambda half, year: _half(year, half)),
    (r"(?:6|sau) thang (dau|cuoi) nam", lambda half: _half(today()[:4], half)),
    (r"(?:9|chin) thang dau nam", lambda: _months(today()[:4], 1, 9)),
    (r"(?:6|sau) thang (dau|cuoi) nam ([0-9]{4})", lambda half, year: _half(year, half)),
    (r"(?:9|chin) thang dau nam ([0-9]{4})", lambda year: _months(year, 1, 9)),
    (r"this-week|tuan nay", lambda: _week(0)),
    (r"last-week|tuan truoc", lambda: _week(1)),
    (r"this-month|thang nay", lambda: _months_ago(1, 0)),
    (r"last-month|thang truoc", lambda: _months_ago(1, 1)),
    (r"this-quarter|quy nay", lambda: _months_ago(3, 0)),
    (r"last-quarter|quy truoc", lambda: _months_ago(3, 1)),
    (r"this-year|nam nay", lambda: _months_ago(12, 0)),
    (r"last-year|nam truoc|nam ngoai", lambda: _months_ago(12, 1)),
]
MEANT_PERIODS = {  # how a period is misspelled -> how that is written
    r"([0-9]{4})[-/, ]([0-9]{4})": r"\1..\2",
    r"([0-9]{1,2})[-.]([0-9]{4})": r"\1/\2",
    r"([0-9]{4}) ?[/.m] ?([0-9]{1,2})": r"\1-\2",
    r"(this|last)[ _]?(week|month|quarter|year)": r"\1-\2",
    r"([^.]+)\.{3,}([^.]+)": r"\1..\2",
}
MEANT_DAYS = {
    r"([0-9]{4})([0-9]{2})([0-9]{2})": r"\1-\2-\3",
    r"([0-9]{4})[/. –]([0-9]{1,2})[/. –]([0-9]{1,2})": r"\1-\2-\3",
    r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-3][0-9])": r"\1/\3/20\4",
    r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([4-9][0-9])": r"\1/\3/19\4",  # of a birth
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[t ][0-9]{1,2}:.*": r"\1",
}
