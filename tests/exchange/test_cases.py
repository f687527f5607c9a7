"""Files that were written wrongly, or are easily read wrongly: what is stored of each, and what is said.

Every file of tests/fixtures/cases stands in its table, `expected.txt`, with the options it is read with.
`--write-cases` writes there what now comes of it: to be read through, like any expectation.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.harness import Chodon, Prepare, everything, open_to_read

CASES = Path(__file__).parent.parent / "fixtures" / "cases"
TABLE = CASES / "expected.txt"
STORED = {  # what the register says of the records that came
    "person": """SELECT s.full_name, s.code, s.born_on, s.sex, s.id_number, u.code, p.category, p.title, p.started_on,
                        p.ended_on, p.reason, s.note
                 FROM staff s LEFT JOIN post p ON p.staff_id = s.id LEFT JOIN unit u ON u.id = p.unit_id""",
    "unit": """SELECT u.name, u.code, u.kind, above.code
               FROM unit u LEFT JOIN unit above ON above.id = u.parent_id""",
    "document": "SELECT number, issued_on, issuer, title FROM document",
    "rating": "SELECT s.code, r.year, r.level, r.score FROM rating r JOIN staff s ON s.id = r.staff_id",
    "task": "SELECT title, assigned_on, due_on, done_on FROM task",
    "training": "SELECT s.code, t.field, t.started_on, t.days FROM training t JOIN staff s ON s.id = t.staff_id",
    "violation": """SELECT s.full_name, u.code, c.code, v.occurred_on, v.found_on, v.source, v.severity, v.note
                    FROM violation v JOIN staff s ON s.id = v.staff_id JOIN unit u ON u.id = v.unit_id
                    JOIN standard c ON c.id = v.standard_id""",
}


@dataclass(frozen=True)
class Case:
    """A file or folder, the options it is read with, and every line of what then is: stored, or said."""

    source: str
    options: str
    outcome: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.source} {self.options}".strip()


def cases() -> list[Case]:
    """The table: a line `== FILE OPTIONS`, and under it the outcome."""
    made = []
    for part in TABLE.read_text("utf-8").split("\n== ")[1:]:
        head, *outcome = part.rstrip().split("\n")
        source, _blank, options = head.partition(" ")
        made.append(Case(source, options.strip(), tuple(outcome)))
    return made


def outcome_of(chodon: Chodon, register: Path, case: Case) -> tuple[str, ...]:
    """How it ends, what is stored then that was not before, and what is said."""
    before = stored(register)
    done = chodon(f"import {case.options}", CASES / case.source, status=None)
    said = [f"! {line.removeprefix('chodon: ')}" for line in done.stderr.splitlines()]
    came = [f"+ {line}" for line in stored(register) if line not in before]
    return tuple(line.rstrip() for line in (f"ends with {done.status}", *came, *said))


def rewrite(case: Case, outcome: tuple[str, ...]) -> None:
    text = TABLE.read_text("utf-8")
    was, now = ("\n".join((f"\n== {case}", *lines, "")) for lines in (case.outcome, outcome))
    assert text.count(was) == 1, case
    TABLE.write_text(text.replace(was, now), "utf-8")


def stored(register: Path) -> list[str]:
    with open_to_read(register) as db:
        rows = [(noun, row) for noun, sql in STORED.items() for row in db.execute(sql)]
    return [f"{noun} " + " | ".join("" if cell is None else str(cell) for cell in row) for noun, row in rows]


@pytest.fixture
def office(prepare: Prepare) -> None:
    """Two offices and two people in them."""
    prepare(
        "unit add PNV 'Phòng Nội vụ' --kind office",
        "unit add PTP 'Phòng Tư pháp' --kind office",
        *(
            f"staff add --code {code} --name '{name}' --unit {unit} --category CC --from 15/01/2020 --title CV"
            for code, name, unit in (("CC001", "Lò Văn Một", "PNV"), ("CC002", "Lò Thị Hai", "PTP"))
        ),
    )


@pytest.mark.slow
@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_case_is_read_right_or_refused_by_name(
    chodon: Chodon, register: Path, office: None, case: Case, request: pytest.FixtureRequest
) -> None:
    before = everything(register)
    outcome = outcome_of(chodon, register, case)
    if request.config.getoption("--write-cases"):
        rewrite(case, outcome)
    assert outcome == case.outcome
    assert outcome[0] == "ends with 0" or everything(register) == before


def test_the_table_has_every_file() -> None:
    assert {path.name for path in CASES.iterdir()} - {TABLE.name} <= {case.source for case in cases()}
