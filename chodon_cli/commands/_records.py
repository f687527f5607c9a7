"""The commands of a noun whose records are entered, listed, shown, corrected and voided, and nothing else.

What can be typed follows from the noun's fields (`_field_options`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chodon_cli import dates, store
from chodon_cli.cli import options
from chodon_cli.cli.parameters import with_parameters
from chodon_cli.cli.showing import Group, written_records
from chodon_cli.commands._attached import with_attached
from chodon_cli.commands._field_options import correcting, entering, parameter
from chodon_cli.commands._list_options import listing
from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Noun
from chodon_cli.queries import numbered
from chodon_cli.result import Cell, Result

if TYPE_CHECKING:
    from chodon_cli.register.noun_verbs import NounVerbs


def records(help: str, source: Noun, without: Sequence[str] = ()) -> Group:
    """The group of the noun's commands, without those that it has its own of; each field with an option is typed."""
    group = Group(help)
    add_writing_commands(group, source)
    add_reading_commands(group, source, without)
    return group


def add_reading_commands(group: Group, source: Noun, without: Sequence[str]) -> None:
    """`list` and `show`."""

    def show(number: options.Number) -> Result:
        with store.reading() as db:
            return with_attached(db, numbered.show_record(db, source, number))

    if "list" not in without:
        group.query("list", help=N_("List the records."))(listing(source))
    group.query("show", help=N_("Show one record."))(show)


def add_writing_commands(group: Group, source: Noun) -> None:
    """`add`, `edit` and `void`."""
    noun = source.name

    def add(**values: Cell) -> Result:
        from chodon_cli.register import record
        from chodon_cli.register.transaction import transaction

        with transaction(is_one_record=True) as session:
            outcome = record.add(session, noun_of(noun), values, dates.today())
        return written_records(source, [outcome.id], N_("{noun} entered"), outcome.hints)

    def edit(number: options.Number, **changes: Cell) -> Result:
        from chodon_cli.register import record
        from chodon_cli.register.transaction import transaction

        with transaction(reads_first=True) as session:
            outcome = record.edit_numbered(session, noun_of(noun), number, changes, dates.today())
        return written_records(source, [outcome.id], N_("{noun} corrected"), outcome.hints)

    def void(numbers: options.Numbers, reason: options.Reason) -> Result:
        from chodon_cli.register import record
        from chodon_cli.register.transaction import transaction

        def void_one(number: str) -> record.WriteOutcome:
            return record.void_numbered(session, noun_of(noun), number, reason, dates.today())

        with transaction(reads_first=True) as session:
            ids, hints = record.each_of(numbers, void_one)
        return written_records(source, ids, N_("{noun} entered by mistake"), hints)

    entering_one = N_("Enter a record ({noun}); it gets its number.")
    group.change("add", help=entering_one, noun=source.one or N_("record"))(
        with_parameters(add, entering(source, is_whole=True))
    )
    group.change("edit", help=N_("Correct what was entered; “” takes a value away."))(
        with_parameters(edit, [parameter("number", options.Number), *correcting(source)])
    )
    group.change("void", help=N_("Mark a record as entered by mistake: it keeps its number and no longer counts."))(
        void
    )


def noun_of(name: str) -> "NounVerbs":
    """What may be done to the noun; imported when it is written to."""
    from chodon_cli.register.plain import verbs_of

    return verbs_of(name)
