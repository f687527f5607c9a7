"""`unit_rating`: how units were rated, what that asks of those who lead them, and what it allows."""

from pathlib import Path
from typing import Any

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.harness import Chodon, Prepare, assert_refused

WRITES: Lines = {
    "unit_rating add": ["unit_rating add --unit PNV --year 2022 --level good --on 2022-12-10"],
    "unit_rating edit": [
        "unit_rating add --unit PNV --year 2022 --level good --on 2022-12-10",
        "unit_rating edit XD-2022-0001 --level excellent",
    ],
    "unit_rating void": [
        "unit_rating add --unit PNV --year 2022 --level good --on 2022-12-10",
        "unit_rating void XD-2022-0001 --reason nhầm",
    ],
}
ADD = "unit_rating add --unit PNV --level good"
WRONG = [  # command line, exit status, what the line must say
    (f"{ADD} --year 2023 --on 2022-12-10", 1, "before the year that is rated"),
    (f"{ADD} --year 2022 --on 2027-03-01", 1, "after today"),
    (f"{ADD} --year 2022 --on 2022-12-10 --score 101", 1, "between 0 and 100"),
    ("unit_rating add --unit BQLCHO --year 2023 --level good --on 2023-12-10", 1, "closed already"),
]
TODAY = "--today 2027-02-01"


@pytest.mark.slow
def test_each_write_of_a_rating_of_a_unit_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(filled: Path, line: str, status: int, told: str) -> None:
    assert_refused(filled, line, status, told)


def found(office: Chodon, code: str, line: str = f"{TODAY} check") -> list[tuple[Any, ...]]:
    rows = office(f"{line} -f json", status=None).json["rows"]
    return [(row["record"], row["severity"]) for row in rows if row["code"] == code]


def rate(office: Chodon, unit: str, year: int, level: str) -> str:
    line = f"{TODAY} unit_rating add --unit {unit} --year {year} --level {level} --on {year}-12-05 -f json"
    return str(office(line).json["rows"][0]["number"])


@pytest.fixture
def office(chodon: Chodon, prepare: Prepare) -> Chodon:
    """An office with a head, a deputy and six others, of both classes."""
    posts = [("H", "head"), ("P", "deputy"), *((f"N{n}", "none") for n in range(1, 7))]
    prepare(
        "unit add TH 'Trường Tiểu học' --kind school",
        *(
            f"staff add --name {code} --code {kind}{code} --unit TH --category {kind} --leadership {leads}"
            " --from 2015-01-01"
            for kind in ("VC", "CC")
            for code, leads in posts
        ),
    )
    return chodon


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("staff", "year", "level", "severity"),
    [
        ("VCH", 2022, "excellent", "error"),  # Law 58/2010, article 41.2.b: whoever leads the unit
        ("VCP", 2022, "excellent", "error"),
        ("VCH", 2022, "good", None),  # no higher: the same is allowed
        ("VCN1", 2022, "excellent", None),
        ("VCH", 2026, "excellent", "error"),  # Decree 233/2026, article 12.7: the head
        ("VCP", 2026, "excellent", None),
        ("CCH", 2024, "excellent", "warning"),  # the like article on civil servants was not read
    ],
)
def test_who_leads_a_unit_is_rated_no_better_than_it(
    office: Chodon, staff: str, year: int, level: str, severity: str | None
) -> None:
    number = rate(office, "TH", year, "good")
    office(f"{TODAY} rating add --staff {staff} --year {year} --kind final --level {level} --on {year}-12-10")
    listed = [severity] if severity else []
    assert [each for _record, each in found(office, "head-above-unit")] == listed
    assert not found(office, "head-above-unit", f"--today {year}-12-04 check")  # not known yet
    notes = office(f"{TODAY} report ratings --period {year} -f json").json["notes"]
    assert any(staff in note for note in notes) == bool(severity)
    office(f"{TODAY} unit_rating edit {number} --level excellent")
    assert not found(office, "head-above-unit")
    office(f"{TODAY} unit_rating void {number} --reason nhầm")
    assert not found(office, "head-above-unit")


