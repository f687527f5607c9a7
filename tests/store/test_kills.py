"""Commands killed at random moments: the small version of `tests.stress.kills`."""

from pathlib import Path

import pytest

from tests.stress import kills


@pytest.mark.slow
@pytest.mark.parametrize("name", ["undo of an import", "restore", "export"])
def test_what_is_killed_leaves_what_was_or_what_it_would_have_made(name: str, sample: Path) -> None:
    assert kills.kill(name, kills.COMMANDS[name], 2, sample=sample) == []
