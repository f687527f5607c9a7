"""Who runs this command, and what was typed: for the journal and for reports that name their command."""

import os
import shlex

words: list[str] = []  # the command line after `chodon`, set by app.py
global_words: list[str] = []  # those of its global options that change what a report says


def operator() -> str:
    """The person at work: CHODON_OPERATOR, or the account of the operating system."""
    import getpass

    from chodon_cli.text import clean

    named = clean(os.environ.get("CHODON_OPERATOR", ""))
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return str(os.getuid())


def command_line(words: list[str]) -> str:
    """The words as a line that a shell reads back."""
    return shlex.join(["chodon", *words])
