"""Ratings: the verbs, the report and what is found, against figures that were worked out without the program."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from chodon_cli.law import ratings as law
from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.harness import Chodon, begin, everything, examples, state
from tests.oracle import recompute_ratings
from tests.rules.findings import check_findings
from tests.strategies.generated import TODAY, Generated, Lived
from tests.strategies.generated_ratings import with_ratings

# Against recomputation


@examples(12)
@given(drawn=with_ratings())
def test_an_export_comes_back_byte_for_byte_and_changes_nothing_a_second_time(
    lived: Lived, chodon: Chodon, empty: Path, register: Path, tmp_path: Path, drawn: Generated
) -> None:
    first = {file.name: file.read_bytes() for file in lived(drawn).iterdir()}
    begin(empty, register)
    chodon("import", tmp_path / "exported")
    chodon("export", tmp_path / "again")
    assert {file.name: file.read_bytes() for file in (tmp_path / "again").iterdir()} == first
    before = everything(register)
    chodon("import", tmp_path / "exported")
    assert everything(register) == before


# The ceiling at its edge


@pytest.fixture
def office(chodon: Chodon) -> Callable[..., None]:
    """Rate so many people of a category excellent and good for a year; all serve in unit A."""
    chodon("unit add A A --kind office")
    made = 0

    def rate(year: int, excellent: int, good: int, category: str = "cadre", leadership: str = "none") -> None:
        nonlocal made
        for level in ["excellent"] * excellent + ["good"] * good:
            made += 1
            code = f"P{made:03}"
            chodon(
                f"staff add --name {code} --code {code} --unit A --from 2019-01-01 --category {category}"
                f" --leadership {leadership}"
            )
            day = min(f"{year}-12-10", TODAY.isoformat())
            chodon(f"rating add --staff {code} --year {year} --kind final --level {level} --on {day}")

    return rate


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("category", "excellent", "good", "severities"),
    [
        ("VC", 1, 5, set()),  # a fifth
        ("VC", 1, 4, {"warning"}),  # a quarter: where the unit itself is rated excellent
        ("VC", 2, 7, {"error"}),  # 1.75: above that too
        ("CC", 1, 4, {"error"}),  # Decree 335/2025: another exception, whose share is not known
    ],
)
def test_a_quarter_may_be_excellent_where_the_unit_is(
    chodon: Chodon, office: Callable[..., None], category: str, excellent: int, good: int, severities: set[str]
) -> None:
    """Decree 233/2026, article 12.6: 20 per cent of those rated good, 25 where the unit is rated excellent."""
    office(2026, excellent, good, category=category)
    rows = chodon("--today 2027-01-10 check -f json", status=None).json["rows"]
    found = [row for row in rows if row["code"] == "rating-above-ceiling"]
    assert {row["severity"] for row in found} == severities
    assert all(("25 per cent" in row["message"]) == (severities == {"warning"}) for row in found)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("year", "excellent", "good", "is_above"),
    [
        (2024, 1, 5, False),  # exactly a fifth
        (2024, 1, 4, True),  # 0.8: rounded down, not up
        (2024, 2, 10, False),
        (2024, 1, 10, False),  # one less than may be
        (2024, 2, 9, True),  # 1.8
        (2024, 0, 0, False),
        (2024, 1, 0, True),
        (2022, 5, 0, False),  # before Decree 48/2023
        (2023, 1, 4, True),  # the first year
        (2025, 1, 4, True),
    ],
)
def test_the_ceiling_is_a_fifth_of_those_rated_good_rounded_down_from_when_it_holds(
    chodon: Chodon, office: Callable[..., None], year: int, excellent: int, good: int, is_above: bool
) -> None:
    office(year, excellent, good)
    above = [record for _code, record in check_findings(chodon, "rating-above-ceiling")]
    assert above == [f"A {year}"] * 2 * is_above  # the unit, and the group that is all of it
    [row] = chodon(f"report ratings --period {year} -f json").json["rows"] or [{"ceiling": None}]
    assert row["ceiling"] == (good // 5 if year >= 2023 and excellent + good else None)
    if row["ceiling"] is not None:
        assert row["above"] == max(0, excellent - good // 5)


RULES = [  # of whom, for which year, and how sure the rule of that year is
    ("civil-servant", 2022, None),
    ("civil-servant", 2023, "error"),  # the Party's figure, from a secondary source
    ("civil-servant", 2025, "error"),
    ("civil-servant", 2026, "error"),
    ("commune-civil-servant", 2025, "error"),
    ("commune-civil-servant", 2026, "error"),
    ("public-employee", 2022, None),
    ("public-employee", 2023, "error"),
    ("public-employee", 2026, "warning"),  # Decree 233/2026, article 12.6: two to nine is less than a quarter
    ("cadre", 2022, None),
    ("cadre", 2023, "error"),
    ("cadre", 2026, "warning"),  # under no decree any more
    ("contract", 2024, None),
]


@pytest.mark.slow
@pytest.mark.parametrize(("category", "year", "severity"), RULES)
def test_each_change_of_rule_is_held_to_at_its_edge_by_unit_and_by_group(
    chodon: Chodon, office: Callable[..., None], category: str, year: int, severity: str | None
) -> None:
    def told() -> list[str]:
        rows = chodon("check -f json", status=None).json["rows"]
        return [row["severity"] for row in rows if row["code"] == "rating-above-ceiling"]

    office(year, 1, 5, category)
    assert told() == []  # exactly a fifth
    office(year, 0, 4, category)
    assert told() == []  # 1.8 is one
    office(year, 1, 0, category)
    assert told() == [severity] * 2 * bool(severity)  # two to nine: the unit, and the group that is all of it
    office(year, 0, 1, category)
    assert told() == []  # two to ten
    office(year, 0, 5, category, "head")
    office(year, 1, 0, category)
    above = "error" if (category, year) == ("public-employee", 2026) else severity  # above a quarter too
    assert told() == [above] * bool(above)  # three to fifteen in the unit, three to ten of those who do not lead


@pytest.mark.slow
def test_where_categories_differ_the_unit_is_held_to_the_rule_that_is_verified_least(
    chodon: Chodon, office: Callable[..., None]
) -> None:
    office(2026, 2, 5, "civil-servant")
    office(2026, 1, 5, "cadre")
    told = [row for row in chodon("check -f json", status=3).json["rows"] if row["code"] == "rating-above-ceiling"]
    assert [(row["message"].split(",")[0].split(" (")[-1], row["severity"]) for row in told] == [
        ("A", "warning"),
        ("Civil servant", "error"),
    ]


@pytest.mark.slow
def test_the_ceiling_holds_for_each_group_of_like_work_and_for_the_unit(
    chodon: Chodon, office: Callable[..., None]
) -> None:
    office(2024, 0, 10)
    office(2024, 1, 4, leadership="deputy")
    told = [row for row in chodon("check -f json", status=None).json["rows"] if "ceiling" in row["code"]]
    assert [row["message"].split(":")[0] for row in told] == ["A (Cadre, leading), 2024"]
    assert told[0]["severity"] == "error"
    office(2024, 4, 0, category="contract")  # no law has them rated
    assert len(check_findings(chodon, "rating-above-ceiling")) == 1
    office(2024, 2, 0)
    assert sorted(check_findings(chodon, "rating-above-ceiling")) == [("rating-above-ceiling", "A 2024")] * 2


def test_a_unit_far_above_the_later_ceiling_is_a_warning_in_a_year_without_one(
    chodon: Chodon, office: Callable[..., None]
) -> None:
    office(2022, 1, 4)
    [row] = [row for row in chodon("check -f json", status=0).json["rows"] if row["code"] == "rating-many-excellent"]
    assert (row["severity"], row["record"]) == ("warning", "A 2022")


# What else is found


def test_a_clean_register_has_nothing_to_say(chodon: Chodon) -> None:
    assert chodon("-q check").stdout == ""
    assert "nothing was found" in chodon("check").stdout
    assert chodon("check -f csv").stdout == "code,severity,record,message,fix\r\n"


def test_who_is_missing_is_said_after_the_legal_day_and_of_schools_after_the_year(chodon: Chodon) -> None:
    for unit, kind in (("A", "office"), ("S", "school")):
        chodon(f"unit add {unit} {unit} --kind {kind}")
        for number in (1, 2):
            chodon(f"staff add --name X --code {unit}{number} --unit {unit} --category VC --from 2020-01-01")
        chodon(f"rating add --staff {unit}1 --year 2022 --kind final --level good --on 2022-12-01")
    for day, units in (("2022-12-15", ""), ("2022-12-16", "A"), ("2022-12-31", "A"), ("2023-01-01", "AS")):
        told = chodon(f"--today {day} check -f json", status=None).json["rows"]
        assert [row["record"] for row in told] == [f"{unit} 2022" for unit in units], day
    assert chodon("--today 2022-12-16 check", status=3).stdout.count("A2") == 1


def test_the_last_unit_of_the_year_rates_and_is_taken_where_none_is_named(chodon: Chodon) -> None:
    for unit in ("A", "B"):
        chodon(f"unit add {unit} {unit} --kind office")
    chodon("staff add --name X --code X --unit A --category CC --from 2020-01-01")
    chodon("staff transfer X --on 2022-07-01 --to B")
    [made] = chodon("rating add --staff X --year 2022 --kind final --level good --on 2023-01-05 -f json").json["rows"]
    assert made["unit"] == "B"
    assert check_findings(chodon) == []
    chodon("rating edit XL-2022-0001 --unit A")
    assert check_findings(chodon) == [("rating-by-other-unit", "XL-2022-0001")]
    chodon("rating edit XL-2022-0001 --on 2022-06-30")  # then it was A, who still served there
    assert check_findings(chodon) == []
    chodon("rating add --staff X --year 2022 --kind final --level good --on 2022-12-10")
    assert check_findings(chodon) == [("rating-twice", "XL-2022-0002")]
    known = chodon("--today 2022-12-09 check -f json", status=None).json["rows"]  # the second is of the day after
    assert "rating-twice" not in [row["code"] for row in known]
    chodon("rating void XL-2022-0001 --reason nhầm")
    assert check_findings(chodon) == []


def test_whoever_served_under_six_months_is_not_rated_from_when_the_rule_holds(chodon: Chodon) -> None:
    chodon("unit add A A --kind office")
    for year in (2019, 2022, 2024):  # Decree 90/2020, article 2.3
        for code, day in ((f"L{year}", "07-01"), (f"S{year}", "07-02")):
            chodon(f"staff add --name {code} --code {code} --unit A --category VC --from {year}-{day}")
            chodon(f"rating add --staff {code} --year {year} --kind final --level good --on {year}-12-20")
    assert check_findings(chodon, "rating-too-short") == [
        ("rating-too-short", "XL-2022-0002"),
        ("rating-too-short", "XL-2024-0002"),
    ]


def test_a_score_holds_the_level_to_it_from_when_scores_are_given(chodon: Chodon) -> None:
    chodon("unit add A A --kind office")
    chodon("staff add --name X --code X --unit A --category CC --from 2020-01-01")
    for year, score in ((2025, 10), (2026, 89.99), (2026, 90)):
        chodon(f"rating add --staff X --year {year} --kind final --level excellent --score {score} --on {year}-11-20")
    assert check_findings(chodon, "rating-above-score") == [("rating-above-score", "XL-2026-0001")]


def test_public_employees_are_held_to_the_scores_of_decree_233(chodon: Chodon) -> None:
    """Decree 233/2026, article 12: excellent from 90 points, good from 70, completed from 50."""
    chodon("unit add A A --kind office")
    chodon("staff add --name X --code X --unit A --category VC --from 2020-01-01")
    for level, score in (("good", 60), ("good", 70), ("completed", 49.5), ("completed", 50), ("excellent", 90)):
        chodon(f"rating add --staff X --year 2026 --kind final --level {level} --score {score} --on 2026-11-20")
    assert check_findings(chodon, "rating-above-score") == [
        ("rating-above-score", "XL-2026-0001"),
        ("rating-above-score", "XL-2026-0003"),
    ]


def test_who_was_disciplined_and_is_rated_well_is_found_until_the_decision_is_annulled(chodon: Chodon) -> None:
    chodon("unit add A A --kind office")
    chodon("staff add --name X --code X --unit A --category VC --from 2020-01-01")
    chodon("violation log --staff X --standard ND02 --on 2022-03-01")
    chodon("case open VP-2022-0001 --on 2022-03-02")
    chodon("case step VV-2022-0001 --kind review --on 2022-03-10", status=None)
    chodon("case step VV-2022-0001 --kind council --on 2022-03-11", status=None)
    chodon("case decide VV-2022-0001 --form reprimand --decision 1/QĐ --on 2022-04-01 --effective 2022-04-01")
    chodon("rating add --staff X --year 2022 --kind final --level completed --on 2022-12-10")
    assert check_findings(chodon, "rating-disciplined") == [("rating-disciplined", "XL-2022-0001")]
    chodon("rating edit XL-2022-0001 --level failed")
    assert check_findings(chodon, "rating-disciplined") == []
    chodon("rating edit XL-2022-0001 --level 'hoàn thành xuất sắc nhiệm vụ'")
    chodon("case annul VV-2022-0001 --decision 2/QĐ --on 2022-05-01 --reason 'sai trình tự'")
    assert check_findings(chodon, "rating-disciplined") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "in_duty", "level", "found"),
    [
        ("2022-04-01", "yes", "completed", "error"),
        ("2022-04-01", "yes", "failed", None),
        ("2022-04-01", "không", "excellent", None),  # no rule of that year takes anything away
        ("2022-04-01", None, "completed", "warning"),  # it may have been in duty
        ("2022-04-01", None, "failed", None),
        # Decree 48/2023, article 1: any discipline in the year, in duty or not
        ("2024-04-01", "có", "completed", "error"),
        ("2024-04-01", "no", "completed", "error"),
        ("2024-04-01", None, "completed", "error"),
        ("2024-04-01", "no", "failed", None),
        # Decree 233/2026, article 12.4.c: from a reprimand on, for what has to do with the tasks
        ("2026-04-01", "yes", "completed", "error"),
        ("2026-04-01", "no", "good", None),
        ("2026-04-01", None, "completed", "warning"),
    ],
)
def test_the_decision_says_whether_the_act_was_in_duty_and_the_rating_is_held_to_it(
    chodon: Chodon, tmp_path: Path, day: str, in_duty: str | None, level: str, found: str | None
) -> None:
    chodon("unit add A A --kind office")
    chodon("staff add --name X --code X --unit A --category VC --from 2020-01-01")
    chodon(f"violation log --staff X --standard ND02 --on {day}")
    chodon(f"case open VP-{day[:4]}-0001 --on {day}")
    said = f"--in-duty {in_duty}" if in_duty else ""
    number = f"VV-{day[:4]}-0001"
    chodon(f"case decide {number} --form reprimand --decision 1/QĐ --on {day} --effective {day} {said}")
    chodon(f"rating add --staff X --year {day[:4]} --kind final --level {level} --on {day[:4]}-11-20")
    told = [row for row in chodon("check -f json", status=None).json["rows"] if row["code"] == "rating-disciplined"]
    assert [row["severity"] for row in told] == ([found] if found else [])
    event = chodon(f"case show {number} -f json").json["details"][1]["rows"][-1]
    assert event.get("in_duty") == {"có": "yes", "không": "no"}.get(in_duty or "", in_duty)


@pytest.fixture
def teacher(chodon: Chodon) -> Chodon:
    """A teacher of school A, who goes to school B with the beginning of 2027."""
    for unit in ("A", "B"):
        chodon(f"unit add {unit} {unit} --kind school")
    chodon("staff add --name X --code X --unit A --category VC --from 2020-01-01")
    return chodon


def decided_in_2027(chodon: Chodon, *steps: str, act: str = "2026-10-01") -> None:
    """A reprimand in 2027 for an act in duty of 2026, when all that comes before it has been entered."""
    now = "--today 2027-12-31"
    chodon(f"{now} violation log --staff X --standard TG01 --on {act} --found 2026-11-20")
    chodon(f"{now} case open VP-{act[:4]}-0001 --on 2026-11-25")
    for step in steps:
        chodon(f"{now} {step}")
    chodon(
        f"{now} case decide VV-2026-0001 --form reprimand --decision 1/QĐ --on 2027-01-20 --effective 2027-01-20"
        " --in-duty yes"
    )
    chodon(f"{now} rating add --staff X --year 2027 --kind final --level good --on 2027-12-10")


@pytest.mark.parametrize(("level", "is_found"), [("failed", False), ("completed", True)])
def test_an_act_that_was_used_for_a_failed_rating_is_not_used_again(
    teacher: Chodon, level: str, is_found: bool
) -> None:
    """Decree 233/2026, article 14.3.b: the decision of a later year does not count in that year."""
    decided_in_2027(teacher, f"rating add --staff X --year 2026 --kind final --level {level} --on 2026-12-10")
    found = teacher("--today 2027-12-31 check -f json", status=None).json["rows"]
    assert ("rating-disciplined" in {row["code"] for row in found}) == is_found


@pytest.mark.parametrize(("unit", "is_found"), [("A", True), ("B", False)])
def test_an_act_counts_in_the_rating_by_the_unit_in_which_it_happened(
    teacher: Chodon, unit: str, is_found: bool
) -> None:
    """Decree 233/2026, article 14.3.c: what happened in the old unit counts in its rating, not in that of the new."""
    decided_in_2027(teacher, "staff transfer X --on 2027-01-01 --to B")
    if unit == "A":
        teacher("--today 2027-12-31 rating edit XL-2027-0001 --unit A")
    found = teacher("--today 2027-12-31 check -f json", status=None).json["rows"]
    assert ("rating-disciplined" in {row["code"] for row in found}) == is_found
    if not is_found:  # the old unit has gone into the new one: then it is the same
        teacher("--today 2027-12-31 unit merge A --into B --on 2027-06-01")
        found = teacher("--today 2027-12-31 check -f json", status=None).json["rows"]
        assert "rating-disciplined" in {row["code"] for row in found}


def test_what_the_party_and_the_office_decide_on_one_act_counts_in_one_year(teacher: Chodon) -> None:
    """Decree 233/2026, article 14.3.a: not in both years, if they fall into two."""
    rated = "rating add --staff X --year 2026 --kind final --level failed --on 2026-12-10"
    decided_in_2027(teacher, "case step VV-2026-0001 --kind party --on 2026-12-01", rated, act="2025-03-01")
    found = teacher("--today 2027-12-31 check -f json", status=None).json["rows"]
    assert "rating-disciplined" not in {row["code"] for row in found}


def test_only_a_decision_says_whether_the_act_was_in_duty(chodon: Chodon, sample: Path, register: Path) -> None:
    begin(sample, register)
    rows = "case,n,kind,happened_on,in_duty\nVV-2022-0033,9,review,2022-12-01,yes\n"
    told = chodon("import - --as case_event", stdin=rows, status=1).stderr
    assert "does not belong to this kind of event" in told
    assert "“maybe”" in chodon("case decide VV-2022-0033 --in-duty maybe", status=2).stderr


# The law


@pytest.mark.parametrize("category", ["cadre", "civil-servant", "commune-civil-servant", "public-employee", "contract"])
@pytest.mark.parametrize("year", range(2019, 2028))
def test_the_law_of_each_year_is_what_the_sources_say(category: str, year: int) -> None:
    ceiling, least = law.ceiling(category, year), law.least_service(category, year)
    assert bool(law.levels(category, year)) == recompute_ratings.has_levels(category, year)
    assert (ceiling and ceiling.of_good) == recompute_ratings.share(category, year)
    assert (least.months if least else 0) == recompute_ratings.least_months(category, year)
    assert bool(law.deadline(category, year, "office")) == recompute_ratings.has_levels(category, year)
    assert law.deadline(category, year, "school") is None
    assert bool(law.ceiling_of_disciplined(category, year)) == recompute_ratings.has_levels(category, year)


@pytest.mark.parametrize(
    ("stretches", "months"),
    [
        ([("2023-01-01", "2023-06-30")], 6),
        ([("2023-01-02", "2023-06-30")], 5),
        ([("2024-01-31", "2024-02-29")], 1),
        ([("2023-01-01", "2023-01-15"), ("2023-03-01", "2023-03-15")], 0),
        ([("2023-01-01", "2023-01-15"), ("2023-03-01", "2023-03-16")], 1),
        ([], 0),
        ([("2023-01-01", "2023-12-31")], 12),
    ],
)
def test_months_of_service_are_counted_from_day_to_day(stretches: list[tuple[str, str]], months: int) -> None:
    assert law.months_served(stretches) == months


# Bad input, formats


WRONG: list[tuple[str, int, str]] = [
    ("rating add --staff VC473 --year 2022 --kind final --level superb --on 2022-12-10", 2, "superb"),
    ("rating add --staff VC473 --year 2022 --kind final --on 2022-12-10", 2, "--level"),
    ("rating add --staff VC473 --year 2022 --kind final --level good --on 2021-12-10", 1, "before the year"),
    ("rating add --staff VC473 --year 2022 --kind final --level good --on 2027-12-10", 1, "after today"),
    ("rating add --staff VC473 --year 2022 --kind final --level good --score 101 --on 2022-12-10", 1, "0 and 100"),
    ("rating add --staff VC473 --year 2022 --kind final --level good --score x --on 2022-12-10", 2, "“x”"),
    ("rating add --staff VC473 --year 1990 --kind final --level good --on 2022-12-10", 1, "name the unit"),
    ("rating edit XL-2022-0001 --year 2021", 1, "belongs to the year 2022"),
    ("rating show XL-1900-0001", 1, "XL-1900-0001"),
    ("report ratings --by standard", 2, "standard"),
]


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_changed(
    chodon: Chodon, sample: Path, register: Path, line: str, status: int, told: str
) -> None:
    begin(sample, register)
    before = state(register)
    done = chodon(line, status=status)
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)
    assert told in done.stderr
    assert state(register) == before


@pytest.mark.slow
@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "md", "html", "xlsx"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_ratings_and_findings_speak_both_languages_in_every_format(
    chodon: Chodon, sample: Path, register: Path, tmp_path: Path, lang: str, form: str
) -> None:
    begin(sample, register)
    for line in ("rating list --year 2022 --level excellent", "report ratings --period 2022", "check"):
        path = tmp_path / f"out.{form}"
        chodon(f"--lang {lang} {line} -f {form}", "-o", path, status=None)
        assert path.stat().st_size > 100, line


def test_a_score_is_read_as_people_write_it(chodon: Chodon, sample: Path, register: Path, tmp_path: Path) -> None:
    begin(sample, register)
    path = tmp_path / "diem.csv"
    path.write_text("staff;year;kind;level;score;decided_on\nVC473;2023;kết luận;HTTNV;87,5;10/12/2023\n")
    chodon("import", path)
    told: Any = chodon("rating list --year 2023 -f json").json["rows"]
    assert [(row["level"], row["score"]) for row in told] == [("good", 87.5)]


def test_a_ceiling_that_the_office_has_set_holds(chodon: Chodon, office: Callable[..., None]) -> None:
    office(2024, 1, 4)
    chodon("law set ratings.cadre.ceiling@2023-09-15 of_good=25 --by B --against 'Hướng dẫn của tỉnh'")
    assert check_findings(chodon, "rating-above-ceiling") == []
    office(2024, 1, 0)
    assert {row["severity"] for row in chodon("check -f json", status=3).json["rows"] if "ceiling" in row["code"]} == {
        "error"
    }


WRITES: Lines = {
    "rating add": ["rating add --staff CC002 --year 2021 --kind self --level good --score 81.5 --on 2022-01-03"],
    "rating edit": ["rating edit XL-2021-0001 --score '' --unit PNV"],
    "rating void": ["rating void XL-2021-0001 --reason nhầm"],
}


@pytest.mark.slow
def test_each_write_of_a_rating_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)
