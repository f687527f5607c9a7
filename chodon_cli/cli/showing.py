"""Commands that return a Result, which is shown as the user asks; reports as commands."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial, wraps
from inspect import Parameter, signature
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import typer

from chodon_cli import durable, row_stream
from chodon_cli.charts import CHARTS_OF_REPORTS
from chodon_cli.cli import options, repeating
from chodon_cli.cli.i18n import Command, Commands
from chodon_cli.cli.typer_adapter import ClickCommand, TyperGroup, only_command, with_parameters
from chodon_cli.errors import ChodonError, NotFound, Refused, Usage, one_line, system_reason
from chodon_cli.locale import _
from chodon_cli.render import CHART_FORMATS
from chodon_cli.result import Result
from chodon_cli.row_stream import RowStream

if TYPE_CHECKING:
    from chodon_cli.nouns.declaration import Noun
    from chodon_cli.render import OutputOptions

KEYWORD_ONLY = Parameter.KEYWORD_ONLY


FEW_ROWS = 1_000  # rows of a list; more are read while they are written out
ON_PAPER = ("html", "xlsx", "docx")  # formats of a report that is printed and says who issues it
STDOUT = Path("-")  # as a file that is to be written
DETAILS_ARE_WANTED = "has_details"  # parameter of a question that need not read further tables
FILES_OF_THEIR_OWN = ("rejects", "output")  # options of commands that write a file themselves
CONTEXT_PARAMETER = Parameter("ctx", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)


OUTPUT_PARAMETERS = [
    Parameter("format", KEYWORD_ONLY, default=None, annotation=options.Format),
    Parameter("output", KEYWORD_ONLY, default=None, annotation=options.Output),
    Parameter("headings", KEYWORD_ONLY, default=False, annotation=options.Headings),
    Parameter("delimiter", KEYWORD_ONLY, default=None, annotation=options.Delimiter),
]


ROW_CHOICE_PARAMETERS = [
    Parameter("columns", KEYWORD_ONLY, default=None, annotation=options.Columns),
    Parameter("sort", KEYWORD_ONLY, default=None, annotation=options.Sort),
    Parameter("top", KEYWORD_ONLY, default=None, annotation=options.Top),
]


TEMPLATE_PARAMETER = Parameter("template", KEYWORD_ONLY, default=None, annotation=options.Template)
CHART_PARAMETER = Parameter("chart", KEYWORD_ONLY, default=False, annotation=options.Chart)


class Group(typer.Typer):
    """A Typer app whose commands return a Result, which is shown as the user asks."""

    def __init__(self, help: str, cls: type[TyperGroup] = Commands, is_root: bool = False) -> None:
        super().__init__(
            help=help,
            cls=cls,
            no_args_is_help=not is_root,
            invoke_without_command=is_root,
            rich_markup_mode=None,
            add_completion=False,
        )

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
        return self._add(name, help, showing, (*special, *(CHART_FORMATS if has_chart else ())))

    def change(self, name: str, help: str, noun: str = "") -> Callable[[Callable[..., Result]], Callable[..., Result]]:
        """A command that writes: what was written is shown. `noun`: what stands for {noun} in its help, a msgid."""
        return self._add(
            name,
            help,
            [*OUTPUT_PARAMETERS, repeating.LAST_PARAMETER]
            if name in repeating.VERBS_THAT_ENTER_ANEW
            else OUTPUT_PARAMETERS,
            noun=noun,
        )

    def add_bare_command(
        self, name: str, help: str, takes_words: bool = False
    ) -> Callable[[Callable[..., None]], object]:
        """A command that shows what it does itself. `takes_words`: what follows its own options is left as it is."""
        settings = {"ignore_unknown_options": True, "allow_interspersed_args": False} if takes_words else {}
        return self.command(name, help=help, cls=Command, context_settings=settings)

    def add_plain_command(self, name: str, help: str) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
        """A command that writes a file of its own: nothing of what it shows can be chosen."""
        return self._add(name, help, [])

    def _add(
        self, name: str, help: str, showing: list[Parameter], special: tuple[str, ...] = (), noun: str = ""
    ) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
        of_noun = type("CommandOfNoun", (Command,), {"noun": noun}) if noun else Command

        def register(function: Callable[..., Result]) -> Callable[..., Result]:
            self.command(name, help=help, cls=of_noun)(showing_command(function, showing, special))
            return function

        return register


def showing_command(
    function: Callable[..., Result], showing: list[Parameter], special: tuple[str, ...] = ()
) -> Callable[..., None]:
    """Give the command the options of its output, and show the Result it returns."""
    names = {parameter.name for parameter in showing if parameter is not repeating.LAST_PARAMETER}
    parameters = dict(signature(function).parameters)
    may_lack_details = parameters.pop(DETAILS_ARE_WANTED, None)

    @wraps(function)
    def run(ctx: typer.Context, **values: Any) -> None:  # whatever options the command has
        from chodon_cli import render, store
        from chodon_cli.cli import empty_register
        from chodon_cli.cli.provenance import with_command
        from chodon_cli.store import turn

        values.pop(repeating.LAST_PARAMETER.name, None)  # its values stand in the line by now
        chosen = {"format": None, "output": None} | {name: values.pop(name) for name in names}
        if chosen["output"] == STDOUT:
            chosen |= {"output": None, "is_stdout_named": True}
        how = render.OutputOptions(**chosen, special=special)
        for file in (how.output, *(values.get(name) for name in FILES_OF_THEIR_OWN)):
            not_the_register(file)
        with store.closing_shown():
            extra = {DETAILS_ARE_WANTED: render.format_module(how.name).HAS_DETAILS} if may_lack_details else {}
            try:
                outcome = turn.again_if_overtaken(partial(function, **values, **extra))
            except NotFound as error:
                raise with_unknown_columns(error, ctx, function, values, how) from error
            result = with_succession(with_rows_in_hand(outcome), values)
            try:
                command = " ".join(ctx.command_path.split()[1:])
                whole_result = empty_register.with_first_step(with_names(result, how), command, how)
                if not isinstance(whole_result.rows, RowStream):
                    store.close_shown()  # nothing is held open while a person reads
                render.show(with_command(whole_result, ctx), how)
            except (OSError, ChodonError) as error:
                if not (result.is_write and result.is_stored):
                    raise
                reason = system_reason(error) if isinstance(error, OSError) else str(error)
                render.warn(_("it was written, but the outcome could not be shown: {error}").format(error=reason))
        if result.when_shown:
            result.when_shown()
        if result.exit_code:
            raise typer.Exit(result.exit_code)

    return with_parameters(run, [CONTEXT_PARAMETER, *map(keyword, parameters.values()), *showing])


def with_unknown_columns(
    error: NotFound,
    ctx: typer.Context,
    function: Callable[..., Result],
    values: Mapping[str, object],
    how: "OutputOptions",
) -> ChodonError:
    """That a record is not there, together with the columns that there are not: what it would have is asked for all."""
    if not (how.columns or how.sort):
        return error
    from chodon_cli.cli import named_records, usage_errors
    from chodon_cli.cli.typer_adapter import parameters_of, texts_typed
    from chodon_cli.render._arrange import refuse_unknown_columns

    all_of_it = usage_errors.with_other_records(error, ctx, texts_typed(ctx, ctx.command))
    optional = {key: of.default for key, of in signature(function).parameters.items() if of.default is not of.empty}
    absent = {key for key, value in values.items() if any(text in str(all_of_it) for text in texts_of(value))}
    needed = [each for each in parameters_of(ctx.command, ctx) if each.name in absent - {*optional}]
    without = {key: optional[key] for key in absent & {*optional}}
    for key, code in named_records.other_records(ctx.command_path.split()[1:], needed).items():
        without[key] = [code] if isinstance(values[key], (list, tuple)) else code
    try:
        refuse_unknown_columns(with_names(function(**{**values, **without}), how), how)
    except NotFound:  # of what can neither be left out nor replaced
        return all_of_it
    except Usage as fault:
        return Usage(one_line([str(all_of_it), str(fault)]), one_line([*filter(None, [all_of_it.hint, fault.hint])]))
    return all_of_it


def texts_of(value: object) -> Sequence[str]:
    """The words that were typed for a parameter, of which a value was made."""
    return [str(each) for each in (value if isinstance(value, (list, tuple)) else [value]) if each not in (None, "")]


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


def with_succession(result: Result, values: Mapping[str, Any]) -> Result:
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


def keyword(parameter: Parameter) -> Parameter:
    return parameter if parameter.kind is KEYWORD_ONLY else parameter.replace(kind=KEYWORD_ONLY)


def report_command(name: str, module: ModuleType) -> ClickCommand:
    """Make a command of a report: its function's parameters, less `db`, are the options."""

    @wraps(module.report)
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
    query(with_parameters(run, [*signature(module.report).parameters.values()][1:]))
    return only_command(group)


def written_records(noun: "Noun", ids: Sequence[int], title: str, hints: Sequence[str] = ()) -> Result:
    """The records that a command has just written, as the register now has them."""
    from chodon_cli import store
    from chodon_cli.queries import select as lists

    with store.reading() as db:
        return lists.written_records(db, noun, ids, title, hints)
