"""The options that reports by unit have in common. Whoever asks without a command line needs none of them."""

from typing import Annotated

from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option
from chodon_cli.locale import N_

Depth = Annotated[
    int | None,
    Option(parser=options.number, metavar="N", help=N_("Roll the units up to this depth of their tree; 1 is the top.")),
]
Under = options.Units
Cell = Annotated[
    str | None, options.text_option("ROW:COLUMN", N_("List the records behind one figure, as in the example."))
]
Dated = Annotated[
    str,
    Option(
        parser=options.one_of_words("occurred", "found"),
        metavar="occurred|found",
        help=N_("Count violations by the day on which they occurred, or were found."),
    ),
]
