"""Whatever sequence of commands a register has behind it, it can be taken back, proven, shown and carried over."""

import random
from contextlib import closing
from pathlib import Path

import pytest

from tests.harness import begin, some_of
from tests.stress.sequences import Sequence, small_register

LINES_TAKEN_BACK, LINES_CARRIED_OVER = 100, 700  # of one sequence: 3,000 in all; `make torture` runs 100,000
STATES_AT_A_TIME = 25  # of which one is exported and proven, and all are compared


@pytest.fixture(scope="module")
def small(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of four units and as many people; to be copied, never written to."""
    return small_register(empty, tmp_path_factory.mktemp("small") / "register.db")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_a_sequence_is_taken_back_one_by_one_and_done_again(small: Path, register: Path, seed: int) -> None:
    with closing(Sequence(begin(small, register), random.Random(seed), STATES_AT_A_TIME)) as sequence:
        sequence.take_back_and_do_again(len(some_of(range(LINES_TAKEN_BACK))))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 4, 5, 6])
def test_what_the_register_accepts_is_proven_shown_and_carried_over(
    empty: Path, small: Path, register: Path, seed: int
) -> None:
    with closing(Sequence(begin(small, register), random.Random(seed), STATES_AT_A_TIME)) as sequence:
        sequence.carry_over(len(some_of(range(LINES_CARRIED_OVER))), empty)
