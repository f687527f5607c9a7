"""Complaints and denunciations of citizens: the days of the Law on Complaints and of the Law on Denunciation."""

import pytest

from tests.harness import Chodon


@pytest.fixture
def office(chodon: Chodon) -> Chodon:
    chodon("unit add A A --kind office")
    return chodon


def due(office: Chodon, day: str) -> list[tuple[str, str, str]]:
    rows = office(f"--today {day} due --within 400 -f json").json["rows"]
    return [(row["kind"], row["due_on"], row["verified"]) for row in rows if row["number"].startswith("PA-")]


@pytest.mark.parametrize(
    ("kind", "accepted", "settled"),
    [
        ("khiếu nại", "2026-09-11", "2026-10-11"),  # Law 02/2011, articles 27 and 28: 10 and 30 days
        ("khiếu nại lần hai", "2026-09-11", "2026-10-26"),  # articles 36 and 37: 10 and 45
        ("tố cáo", "2026-09-10", "2026-10-10"),  # Law 25/2018, articles 24 and 30: 7 working days and 30
    ],
)
def test_what_the_law_gives_days_for_is_due_by_them(office: Chodon, kind: str, accepted: str, settled: str) -> None:
    """Received on Tuesday, 1/9/2026."""
    add = f"feedback add --on 2026-09-01 --kind '{kind}' --unit A --text x"
    day = "/".join(reversed(accepted.split("-")))
    assert f"to be accepted by {day}" in office(add).stderr
    assert due(office, "2026-09-02") == [("acceptance", accepted, "V"), ("answer", settled, "V")]
    assert due(office, "2026-09-20") == [("answer", settled, "V")]  # whether it was accepted nobody enters
    office("feedback edit PA-2026-0001 --due 2026-10-05")
    assert [row[:2] for row in due(office, "2026-09-02")] == [("answer", "2026-10-05")]
    office("feedback answer PA-2026-0001 --on 2026-10-01 --text y")
    assert due(office, "2026-10-02") == []


def test_of_working_days_it_is_said_that_holidays_are_not_taken_out(office: Chodon) -> None:
    for kind, is_in_working_days in (("khiếu nại", False), ("khiếu nại lần hai", False), ("tố cáo", True)):
        noted = office(f"feedback add --on 2023-01-18 --kind '{kind}' --unit A --text x").stderr  # before Tết
        assert ("(7 working days, holidays not taken out; " in noted) == is_in_working_days, noted
    rows = office("--today 2023-01-20 due --within 400 -f json").json["rows"]
    told = [row["kind"] for row in rows if "7 working days, holidays not taken out" in row["basis"]]
    assert told == ["acceptance", "answer"], rows
    [answer] = [row for row in rows if row["kind"] == "answer" and "working days" in row["basis"]]
    assert answer["basis"].startswith("30 days after the acceptance (27/01/2023 at the latest); 7 working days"), answer


def test_a_remark_has_no_day_of_the_law_and_a_complaint_counts_as_one(office: Chodon) -> None:
    office("staff add --name 'Lê Văn A' --unit A --category CC --from 2020-01-01 --code CC001")
    assert "accepted" not in office("feedback add --on 2026-09-01 --kind 'phản ánh' --unit A --text x").stderr
    assert due(office, "2026-09-02") == []
    office("feedback add --on 2026-09-01 --kind 'tố cáo' --unit A --text y")
    [row] = office("report feedback --period 2026 -f json").json["rows"]
    assert row["complaints"] == 2
    assert len(office("feedback list --open -f json").json["rows"]) == 2
    assert office("report compliance --period 2026 -f json").json["rows"][0]["evidence"] == "seen"


def test_a_denunciation_becomes_a_violation_and_praise_does_not(office: Chodon) -> None:
    office("staff add --name 'Lê Văn A' --unit A --category CC --from 2020-01-01 --code CC001")
    office("feedback add --on 2026-09-01 --kind 'tố cáo' --staff CC001 --text y")
    office("feedback violation PA-2026-0001 --standard TG01")
    office("feedback add --on 2026-09-01 --kind 'khen' --staff CC001 --text z")
    office("feedback violation PA-2026-0002 --standard TG01", status=1)
