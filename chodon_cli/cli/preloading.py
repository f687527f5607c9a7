"""What the entries of a shell need, loaded while a person reads its first prompt."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Event, Thread

import chodon_cli

FOLDERS = ("commands", "reports", "register", "rules", "due", "casework", "yearly", "queries", "nouns", "audit")
MODULES = (
    *("chodon_cli.render._terminal", "chodon_cli.render._long_list", "rich.console", "rich.segment", "rich.box"),
    "sqlalchemy.dialects.sqlite",
)


@contextmanager
def preloading() -> Iterator[None]:
    """Load in the background as long as the block runs: what is typed meanwhile waits for a module at the most."""
    is_over = Event()
    loader = Thread(target=_load, args=(is_over,))
    loader.start()
    try:
        yield
    finally:
        is_over.set()
        loader.join()


def module_names() -> Iterator[str]:
    """What is loaded: what a question needs first."""
    yield from MODULES
    package = Path(chodon_cli.__path__[0])
    for folder in FOLDERS:
        for file in sorted(Path(package, folder).rglob("*.py")):
            yield ".".join((chodon_cli.__name__, *file.relative_to(package).with_suffix("").parts)).removesuffix(
                ".__init__"
            )


def _load(is_over: Event) -> None:
    for name in module_names():
        if is_over.is_set():
            return
        with suppress(Exception):  # what cannot be loaded is told by the command that needs it
            import_module(name)
    _work_out()
    gc.freeze()  # it stays as long as the shell: collecting need not look through it


def _work_out() -> None:
    """What is the same for every register, and takes a fifth of a second when it is first asked for."""
    from chodon_cli.law.rules import NAMES_OF_TOPICS, shipped_rules
    from chodon_cli.store import schema

    with suppress(Exception):
        for topic in NAMES_OF_TOPICS:
            shipped_rules(topic)
        schema.shipped_objects()
