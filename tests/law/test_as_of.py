"""As of a day nothing is known of what is dated later: every event of a case, over the whole of a history."""

from typing import Any

import pytest

from tests.harness import Chodon
from tests.law.situations import office, opened

__all__ = ["office"]

LAST = "2029-01-01"
HISTORY = [  # the day on which something happened, and what; two cases against one person, one against another class
    ("2026-07-06", "case step {a} --kind review --on 2026-07-06"),
    ("2026-07-10", "case step {a} --kind party --on 2026-07-10"),
    ("2026-07-15", "case pause {a} --ground illness --from 2026-07-15"),
    ("2026-07-25", "case resume {a} --on 2026-07-25"),
    ("2026-08-01", "case extend {a} --until 2026-10-20 --document 1/QĐ --reason 'phức tạp' --on 2026-08-01"),
    ("2026-08-05", "case step {a} --kind council --on 2026-08-05"),
    ("2026-08-06", "case conclude {a} --on 2026-08-06"),
    (
        "2026-08-10",
        "case decide {a} --form reprimand --decision 2/QĐ --on 2026-08-10 --effective 2026-08-15"
        " --party-effective 2026-07-10",
    ),
    ("2026-08-20", "case appeal {a} --on 2026-08-20"),
    ("2026-09-01", "case stay {a} --on 2026-09-01"),
    ("2026-09-10", "case resume {a} --on 2026-09-10"),
    ("2026-10-05", "case step {b} --kind council --skip --note 'theo Điều 13' --on 2026-10-05"),
    ("2026-10-10", "case decide {b} --form warning --decision 3/QĐ --on 2026-10-10 --effective 2026-10-12"),
    ("2026-10-20", "case appeal {b} --on 2026-10-20"),
    ("2026-11-01", "case annul {b} --decision 4/QĐ --on 2026-11-01 --reason 'sai trình tự'"),
    ("2026-11-10", "case pause {c} --ground leave --from 2026-11-10"),
    ("2026-11-20", "case resume {c} --on 2026-11-20"),
    ("2026-12-01", "case decide {b} --form warning --decision 5/QĐ --on 2026-12-01 --effective 2026-12-01"),
    ("2026-12-05", "case close {c} --outcome reminder --on 2026-12-05 --reason 'nhẹ'"),
    ("2027-02-01", "case annul {a} --decision 6/QĐ --on 2027-02-01 --reason 'oan'"),
    ("2027-02-10", "case close {a} --outcome groundless --on 2027-02-10 --reason 'oan'"),
]
ASKED = (
    "case list --as-of {day}",
    "case show {a}",
    "case show {b}",
    "case why {a} --as-of {day}",
    "case why {b} --as-of {day}",
    "case why {c} --as-of {day}",
    "report decisions --as-of {day}",
    "report cases --period 2026-07-01..{day}",
    "due --within 400",
)


def answers(office: Chodon, day: str, names: dict[str, str]) -> dict[str, Any]:
    """What the program says on the day, but for the command that says it again."""
    found = {}
    for line in ASKED:
        told = office(f"--today {day} {line.format(day=day, **names)} -f json").json
        found[line] = {key: value for key, value in told.items() if key != "command"}
    return found


@pytest.fixture
def names(office: Chodon) -> dict[str, str]:
    first = opened(office, "VC001", "2026-07-02", on="2026-07-03", today=LAST)
    second = opened(office, "VC001", "2026-07-04", on="2026-07-05", today=LAST)
    contract = opened(office, "HD001", "2026-07-02", on="2026-07-03", today=LAST)
    return {"a": first, "b": second, "c": contract}


@pytest.mark.slow
def test_what_is_entered_later_changes_no_earlier_day(office: Chodon, names: dict[str, str]) -> None:
    known = {}
    for day, line in HISTORY:
        office(f"--today {LAST} {line.format(**names)}")
        known[day] = answers(office, day, names)
    assert len({repr(told) for told in known.values()}) == len(HISTORY)  # each event shows in one of them
    for day, told in known.items():
        assert answers(office, day, names) == told, day
