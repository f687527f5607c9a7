"""What a server needs to write a new record in one message (`postgres/write_at_once.py`)."""

from collections.abc import Sequence

from chodon_cli.input_row import Values
from chodon_cli.store.postgres.known_answers import Question as Question
from chodon_cli.store.postgres.known_answers import Read as Read
from chodon_cli.value_class import dataclass


@dataclass
class NewRecord:
    """A record that is all that a command writes, and what must hold for it."""

    table: str
    row: Values  # by column, without the id and the number, which the server gives
    after: str  # the row as the journal keeps it, with 0 as its id and number
    entry: Values  # what its changeset says of the command, by column
    highest_id: Question
    highest_number: Question
    rests_on: Sequence[Read]  # is answered so before it is written
    leaves: Sequence[Read]  # is answered so when it is written, as before
    rules: Sequence[Question]  # find nothing then; 0 stands for the record's id
    asked_next: Sequence[Question]  # about the record, whose id is 0: answered with the rest
