"""The rules of the house that a program can check."""

import ast
import hashlib
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Set
from functools import cache
from pathlib import Path

import pytest

from chodon_cli.store import revision_files
from tests.harness import PACKAGE
from tests.sources import modules, nodes_of, text_of, tree_of
from tests.store import on_server

ROOT = PACKAGE
SMALL = {
    "configuration",
    "dates",
    "durable",
    "errors",
    "forked_child",
    "imported_later",
    "input_row",
    "invocation",
    "labels",
    "locale",
    "progress",
    "result",
    "row_stream",
    "text",
    "standard_streams",
    "module_names",
    "value_class",
    "words",
}
OF_THE_COMMAND_LINE = {"__init__", "__main__", "app", "root", "plain_line", "global_options"}  # above all folders
LOOKS = {"casework", "law", "nouns", "queries", "store", "yearly"}  # what asks the register may import
MAY_IMPORT = {  # folder: what it may import of ours, besides itself and the small types
    "commands": {
        "cli",
        "register",
        "reports",
        "rules",
        "due",
        "drafts",
        "exchange",
        "render",
        "charts",
        "audit",
        *LOOKS,
    },
    # charts, drafts: which there are, and of what; law: `shell` reads the rules before they are asked for
    "cli": {"nouns", "queries", "render", "store", "charts", "drafts", "law"},
    "register": {"rules", "audit", *LOOKS},
    "audit": {"nouns", "queries", "store"},
    "reports": {"cli", *LOOKS},
    "rules": LOOKS,
    "due": LOOKS,
    "drafts": LOOKS,
    "yearly": LOOKS,
    "casework": LOOKS - {"yearly"},
    "queries": LOOKS - {"casework", "yearly"},
    "nouns": {"law", "queries", "store", "casework"},
    "exchange": {"cli", "law", "nouns", "queries"},  # law: how an identity number is written
    "law": set(),
    "render": {"charts"},
    "charts": set(),
    "store": set(),
    "locale": set(),
    "words": set(),
}
SLOW = {"sqlmodel", "sqlalchemy", "pydantic", "alembic", "rich", "platformdirs", "psycopg"}


@cache
def imports(file: Path, top_level_only: bool = False) -> set[str]:
    """The full names of what the file imports."""
    names: set[str] = set()
    everywhere = [*nodes_of(file, ast.Import), *nodes_of(file, ast.ImportFrom)]
    for node in tree_of(file).body if top_level_only else everywhere:
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            names |= {name.name for name in node.names}
    return names


def test_every_folder_and_module_has_its_place_in_the_layers() -> None:
    folders = {file.parent.name for file in ROOT.glob("*/__init__.py")}
    assert folders == set(MAY_IMPORT), "say in MAY_IMPORT what a new folder may import"
    assert {file.stem for file in ROOT.glob("*.py")} - OF_THE_COMMAND_LINE == SMALL - {"locale", "words"}


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_a_layer_imports_only_those_beneath_it(folder: str) -> None:
    for file in modules(ROOT / folder):
        ours = {name.split(".")[1] for name in imports(file) if name.startswith("chodon_cli.")}
        assert ours <= MAY_IMPORT[folder] | SMALL | {folder}, file


SIBLINGS = {  # package whose modules know nothing of each other -> (module, what it may import of them), with reason
    "commands": {},
    "reports": {  # the bulletin is made of the others
        *(("bulletin", name) for name in ("cases", "compliance", "feedback", "inspections", "tasks", "trend")),
        ("bulletin", "violations"),
    },
    "due": {},
    "rules/blocking": {},
    "rules/advisory": {},
    "charts": {},
    "render": {("tsv", "csv")},  # tab-separated values are comma-separated ones with a tab
}


