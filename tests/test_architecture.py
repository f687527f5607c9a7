"""The rules of the house that a program can check."""

import ast
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.harness import PACKAGE

ROOT = PACKAGE
SMALL = {
    "case_words",
    "dates",
    "durable",
    "errors",
    "input_row",
    "invocation",
    "labels",
    "locale",
    "result",
    "text",
    "word_list",
    "words",
}
LOOKS = {"casework", "law", "nouns", "queries", "store", "yearly"}  # what asks the register may import
MAY_IMPORT = {  # folder: what it may import of ours, besides itself and the small types
    "commands": {"cli", "register", "reports", "rules", "due", "exchange", "render", *LOOKS},
    "cli": {"queries", "render", "store"},
    "register": {"rules", *LOOKS},
    "reports": {"cli", *LOOKS},
    "rules": LOOKS,
    "due": LOOKS,
    "yearly": LOOKS,
    "casework": LOOKS - {"yearly"},
    "queries": LOOKS - {"casework", "yearly"},
    "nouns": {"law", "queries", "store", "casework"},
    "exchange": {"cli", "law", "nouns", "queries"},  # law: how an identity number is written
    "law": set(),
    "render": set(),
    "store": set(),
    "locale": set(),
}
SLOW = {"sqlmodel", "sqlalchemy", "pydantic", "alembic", "rich", "platformdirs"}


def imports(file: Path, top_level_only: bool = False) -> set[str]:
    """The full names of what the file imports."""
    tree = ast.parse(file.read_text("utf-8"))
    names: set[str] = set()
    for node in tree.body if top_level_only else ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            names |= {name.name for name in node.names}
    return names


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_a_layer_imports_only_those_beneath_it(folder: str) -> None:
    for file in (ROOT / folder).rglob("*.py"):
        ours = {name.split(".")[1] for name in imports(file) if name.startswith("chodon_cli.")}
        assert ours <= MAY_IMPORT[folder] | SMALL | {folder}, file


@pytest.mark.parametrize("package", ["commands", "reports", "due", "rules/blocking", "rules/advisory"])
def test_siblings_do_not_import_each_other_across_nouns(package: str) -> None:
    dotted = package.replace("/", ".")
    for file in (ROOT / package).glob("*.py"):
        for name in imports(file):
            if name.startswith(f"chodon_cli.{dotted}."):
                sibling = name.removeprefix(f"chodon_cli.{dotted}.").split(".")[0]
                is_module = (ROOT / package / f"{sibling}.py").exists()
                assert not is_module or sibling.startswith("_"), (file, name)


def test_the_small_types_import_no_folder() -> None:
    for name in SMALL - {"locale"}:
        ours = {full.split(".")[1] for full in imports(ROOT / f"{name}.py") if full.startswith("chodon_cli.")}
        assert ours <= SMALL, name


def test_slow_libraries_are_imported_only_where_they_are_used() -> None:
    for file in ROOT.rglob("*.py"):
        folder = file.relative_to(ROOT).parts[0]
        if folder != "register" and "migrations" not in file.parts:
            slow = {name for name in imports(file, top_level_only=True) if name.split(".")[0] in SLOW}
            assert not slow, (file, slow)


def test_what_typer_does_not_document_is_used_in_one_module() -> None:
    undocumented = ("typer.main", "typer.core", "typer.exceptions", "typer._click", "click")
    for file in ROOT.rglob("*.py"):
        if file.name != "typer_adapter.py":
            assert not [name for name in imports(file) if name.startswith(undocumented)], file
            text = file.read_text("utf-8")
            assert "__signature__" not in text and "typer.main" not in text and "typer.core" not in text, file


def test_only_the_journal_writes() -> None:
    writing = {"insert", "update", "delete"}
    for file in (ROOT / "register").rglob("*.py"):
        names = {name.removeprefix("sqlmodel.") for name in imports(file) if name.startswith("sqlmodel.")}
        assert file.name == "journal.py" or not names & writing, file
        assert "session.add(" not in file.read_text("utf-8"), file


def test_only_the_store_opens_databases() -> None:
    for file in ROOT.rglob("*.py"):
        assert "store" in file.parts or "sqlite3.connect" not in file.read_text("utf-8"), file


def test_every_command_and_report_has_its_one_line() -> None:
    from chodon_cli import commands, reports
    from chodon_cli.cli import discovery

    for package in (commands, reports):
        for name in discovery.modules(package):
            assert discovery.help_line(package, name), name


def test_asking_loads_neither_the_model_nor_rich(sample: Path) -> None:
    import subprocess

    code = (
        "import sys; from chodon_cli.app import run; run(['report', 'compliance', '--period', '2022']);"
        "print(*(m for m in ('sqlmodel', 'sqlalchemy', 'pydantic', 'rich') if m in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""


def test_no_module_is_long() -> None:
    for file in ROOT.rglob("*.py"):
        assert len(file.read_text("utf-8").splitlines()) <= 400, file


def test_days_are_text_and_tables_strict(register: Path) -> None:
    with sqlite3.connect(register) as db:
        tables = db.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
        loose = {name for name, strict in tables if not strict} - {"sqlite_schema", "alembic_version"}
        assert loose == set()
