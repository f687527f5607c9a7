"""`report violations` against figures that were worked out without the program."""

from hypothesis import given

from tests.harness import Chodon, examples
from tests.oracle import recompute
from tests.oracle.compare import assert_same
from tests.strategies.generated_whole import LivedRegister, places_of_registers
from tests.strategies.report_questions import Question, questions, unit_of


@examples(25)
@given(place=places_of_registers(), asked=questions("standard", "source", "severity", "month"))
def test_violations_are_counted_as_recomputed(
    lived_register: LivedRegister, chodon: Chodon, place: int, asked: list[Question]
) -> None:
    folder = lived_register(place)
    for each in asked:
        unit = unit_of(each, folder)
        told = chodon(each.line("violations"), *(["--unit", unit] if unit else [])).json
        end = min(each.end, each.today)
        rows, totals = recompute.violations(folder, each.start, end, today=each.today, by=each.by, unit=unit)
        told["rows"] = [row for row in told["rows"] if row["violations"] or row["violators"] or row["serious"]]
        assert_same(told, rows, totals)
