"""A command line on which more than one thing is wrong: all of it is told at once."""

from pathlib import Path

import pytest

from tests.commands.command_tree import leaf_commands
from tests.harness import hold_each, run

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
DAYS = ("--on", "--date", "--day")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("due --as-of 2022-01-01", "before the command: chodon --today DATE due …"),
        ("due --date 2022-01-01", "before the command: chodon --today DATE due …"),
        ("staff show CC001 --as-of 2022-01-01", "before the command: chodon --today DATE staff show …"),
        ("staff list --date 2022-01-01", "(did you mean --as-of?)"),
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


@pytest.mark.usefixtures("register")
def test_a_day_that_a_list_or_report_does_not_take_proposes_what_it_takes() -> None:
    """That of a day for a state, the period for what happened, and the program's day for what has neither."""

    def proposes(line: str, told: str) -> None:
        assert told in (said := run(line, status=2).stderr), said

    cases = []
    for path, command in leaf_commands():
        options = {each for parameter in command.params for each in parameter.opts}
        proposed = next(
            (f"(did you mean {each}" for each in ("--as-of", "--period") if each in options), "--today DATE"
        )
        if path[0] == "report" or path[-1] == "list":
            cases += [(f"{' '.join(path)} {day} 2022-01-01", proposed) for day in DAYS if day not in options]
    hold_each(proposes, cases)


@pytest.mark.usefixtures("register")
def test_no_row_is_no_number_of_rows() -> None:
    for words in ("staff list", "report compliance", "due"):
        assert run(f"{words} --top 0", status=2).stderr.startswith("error: --top: “0” is too few"), words


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