@pytest.mark.parametrize("package", SIBLINGS)
def test_siblings_do_not_import_each_other(package: str) -> None:
    """What they share stands in a module that begins with an underscore, or in a folder beneath."""
    dotted = f"chodon_cli.{package.replace('/', '.')}."
    modules = {file.stem for file in (ROOT / package).glob("[a-z]*.py")}
    assert modules, f"there is no {package}: change the table with the folder"
    imported = {
        (file.stem, name.removeprefix(dotted).split(".")[0])
        for file in (ROOT / package).glob("*.py")
        for name in imports(file)
        if name.startswith(dotted)
    }
    assert {(file, other) for file, other in imported if other in modules} <= set(SIBLINGS[package])


def test_no_file_imports_itself_by_way_of_others() -> None:
    """Also not through imports inside functions: the graph of all imports has no circle.

    What takes a name out of a package's `__init__.py` imports that; what imports a module of the package does not.
    """
    names = {module_name(file): file for file in modules()}
    beneath = {name: imported_modules(file, names.keys()) - {name} for name, file in names.items()}
    left = dict(beneath)
    while free := {name for name, others in left.items() if not others & left.keys()}:
        left = {name: others for name, others in left.items() if name not in free}
    in_circle = {name: sorted(others & left.keys()) for name, others in left.items()}
    assert in_circle == {}, "move what both need to a file of its own"


def imported_modules(file: Path, names: Set[str]) -> set[str]:
    """Those of these modules from which the file takes something, as a whole or a name of it."""
    found = {alias.name for node in nodes_of(file, ast.Import) for alias in node.names}
    for node in nodes_of(file, ast.ImportFrom):
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            found.add(whole if whole in names else f"{node.module}")
    return found & names


