"""What is set for the program on this machine, in `config.toml`: under the options and the environment, over defaults.

Two files count: `chodon.toml` beside the register, for everybody who uses that register, and before it nothing but
options and environment; then `config.toml` in the person's own configuration folder. What the office sets about itself
stands in the register (`settings`), not here.
"""

import os
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from chodon_cli.errors import Usage, system_reason
from chodon_cli.locale import N_, _
from chodon_cli.value_class import dataclass

FILE_BESIDE_THE_REGISTER = "chodon.toml"


@dataclass(frozen=True)
class Key:
    """One thing that can be set: what it means, the words it takes (none: any text), what holds if nobody sets it."""

    meaning: str
    words: tuple[str, ...] = ()
    default: str = ""
    variable: str = ""  # of the environment, which goes before the files
    is_own: bool = False  # never taken from beside a register: a file that comes with data must start no program


CONFIGURATION_KEYS = {
    "register": Key(N_("The register that is used when none is named."), variable="CHODON_REGISTER"),
    "language": Key(N_("The language."), ("vi", "en"), "vi", "CHODON_LANG"),
    "color": Key(N_("Colour on the terminal."), ("auto", "always", "never"), "auto"),
    "pager": Key(N_("The program that shows long tables page by page; “cat” for none."), (), "less", "PAGER", True),
    "input": Key(N_("Whether a command asks for what it lacks."), ("on", "off"), "on"),
}


def user_file() -> Path:
    """The person's own file, whether it is there or not."""
    if sys.platform == "win32":
        from platformdirs import user_config_path

        return user_config_path("chodon", appauthor=False) / "config.toml"
    return _file_in(os.environ.get("XDG_CONFIG_HOME", ""), os.environ.get("HOME", ""))


@cache
def _file_in(folder: str, _home: str) -> Path:
    """The file in a folder for configuration, or in the home: each command asks for it, and `shell` runs many."""
    return Path(folder or Path.home() / ".config") / "chodon" / "config.toml"


def file_beside(register: Path) -> Path:
    """The file that counts for everybody who uses the register, whether it is there or not."""
    return register.parent / FILE_BESIDE_THE_REGISTER


def value(key: str, register: str | None = None) -> str:
    """What the files say of the key; its default where they say nothing. `register`: the one that is named, if any.

    Usage error if a file cannot be read, or says what the key does not take.
    """
    for file in files_for(key, register):
        if key in (stored := contents(file)):
            return stored[key]
    return CONFIGURATION_KEYS[key].default


def files_for(key: str, register: str | None) -> list[Path]:
    """The files that may set the key, the nearest first."""
    return [user_file()] if CONFIGURATION_KEYS[key].is_own else files(register if key != "register" else None)


def files(register: str | None) -> list[Path]:
    """The files that count, the nearest first."""
    own = user_file()
    path = register or contents(own).get("register", "")
    is_file = bool(path) and "://" not in path  # beside a server lies nothing
    return [file_beside(Path(path).expanduser()), own] if is_file else [own]


@cache
def contents(file: Path) -> dict[str, str]:
    """What the file sets; nothing if it is not there. Usage error for what cannot be read or is not known."""
    try:
        text = file.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        if not os.access(file.parent, os.X_OK):
            return {}  # nor can what lies beside it be used, which says so itself
        reason = system_reason(error) if isinstance(error, OSError) else _("this is not UTF-8 text")
        raise Usage(f"{file}: {reason}", _("mend the file, or take it away")) from error
    import tomllib

    try:
        stored = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Usage(f"{file}{fault_in_words(text, str(error))}", _("mend the file, or remove it")) from error
    for key, setting in stored.items():
        check(key, setting if isinstance(setting, str) else str(setting), str(file))
    return {key: str(setting) for key, setting in stored.items()}


def fault_in_words(text: str, fault: str) -> str:
    """What tomllib finds wrong with the text, in the user's language: in which line, and how a line is written."""
    place = re.search(r"at line (\d+)", fault)
    line = place[1] if place else max(text.count("\n"), 1)
    if "overwrite" in fault:
        return ": " + _("a key stands there twice")
    return f":{line}: " + _("a line is written so: {example}").format(example='color = "auto"')


def check(key: str, word: str, where: str = "") -> None:
    """Usage error if there is no such key, or it does not take what is given."""
    lead = f"{where}: " if where else ""
    if key not in CONFIGURATION_KEYS:
        raise Usage(lead + _("there is no key “{key}”").format(key=key), _hint_of(CONFIGURATION_KEYS))
    words = CONFIGURATION_KEYS[key].words
    if words and word not in words:
        raise Usage(
            lead + _("{key}: “{value}” is not one of the allowed words").format(key=key, value=word), _hint_of(words)
        )


def write(file: Path, key: str, word: str) -> None:
    """Set the key in the file, which is replaced whole (0600); an empty text takes the key away."""
    from chodon_cli import durable

    if word:
        check(key, word)
    stored = {**contents(file), key: word}
    lines = [f"{name} = {_quote(text)}\n" for name, text in stored.items() if text]
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with durable.draft_of(file) as draft:
        draft.write_text("".join(lines), "utf-8")
        durable.put(draft, file)
    contents.cache_clear()


def _quote(text: str) -> str:
    """The text as a string of TOML."""
    import json

    return json.dumps(text, ensure_ascii=False)


def _hint_of(words: Iterable[str]) -> str:
    return _("allowed: {words}").format(words=", ".join(words))
