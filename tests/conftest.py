"""Every test has its own register, on a fixed day, in English; `chodon` runs a command line on it."""

import fcntl
import gc
import os
import pickle
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from chodon_cli import dates, locale, store
from tests.harness import (
    CALM,
    SAMPLE_DATA,
    TODAY,
    Chodon,
    Line,
    MakeOnce,
    Prepare,
    begin,
    begin_in_file,
    everything,
    run,
    state,
)
from tests.store import chosen_for_server, on_server
from tests.strategies.generated import Generated, Lived
from tests.strategies.generated_whole import LIVED_REGISTERS, LivedRegister, draw_whole_registers

MEMORY = Path("/dev/shm")
ROOM = 4 << 30  # bytes: more than all registers of a run take
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # so are jobs begun in the background; programs inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)

# What tests start is compiled once, as a program that is installed: also where this is switched off for Python.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Registers are written to the disk for good at each command: where there is room in memory, nobody waits for a disk.
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# The suite runs the same examples every time and stops at the first that fails; `--hypothesis-profile search` takes
# new ones and the minutes that it takes to make a failing one small; `quick` takes the first of them.
settings.register_profile("suite", deadline=None, suppress_health_check=CALM, derandomize=True, phases=PHASES)
settings.register_profile("search", deadline=None, suppress_health_check=CALM, phases=[*PHASES, Phase.shrink])
settings.register_profile("quick", settings.get_profile("suite"), max_examples=10)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-docs", action="store_true", help="rewrite the examples in the pages")
    parser.addoption("--write-cases", action="store_true", help="rewrite the outcomes of the cases")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What lives through whole generated registers is slow; other slow tests are marked where they stand.

    What takes the fixture `server`, by itself or by way of another, is marked by it.
    """
    for item in items:
        if "server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.server)
        case = getattr(item, "callspec", None)
        is_further_case = bool(case and any(case.indices.values()) and item.get_closest_marker("mostly_slow"))
        if is_further_case or "lived" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
    if on_server.IS_WANTED:
        items[:] = chosen_for_server.to_be_run(items)


def pytest_collection_finish() -> None:
    """What the tests are made of stays to the end: nothing of it is searched again and again for what may be freed."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def server_of_the_run() -> Iterator[None]:
    """The server on which registers are, where CHODON_TEST_DATABASE asks for one."""
    with on_server.running() if on_server.IS_WANTED else nullcontext():
        yield


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Whoever of the processes comes second waits."""
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def only_one_makes(tmp_path_factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """A place that the processes of a run share; until the block ends it is nobody else's."""
    own = tmp_path_factory.getbasetemp()
    place = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with locked(place.with_suffix(".lock")):
        yield place


@pytest.fixture(scope="session")
def make_once(server_of_the_run: None, tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    """Make a register, or give the one that another process of the run has made; to be copied, never written to.

    Each process makes its own where registers are on a server, for each has a server.
    """

    def register(name: str, make: Callable[[Path], object]) -> Path:
        if on_server.IS_WANTED:
            path = tmp_path_factory.mktemp(name) / "register.db"
            make(path)
            on_server.bring(path)
            return path
        with only_one_makes(tmp_path_factory, name) as folder:
            if not folder.exists():  # it comes there whole, or not at all
                part = folder.with_suffix(".part")
                shutil.rmtree(part, ignore_errors=True)
                part.mkdir()
                make(part / "register.db")
                part.rename(folder)
        return folder / "register.db"

    return register


@pytest.fixture(scope="session")
def empty(make_once: MakeOnce) -> Path:
    """A register as `init` makes it; to be copied, never written to."""
    return make_once("empty", lambda path: run("-r", path, "init"))


@pytest.fixture(scope="session")
def sample(make_once: MakeOnce, empty: Path) -> Path:
    """A register with the sample data; to be copied, never written to."""

    def make(path: Path) -> None:
        run("--today", TODAY, "-r", begin_in_file(empty, path), "import", SAMPLE_DATA)

    return make_once("sample", make)


@pytest.fixture(scope="session")
def small_sample(make_once: MakeOnce, empty: Path) -> Path:
    """A register with an office, four people of it and a violation of each; to be copied, never written to."""

    def make(path: Path) -> None:
        before = f"--lang en --today 2022-12-31 -r {begin_in_file(empty, path)} -q"
        run(f"{before} unit add PNV 'Phòng Nội vụ' --kind office")
        for code in ("CC001", "CC002", "CC012", "VC005"):
            run(f"{before} staff add --code {code} --name 'Nông Văn {code}' --unit PNV --category CC --from 2020-01-01")
            run(f"{before} violation log --staff {code} --standard TT01 --on 2022-03-01")

    return make_once("small", make)


@pytest.fixture(scope="session")
def published(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The published pages of the sample, people by code, by their names; made once in a run, for it takes seconds."""
    with only_one_makes(tmp_path_factory, "published") as folder:
        if not folder.exists():  # they come there whole, or not at all
            run("--lang en -r", sample, "--today", "2022-12-31", "publish", "--period", "2022", folder)
    return {path.name: path.read_text("utf-8") for path in folder.glob("*.html")}


@pytest.fixture(autouse=True)
def register(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The test's own register, empty; the environment points to it."""
    path = begin(empty, tmp_path / "register.db")
    monkeypatch.chdir(tmp_path)  # what a command line writes under a bare name is no part of the checkout
    for name, value in {"REGISTER": str(path), "LANG": "en", "TODAY": TODAY, "OPERATOR": "tester"}.items():
        monkeypatch.setenv(f"CHODON_{name}", value)
    for folder in ("STATE", "CONFIG", "CACHE"):  # what the person who runs the tests has set is nothing to them
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(tmp_path / folder.casefold()))
    # for what a test calls before it runs a command line, which sets all three anew
    store.use(on_server.address(path, only_asks=True) if on_server.IS_WANTED else str(path))
    dates.fix_today(TODAY)
    locale.use("en")
    yield path
    if on_server.IS_WANTED:
        on_server.forget(tmp_path)
        assert not path.exists(), "what opens the register's file itself needs one: see tests/store/needs_a_file.txt"


@pytest.fixture
def filled(register: Path, sample: Path) -> Path:
    """The test's own register, with the sample data."""
    return begin(sample, register)


@pytest.fixture
def small(register: Path, small_sample: Path) -> Path:
    """The test's own register, with little in it: for what reads the register whole, whatever it holds."""
    return begin(small_sample, register)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[tuple[object, ...], Path]]:
    """The folder of the registers that command lines have made, and which lines each has behind it."""
    return tmp_path_factory.mktemp("prepared"), {}


