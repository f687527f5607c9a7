"""Which part of a half-typed command line is to be completed, and from what."""

import os
from collections.abc import Iterable, Sequence

from chodon_cli import configuration, dates
from chodon_cli.cli.completion import Candidate
from chodon_cli.cli.completion.outline import CommandOutline, Learn, ParameterOutline, outline
from chodon_cli.locale import N_, _
from chodon_cli.text import search_form, sought_form, word_meant

DAY_CANDIDATES = [Candidate("today", N_("today")), Candidate("yesterday", N_("yesterday"))]
PERIOD_CANDIDATES = ("this-year", "last-week", "last-month", "last-quarter")


class HalfTypedLine:
    """What the finished words of a command line have chosen so far."""

    def __init__(self, learn: Learn) -> None:
        self._learn = learn
        self.global_values: dict[str, str] = {}  # of options before the command, by their keys
        self._begin()

    def _begin(self) -> None:
        self.path: list[str] = []
        self._enter(outline(self._learn, ()))

    def _enter(self, command: CommandOutline) -> None:
        self.command = command
        self.typed: set[str] = set()  # keys of its options
        self.arguments = 0  # words that are arguments of it
        self.awaiting: ParameterOutline | None = None  # the option whose value comes next

    def read(self, word: str) -> None:
        """Take in a finished word."""
        if self.awaiting:
            self._put(self.awaiting, word)
            self.awaiting = None
        elif word.startswith("-") and word != "-":
            self._read_option(*word.partition("="))
        elif self.command.commands:
            self._read_command(word)
        elif self.command.runs_another:
            self._begin()
            self.read(word)
        else:
            self.arguments += 1

    def _read_option(self, name: str, equals: str, value: str) -> None:
        option = self.command.option(name)
        if option is None:
            return
        self.typed.add(option.key)
        if equals:
            self._put(option, value)
        elif option.takes_value:
            self.awaiting = option

    def _put(self, option: ParameterOutline, value: str) -> None:
        if not self.path:
            self.global_values[option.key] = value

    def _read_command(self, word: str) -> None:
        if word == "help" and not self.path:  # `chodon help X`
            return
        names = [name for name, _meaning in self.command.commands]
        self.path.append(word_meant(word, names) or word)
        self._enter(outline(self._learn, self.path))

    def candidates(self, current: str) -> list[Candidate]:
        """What may stand in the place of the word that is being typed."""
        if self.command.runs_another and not current.startswith("-") and not self.awaiting:
            self._begin()
        name, equals, value = current.partition("=")
        if self.awaiting:
            return values(self.awaiting, current)
        if current.startswith("-"):
            option = self.command.option(name) if equals else None
            if option:
                return [each._replace(value=f"{name}={each.value}") for each in values(option, value)]
            return _starting_with(current, self._options())
        if self.command.commands:
            return _starting_with(current, [Candidate(*each) for each in self.command.commands])
        argument = self.command.argument(self.arguments)
        return values(argument, current) if argument else []

    def _options(self) -> list[Candidate]:
        """Those that were not typed yet, by their longest names."""
        options = [each for each in self.command.parameters if each.names]
        return [Candidate(each.names[0], each.meaning) for each in options if self._may_be_typed(each)]

    def _may_be_typed(self, option: ParameterOutline) -> bool:
        return option.is_repeated or option.key not in self.typed


def candidates(learn: Learn, words: list[str]) -> list[Candidate]:
    """What may stand in the place of the last of the words. `learn` is asked for what is not known yet of a command."""
    from chodon_cli import store

    typed, current = _without_equals_signs(words)
    line = HalfTypedLine(learn)
    for word in typed:
        line.read(word)
    today = line.global_values.get("today") or os.environ.get("CHODON_TODAY")
    dates.fix_today(dates.parse_day(today) if today else None)
    register = line.global_values.get("register") or os.environ.get("CHODON_REGISTER")
    store.use(register or configuration.value("register") or None)
    return line.candidates(current)


def _without_equals_signs(words: list[str]) -> tuple[list[str], str]:
    """The finished words and the one being typed; bash hands over `--unit=PN` as `--unit`, `=`, `PN`."""
    apart = [word for word in words[:-1] if word != "="]
    last = words[-1] if words else ""
    return apart, "" if last == "=" else last


def values(parameter: ParameterOutline, current: str) -> list[Candidate]:
    """The values that a parameter of the command takes: words of a list, days, periods, records of the register."""
    if parameter.words:
        return _matching(current, [Candidate(*each) for each in parameter.words])
    if not parameter.takes_value:
        return []
    if parameter.takes == "day":
        return _starting_with(current, [Candidate(day.value, _(day.meaning)) for day in DAY_CANDIDATES])
    if parameter.takes == "period":
        return _starting_with(current, _periods())
    return [Candidate(*each) for each in records_named(parameter.takes, current)] if parameter.takes else []


def _periods() -> list[Candidate]:
    year = int(dates.today()[:4])
    years = [Candidate(str(each)) for each in range(year, year - 3, -1)]
    parts = [Candidate(f"{year}{part}") for part in ("Q1", "Q2", "Q3", "Q4", "H1", "H2")]
    return [*map(Candidate, PERIOD_CANDIDATES), *years, *parts]


def records_named(noun: str, current: str) -> list[tuple[str, str]]:
    """The records of the noun in the register that the word can mean."""
    from chodon_cli.queries import candidates as register

    offers = {"staff": register.people, "unit": register.units, "standard": register.standards}.get(noun)
    return offers(current) if offers else register.numbers(noun, current)


def _starting_with(current: str, every: Iterable[Candidate]) -> list[Candidate]:
    return [each for each in every if each.value.casefold().startswith(current.casefold())]


def _matching(current: str, every: Sequence[Candidate]) -> list[Candidate]:
    """Those whose word begins so, else those whose meaning, in the language in use, has it in it, tone marks aside."""
    wanted = sought_form(current)
    return _starting_with(current, every) or [each for each in every if wanted in search_form(each.meaning)]
