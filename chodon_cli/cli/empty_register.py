"""What to do first where a list or a report has nothing because the register has nothing to ask yet."""

from collections.abc import Sequence
from dataclasses import replace

from chodon_cli import invocation, store
from chodon_cli.locale import _
from chodon_cli.render import OutputOptions, format_module
from chodon_cli.result import Result

FIRST_UNITS = ("chodon import don-vi.xlsx", "chodon unit add")  # commands that enter them, the shorter way first
FIRST_PEOPLE = ("chodon import can-bo.xlsx --dry-run", "chodon staff add")
FORM_OF_UNITS = "chodon template unit -o don-vi.xlsx"  # to fill in, where an office has no list of its own
FORM_OF_PEOPLE = "chodon template staff -o can-bo.xlsx"
ASK_OF_PEOPLE = ("report", "due", "unit list", "staff list", "violation list", "case list")  # commands, or groups


def with_first_step(result: Result, command: str, how: OutputOptions) -> Result:
    """The Result; where there is no row since no unit or nobody was ever entered, with a sentence that says how.

    `command`: the words of it, without options.
    """
    is_of_people = command.startswith(ASK_OF_PEOPLE)
    if not is_of_people or not isinstance(result.rows, list | tuple) or result.rows or result.empty or result.is_write:
        return result
    if not format_module(how.name).IS_FOR_PEOPLE:
        return result
    from chodon_cli.queries import contents

    with store.reading() as db:
        has_units, has_people = contents.has_units_and_people(db)
    if has_people:
        return result
    sentence, commands, form = _("The register has nobody in it yet: {commands}"), FIRST_PEOPLE, FORM_OF_PEOPLE
    if not has_units:
        sentence, commands, form = _("The register has no units yet: {commands}"), FIRST_UNITS, FORM_OF_UNITS
    return replace(result, empty=sentence.format(commands=one_of(commands)), notes=[where_to_fill_in(form)])


def where_to_fill_in(form: str) -> str:
    """What makes the list to be imported, for whoever has none."""
    return _("a form to fill in: {command}").format(command=invocation.name_register(form))


def one_of(commands: Sequence[str]) -> str:
    """The commands as they are typed for this register: this, or that."""
    return _(", or ").join(map(invocation.name_register, commands))