def module_name(file: Path) -> str:
    parts = ("chodon_cli", *file.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


def test_the_small_types_import_no_folder() -> None:
    for name in SMALL - {"locale"}:
        for file in [ROOT / f"{name}.py"] if (ROOT / f"{name}.py").exists() else (ROOT / name).glob("*.py"):
            ours = {full.split(".")[1] for full in imports(file) if full.startswith("chodon_cli.")}
            assert ours <= SMALL, file


def test_slow_libraries_are_imported_only_where_they_are_used() -> None:
    for file in modules():
        folder = file.relative_to(ROOT).parts[0]
        if folder != "register" and "migrations" not in file.parts:
            slow = {name for name in imports(file, top_level_only=True) if name.split(".")[0] in SLOW}
            assert not slow, (file, slow)


def test_what_typer_does_not_document_is_used_in_one_module() -> None:
    undocumented = ("typer.main", "typer.core", "typer.exceptions", "typer._click", "click")
    for file in modules():
        if file.name != "typer_adapter.py":
            assert not [name for name in imports(file) if name.startswith(undocumented)], file
            text = text_of(file)
            assert "__signature__" not in text and "typer.main" not in text and "typer.core" not in text, file


def test_only_the_journal_writes() -> None:
    writing = {"insert", "update", "delete"}
    for file in modules(ROOT / "register"):
        names = {name.removeprefix("sqlmodel.") for name in imports(file) if name.startswith("sqlmodel.")}
        assert file.name == "journal.py" or not names & writing, file
        assert "session.add(" not in text_of(file), file


def test_only_the_store_opens_databases() -> None:
    for file in modules():
        assert "store" in file.parts or "sqlite3.connect" not in text_of(file), file


def test_every_command_and_report_has_its_one_line() -> None:
    from chodon_cli import commands, reports
    from chodon_cli.cli import discovery

    for package in (commands, reports):
        for name in discovery.modules(package):
            assert discovery.help_line(package, name), name


NOT_LOADED = {  # the line -> how the names of the modules begin that it does without
    "report compliance --period 2022": (
        *("sqlmodel", "sqlalchemy", "pydantic", "rich"),
        *("vl_convert", "docx", "chodon_cli.charts."),  # what draws
    ),
    "standard list": ("sqlmodel", "sqlalchemy", "pydantic", "rich", "typer", "ast"),
    "": ("sqlmodel", "sqlalchemy", "pydantic", "rich", "typer", "subprocess"),
}


@pytest.mark.parametrize("line", NOT_LOADED)
def test_asking_loads_no_more_than_it_needs(sample: Path, line: str) -> None:
    import subprocess

    code = (
        f"import sys; from chodon_cli import __main__; from chodon_cli.app import run; run({line.split()});"
        f"loaded = [name for name, module in sys.modules.items() if type(module) is type(sys)];"  # none that waits
        f"print(*(name for name in loaded if name.startswith({NOT_LOADED[line]})), file=sys.stderr)"
    )
    environment = on_server.environment()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stderr.strip() == ""


def test_no_module_and_no_function_is_long() -> None:
    for file in modules():
        text = text_of(file)
        assert len(text.splitlines()) <= 350, file
        for function in functions(file):
            assert (function.end_lineno or 0) - function.lineno < 50, (file, function.name)


def functions(file: Path) -> list[ast.FunctionDef]:
    return nodes_of(file, ast.FunctionDef)


def classes(file: Path) -> list[ast.ClassDef]:
    return nodes_of(file, ast.ClassDef)


MOST_ANY = 73  # lines that say `Any`; lower it when you take some away


def test_no_more_lines_go_without_a_type() -> None:
    count = sum(
        bool(re.search(r"\bAny\b", line.partition("#")[0])) for file in modules() for line in text_of(file).splitlines()
    )
    assert count <= MOST_ANY, "say what it is: `Cell`, `Row`, `object`, a Protocol or a class"


# --- Names -----------------------------------------------------------------------------------------------------------

WORDS_OF_NO_THING = {
    word
    for name in ("participles", "words_of_no_thing")  # the irregular ones; prepositions, pronouns, adverbs
    for word in (ROOT.parent / f"tests/fixtures/{name}.txt").read_text("utf-8").split()
}
VERBS_AS_TYPED = {
    "commands/task.py: done": "`task done`",
    "commands/case.py: why": "`case why`",
    "commands/draft.py: all_": "`draft all`",
}  # why each may be called so


def is_property(function: ast.FunctionDef) -> bool:
    """Whether it reads as what its object is: `case.is_live`."""
    return any("property" in ast.unparse(each) for each in function.decorator_list)


def test_a_function_is_a_verb_or_what_it_returns() -> None:
    """No participle, preposition, pronoun or adverb alone: nobody can guess or search for `found` and `behind`."""
    alone = {
        f"{file.relative_to(ROOT)}: {function.name}"
        for file in modules()
        for function in functions(file)
        if is_of_no_thing(function.name.strip("_")) and not is_property(function)
    }
    assert alone == VERBS_AS_TYPED.keys()


def is_of_no_thing(name: str) -> bool:
    is_participle = re.fullmatch("[a-z]+ed", name) and name not in {"feed", "need", "seed"}
    return bool(is_participle) or name in WORDS_OF_NO_THING


VAGUE = set((ROOT.parent / "tests/fixtures/vague_names.txt").read_text("utf-8").split())


def test_a_constant_says_what_it_holds_or_selects() -> None:
    """`MOST`, `SQL` and `COLUMNS` alone would be something else in every module."""
    names = {
        f"{file.relative_to(ROOT)}: {name.id}"
        for file in modules()
        for statement in tree_of(file).body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for name in ast.walk(statement)
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store) and name.id in VAGUE
    }
    assert names == set()


BOUND_TO_ANYTHING = {"found", "told", "asked", "given", "gone"}  # as a variable these say nothing of what is in it


def test_a_variable_says_what_is_in_it() -> None:
    in_files = {file for file in modules() for node in nodes_of(file, ast.Name) if node.id in BOUND_TO_ANYTHING}
    names = {
        f"{file.relative_to(ROOT)}:{node.lineno}: {node.id}"
        for file in in_files
        for function in functions(file)
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in BOUND_TO_ANYTHING
    }
    assert names == set(), "the rows, the message, the answer: what is it?"


def test_no_two_classes_have_one_name() -> None:
    count = Counter(each.name for file in modules() for each in classes(file))
    assert {name for name, times in count.items() if times > 1} == set()


