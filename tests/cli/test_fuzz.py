"""No command line ends in a fault of the program, whatever stands in it; the long run is `make torture`."""

import pytest

from tests.harness import Chodon
from tests.stress import fuzz_commands


@pytest.mark.slow
def test_a_changed_command_line_ends_with_a_status_of_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REGISTER", "TODAY", "LANG"):
        monkeypatch.setenv(f"CHODON_{name}", "")  # put back afterwards
    assert list(fuzz_commands.faults(300, 2)) == []


@pytest.mark.parametrize("line", ["backup", "export", "restore", "import", "template unit -o"])
def test_a_null_character_is_no_text(chodon: Chodon, line: str) -> None:
    assert "not valid" in chodon(line, "a\0b", status=2).stderr
