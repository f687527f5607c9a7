"""Which part of a half-typed command line is to be completed, and from what."""

from collections.abc import Iterable, Sequence

import typer

from chodon_cli import dates
from chodon_cli.cli import typer_adapter
from chodon_cli.cli.completion import Candidate
from chodon_cli.cli.typer_adapter import ClickCommand, Context, TyperGroup, TyperParameter
from chodon_cli.locale import N_, _
from chodon_cli.text import unaccent
from chodon_cli.words.word_list import WordList

PERSON_PARAMETERS = {"staff", "person"}  # parameters whose value is a person
UNIT_PARAMETERS = {"unit", "parent", "successor", "to", "into", "move_to"}
RECORD_PARAMETERS = {"inspection": "inspection", "document": "document"}  # parameters that name a record of this noun
DAY_CANDIDATES = [Candidate("today", N_("today")), Candidate("yesterday", N_("yesterday"))]
PERIOD_CANDIDATES = ("this-year", "last-week", "last-month", "last-quarter")


def candidates(app: typer.Typer, words: list[str]) -> list[Candidate]:
    """What may stand in the place of the last of the words."""
    from chodon_cli import store

    typed, current = _without_equals_signs(words)
    ctx, place, current = typer_adapter.place_to_complete(app, typed, current, "chodon")
    root = ctx.find_root()
    dates.fix_today(root.params.get("today"))
    store.use(root.params.get("register"))
    if isinstance(place, typer_adapter.TyperGroup) and not current.startswith("-"):
        return _starting_with(current, _commands(place, ctx))
    if place is ctx.command:
        return _starting_with(current, _options(place, ctx)) if current.startswith("-") else []
    return values(ctx, place, current) if isinstance(place, TyperParameter) else []


def _without_equals_signs(words: list[str]) -> tuple[list[str], str]:
    """The finished words and the one being typed; bash hands over `--unit=PN` as `--unit`, `=`, `PN`."""
    apart = [word for word in words[:-1] if word != "="]
    last = words[-1] if words else ""
    return apart, "" if last == "=" else last


def _commands(group: TyperGroup, ctx: Context) -> list[Candidate]:
    return [Candidate(name, first_sentence(line)) for name, line in typer_adapter.help_lines(group, ctx)]


def _options(command: ClickCommand, ctx: Context) -> list[Candidate]:
    return [Candidate(name, first_sentence(line)) for name, line in typer_adapter.option_lines(command, ctx)]


def first_sentence(text: str) -> str:
    """A help text as far as its first full stop."""
    return text.split(". ")[0].rstrip(".")


def values(ctx: Context, parameter: TyperParameter, current: str) -> list[Candidate]:
    """The values that the parameter takes: words of a list, days, periods, records of the register."""
    metavar, name = str(parameter.metavar or ""), str(parameter.name or "")
    word_list = typer_adapter.word_list_of(parameter)
    if isinstance(word_list, WordList):
        return _matching(current, [Candidate(code, word_list.label(code)) for code in word_list.codes])
    if "|" in metavar:
        return _starting_with(current, [Candidate(word) for word in metavar.split("|")])
    if metavar == _("DATE"):
        return _starting_with(current, [Candidate(day.value, _(day.meaning)) for day in DAY_CANDIDATES])
    if metavar == _("PERIOD"):
        return _starting_with(current, _periods())
    return [Candidate(*each) for each in _records(ctx, name, current)]


def _periods() -> list[Candidate]:
    year = int(dates.today()[:4])
    years = [Candidate(str(each)) for each in range(year, year - 3, -1)]
    parts = [Candidate(f"{year}{part}") for part in ("Q1", "Q2", "Q3", "Q4", "H1", "H2")]
    return [*map(Candidate, PERIOD_CANDIDATES), *years, *parts]


def _records(ctx: Context, name: str, current: str) -> list[tuple[str, str]]:
    """The records of the register that the parameter can name: people, units, standards, numbers."""
    from chodon_cli.queries import candidates as register

    noun = ctx.command_path.split()[1] if len(ctx.command_path.split()) > 1 else ""
    if name in PERSON_PARAMETERS:
        return register.people(current)
    if name in UNIT_PARAMETERS or (name in ("code", "codes") and noun in ("unit", "report")):
        return register.units(current)
    if name == "standard" or (name == "code" and noun == "standard"):
        return register.standards(current)
    if name in ("number", "numbers"):
        return register.numbers("violation" if ctx.command_path.endswith("case open") else noun, current)
    return register.numbers(RECORD_PARAMETERS[name], current) if name in RECORD_PARAMETERS else []


def _starting_with(current: str, every: Iterable[Candidate]) -> list[Candidate]:
    return [each for each in every if each.value.casefold().startswith(current.casefold())]


def _matching(current: str, every: Sequence[Candidate]) -> list[Candidate]:
    """Those whose word begins so, else those whose Vietnamese or English meaning has it in it, tone marks aside."""
    wanted = unaccent(current)
    return _starting_with(current, every) or [each for each in every if wanted in unaccent(each.meaning)]
