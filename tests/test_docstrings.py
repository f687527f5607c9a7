"""What the docstrings show is what the functions give."""

import doctest
import importlib
from pathlib import Path

from chodon_cli import locale
from tests.harness import PACKAGE, hold_each
from tests.sources import modules, text_of


def test_the_examples_of_docstrings_hold() -> None:
    def hold(file: Path) -> None:
        locale.use("en")
        module = importlib.import_module(".".join([PACKAGE.name, *file.relative_to(PACKAGE).with_suffix("").parts]))
        finder = doctest.DocTestFinder(exclude_empty=True)
        runner = doctest.DocTestRunner(verbose=False)
        said: list[str] = []
        for test in finder.find(module, module.__name__):
            runner.run(test, out=said.append)
        assert not said, "".join(said)

    hold_each(hold, [(file,) for file in modules() if ">>> " in text_of(file)])
