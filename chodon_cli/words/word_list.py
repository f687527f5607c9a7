"""A closed list of words: what the program stores, shows and reads for things with a fixed meaning."""

from chodon_cli.errors import Usage
from chodon_cli.locale import _, catalogue, language
from chodon_cli.text import clean, unaccent


class WordList:
    """A closed list of words: code -> (label, other spellings that are read as it)."""

    def __init__(self, name: str, words: dict[str, tuple[str, tuple[str, ...]]]) -> None:
        self.name = name
        self.codes = list(words)
        self.labels = {code: label for code, (label, _spellings) in words.items()}
        self._spellings = {code: spellings for code, (_label, spellings) in words.items()}

    def find(self, text: str) -> str | None:
        """The code that is meant, or None: codes, labels and Vietnamese terms, whatever the case and tone marks."""
        if text in self.labels:
            return text
        wanted = unaccent(clean(text)).replace("_", "-")
        for code, label in self.labels.items():
            plain_label = unaccent(catalogue("vi").gettext(label))
            if wanted in (code, label.casefold(), plain_label) or wanted in map(unaccent, self._spellings[code]):
                return code
        return None

    def parse(self, text: str) -> str:
        """The code that is meant. Usage error, with the list, if none is."""
        code = self.find(text)
        if code is None:
            raise Usage(self.problem(text), self.allowed_words())
        return code

    def problem(self, text: str) -> str:
        return _("“{value}” is not one of the allowed words").format(value=clean(text))

    def allowed_words(self) -> str:
        """The words, each with what it is called here."""
        words_shown = [code if language() == "en" else f"{code} ({self.label(code)})" for code in self.codes]
        return _("allowed: {words}").format(words=", ".join(words_shown))

    def label(self, code: str | None) -> str:
        """What the word is called, in the language in use; empty for no word, as it stands for one that is damaged."""
        return _(self.labels.get(code, code)) if code else ""

    def rank(self, code: str) -> int:
        return self.codes.index(code) if code in self.labels else len(self.codes)
