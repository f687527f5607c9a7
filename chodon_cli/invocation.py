"""Who runs this command, and what was typed: for the journal and for reports that name their command."""

import os
import re
import shlex
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import FrameType

from chodon_cli.module_names import module_names

words: list[str] = []  # the command line after `chodon`, set by app.py
global_words: list[str] = []  # those of its global options that change what a report says
asks = True  # whether a command may ask for what it lacks; --no-input says that it may not
is_stored = False  # what the command wrote: whatever fails then, it is not to be typed again
offers_another = False  # whether a command that asked is one after which the next is offered
OF_12_DIGITS = r"\d{12}|\d{3}(?:[ .]\d{3}){3}|\d{4}(?:[ .]\d{4}){2}"
OF_9_DIGITS = r"\d{9}|\d{3} \d{3} \d{3}"
# the patterns are compiled when they are used, which few commands do
IDENTITY_NUMBER = (  # 12 digits that begin as a year are a moment, or years; 9 between letters are of a digest
    rf"(?<!\d)(?!(?:19|20)\d\d)(?:{OF_12_DIGITS})(?!\d)|(?<![0-9a-f])(?:{OF_9_DIGITS})(?![0-9a-f])"
)
NAMES_IDENTITY_NUMBER = (  # what stands before one: an option, a column, its heading in a message
    r"(?i)(?:id[-_ ]number|identity number|số định danh|số cccd|số cmnd)\W{0,4}$"
)
NAMES_OF_THE_ACCOUNT = ("LOGNAME", "USER", "LNAME", "USERNAME")  # in the environment, as `getpass` looks for them
LONGEST_NAME = 40  # characters before a number in which its name is looked for
Handler = Callable[[int, FrameType | None], object] | int | None  # of a signal
IsCode = Callable[[str], bool]
COMMAND_IN_TEXT = r"\bchodon ([a-z][a-z_-]*)"

PASSWORD_IN_AN_ADDRESS = (  # to the last @: a password may hold what should be typed as %2F, %20, %40
    r"(?is)(\bpostgres(?:ql)?(?:\+\w+)?://[^:@/\s]*):.*(?=@)"
)
SETTING_OF_AN_ADDRESS = r"(?:(?<=[?&\s])|^)([^=&?\s]+)=(?:'[^']*'|[^&\s]*)&?"
SECRET_SETTINGS = ("password", "secret", "client_key")  # how those of libpq end that nobody else may see

_is_code_of_the_register: IsCode = set[str]().__contains__  # nothing is, until app.py says how to ask the register
_interrupts: list[Handler] = []  # what was done about them before the shield


def shield_from_interrupts() -> None:
    """From here on what was done is stored, whatever is pressed: the outcome is told, and the status is 0.

    Whoever was told “interrupted” would enter it again. `let_interrupts_through` ends it.
    """
    with suppress(ValueError):  # not the main thread: no interrupt comes here
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        if before is not signal.SIG_IGN:
            _interrupts.append(before)


def let_interrupts_through() -> None:
    """Before the next command: what is not stored may be broken off again."""
    with suppress(ValueError):
        while _interrupts:
            signal.signal(signal.SIGINT, _interrupts.pop())


def put_words(words_before: list[str], words_now: list[str]) -> str:
    """Let the words at the end of what was typed be others: for the journal. The whole line, fit to be shown."""
    global words
    words = [*words[: len(words) - len(words_before)], *words_now]
    return command_for_the_journal()


def name_register(text: str) -> str:
    """The text with the register that was typed in each command that it names, so that it can be typed as it stands."""
    if "--register" not in global_words:
        return text
    register = shlex.quote(without_password(global_words[global_words.index("--register") + 1]))
    names = {name.rstrip("_").replace("_", "-") for name in module_names(str(Path(__file__).with_name("commands")))}
    return re.sub(
        COMMAND_IN_TEXT, lambda match: f"chodon -r {register} {match[1]}" if match[1] in names else match[0], text
    )


def can_ask() -> bool:
    """Whether a person sits at a terminal and may be asked."""
    return asks and sys.stdin.isatty() and sys.stdout.isatty()


def operator() -> str:
    """The person at work: CHODON_OPERATOR, or the account of the operating system."""
    from chodon_cli.text import clean

    return clean(os.environ.get("CHODON_OPERATOR", "")) or account()


def account() -> str:
    """The account of the operating system, whatever CHODON_OPERATOR says."""
    return next(filter(None, map(os.environ.get, NAMES_OF_THE_ACCOUNT)), None) or _name_of(os.getuid())


@cache
def _name_of(uid: int) -> str:
    """What the system calls the account: a file is read, or a directory of the network asked, once."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return str(uid)


def command_line(words: list[str]) -> str:
    """The words as a line that a shell reads back; never with a password in it."""
    return shlex.join(["chodon", *map(without_password, words)])


def without_password(word: str) -> str:
    """
    >>> without_password("postgresql://chodon:secret@server/register")
    'postgresql://chodon@server/register'
    >>> without_password("postgresql://chodon:se/c r@t@server/register?sslmode=require&password=secret")
    'postgresql://chodon@server/register?sslmode=require&'
    >>> without_password("postgresql://chodon@server/register?p%61ssword=secret&sslmode=require&ssl%70assword=x")
    'postgresql://chodon@server/register?sslmode=require&'
    >>> without_password("host=server user=chodon password='se cret'")
    'host=server user=chodon '
    """
    if "://" not in word and "password=" not in word.lower():
        return word
    return re.sub(SETTING_OF_AN_ADDRESS, _unless_secret, re.sub(PASSWORD_IN_AN_ADDRESS, r"\1", word))


def _unless_secret(setting: re.Match[str]) -> str:
    """The setting as it stands; nothing for a secret, however its name is encoded, as libpq reads it."""
    from urllib.parse import unquote

    return "" if unquote(setting[1]).casefold().endswith(SECRET_SETTINGS) else setting[0]


def ask_for_codes(is_code: IsCode) -> None:
    """Let this say whether the register chosen has a number as a code, wherever numbers are masked."""
    global _is_code_of_the_register
    _is_code_of_the_register = is_code


def command_for_the_journal(is_known_code: IsCode | None = None) -> str:
    """What was typed, without whole identity numbers: those are in the record, where not everybody is shown them."""
    return without_identity_numbers(command_line(words), is_known_code)


def without_identity_numbers(text: str, is_known_code: IsCode | None = None) -> str:
    """The text with what may be an identity number masked, as lists mask it; a code of the register is none.

    `is_known_code` asks a connection that is open; otherwise the register chosen is asked, if there is anything to ask.

    >>> without_identity_numbers("chodon staff add --id-number 006180123456")
    'chodon staff add --id-number 006…456'
    >>> without_identity_numbers("chodon import 202611271230.csv --note '006 180 123 456'")
    "chodon import 202611271230.csv --note '006…456'"
    >>> without_identity_numbers("--unit 123456789 --id-number=123456789", lambda number: number == "123456789")
    '--unit 123456789 --id-number=123…789'
    """
    is_known = is_known_code or _is_code_of_the_register

    def as_shown(match: re.Match[str]) -> str:
        number, before = match[0], text[max(0, match.start() - LONGEST_NAME) : match.start()]
        if number.isdigit() and not re.search(NAMES_IDENTITY_NUMBER, before) and is_known(number):
            return number
        return f"{number[:3]}…{number[-3:]}"

    return re.sub(IDENTITY_NUMBER, as_shown, text)