def test_the_review_names_who_is_rated_above_the_unit(office: Chodon) -> None:
    rate(office, "TH", 2026, "completed")
    office(f"{TODAY} rating add --staff VCH --year 2026 --kind final --level good --on 2026-12-10")
    office("--today 2026-11-20 review open --year 2026")
    assert any("VCH" in note for note in office(f"{TODAY} review show --year 2026 -f json").json["notes"])


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("unit", "excellent", "severity", "ceiling"),
    [
        (None, 1, "warning", 0),  # one to four is 25 per cent: nobody said how the unit was rated
        ("excellent", 1, None, 1),
        ("good", 1, "error", 0),
        ("excellent", 2, "error", 1),
    ],
)
def test_a_quarter_may_be_excellent_only_where_the_unit_was_rated_so(
    office: Chodon, unit: str | None, excellent: int, severity: str | None, ceiling: int
) -> None:
    """Decree 233/2026, article 12.6: 20 per cent of those rated good; 25 where the unit is rated excellent."""
    if unit:
        rate(office, "TH", 2026, unit)
    for place, level in enumerate([*["excellent"] * excellent, *["good"] * 4], 1):
        office(f"{TODAY} rating add --staff VCN{place} --year 2026 --kind final --level {level} --on 2026-12-10")
    listed = {each for _record, each in found(office, "rating-above-ceiling")}
    assert listed == ({severity} if severity else set())
    [row] = office(f"{TODAY} report ratings --period 2026 -f json").json["rows"]
    assert (row["ceiling"], row["above"]) == (ceiling, excellent - ceiling)


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("units", "excellent", "good", "severity"),
    [
        (4, 1, 0, None),  # fewer than five under one authority: one at most
        (4, 2, 2, "error"),
        (6, 1, 5, None),  # 20 per cent of five
        (6, 1, 4, "warning"),  # 25 per cent, where the authority decided so
        (6, 2, 4, "error"),
    ],
)
def test_few_units_under_one_authority_are_excellent(
    chodon: Chodon, prepare: Prepare, units: int, excellent: int, good: int, severity: str | None
) -> None:
    """Decree 233/2026, article 7.7: 20 per cent of the units rated good, 25 at most; of fewer than five, one."""
    prepare(
        "unit add UB 'Ủy ban' --kind commune",
        *(f"unit add T{n} 'Trường {n}' --kind school --parent UB" for n in range(units)),
    )
    for place, level in enumerate(["excellent"] * excellent + ["good"] * good):
        rate(chodon, f"T{place}", 2026, level)
    assert [each for _record, each in found(chodon, "unit-rating-above-ceiling")] == ([severity] if severity else [])


def test_a_unit_that_was_rated_twice_for_a_year_is_a_finding_until_one_is_void(office: Chodon) -> None:
    rate(office, "TH", 2024, "good")
    first, second = rate(office, "TH", 2025, "good"), rate(office, "TH", 2025, "excellent")
    assert found(office, "unit-rating-twice") == [(second, "error")]
    assert found(office, "unit-rating-twice", "--today 2025-12-04 check") == []  # neither was known then
    office(f"{TODAY} unit_rating void {first} --reason nhầm")
    assert found(office, "unit-rating-twice") == []


def test_the_page_of_the_unit_shows_its_ratings(office: Chodon) -> None:
    number = rate(office, "TH", 2025, "good")
    page = office(f"{TODAY} report unit TH --period 2025 -f json").json
    assert number in [row["number"] for part in page["details"] for row in part["rows"] if "number" in row]
    listed = office(f"{TODAY} unit_rating list --year 2025 -f json").json["rows"]
    assert [row["number"] for row in listed] == [number]
    [shown] = office(f"{TODAY} unit_rating show {number} -f json").json["rows"]
    assert (shown["unit"], shown["level"]) == ("TH", "good")
