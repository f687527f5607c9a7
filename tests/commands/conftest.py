"""The office in which the tests of `case` lead their cases."""

import shlex
from pathlib import Path

import pytest

from tests.commands.case_stories import PEOPLE
from tests.harness import begin, run


@pytest.fixture(scope="session")
def staffed(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with one unit and somebody of each kind; CC009 left it after 2022-12-31."""
    path = begin(empty, tmp_path_factory.mktemp("staffed") / "register.db")
    before = f"--lang en --today 2026-11-23 -r {path} -q"
    run(f"{before} unit add PNV 'Phòng Nội vụ' --kind office")
    for line in PEOPLE.strip().splitlines():
        code, category, title, leadership = shlex.split(line)
        run(
            f"{before} staff add --code {code} --name",
            f"Người {code}",
            *f"--unit PNV --category {category} --leadership {leadership} --from 2019-01-01".split(),
            f"--title={title}",
        )
    run(f"{before} staff leave CC009 --on 2022-12-31 --reason retired")
    return path


@pytest.fixture
def case_office(staffed: Path, register: Path) -> None:
    """The test's own register is that one."""
    begin(staffed, register)
