"""`report feedback` against figures that were worked out without the program."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.harness import Chodon, Prepare, begin, examples
from tests.oracle import recompute_feedback
from tests.oracle.compare import assert_same
from tests.strategies.generated_whole import LivedRegister, places_of_registers
from tests.strategies.report_questions import Question, questions, unit_of

COMPLAINT = "feedback add --on 2022-05-05 --kind complaint --text 'Trả chậm' --due 2022-05-20"


@pytest.fixture
def office(chodon: Chodon, prepare: Prepare) -> Chodon:
    prepare(
        "unit add PNV 'Phòng Nội vụ' --kind office",
        "unit add PTP 'Phòng Tư pháp' --kind office",
        "staff add --name 'Nguyễn Văn An' --unit PNV --category cc --title 'Trưởng phòng' --from 2021-01-01",
        f"{COMPLAINT} --staff CC001",
        "feedback add --on 2022-05-06 --kind khen --text 'Tận tình' --unit PTP --channel 'trực tiếp'",
    )
    return chodon


@examples(34)
@given(place=places_of_registers(), asked=questions("unit", "unit", "kind"))
def test_every_figure_of_a_generated_register_is_the_recomputed_one(
    lived_register: LivedRegister, chodon: Chodon, place: int, asked: list[Question]
) -> None:
    folder = lived_register(place)
    for each in asked:
        unit = unit_of(each, folder)
        depth = each.depth if each.by == "unit" else None
        options = [*(["--depth", depth] if depth else []), *(["--unit", unit] if unit else [])]
        told = chodon(f"{each.line('feedback')} --units {each.units}", *options).json
        how: dict[str, Any] = {"by": each.by, "depth": depth, "unit": unit, "units": each.units}
        assert_same(told, *recompute_feedback.report(folder, each.start, each.end, today=each.today, **how))


def test_a_complaint_has_become_a_violation_once_that_was_found(office: Chodon) -> None:
    office("feedback violation PA-2022-0001 --standard ND01")
    office("violation edit VP-2022-0001 --found 2022-06-30")
    for period, became in {"2022-05": 0, "2022-05..2022-06-29": 0, "2022-05..2022-06-30": 1}.items():
        told = office(f"report feedback --period {period.replace('2022-05..', '2022-05-01..')} -f json").json
        assert told["totals"]["became_violations"] == became, period


def test_the_sample_data_tells_who_does_not_answer(chodon: Chodon, register: Path, sample: Path) -> None:
    begin(sample, register)
    told = chodon("report feedback --period 2022 -f json").json
    silent = [row["unit_code"] for row in sorted(told["rows"], key=lambda row: -row["unanswered"])[:2]]
    assert set(silent) == {"BANGLUNG", "PTNMT"}
    assert told["totals"]["praise"] > 5 and told["totals"]["became_violations"] > 3
