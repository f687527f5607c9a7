"""A closed list of words: what the program stores, shows and reads for things with a fixed meaning."""

import re
from functools import cached_property

from chodon_cli.errors import Usage
from chodon_cli.locale import _, catalogue, language
from chodon_cli.text import clean, unaccent

TWO_WAYS = r"(.+?)(?:\s+[-–—|/]\s+|\s*[:(]\s*)(.+?)\)?"
SHORT_FORMS = {"hd": "hop dong", "ld": "lao dong", "hdld": "hop dong lao dong", "nd": "nghi dinh", "nv": "nhiem vu"}


def in_full(text: str) -> str:
    """The words without the signs between and behind them, and those in full that offices shorten.

    >>> in_full("hd lao dong"), in_full("cong chuc.")
    ('hop dong lao dong', 'cong chuc')
    """
    return " ".join(SHORT_FORMS.get(word, word) for word in re.findall(r"[^\W_]+", text))


class WordList:
    """A closed list of words: code -> (label, other spellings that are read as it)."""

    def __init__(self, name: str, words: dict[str, tuple[str, tuple[str, ...]]]) -> None:
        self.name = name
        self.codes = list(words)
        self.labels = {code: label for code, (label, _spellings) in words.items()}
        self._spellings = {code: spellings for code, (_label, spellings) in words.items()}

    @cached_property
    def _plain_spellings(self) -> dict[str, set[str]]:
        plain = {code: set(map(unaccent, spellings)) for code, spellings in self._spellings.items()}
        return {code: spellings | set(map(in_full, spellings)) for code, spellings in plain.items()}

    def find(self, text: str) -> str | None:
        """The code that is meant, or None: codes, labels and Vietnamese terms, whatever the case and tone marks."""
        if text in self.labels:
            return text
        wanted = unaccent(clean(text)).replace("_", "-")
        return self._code_of(wanted) or self._code_of(in_full(wanted)) or self._code_with_label(wanted)

    def _code_with_label(self, wanted: str) -> str | None:
        """The code that is meant by two ways of saying it, as forms and messages have them: “good (Tốt)”."""
        parts = re.fullmatch(TWO_WAYS, wanted)
        codes = {self._code_of(part) or self._code_of(in_full(part)) for part in parts.groups()} if parts else set()
        return codes.pop() if len(codes) == 1 else None

    def _code_of(self, wanted: str) -> str | None:
        for code, label in self.labels.items():
            plain_label = unaccent(catalogue("vi").gettext(label))
            if wanted in (code, label.casefold(), plain_label) or wanted in self._plain_spellings[code]:
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
