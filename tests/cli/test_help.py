"""Help that starts one off: five groups, examples that are true, words with their meaning."""

import html
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from chodon_cli import commands, global_options, locale
from chodon_cli.cli import discovery, help_page
from chodon_cli.cli.noun_examples import noun_examples
from chodon_cli.exchange import layout
from chodon_cli.nouns import registry
from tests.commands.command_tree import command_paths, leaf_commands, root_command
from tests.harness import Chodon, hold_each

VERBS_OF_A_NOUN = ("add", "edit", "list", "show", "void")
PLAIN_NOUNS = ("briefing", "commendation", "pledge", "rating", "training")  # whose verbs follow from their fields
PLAIN = [f"{name} {verb}" for name, noun in registry.all_nouns().items() if noun.number for verb in VERBS_OF_A_NOUN]
LINES = [
    *((path, line) for path, lines in help_page.examples().items() for line in lines),
    *((path, line) for path in PLAIN if path.split()[0] in PLAIN_NOUNS for line in noun_examples(path)),
]
VERBS = [" ".join(path) for path in command_paths() if path]


def has_two_examples(path: str) -> None:
    lines = help_page.examples_of(path)
    assert len(lines) == 2, f"give {path!r} two lines in chodon_cli/cli/examples.toml"
    assert all(f" {path} " in f" {line} " for line in lines)


def test_every_command_has_two_examples_of_its_own() -> None:
    hold_each(has_two_examples, [(" ".join(path),) for path, _command in leaf_commands()])


def test_there_are_no_examples_of_what_is_no_command() -> None:
    assert set(help_page.examples()) - set(VERBS) == {"output"}


def is_read(line: str) -> None:
    command = root_command()
    context = command.make_context("chodon", shlex.split(line))
    rest = [*context._protected_args, *context.args]
    while hasattr(command, "commands"):
        name, command, rest = command.resolve_command(context, rest)
        context = command.make_context(name, rest, parent=context)
        rest = [*context._protected_args, *context.args] if hasattr(command, "commands") else []


def test_an_example_is_read_as_it_stands() -> None:
    locale.use("vi")
    hold_each(is_read, [(line,) for _path, line in LINES])


def fits_the_screen(line: str) -> None:
    lines = help_page.continued_lines(f"chodon {line}", 78)
    assert all(len(text) <= 78 for text in lines)
    assert shlex.split("\n".join(lines).replace("\\\n", "")) == shlex.split(f"chodon {line}")


def test_an_example_fits_the_screen_and_can_be_copied() -> None:
    hold_each(fits_the_screen, [(line,) for _path, line in LINES])


def test_the_commands_stand_under_five_headings(chodon: Chodon) -> None:
    headings = ["Lập sổ:", "Hằng ngày:", "Xử lý:", "Báo cáo:", "Bảo trì:"]
    page = chodon("--lang vi --help").stdout
    assert re.findall(r"^\S.*:$", page, re.M)[1:-1] == headings
    for name in discovery.modules(commands):
        assert discovery.section(commands, name) in help_page.SECTION_TITLES, name
        assert re.search(rf"^  {name} ", page, re.M), name


@pytest.mark.parametrize("words", ["", "violation", "violation log", "report compliance"])
def test_help_before_a_command_is_help_after_it(chodon: Chodon, words: str) -> None:
    assert chodon(f"help {words}").stdout == chodon(f"{words} --help").stdout


def test_help_of_what_is_no_command_is_wrong_usage(chodon: Chodon) -> None:
    assert "there is no command “violaton” (did you mean violation?)" in chodon("help violaton", status=2).stderr


@pytest.mark.parametrize(
    "line, meant",
    [
        ("violation add", "log"),
        ("task add", "assign"),
        ("case add", "open"),
        ("staff delete", "void"),
        ("staff update", "edit"),
        ("unit ls", "list"),
        ("report ratings --year 2022", "--period"),
        ("document add --on 2022-01-01", "--issued"),
        ("violation log --date 2022-01-01", "--on"),
        ("violation list --limit 3", "--top"),
        ("violation list --date 2022-03-01", "--period"),
        ("inspection list --on 2022-03-01", "--period"),
        ("task list --day 2022-03-01", "--period"),
        ("case list --on 2022-03-01", "--as-of"),
        ("report headcount --period 2022", "--as-of"),
        ("report decisions --year 2022", "--as-of"),
        ("staff list --period 2022", "--as-of"),
        ("case extend VV-2022-1 --decision 1", "--document"),
        ("task assign --description x", "--note"),
    ],
)
def test_what_others_call_the_same_is_known(chodon: Chodon, line: str, meant: str) -> None:
    assert f" (did you mean {meant}?)" in chodon(line, status=2).stderr


