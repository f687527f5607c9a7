"""A command line on which more than one thing is wrong: all of it is told at once."""

from pathlib import Path

import pytest

from tests.harness import run

LOG = "violation log --staff X --standard TG01"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"{LOG} --on 32/13/2022 --xyz 3", ["there is no option --xyz", "--on: ", "see: chodon violation log --help"]),
        (f"{LOG} --on 32/1/2022 --found 40/1/2022", ["32/1/2022", "40/1/2022", "--on, --found: "]),
        (f"{LOG} --on 32/1/2022 --source abc", ["32/1/2022", "“abc”", "--on: ", "--source: "]),
        ("staff add --name A --unit X --category abc --from xx --zz", ["no option --zz", "“abc”", "“xx”"]),
        ("report compliance --period 20xx --by abc", ["20xx", "“abc”"]),
        ("unit list --columns foo,code,bar --sort -baz", ["“foo”", "“bar”", "“baz”", "there are: code"]),
    ],
)
@pytest.mark.usefixtures("register")
def test_all_that_is_wrong_is_told_at_once(line: str, told: list[str]) -> None:
    done = run(line, status=2)
    assert [each for each in told if each not in done.stderr] == []
    assert done.stderr.count("\n") == 1 and not done.stdout


@pytest.mark.usefixtures("register")
def test_each_fault_is_told_once() -> None:
    assert run("violation list --period 20xx", status=2).stderr.count("--period") == 1
    assert run("template xyz", status=2).stderr.count("NOUN:") == 1


@pytest.mark.usefixtures("register")
def test_a_topic_of_the_help_is_proposed_where_help_is_asked_for() -> None:
    assert "(did you mean output?)" in run("help ouput", status=2).stderr
    assert "did you mean" not in run("ouput", status=2).stderr
    assert "--delimiter" in run("help output too").stdout


@pytest.mark.usefixtures("register")
def test_an_option_that_stands_before_the_command_is_told_its_place() -> None:
    assert "before the command: chodon --no-input unit list …" in run("unit list --no-input", status=2).stderr


ASK_OF_A_PERIOD = ("violation list", "task list", "report compliance", "report unit X")
BOUNDS = ("--from", "--since", "--to", "--until")
REPORTS_OF_A_PERIOD = ("compliance", "violations", "heads", "trend", "repeaters")  # some of them have --dated


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("due --as-of 2022-01-01", "before the command: chodon --today DATE due …"),
        ("due --date 2022-01-01", "before the command: chodon --today DATE due …"),
        ("staff show CC001 --as-of 2022-01-01", "before the command: chodon --today DATE staff show …"),
        ("staff list --date 2022-01-01", "(did you mean --as-of?)"),
        *((f"report {name} --date 2022-01-01", "--today DATE report") for name in REPORTS_OF_A_PERIOD),
        *(
            (f"{words} {option} 2022-01-01", "(did you mean --period?)")
            for words in ASK_OF_A_PERIOD
            for option in BOUNDS
        ),
        ("staff list --today 2022-01-01", "before the command: chodon --today DATE staff list …"),
        ("report headcount --on 2022-01-01", "(did you mean --as-of?)"),
        ("law forms --as-of 2022-01-01 --category cadre", "(did you mean --on?)"),
        ("due --witin 14", "(did you mean --within?)"),
        ("due --zz 14", "there is no option --zz — see: chodon due --help"),
    ],
)
@pytest.mark.usefixtures("register")
def test_what_an_unknown_option_means_is_proposed_not_what_has_some_letters_of_it(line: str, told: str) -> None:
    said = run(line, status=2).stderr
    assert told in said and said.count("--") <= 3, said


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("unit add", "CODE, NAME, --kind are missing"),
        ("unit alias PNV", "TEXT… is missing"),
        (
            "violation log --staff XX --standard TG99 --on 2022-01-01",
            " — see: chodon staff list; see: chodon standard list",
        ),
        ("unit merge XX YY --into PNV --on 2022-01-01", " — see: chodon unit list"),
        ("violation void VP-2031-1 VP-2031-2 --reason x", " — see: chodon violation list"),
        ("case open VP-2031-1", " — see: chodon violation list"),
    ],
)
def test_all_that_is_missing_is_named_with_where_to_look(small: Path, line: str, told: str) -> None:
    said = run(line, status=None).stderr.strip()
    assert told in said and said.endswith(told if "list" in told else "--help")
    assert said.count("see: ") == 1 + told.count("; see: ")