@pytest.fixture
def prepare(register: Path, prepared: tuple[Path, dict[tuple[object, ...], Path]]) -> Prepare:
    """Bring the test's register to where these lines bring an empty one: they are run once, then it is copied."""
    folder, made = prepared

    def bring(*lines: Line) -> None:
        key = (os.environ["CHODON_TODAY"], *lines)
        if key in made:
            begin(made[key], register)
            return
        for line in lines:
            first, *words = line if isinstance(line, tuple) else (line,)
            run(str(first), *words)
        made[key] = folder / f"{len(made)}.db"
        if on_server.IS_WANTED:
            on_server.keep_as(register, made[key])
        else:
            begin(register, made[key])

    return bring


@pytest.fixture
def chodon() -> Chodon:
    return run


@pytest.fixture(scope="session")
def drawn_registers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Generated]]:
    """The generated registers of which many reports are asked, and the folder for what becomes of each of them."""
    with only_one_makes(tmp_path_factory, "lived") as folder:
        if not (kept := folder / "drawn").exists():
            folder.mkdir()
            kept.write_bytes(pickle.dumps(draw_whole_registers(LIVED_REGISTERS)))
    return folder, pickle.loads(kept.read_bytes())


@pytest.fixture
def lived_register(lived: Lived, register: Path, drawn_registers: tuple[Path, list[Generated]]) -> LivedRegister:
    """Let the test's register be that of a place among those drawn; the folder that it exports.

    Whoever asks first lets it take in and do what was drawn; all others, of either process of a run, get a copy.
    """
    folder, drawn = drawn_registers

    def bring(place: int) -> Path:
        # each process of a run has a server of its own
        home = folder / (f"{place}-{os.getpid()}" if on_server.IS_WANTED else str(place))
        with locked(home.with_suffix(".lock")):
            if not home.exists():
                exported = lived(drawn[place])
                made = home.with_suffix(".part")
                shutil.rmtree(made, ignore_errors=True)
                shutil.copytree(exported, made / "exported")
                if not on_server.IS_WANTED:
                    begin(register, made / "register.db")
                made.rename(home)
                if on_server.IS_WANTED:
                    on_server.keep(begin(register, home / "register.db"))
        begin(home / "register.db", register)
        return home / "exported"

    return bring


@pytest.fixture
def lived(empty: Path, register: Path, tmp_path: Path) -> Lived:
    """Let an empty register take in a generated folder and what is then done to it; the folder it exports."""

    seen = state if on_server.IS_WANTED else everything

    def live(drawn: Generated) -> Path:
        begin(empty, register)
        run("import", drawn.write(tmp_path / "drawn"))
        for words in drawn.commands:
            before = seen(register)
            done = run("", *words, status=None)
            assert "a fault of the program" not in done.stderr and "constraint" not in done.stderr, words
            assert done.status == 0 or (done.status == 1 and seen(register) == before), words
        run("export", tmp_path / "exported")
        return tmp_path / "exported"

    return live
