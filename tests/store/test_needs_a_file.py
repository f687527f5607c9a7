"""Which tests need a register in a file is said of each, with why; `tests/stress/needs_a_file.py` sees that they do."""

import re

from tests.harness import ROOT
from tests.store import chosen_for_server

TEST = re.compile(r"^def (test_\w+)", re.M)


def test_every_line_names_tests_and_says_why() -> None:
    named: dict[str, str] = {}
    for beginning, reason in chosen_for_server.needs_a_file().items():
        file, _, name = beginning.partition("::")
        assert len(reason.split()) > 2, beginning
        function = name.partition("[")[0]  # what follows is one of its cases
        all_tests = TEST.findall((ROOT / file).read_text("utf-8"))
        tests = [f"{file}::{test}" for test in all_tests if test.startswith(function)]
        assert tests, f"{beginning}: no test begins so"
        assert not named.keys() & tests, f"{beginning}: named by {[named[test] for test in tests if test in named]} too"
        named |= dict.fromkeys(tests, beginning)