def test_a_table_is_called_a_row() -> None:
    for file in (ROOT / "register/tables").glob("*.py"):
        names = [each.name for each in classes(file) if any(word.arg == "table" for word in each.keywords)]
        assert all(name.endswith("Row") for name in names), (file, names)


def test_every_folder_says_what_it_is_for() -> None:
    for package in (ROOT, ROOT.parent / "tests"):
        for file in package.rglob("__init__.py"):
            assert ast.get_docstring(tree_of(file)), file


TOP_LEVEL = {
    *("chodon_cli", "tests", "sample_data", "benchmarks", "docs", "distribution", ".ci"),
    *("pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "Makefile"),
    *(".gitignore", ".pre-commit-config.yaml"),
}


def test_nothing_else_stands_beside_these() -> None:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT.parent, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a checkout")
    assert {line.partition("/")[0] for line in listing.stdout.splitlines()} == TOP_LEVEL


# --- SQL and user text -----------------------------------------------------------------------------------------------

STATEMENT = re.compile(r"\b(SELECT|INSERT INTO|DELETE FROM|UPDATE \w+ SET)\b")
WITHOUT_SQL = ["commands", "cli", "law", "render"]


@pytest.mark.parametrize("folder", WITHOUT_SQL)
def test_who_talks_to_people_writes_no_sql(folder: str) -> None:
    for file in modules(ROOT / folder):
        for node in nodes_of(file, ast.Constant):
            if isinstance(node.value, str):
                assert not STATEMENT.search(node.value), (file, node.lineno)


# --- The tests -------------------------------------------------------------------------------------------------------

BESIDE = {"strategies", "oracle", "samples", "stress", "fixtures", "docs"}  # folders of tests that mirror no package


def test_tests_stand_where_one_looks_for_them() -> None:
    tests = ROOT.parent / "tests"
    folders = {file.parent.name for file in tests.glob("*/__init__.py")}
    assert folders - BESIDE <= {file.parent.name for file in ROOT.glob("*/__init__.py")}
    for file in modules(tests):
        is_test = file.name.startswith("test_")
        assert not is_test or file.parent.name not in BESIDE - {"docs"}, file
        others = [name for name in imports(file) if re.search(r"^tests\..*\btest_\w+", name)]
        assert others == [], f"{file}: what tests share belongs in a file that is no test"


# --- The register ----------------------------------------------------------------------------------------------------


def test_days_are_text_and_tables_strict(register: Path) -> None:
    with sqlite3.connect(register) as db:
        tables = db.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
        loose = {name for name, strict in tables if not strict} - {"sqlite_schema", "alembic_version"}
        assert loose == set()


def test_a_revision_that_has_landed_is_never_edited() -> None:
    lines = (ROOT.parent / "tests/fixtures/revisions.sha256").read_text("utf-8").split()
    landed = dict(zip(lines[1::2], lines[::2], strict=True))
    for file in sorted(revision_files.REVISIONS_FOLDER.glob("[0-9]*.*")):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        line = f"{digest}  {file.name}"
        assert file.name in landed, f"a new revision: add this line to tests/fixtures/revisions.sha256\n{line}"
        assert digest == landed.pop(file.name), (
            f"{file.name} has landed, and registers were made with it: they would never get what you changed in it. "
            "Put it back as it was (git log shows it) and write what you want changed as a new revision"
        )
    views = [landed.pop(name) for name in sorted(landed) if re.fullmatch(r"views\.sql@[0-9]{4}", name)]
    digest = hashlib.sha256(revision_files.VIEWS_FILE.read_bytes()).hexdigest()
    assert digest == views[-1], (
        "views.sql has changed: write a revision, that registers get it, even one that does nothing else, and add to "
        f"tests/fixtures/revisions.sha256\n{digest}  views.sql@{revision_files.latest_revision()}"
    )
    assert not landed, f"registers were made with {sorted(landed)}: put them back; a revision is never taken away"
