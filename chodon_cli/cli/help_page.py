"""What `--help` shows besides Typer's own: words with their meaning, examples, the output's options in one line."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from chodon_cli.cli.typer_adapter import ClickCommand, Context, HelpFormatter, TyperParameter, word_list_of
from chodon_cli.locale import N_, _, language
from chodon_cli.words.allowed_words import AllowedWords
from chodon_cli.words.word_list import WordList

OUTPUT_OPTIONS = (
    "format",
    "output",
    "headings",
    "delimiter",
    "columns",
    "sort",
    "top",
)  # told in one line; `help output` tells all
HELP_TOPICS = ("output",)  # what `chodon help` tells of besides commands
WORD_OF_A_LINE = r"""(?:'[^']*'|"[^"]*"|\S)+"""  # of a command line, with its quotes
UNBREAKABLE_HYPHEN = "\u2011"  # a hyphen at which no line is broken, until the page is laid out
VALUE_PLACEHOLDERS = [  # what stands for a value
    N_("DATE"),
    N_("PERIOD"),
    N_("UNIT"),
    N_("STAFF"),
    N_("NUMBER"),
    N_("CODE"),
    N_("NAME"),
    N_("TITLE"),
    N_("TEXT"),
    N_("FILE"),
    N_("FORMAT"),
    N_("KEY"),
    N_("WORD"),
    N_("YEAR"),
    N_("PATH"),
    N_("DIR"),
    N_("SOURCE"),
    N_("RULE"),
    N_("TOPIC"),
    N_("ITEM"),
    N_("TASK"),
    N_("ROW:COLUMN"),
    N_("CODE…"),
    N_("CHAR"),
    N_("COLUMNS"),
    N_("COUNT"),
    N_("HEADING=COLUMN"),
    N_("COLUMN=VALUE"),
    N_("KEY=VALUE..."),
    N_("COMMAND"),
    N_("VALUE"),
    N_("KIND"),
    N_("USER"),
    N_("WHO"),
    N_("COLUMN"),
    N_("RECORD"),
    N_("RECIPIENT"),
    N_("TARGET"),
    N_("SEAL"),
    N_("WORDS"),
    N_("NOUN"),
]
PLACEHOLDER_IN_IT = r"[A-Z]+"

SECTION_TITLES = {
    "setup": N_("Set up the register"),
    "daily": N_("Every day"),
    "cases": N_("Handling of violations"),
    "reports": N_("Reports"),
    "upkeep": N_("Upkeep"),
}


def translate_parameter(parameter: TyperParameter) -> None:
    """Let the parameter's help and what stands for its value speak the language in use."""
    parameter.help = _(parameter.help) if parameter.help else parameter.help
    words = word_list_of(parameter)
    if isinstance(words, WordList):
        parameter.metavar = _("WORD")
        _tell_words(parameter, meanings(words))
    elif isinstance(words, AllowedWords) and words.are_many:
        parameter.metavar = _(str(parameter.metavar))
        _tell_words(parameter, words.words)
    elif parameter.metavar in VALUE_PLACEHOLDERS:
        parameter.metavar = _(parameter.metavar)
    elif parameter.metavar:  # as NUMBER…, [NUMBER] and TEXT=UNIT
        parameter.metavar = re.sub(PLACEHOLDER_IN_IT, _translated_placeholder, parameter.metavar)


def _tell_words(parameter: TyperParameter, words: Iterable[str]) -> None:
    one_of_them = _("One of: {words}.").format(words=", ".join(words))
    parameter.help = f"{parameter.help or ''} {one_of_them}".strip()


def _translated_placeholder(match: re.Match[str]) -> str:
    return _(match[0]) if match[0] in VALUE_PLACEHOLDERS else match[0]


def meanings(words: WordList) -> list[str]:
    """Each word with what it is called here."""
    codes = {code: code.replace("-", UNBREAKABLE_HYPHEN) for code in words.codes}
    if language() == "en":
        return list(codes.values())
    return [f"{text} ({words.label(code).casefold()})" for code, text in codes.items()]


def write_options(command: ClickCommand, ctx: Context, formatter: HelpFormatter) -> None:
    """Arguments and options; those of the output, which every command has, in one line."""
    output = [parameter for parameter in command.params if parameter.name in OUTPUT_OPTIONS and not parameter.required]
    rest = [parameter for parameter in command.get_params(ctx) if parameter not in output]
    kinds = {_("Arguments"): "argument", _("Options"): "option"}
    for title, kind in kinds.items():
        records = [parameter.get_help_record(ctx) for parameter in rest if parameter.param_type_name == kind]
        if visible := [record for record in records if record]:
            with formatter.section(title):
                formatter.write_dl(visible)
    if output:
        names = ", ".join(min(parameter.opts, key=len) for parameter in output)
        with formatter.section(_("Output")):
            formatter.write_text(_("{names}: see chodon help output").format(names=names))


def write_examples(path: str, formatter: HelpFormatter) -> None:
    """The examples of the command with this path, such as `violation log`."""
    if lines := examples_of(path):
        with formatter.section(_("Examples")):
            _write_commands(lines, formatter)


def _write_commands(lines: Iterable[str], formatter: HelpFormatter) -> None:
    """Command lines; one that is longer than the page goes on as a shell reads it, so that it can still be copied."""
    lead = " " * formatter.current_indent
    for line in lines:
        for text in continued_lines(f"chodon {line}", formatter.width - len(lead)):
            formatter.write(f"{lead}{text}\n")


def continued_lines(line: str, room: int) -> list[str]:
    """The command line broken between its words into lines of so many characters, each but the last ending in “\\”."""
    lines, text = [], ""
    for word in re.findall(WORD_OF_A_LINE, line):
        longer = f"{text} {word}" if text else word
        if text.strip() and len(longer) > room - 2:
            lines.append(f"{text} \\")
            longer = f"  {word}"
        text = longer
    return [line] if len(line) <= room else [*lines, text]


def write_output_topic(formatter: HelpFormatter, command: ClickCommand, ctx: Context) -> None:
    """All that `chodon help output` says, from a command that has every option of the output."""
    formatter.write_text(_("Every list and report is shown on the screen, and written to a file with -o."))
    records = [parameter.get_help_record(ctx) for parameter in command.params if parameter.name in OUTPUT_OPTIONS]
    with formatter.section(_("Options")):
        formatter.write_dl([record for record in records if record])
    with formatter.section(_("Examples")):
        _write_commands(examples()["output"], formatter)


def examples_of(path: str) -> list[str]:
    """Those of the command with this path; of a noun's plain verbs those that its declaration gives."""
    from chodon_cli.cli.noun_examples import noun_examples

    return examples().get(path) or noun_examples(path)


@cache
def examples() -> dict[str, list[str]]:
    """Command -> the lines that stand under its help, each less the word `chodon`."""
    import tomllib

    return tomllib.loads(Path(__file__).with_name("examples.toml").read_text("utf-8"))


def sections(modules: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The headings of the root help, each with its commands, in the order of an office's work.

    `modules`: name of each command and the section that its module names.
    """
    by_heading: dict[str, list[str]] = {heading: [] for heading in SECTION_TITLES.values()}
    for name, section in modules:
        by_heading[SECTION_TITLES.get(section, SECTION_TITLES["upkeep"])].append(name)
    return {heading: names for heading, names in by_heading.items() if names}
