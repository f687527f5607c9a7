"""`reminder` and `violation remind`: what is dealt with without a case."""

from pathlib import Path

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.harness import Chodon, assert_refused

BEFORE = "violation remind VP-2022-0001 --on 2026-01-05"
WRITES: Lines = {
    "reminder add": ["reminder add --violation VP-2022-0001 --on 2026-01-05"],
    "reminder edit": [BEFORE, "reminder edit NN-2026-0001 --on 2026-01-06"],
    "reminder void": [BEFORE, "reminder void NN-2026-0001 --reason nhầm"],
}
WRONG = [  # command line, exit status, what the line must say
    ("violation remind VP-2022-0001 --on 2020-01-01", 1, "was found on"),
    ("violation remind VP-2022-0001 --on 2027-01-01", 1, "after today"),
    ("violation remind VP-2022-9999 --on 2026-01-05", 1, "VP-2022-9999"),
    ("violation remind VP-2022-0001 VP-2022-9999 --on 2026-01-05", 1, "VP-2022-9999"),
]


@pytest.mark.slow
def test_each_write_of_a_reminder_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(filled: Path, line: str, status: int, told: str) -> None:
    assert_refused(filled, line, status, told)


@pytest.mark.slow
@pytest.mark.usefixtures("filled")
def test_what_somebody_was_reminded_of_is_dealt_with_from_that_day_on(chodon: Chodon) -> None:
    unhandled = chodon("report violations --period 2022 --unhandled -f json").json["rows"]
    minor, grave = (row["number"] for row in unhandled[:2])
    chodon(f"violation edit {grave} --severity serious")
    first = chodon(f"violation remind {minor} --on 2022-12-31 -f json").json["rows"][0]["number"]
    assert "does not replace a case" in chodon(f"violation remind {grave} --on 2022-12-31").stderr
    left = {row["number"] for row in chodon("report violations --period 2022 --unhandled -f json").json["rows"]}
    assert left == {row["number"] for row in unhandled} - {minor, grave}
    assert chodon("report compliance --period 2022 -f json").json["totals"]["unhandled"] == len(left)
    assert [
        row["record"] for row in chodon("check -f json", status=None).json["rows"] if "reminder" in row["message"]
    ] == [grave]
    chodon(f"reminder void {first} --reason nhầm")
    again = {row["number"] for row in chodon("report violations --period 2022 --unhandled -f json").json["rows"]}
    assert again == left | {minor}


@pytest.mark.usefixtures("filled")
def test_a_reminder_stands_in_the_dossier(chodon: Chodon) -> None:
    staff = chodon("violation show VP-2022-0001 -f json").json["rows"][0]["staff"]
    chodon(BEFORE)
    assert "NN-2026-0001" in chodon(f"staff show {staff}").stdout
    assert chodon("reminder list -f json").json["rows"][-1]["violation"] == "VP-2022-0001"
    assert chodon("reminder show NN-2026-0001 -f json").json["rows"][0]["reminded_on"] == "2026-01-05"


def test_its_violation_is_not_voided_nor_found_later_while_it_stands(filled: Path, chodon: Chodon) -> None:
    chodon(BEFORE)
    for line in ("violation void VP-2022-0001 --reason nhầm", "violation edit VP-2022-0001 --found 2026-01-06"):
        told = chodon(line, status=1).stderr
        assert "NN-2026-0001: " in told and "chodon reminder void" in told
    chodon("reminder void NN-2026-0001 --reason nhầm")
    chodon("violation void VP-2022-0001 --reason nhầm")