def test_words_are_shown_with_their_meaning_and_never_broken(chodon: Chodon) -> None:
    page = chodon("--lang vi commendation add --help").stdout
    assert "certificate (giấy khen)" in re.sub(r"\s+", " ", page)
    assert "extremely-serious" in chodon("--lang vi violation log --help").stdout


def test_the_options_of_the_output_take_one_line(chodon: Chodon) -> None:
    page = " ".join(chodon("violation list --help").stdout.split())
    assert " -f, -o, --headings, --delimiter, --columns, --sort, --top: see chodon help output" in page
    assert "--delimiter" in chodon("help output").stdout


def tells_what_must_be_given(path: tuple[str, ...], command: Any) -> None:
    page = command.get_help(command.context_class(command, info_name=path[-1]))
    for parameter in command.params:
        assert len(str(parameter.metavar or "")) < 45, f"{parameter.name}: a NOUN, whose words stand in the help"
        if parameter.required and parameter.param_type_name == "option":
            assert max(parameter.opts, key=len) in page, parameter.name


def test_what_must_be_given_is_told_and_no_placeholder_is_wider_than_a_page() -> None:
    locale.use("vi")
    hold_each(tells_what_must_be_given, leaf_commands())


def test_help_names_every_kind_of_list(chodon: Chodon) -> None:
    for line in ("template", "import"):
        page = " ".join(chodon(f"{line} --help").stdout.split())
        assert f"One of: {', '.join(layout.NAMES_OF_NOUNS)}." in page


def test_all_that_is_missing_is_named_at_once(chodon: Chodon) -> None:
    assert "--staff, --standard, --on are missing" in chodon("violation log", status=2).stderr
    assert "--standard, --on are missing" in chodon("violation log --staff=CC001", status=2).stderr


@pytest.mark.parametrize("line", ["unit-rating list", "UNIT_RATING list", "report Compliance", "case void_event"])
def test_a_command_is_known_however_its_parts_are_joined(chodon: Chodon, line: str) -> None:
    name = chodon(f"{line} --help").stdout.split("\n")[0]
    assert any(f"chodon {path} " in name for path in ("unit_rating list", "report compliance", "case void-event"))


@pytest.mark.parametrize("noun", ["unit-rating", "unit rating", "Unit_Rating"])
def test_a_noun_is_known_however_its_parts_are_joined(chodon: Chodon, tmp_path: Path, noun: str) -> None:
    for name, word in (("a.csv", noun), ("b.csv", "unit_rating")):
        chodon("template", word, "-o", tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_the_options_before_a_command_are_those_of_the_root() -> None:
    """They are read by hand, so that the language is known before anything is said in it."""
    options = [each for each in root_command().params if each.name not in ("help", "version")]
    takes_value = {name for each in options for name in each.opts if not getattr(each, "is_flag", False)}
    assert set(global_options.OPTIONS_WITH_A_VALUE) == takes_value
    flags = {name for each in options for name in each.opts} - takes_value
    assert set(global_options.FLAGS) == flags - {"--install-completion", "--show-completion"}


@pytest.mark.parametrize("shown_as", ["-f json", "-f json -o FILE", "-f md -o FILE", "-f html"])
def test_how_a_report_is_shown_is_not_in_the_command_that_makes_it_again(
    shown_as: str, filled: Path, chodon: Chodon, tmp_path: Path
) -> None:
    file = tmp_path / "shown"
    told = chodon(f"report violations --period 2022 {shown_as.replace('FILE', str(file))}").stdout
    text = html.unescape(file.read_text("utf-8") if file.exists() else told)
    assert re.search(r"report violations --period 2022-01-01\.\.2022-12-31 *($|[\"<`|])", text, re.M), text[-400:]


def test_what_stands_for_a_value_is_vietnamese() -> None:
    locale.use("vi")
    english = {
        (" ".join(path), parameter.metavar)
        for path, command in leaf_commands()
        for parameter in command.params
        if re.search(r"\b[A-Z]{2,}\b", re.sub(r"HH:MM|VP-", "", str(parameter.metavar or "")))
        and not re.search(r"[À-Ỹ]", str(parameter.metavar))
    }
    assert english == set()
