"""Every command, typed with several things wrong at once: all of them are told, in one line."""

import re
from collections.abc import Iterator
from importlib import import_module
from itertools import combinations, count
from pathlib import Path
from typing import Any

import pytest

from chodon_cli import locale
from chodon_cli.cli import named_records, typer_adapter
from chodon_cli.words.allowed_words import AllowedWords
from chodon_cli.words.word_list import WordList
from tests.commands.command_tree import leaf_commands
from tests.harness import run

KINDS = ("bad", "absent", "missing", "unknown option")
READ_OTHERWISE = {"sandbox", "shell", "help"}  # what follows is another command line
PATHS = {"FILE", "DIR", "TARGET", "SOURCE", "FILE…", "URL|FILE"}
OF_RECORDS = {"STAFF", "STAFF…", "UNIT"}


def kind_of(path: tuple[str, ...], parameter: Any) -> str:
    """What of the parameter's value can be wrong: it cannot be read ("bad"), or names nothing ("absent")."""
    parser: Any = typer_adapter.value_parser(parameter)
    name = getattr(parser, "__qualname__", "")
    if name in ("parse_day", "parse_period", "number", "number_of_rows", "decimal"):
        return "bad"
    if isinstance(getattr(parser, "__self__", None), (WordList, AllowedWords)):
        return "bad"
    if parameter.metavar in OF_RECORDS or (parameter.name in ("standard", "into") and parameter.metavar == "CODE"):
        return "absent" if name == "clean" else ""
    is_own = parameter.param_type_name == "argument" and path[-1] not in ("add", "rename")
    if is_own and parameter.metavar in ("NUMBER", "NUMBER…", "VP-…"):
        return "absent"
    if is_own and parameter.metavar in ("CODE", "CODE…") and path[0] in ("unit", "standard", "report"):
        return "absent"
    return ""


def good(parameter: Any) -> str:
    """A value that can be read."""
    parser: Any = typer_adapter.value_parser(parameter)
    words = getattr(parser, "__self__", None)
    if isinstance(words, WordList):
        return str(words.codes[0])
    if isinstance(words, AllowedWords):
        return words.words[0]
    name = getattr(parser, "__qualname__", "")
    if "|" in str(parameter.metavar):
        return str(parameter.metavar).split("|")[0]
    return {"parse_day": "2022-03-01", "parse_period": "2022", "number": "1", "decimal": "1"}.get(name, "x=1")


def lines() -> Iterator[tuple[list[str], tuple[str, ...], list[str]]]:
    """Command lines with two kinds of faults and with all four: the words, the kinds, and what must be told."""
    locale.use("en")
    for path, command in leaf_commands():
        if path[0] in READ_OTHERWISE:
            continue
        for kinds in [("absent",), *combinations(KINDS, 2), KINDS]:
            made = line(path, command, kinds)
            if made and len(made[1]) > 1:
                yield [*path, *made[0]], kinds, made[1]


def line(path: tuple[str, ...], command: Any, kinds: tuple[str, ...]) -> tuple[list[str], list[str]] | None:
    """The words after the command's name, and what must be told of them; None where it cannot have these faults."""
    arguments: list[str] = []
    options: list[str] = []
    told: list[str] = []
    numbers, happened = count(1), set()
    for parameter in command.params:
        kind, is_argument = kind_of(path, parameter), parameter.param_type_name == "argument"
        name = max(parameter.opts, key=len)
        if "missing" in kinds and parameter.required and not is_argument and "missing" not in happened:
            told.append(name)
            happened.add("missing")
            continue
        if kind in kinds and not (is_argument and "unknown option" in kinds):
            value = f"zz{next(numbers)}"
            told.append(value)
            happened.add(kind)
        elif parameter.required:
            value = good(parameter)
        else:
            continue
        if is_argument:
            arguments.append(value)
        else:
            options += [name, value]
    if "unknown option" in kinds:
        options.append("--qqq")
        told.append("--qqq")
        happened.add("unknown option")
    return ([*arguments, *options], told) if happened == {*kinds} else None


