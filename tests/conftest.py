"""Every test has its own register, on a fixed day, in English; `chodon` runs a command line on it."""

import io
import json
import shlex
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from generated import Generated
from hypothesis import HealthCheck, Phase, settings

from chodon_cli import app

SAMPLE_DATA = Path(__file__).parent.parent / "sample_data"
TODAY = "2026-11-23"
QUICK = [Phase.explicit, Phase.reuse, Phase.generate]
CALM = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # so are jobs begun in the background; programs inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The suite runs the same examples every time and stops at the first that fails; `--hypothesis-profile search` takes
# new ones and the minutes that it takes to make a failing one small.
settings.register_profile("suite", deadline=None, suppress_health_check=CALM, derandomize=True, phases=QUICK)
settings.register_profile("search", deadline=None, suppress_health_check=CALM, phases=[*QUICK, Phase.shrink])
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-docs", action="store_true", help="rewrite the examples in the pages")


@dataclass(frozen=True)
class Done:
    """What a command line ended with and printed."""

    status: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


Chodon = Callable[..., Done]


def run(line: str, *words: object, status: int | None = 0, stdin: str = "") -> Done:
    """Run `chodon LINE WORDS…` in this interpreter; it must end with the status, unless that is None.

    The line is split as a shell would; the words are taken as they are.
    """
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            ended = app.run([*shlex.split(line), *map(str, words)])
    finally:
        sys.stdin = before
    done = Done(ended, out.getvalue(), err.getvalue())
    assert status in (None, ended), f"chodon {line} {shlex.join(map(str, words))}\nended with {ended}\n{done.stderr}"
    return done


def begin(source: Path, register: Path) -> Path:
    """Let the register be a copy of another, whatever was there before."""
    for leftover in register.parent.glob(f"{register.name}-*"):
        leftover.unlink()
    shutil.copy(source, register)
    return register


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register as `init` makes it; to be copied, never written to."""
    path = tmp_path_factory.mktemp("empty") / "register.db"
    run("-r", path, "init")
    return path


@pytest.fixture(scope="session")
def sample(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the sample data; to be copied, never written to."""
    path = begin(empty, tmp_path_factory.mktemp("sample") / "register.db")
    run("--today", TODAY, "-r", path, "import", SAMPLE_DATA)
    return path


@pytest.fixture(autouse=True)
def register(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own register, empty; the environment points to it."""
    path = begin(empty, tmp_path / "register.db")
    for name, value in {"REGISTER": str(path), "LANG": "en", "TODAY": TODAY, "OPERATOR": "tester"}.items():
        monkeypatch.setenv(f"CHODON_{name}", value)
    monkeypatch.setenv("LANGUAGE", "en")
    return path


@pytest.fixture
def chodon() -> Chodon:
    return run


@pytest.fixture
def lived(empty: Path, register: Path, tmp_path: Path) -> Callable[[Generated], Path]:
    """Let an empty register take in a generated folder and what is then done to it; the folder it exports."""

    def live(drawn: Generated) -> Path:
        begin(empty, register)
        run("import", drawn.write(tmp_path / "drawn"))
        for words in drawn.commands:
            before = everything(register)
            done = run("", *words, status=None)
            assert "a fault of the program" not in done.stderr and "constraint" not in done.stderr, words
            assert done.status == 0 or (done.status == 1 and everything(register) == before), words
        run("export", tmp_path / "exported")
        return tmp_path / "exported"

    return live


def everything(register: Path) -> list[str]:
    """All that the register holds, journal included."""
    with closing(sqlite3.connect(register)) as db:
        return list(db.iterdump())
