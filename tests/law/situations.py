"""An office in which worked situations are played, and what is asked of its cases."""

from typing import Any

import pytest

from tests.harness import Chodon, Prepare


@pytest.fixture
def office(chodon: Chodon, prepare: Prepare) -> Chodon:
    """A department and a school, with a few of each class of staff since 2015."""
    prepare(
        "unit add PNV 'Phòng Nội vụ' --kind office",
        "unit add TH 'Trường Tiểu học' --kind school",
        *(
            f"staff add --name '{code} {n}' --unit {unit} --category {category} --from 2015-01-01 --code {code}00{n}"
            for n in (1, 2, 3)
            for code, category, unit in (
                ("CC", "civil-servant", "PNV"),
                ("VC", "public-employee", "TH"),
                ("HD", "contract", "PNV"),
            )
        ),
        "staff add --name 'QL 1' --unit TH --category VC --title 'Hiệu trưởng' --from 2015-01-01 --code QL001",
    )
    return chodon


def opened(
    office: Chodon, staff: str, *acts: str, on: str, found: str = "", standard: str = "TG01", today: str = ""
) -> str:
    """The number of a case on acts of these days."""
    now, numbers = f"--today {today} " if today else "", []
    for act in acts:
        said = f"--found {found}" if found else ""
        line = f"{now}violation log --staff {staff} --standard {standard} --on {act} {said} -f json"
        numbers.append(office(line).json["rows"][0]["number"])
    return str(office(f"{now}case open {' '.join(numbers)} --on {on} -f json").json["rows"][0]["number"])


def decide(office: Chodon, case: str, form: str, on: str, rest: str = "", status: int = 0, today: str = "") -> str:
    """Decide, in effect on the same day; what is said on stderr."""
    effective = "" if "--effective" in rest else f"--effective {on}"
    now = f"--today {today} " if today else ""
    line = f"{now}case decide {case} --form {form} --decision 1/QĐ-{case} --on {on} {effective} {rest}"
    return office(line, status=status).stderr


def why(office: Chodon, case: str, as_of: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = office(f"--today {as_of} case why {case} -f json").json["rows"]
    return rows


def in_force(office: Chodon, as_of: str, today: str) -> dict[str, dict[str, Any]]:
    rows = office(f"--today {today} report decisions --as-of {as_of} -f json").json["rows"]
    return {row["number"]: row for row in rows}