def test_only_what_must_be_a_record_is_said_not_to_be_there() -> None:
    locale.use("en")
    no_field = {("draft", "case"), ("unit", "document")}  # names a record, and is no column of the noun
    for path, command in leaf_commands():
        parameters: list[Any] = command.params
        for parameter in parameters:
            key = str(parameter.name)
            is_looked_up = named_records._look_up([*path], parameter) and parameter.metavar == "NUMBER"
            if is_looked_up and parameter.param_type_name == "option" and (path[0], key) not in no_field:
                declaration = import_module(f"chodon_cli.nouns.{path[0]}").DECLARATION
                assert [field.refers_to for field in declaration.fields if field.key == key] != [""], (path, key)
                assert any(field.key == key for field in declaration.fields), (path, key)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("kinds", [*combinations(KINDS, 2), KINDS], ids=" and ".join)
def test_each_command_tells_all_that_is_wrong(kinds: tuple[str, ...], register: Path) -> None:
    silent = {}
    number = 0
    for words, of_line, told in lines():
        if of_line != kinds:
            continue
        number += 1
        done = run("", *words, status=None)
        left = [each for each in told if each not in done.stderr]
        if done.status != 2 or left or done.stderr.count("\n") != 1 or done.stdout:
            silent[" ".join(words)] = (done.status, left, done.stderr)
    assert silent == {}
    assert number > 10


@pytest.mark.slow
def test_a_record_that_is_not_there_is_told_once(register: Path) -> None:
    twice = {}
    for path, command in leaf_commands():
        made = None if path[0] in READ_OTHERWISE else line(path, command, ("absent",))
        if made and len(made[1]) == 1:
            words = [*path, *(word.replace("zz1", "2022-1") for word in made[0])]
            done = run("", *words, status=None)
            faults = re.findall(r"there is no [^;–—]*[^;–— ]", done.stderr)
            if len({*faults}) < len(faults):
                twice[" ".join(words)] = done.stderr
    assert twice == {}


def test_each_command_tells_all_the_records_that_are_not_there(register: Path) -> None:
    silent = {}
    number = 0
    for words, kinds, told in lines():
        if kinds != ("absent",):
            continue
        number += 1
        done = run("", *words, status=None)
        left = [each for each in told if each not in done.stderr or done.stderr.count(f"no {each} in the register") > 1]
        tails = [fault.partition("“")[2] or fault for fault in done.stderr.strip().partition(" — ")[0].split("; ")]
        if len({*tails}) < len(tails) or done.status != 1 or left or done.stderr.count("\n") != 1 or done.stdout:
            silent[" ".join(words)] = (done.status, left, done.stderr)
    assert silent == {}
    assert number > 15


@pytest.mark.parametrize(
    "line, faults",
    [
        ("--today 99 report compliance --period abc", ["--today: “99”", "--period: “abc”"]),
        ("--color blue violation log --on zz", ["--color: “blue”", "--on: “zz”", "--staff", "--standard"]),
        ("--today 99 --color blue unit list --qqq", ["“99”", "“blue”", "no option --qqq"]),
        ("--today 99 unit list", ["“99”"]),
        ("report compliance --unit NOPE --columns bad,unit --sort worse", ["“NOPE”", "“bad”", "“worse”"]),
        ("violation list --unit NOPE --staff NOBODY --columns bad", ["“NOPE”", "“NOBODY”", "“bad”"]),
        ("report unit NOPE --columns bad", ["“NOPE”", "“bad”"]),
        ("unit show NOPE --columns bad --sort worse", ["“NOPE”", "“bad”", "“worse”"]),
        ("--lang xx --today 99 report unit NOPE --period abc", ["--lang: “xx”", "“99”", "“abc”"]),
        ("--lang xx", ["--lang: “xx”"]),
        ("--lang vi staff void zz1 zz2", ["--reason", "“zz1”", "“zz2”"]),
        ("--lang vi violation void 2022-98 2022-99", ["--reason", "VP-2022-0098", "VP-2022-0099"]),
    ],
)
def test_what_is_wrong_before_a_command_or_with_its_table_is_told_with_the_rest(
    line: str, faults: list[str], register: Path
) -> None:
    run("unit add PNV 'Phòng Nội vụ' --kind office")
    done = run(line, status=2)
    assert [each for each in faults if each not in done.stderr] == [] and done.stderr.count("\n") == 1


def test_what_is_wrong_in_the_environment_is_told_with_the_rest(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHODON_LANG", "xx")
    done = run("--today 99 report compliance --period abc", status=2)
    assert all(each in done.stderr for each in ("“xx”", "“99”", "“abc”"))
    assert done.stderr.count("\n") == 1
