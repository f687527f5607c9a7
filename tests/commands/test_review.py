"""The yearly review: who lacks what, by when, and that it is not closed over what is missing."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.harness import Chodon, Prepare, begin, everything
from tests.oracle import recompute, recompute_ratings

PLAN = "1/KH"
ITEMS = ["self_rating", "final_rating", "pledge", "training"]


@pytest.fixture
def office(prepare: Prepare) -> None:
    """An office and a school under it, with two people and one, all since 2020."""
    prepare(
        "unit add A A --kind office",
        "unit add S S --kind school --parent A",
        f"document add {PLAN} --issued 2022-01-01",
        *(
            f"staff add --name {code} --code {code} --unit {unit} --category VC --from 2020-01-01"
            for code, unit in (("X", "A"), ("Y", "A"), ("Z", "S"))
        ),
    )


def complete(chodon: Chodon, *people: str) -> None:
    for code in people:
        chodon(f"rating add --staff {code} --year 2022 --kind self --level good --on 2022-11-01")
        chodon(f"rating add --staff {code} --year 2022 --kind final --level good --on 2022-11-20")
        chodon(f"pledge add --staff {code} --document {PLAN} --year 2022 --on 2022-02-01")
        chodon(f"training add --staff {code} --field it --from 2022-05-01")


def test_a_review_shows_what_each_person_still_lacks_and_by_when(chodon: Chodon, office: None) -> None:
    complete(chodon, "X")
    chodon(f"pledge add --staff Y --document {PLAN} --year 2022 --on 2022-02-01")
    chodon("training add --staff Y --field it --from 2021-12-31")  # of another year
    told = chodon("--today 2022-12-10 review open --year 2022 -f json").json
    assert [[row[key] for key in ("staff", *ITEMS, "due_on", "days_left")] for row in told["rows"]] == [
        ["Y", "missing", "missing", "done", "missing", "2022-12-15", 5],
        ["Z", "missing", "missing", "missing", "missing", "2022-12-31", 21],
    ]
    assert chodon("--today 2022-12-10 review show --year 2022 -f json").json["rows"] == told["rows"]
    shown = chodon("review show --year 2022").stdout
    assert "opened on 10/12/2022" in shown
    assert "By unit" in shown


def test_a_review_is_closed_only_when_nothing_is_missing_or_for_a_reason(
    chodon: Chodon, office: None, register: Path
) -> None:
    chodon("review open --year 2022 --unit S --due 2022-06-30 --on 2022-05-01")
    assert [row["due_on"] for row in chodon("review show --year 2022 --unit S -f json").json["rows"]] == ["2022-06-30"]
    before = everything(register)
    refusal = chodon("review close --year 2022 --unit S", status=1).stderr
    assert "Z (self-rating; final rating; pledge; training)" in refusal
    assert "--force" in refusal
    chodon("review close --year 2022 --unit S --force", status=2)
    assert everything(register) == before
    complete(chodon, "Z")
    [closed] = chodon("review close --year 2022 --unit S --on 2022-12-31 -f json").json["rows"]
    assert (closed["unit"], closed["closed_on"], closed["reason"]) == ("S", "2022-12-31", None)
    told = [refusal, *(chodon(f"review {verb} --year 2022 --unit S", status=1).stderr for verb in ("close", "open"))]
    for sentence, said in zip(("still lacks", "closed already", "opened already"), told, strict=True):
        assert sentence in said
        [line] = re.findall(r"see:? chodon (?:-r \S+ )?([^;\n]+)", said)
        chodon(line)  # what is said to look at
    chodon("review open --year 2022")
    [closed] = chodon("review close --year 2022 --force --reason 'hết hạn' -f json").json["rows"]
    assert (closed["unit"], closed["reason"]) == (None, "hết hạn")


def test_who_came_to_the_unit_late_in_the_year_is_asked_for_all_that_their_whole_year_asks_for(
    chodon: Chodon, office: None
) -> None:
    """The posts in other units say how long somebody served; who only was there once is in the review of another."""
    chodon("staff transfer Y --to S --on 2022-10-01")
    chodon("staff transfer Z --to A --on 2022-10-01")
    chodon("review open --year 2022 --unit S --on 2022-12-01")
    refused = chodon("--today 2022-12-31 review close --year 2022 --unit S", status=1).stderr
    assert "1 person still lacks something: Y (self-rating; final rating; pledge; training)" in refused
    complete(chodon, "Y")
    assert "Review closed" in chodon("--today 2022-12-31 review close --year 2022 --unit S").stdout


def test_what_an_open_review_lacks_is_due_by_unit(chodon: Chodon, office: None) -> None:
    complete(chodon, "X")
    chodon("--today 2022-12-01 review open --year 2022")

    def due(day: str, *options: str) -> list[tuple[str, int]]:
        rows = chodon(f"--today {day} due -f json", *options).json["rows"]
        return [(row["unit"], row["days_left"]) for row in rows if row["kind"] == "review"]

    assert due("2022-12-02") == [("A", 13)]
    assert due("2022-12-20") == [("A", -5), ("S", 11)]
    assert due("2022-12-20", "--unit", "S") == [("S", 11)]
    assert chodon("--today 2022-12-16 due --exit-code", status=3).stdout
    complete(chodon, "Y")
    assert due("2022-12-20") == [("S", 11)]
    chodon("--today 2022-12-20 review close --year 2022 --force --reason x")
    assert due("2022-12-20") == []


def test_a_day_in_the_past_knows_nothing_of_a_review_that_came_later(chodon: Chodon, office: None) -> None:
    chodon("review open --year 2022 --on 2022-04-01")
    complete(chodon, "X")
    chodon("--today 2022-12-20 review close --year 2022 --force --reason x")
    chodon("training void BD-2022-0001 --reason x")
    chodon("training add --staff X --field it --from 2022-11-10")
    # self-rating, rating, pledge, training
    had = {"2022-10-31": "0010", "2022-11-01": "1010", "2022-11-10": "1011", "2022-11-19": "1011"}
    for day, has in had.items():
        rows = chodon(f"--today {day} review show --year 2022 -f json").json
        assert [row["staff"] for row in rows["rows"]] == ["X", "Y", "Z"]
        assert [rows["rows"][0][item] for item in ITEMS] == [{"0": "missing", "1": "done"}[each] for each in has]
        assert rows["details"][0]["rows"][0]["lacking"] == 2
        assert "closed" not in rows["notes"][0]
        due = chodon(f"--today {day} due --within 400 -f json").json["rows"]
        assert [row["basis"][:6] for row in due] == ["2 of 2", "1 of 1"]
    assert "closed on 20/12/2022" in chodon("--today 2022-12-20 review show --year 2022").stdout
    assert "after 31/03/2022" in chodon("--today 2022-03-31 review show --year 2022", status=1).stderr


def test_reviews_come_back_as_they_went_out(
    chodon: Chodon, office: None, empty: Path, register: Path, tmp_path: Path
) -> None:
    chodon("review open --year 2021 --on 2021-11-01 --due 2021-12-10")
    chodon("review close --year 2021 --on 2022-01-05 --force --reason 'chưa đủ'")
    chodon("review open --year 2022 --unit S")
    chodon("export", tmp_path / "out")
    assert (tmp_path / "out" / "review.csv").read_text("utf-8").splitlines()[1:] == [
        "2021,,2021-12-10,2021-11-01,2022-01-05,chưa đủ",
        "2022,S,,2026-11-23,,",
    ]
    begin(empty, register)
    chodon("import", tmp_path / "out")
    chodon("export", tmp_path / "again")
    assert (tmp_path / "again" / "review.csv").read_bytes() == (tmp_path / "out" / "review.csv").read_bytes()
    chodon("export --anonymise --days exact", tmp_path / "veiled")
    assert "chưa đủ" not in (tmp_path / "veiled" / "review.csv").read_text("utf-8")


@pytest.mark.slow
def test_a_review_of_the_sample_lacks_what_was_recomputed(
    chodon: Chodon, sample: Path, register: Path, tmp_path: Path
) -> None:
    begin(sample, register)
    chodon("export", tmp_path / "out")
    told = chodon("review show --year 2022 -f json").json["rows"]
    year = recompute_ratings.Year(tmp_path / "out", 2022, date(2026, 11, 23))
    have = {
        "self_rating": {row["staff"] for row in year.ratings["self"]},
        "final_rating": {row["staff"] for row in year.ratings["final"]},
        "pledge": {row["staff"] for row in recompute.table(tmp_path / "out", "pledge") if row["year"] == "2022"},
        "training": {
            row["staff"] for row in recompute.table(tmp_path / "out", "training") if row["started_on"] >= "2022"
        },
    }
    people = {post.staff for post in year.expected()}
    short = {post.staff for post in year.self_reviewed()}
    lacking = {item: len(people - there) for item, there in have.items()}
    lacking["self_rating"] += len(short - have["self_rating"])
    counted = Counter(item for row in told for item in ITEMS if row[item] == "missing")
    assert dict(counted) == lacking
    assert {row["staff"] for row in told} == {
        code for code in people if any(code not in ids for ids in have.values())
    } | (short - have["self_rating"])


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("category", "year", "is_listed"),
    [
        ("CC", 2019, False),
        ("CC", 2022, True),  # Decree 90/2020, article 2.3: not rated, but reviews the time that was served
        ("VC", 2025, True),
        ("CC", 2026, False),  # Decree 335/2025, article 21: rated for the time that was worked
        ("VC", 2026, False),  # Decree 233/2026, article 14.1: not rated
        ("HĐ", 2022, False),
    ],
)
def test_who_served_under_six_months_reviews_the_year_and_is_not_rated(
    chodon: Chodon, category: str, year: int, is_listed: bool
) -> None:
    chodon("unit add A A --kind office")
    chodon(f"staff add --name X --code X --unit A --category {category} --from {year}-07-02")
    chodon(f"--today {year + 1}-01-01 review open --year {year} --on {year + 1}-01-01")

    def lacks() -> list[list[str]]:
        rows = chodon(f"--today {year + 1}-01-01 review show --year {year} -f json").json["rows"]
        return [[row[item] for item in ITEMS] for row in rows]

    is_rated = category == "CC" and year == 2026
    assert lacks() == [["missing", *["not-asked"] * 3]] * is_listed + [["missing"] * 4] * is_rated
    if is_listed:
        assert "X (self-rating)" in chodon(f"review close --year {year}", status=1).stderr
        chodon(f"rating add --staff X --year {year} --kind self --level good --on {year}-12-01")
        assert lacks() == []
        chodon(f"review close --year {year}")


WRONG = [
    ("review show --year 2022", 1, "no review of 2022"),
    ("review close --year 2022 --unit NOWHERE", 1, "NOWHERE"),
    ("review open --year 2030", 1, "has not begun"),
    ("review open --year 2022 --on 2027-01-01", 1, "after today"),
    ("review open --year x", 2, "“x”"),
    ("review open", 2, "--year"),
]


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_changed(
    chodon: Chodon, office: None, register: Path, line: str, status: int, told: str
) -> None:
    before = everything(register)
    done = chodon(line, status=status)
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)
    assert told in done.stderr
    assert everything(register) == before


def test_a_review_is_opened_once(chodon: Chodon, office: None) -> None:
    chodon("review open --year 2022 --unit a")
    assert "opened already" in chodon("review open --year 2022 --unit A", status=1).stderr
    chodon("review open --year 2022")
    chodon("review open --year 2021 --unit A")


@pytest.mark.mostly_slow
@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "md", "html", "xlsx"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_review_speaks_both_languages_in_every_format(
    chodon: Chodon, office: None, tmp_path: Path, lang: str, form: str
) -> None:
    chodon("review open --year 2022")
    chodon(f"--lang {lang} review show --year 2022 -f {form}", "-o", tmp_path / f"out.{form}")
    assert (tmp_path / f"out.{form}").stat().st_size > 100


WRITES: Lines = {
    "review open": ["review open --year 2022 --unit PNV", "review open --year 2021 --due 2021-12-31"],
    "review close": ["review close --year 2022 --unit PNV --force --reason 'quá hạn'"],
}


@pytest.mark.slow
def test_each_write_of_a_review_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)
