"""Commands that return a Result, which is shown as the user asks; reports as commands. Nothing here needs Typer."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from chodon_cli import durable, row_stream
from chodon_cli.charts import CHARTS_OF_REPORTS
from chodon_cli.cli import options, repeating
from chodon_cli.cli.parameters import Function, Parameter, parameters_of, with_parameters
from chodon_cli.errors import ChodonError, NotFound, Refused, system_reason
from chodon_cli.locale import _
from chodon_cli.render import CHART_FORMATS
from chodon_cli.result import Result
from chodon_cli.row_stream import RowStream

if TYPE_CHECKING:
    from chodon_cli.nouns.declaration import Noun
    from chodon_cli.render import OutputOptions

FEW_ROWS = 1_000  # rows of a list; more are read while they are written out
ON_PAPER = ("html", "xlsx", "docx")  # formats of a report that is printed and says who issues it
STDOUT = Path("-")  # as a file that is to be written
DETAILS_ARE_WANTED = "has_details"  # parameter of a question that need not read further tables
FILES_OF_THEIR_OWN = ("rejects", "output")  # options of commands that write a file themselves

OUTPUT_PARAMETERS = (
    Parameter("format", options.Format, None),
    Parameter("output", options.Output, None),
    Parameter("headings", options.Headings, False),
    Parameter("delimiter", options.Delimiter, None),
)
ROW_CHOICE_PARAMETERS = (
    Parameter("columns", options.Columns, None),
    Parameter("sort", options.Sort, None),
    Parameter("top", options.Top, None),
)
TEMPLATE_PARAMETER = Parameter("template", options.Template, None)
CHART_PARAMETER = Parameter("chart", options.Chart, False)

Values = Mapping[str, Any]  # of a command's parameters by their names: whatever options it has
TellAbsent = Callable[[NotFound, Values, "OutputOptions"], Exception]


class DeclaredCommand:
    """A command: its function, which returns a Result, and what is typed for it and for how that is shown.

    `special`: the formats that it alone has. `noun`: what stands for {noun} in its help, a msgid. `is_bare`: the
    function shows what it does itself. `takes_words`: what follows its own options is left as it is.
    """

    def __init__(
        self,
        name: str,
        help: str,
        function: Callable[..., object],
        showing: Sequence[Parameter] = (),
        *,
        special: tuple[str, ...] = (),
        noun: str = "",
        is_question: bool = False,
        is_bare: bool = False,
        takes_words: bool = False,
    ) -> None:
        self.name, self.help, self.function, self.special, self.noun = name, help, function, special, noun
        self.is_question, self.is_bare, self.takes_words = is_question, is_bare, takes_words
        taken = parameters_of(function)
        own = [each for each in taken if each.name != DETAILS_ARE_WANTED]
        self.may_lack_details = len(own) < len(taken)
        self.parameters = [*own, *showing]
        self.names_of_output = {each.name for each in showing}

    def outcome(self, values: Values) -> Result:
        """What the function returns. ChodonError as it raises."""
        result = self.function(**values)
        assert isinstance(result, Result), self.name
        return result


class Group:
    """The commands of a noun; or of a package, each of whose modules is a report."""

    def __init__(self, help: str, package: ModuleType | None = None) -> None:
        self.help, self.package = help, package
        self.registered_commands: list[DeclaredCommand] = []

    def query(
        self, name: str, help: str, special: tuple[str, ...] = (), has_chart: bool = False, has_template: bool = False
    ) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
        """A command that asks: its columns and order can be chosen. `special`: the formats that it alone has."""
        showing = [
            *OUTPUT_PARAMETERS,
            *ROW_CHOICE_PARAMETERS,
            *([CHART_PARAMETER] if has_chart else []),
            *([TEMPLATE_PARAMETER] if has_template else []),
        ]
        formats = (*special, *(CHART_FORMATS if has_chart else ()))
        return self._add(name, help, showing, special=formats, is_question=True)

    def change(self, name: str, help: str, noun: str = "") -> Callable[[Callable[..., Result]], Callable[..., Result]]:
        """A command that writes: what was written is shown. `noun`: what stands for {noun} in its help, a msgid."""
        is_repeatable = name in repeating.VERBS_THAT_ENTER_ANEW
        showing = [*OUTPUT_PARAMETERS, *([repeating.LAST_PARAMETER] if is_repeatable else [])]
        return self._add(name, help, showing, noun=noun)

    def add_bare_command(
        self, name: str, help: str, takes_words: bool = False
    ) -> Callable[[Callable[..., None]], object]:
        """A command that shows what it does itself. `takes_words`: what follows its own options is left as it is."""
        return self._add(name, help, is_bare=True, takes_words=takes_words)

    def add_plain_command(self, name: str, help: str) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
        """A command that writes a file of its own: nothing of what it shows can be chosen."""
        return self._add(name, help)

    def _add(
        self, name: str, help: str, showing: Sequence[Parameter] = (), **about: Any
    ) -> Callable[[Function], Function]:
        def register(function: Function) -> Function:
            self.registered_commands.append(DeclaredCommand(name, help, function, showing, **about))
            return function

        return register


def answer(command: DeclaredCommand, path: Sequence[str], values: Values, tell_absent: TellAbsent) -> int:
    """Run the command and show the Result it returns, as the values ask for it; the exit status.

    `path`: the words by which it was called. `tell_absent` gives what is raised where it names a record that is not
    there; nothing has been shown then.
    """
    from chodon_cli import store

    own = {name: value for name, value in values.items() if name not in command.names_of_output}
    how = output_options(command, values)
    for file in (how.output, *(own.get(name) for name in FILES_OF_THEIR_OWN)):
        not_the_register(file)
    with store.closing_shown():
        result = _outcome(command, own, how, tell_absent)
        _show(result, command, path, values, how)
    if result.when_shown:
        result.when_shown()
    return result.exit_code


def output_options(command: DeclaredCommand, values: Values) -> "OutputOptions":
    """How the values ask for the outcome to be shown. Usage error if it cannot be."""
    from chodon_cli import render

    names = command.names_of_output - {repeating.LAST_PARAMETER.name}  # whose values stand in the line by now
    chosen = {"format": None, "output": None} | {name: values[name] for name in names}
    if chosen["output"] == STDOUT:
        chosen |= {"output": None, "is_stdout_named": True}
    return render.OutputOptions(**chosen, special=command.special)


def _outcome(command: DeclaredCommand, own: Values, how: "OutputOptions", tell_absent: TellAbsent) -> Result:
    """What the command returns, with its rows in hand where they are few."""
    from chodon_cli import render
    from chodon_cli.store import turn

    extra = {DETAILS_ARE_WANTED: render.format_module(how.name).HAS_DETAILS} if command.may_lack_details else {}
    try:
        with render.in_its_language(how):
            outcome = turn.again_if_overtaken(partial(command.outcome, {**own, **extra}))
    except NotFound as error:
        raise tell_absent(error, own, how) from error
    return with_succession(with_rows_in_hand(outcome), own)


def _show(result: Result, command: DeclaredCommand, path: Sequence[str], values: Values, how: "OutputOptions") -> None:
    from chodon_cli import render, store
    from chodon_cli.cli import empty_register
    from chodon_cli.cli.provenance import with_command

    try:
        whole_result = empty_register.with_first_step(with_names(result, how), " ".join(path), how)
        if not isinstance(whole_result.rows, RowStream):
            store.close_shown()  # nothing is held open while a person reads
        render.show(with_command(whole_result, path, command.parameters, values), how)
    except (OSError, ChodonError) as error:
        if not (result.is_write and result.is_stored):
            raise
        reason = system_reason(error) if isinstance(error, OSError) else str(error)
        render.warn(_("it was written, but the outcome could not be shown: {error}").format(error=reason))


def with_rows_in_hand(result: Result) -> Result:
    """The Result with its rows in hand, if they are no more than a few pages: nothing is kept open for them."""
    from chodon_cli import store

    if not isinstance(result.rows, RowStream) or result.rows.at_least > FEW_ROWS:
        return result
    first, rows = row_stream.begin(result.rows, FEW_ROWS + 1)
    if len(first) > FEW_ROWS:
        return replace(result, rows=rows)
    store.lay_shown_aside()
    return replace(result, rows=first)


def with_succession(result: Result, values: Values) -> Result:
    """The Result, saying which units count with their successors where that was asked for."""
    if values.get("units") != "now":
        return result
    from chodon_cli import store
    from chodon_cli.queries.unit_tree import succession_note

    with store.reading() as db:
        return replace(result, notes=[*result.notes, *succession_note(db, values.get("unit") or values.get("code"))])


def with_names(result: Result, how: "OutputOptions") -> Result:
    """The Result with the names of the codes in it, and on paper with the name of the office, where they are wanted."""
    from chodon_cli import render, store

    is_for_people = render.format_module(how.name).IS_FOR_PEOPLE
    if not (is_for_people or how.columns or how.sort):  # as programs read it: nothing is loaded for names
        return result
    from chodon_cli.cli import names

    has_names = not (names.wants_names(result, is_for_people, how.columns, how.sort) and names.lacks_names(result))
    is_issued = how.name in ON_PAPER and bool(result.period or result.as_of)
    if has_names and not is_issued:
        return result
    with store.reading_until_shown(of_any_kind=True) as db:
        result_with_names = result if has_names else names.add_names(result, db)
        if not is_issued:
            return result_with_names
        from chodon_cli.queries.settings import stored_settings

        office = stored_settings(db)
        return replace(result_with_names, issuer=office.get("organisation", ""), office=office)


def not_the_register(file: Path | None) -> None:
    """Refuse to write an outcome over the register, over another one, or through somebody else's link."""
    from chodon_cli import store

    if file is None:
        return
    place = durable.own_place(file)
    if not store.server() and place in store.files_of(Path(os.path.realpath(store.path()))):
        raise Refused(_("{path}: this is the register itself").format(path=file), _("name another file"))
    if durable.is_database(place):
        raise Refused(_("{path}: this is a register or a copy of one").format(path=file), _("name another file"))


def report_command(name: str, module: ModuleType) -> DeclaredCommand:
    """Make a command of a report: its function's parameters, less `db`, are the options."""

    def run(**values: object) -> Result:
        from chodon_cli import store

        with store.reading() as db:
            result: Result = module.report(db, **values)
            return result

    group = Group(module.HELP)
    query = group.query(
        name,
        help=module.HELP,
        special=getattr(module, "SPECIAL_FORMATS", ()),
        has_chart=name in CHARTS_OF_REPORTS,
        has_template=getattr(module, "HAS_TEMPLATE", False),
    )
    query(with_parameters(run, parameters_of(module.report)[1:]))
    return group.registered_commands[0]


def written_records(noun: "Noun", ids: Sequence[int], title: str, hints: Sequence[str] = ()) -> Result:
    """The records that a command has just written, as the register now has them."""
    from chodon_cli import store
    from chodon_cli.queries import select as lists

    with store.reading() as db:
        return lists.written_records(db, noun, ids, title, hints)
