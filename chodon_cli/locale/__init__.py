"""Vietnamese and English. Msgids are English; Vietnamese is what is shown unless asked otherwise."""

import gettext
import os
from functools import cache
from pathlib import Path

LANGUAGES = ("vi", "en")
CATALOGUES_FOLDER = Path(__file__).parent
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


@cache
def catalogue(name: str) -> gettext.NullTranslations:
    """The messages of a language; English is what they are written in."""
    return gettext.NullTranslations() if name == "en" else gettext.translation("chodon", CATALOGUES_FOLDER, [name])


def use(name: str) -> None:
    """Speak this language from now on."""
    global _catalogue, _language
    _catalogue = catalogue(name)
    _language = name
    os.environ["LANGUAGE"] = name  # for the headings that Typer translates itself
    gettext.bindtextdomain("chodon", str(CATALOGUES_FOLDER))
    gettext.textdomain("chodon")


def _(message: str) -> str:
    """The message in the language in use."""
    return _catalogue.gettext(message) if message else ""


def N_(message: str) -> str:  # noqa: N802  (the name that extraction tools know)
    """Mark a message for translation; it is translated when it is shown."""
    return message


def one_or_several(number: int, one: str, several: str) -> str:
    """The message of one thing, or that of several (or none); both are marked by `N_`."""
    return _(one if number == 1 else several)


def language() -> str:
    """The language in use."""
    return _language
