"""A workbook to fill in."""

import shlex
from pathlib import Path
from typing import Annotated, BinaryIO, cast

from chodon_cli import invocation, store
from chodon_cli.cli.options import file_path, one_of_words
from chodon_cli.cli.parameters import Argument, Option
from chodon_cli.cli.showing import Group
from chodon_cli.errors import Unusable, Usage
from chodon_cli.exchange.layout import NAMES_OF_NOUNS
from chodon_cli.locale import N_, _
from chodon_cli.queries import offered_codes
from chodon_cli.result import Column, Result

HELP = N_("Make a workbook to fill in: staff, unit, violation, inspection, training …")
SECTION = "setup"
group = Group(HELP)

Noun = Annotated[
    str,
    Argument(parser=one_of_words(*NAMES_OF_NOUNS, are_many=True), metavar="NOUN", help=N_("What is to be listed.")),
]
Target = Annotated[
    Path,
    Option(
        "--output",
        "-o",
        parser=file_path,
        metavar="FILE.xlsx",
        help=N_("The workbook to write; a file that ends in .csv has the headings alone."),
    ),
]


@group.add_plain_command("template", help=HELP)
def template(noun: Noun, output: Target) -> Result:
    from chodon_cli import render
    from chodon_cli.exchange.write import template as exchange

    ending = output.suffix[1:].lower() or "xlsx"
    if ending not in ("xlsx", *exchange.DELIMITERS):
        allowed = ", ".join(["xlsx", *exchange.DELIMITERS])
        raise Usage(
            _("there is no template in the format “{name}”").format(name=ending),
            _("allowed: {words}").format(words=allowed),
        )
    how = render.OutputOptions(ending, output)
    with render.open_output(how.output, binary=True) as file:
        is_workbook = ending == "xlsx"
        cast(BinaryIO, file).write(
            exchange.workbook(noun, codes_of_the_register()) if is_workbook else exchange.text(noun, ending)
        )
    command = invocation.name_register(f"chodon import {shlex.quote(str(output))} --dry-run")
    return Result(
        N_("Template"),
        [Column("file", "code")],
        [(str(output),)],
        layout="record",
        hints=[_("fill it in, then: {command}").format(command=command)],
        is_write=True,
        is_stored=False,
    )


def codes_of_the_register() -> dict[str, dict[str, str]]:
    """The codes of the register, with their names, by column key; none where there is no register yet."""
    try:
        with store.reading() as db:
            return offered_codes.by_column(db)
    except Unusable:
        return {}
