"""A few words of which one is typed: keys of the program, which have no translation."""

from typing import NamedTuple

from chodon_cli.errors import Usage
from chodon_cli.locale import _
from chodon_cli.text import word_meant


class AllowedWords(NamedTuple):
    """What may be typed; `parse` reads it."""

    words: tuple[str, ...]
    are_many: bool = False  # help names them behind what it says of the value, in place of which they do not fit

    def parse(self, text: str) -> str:
        """One of these words, however its parts are joined. Usage error otherwise."""
        word = word_meant(text, self.words)
        if word is None:
            raise Usage(
                _("“{value}” is not one of the allowed words").format(value=text),
                _("allowed: {words}").format(words=", ".join(self.words)),
            )
        return word
