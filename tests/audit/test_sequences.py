"""Whatever sequence of commands a register has behind it, it can be taken back, proven, shown and carried over."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stress.sequences import Sequence, small_register


@pytest.mark.slow
@settings(max_examples=8)
@given(choose=st.randoms(use_true_random=False))
def test_a_sequence_is_taken_back_one_by_one_and_done_again(empty: Path, register: Path, choose: random.Random) -> None:
    Sequence(small_register(empty, register), choose).take_back_and_do_again(12)


@pytest.mark.slow
@settings(max_examples=8)
@given(choose=st.randoms(use_true_random=False))
def test_what_the_register_accepts_is_proven_shown_and_carried_over(
    empty: Path, register: Path, choose: random.Random
) -> None:
    Sequence(small_register(empty, register), choose).carry_over(15, empty)
