"""Failures that the user can act on. Raised anywhere, printed once, in app.py."""

import errno
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from chodon_cli.labels import heading
from chodon_cli.locale import N_, _, language

OF_THE_SYSTEM = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("nothing can be written to this disk"),
    errno.EACCES: N_("this account may not read or write here"),
    errno.EPERM: N_("this account may not read or write here"),
    errno.ENOENT: N_("there is no such file"),
    errno.EISDIR: N_("this is a folder, name a file"),
    errno.ENOTDIR: N_("a part of this path is no folder"),
    errno.EEXIST: N_("a part of this path is no folder"),  # where a folder was to be made
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ELOOP: N_("these links lead in a circle"),
    errno.ENXIO: N_("no file that can be read or written"),
    errno.EBUSY: N_("the system or another program is using this"),
    errno.EFBIG: N_("the file would be larger than this account may make one"),
    errno.EIO: N_("the disk does not take what is written, or does not give what is read"),
}

PLACE_WITH_ROOM = N_("make room, or name a place on another disk")
PLACE_OF_ONES_OWN = N_("name a place of your own, or ask whoever looks after this machine")
ADVICE_OF_THE_SYSTEM = {  # what the system cannot do -> what to do
    errno.ENOSPC: PLACE_WITH_ROOM,
    errno.EDQUOT: PLACE_WITH_ROOM,
    errno.EROFS: PLACE_WITH_ROOM,
    errno.EACCES: PLACE_OF_ONES_OWN,
    errno.EPERM: PLACE_OF_ONES_OWN,
    errno.EIO: PLACE_WITH_ROOM,
    errno.EFBIG: PLACE_OF_ONES_OWN,
}
ADVICE_OTHERWISE = N_("is the name right, and this the right folder?")

ISO_DAY = r"([0-9]{4})-([0-9]{2})-([0-9]{2})( [0-9:]+)?"
FOUND_SOMETHING = 3  # the status of a command that was done, and has findings, or left something behind
INTERRUPTED = 130  # the status of a command that was broken off


def is_day(value: str) -> bool:
    """Whether there is such a day: 2022-02-30 stays as somebody wrote it."""
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def as_people_write(value: str) -> str:
    """A value as a message shows it: in Vietnamese a day is dd/mm/yyyy."""
    day = re.fullmatch(ISO_DAY, value) if language() == "vi" else None
    return f"{day[3]}/{day[2]}/{day[1]}{day[4] or ''}" if day and is_day(value[:10]) else value


class ChodonError(Exception):
    """What is wrong (the message) and what to do about it (the hint), in the user's language."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class NotFound(ChodonError):
    """The register has no such thing."""


def no_such_file(path: object) -> NotFound:
    """That there is no file where one was named, or a folder."""
    if Path(str(path)).is_dir():
        return NotFound(f"{path}: {_(OF_THE_SYSTEM[errno.EISDIR])}", _("name a file in it"))
    return NotFound(_("{path}: there is no such file").format(path=path), _(ADVICE_OTHERWISE))


class Refused(ChodonError):
    """The law or the state of the register forbids it; nothing was changed."""


class Forbidden(ChodonError):
    """The database of a server does not let this account write that; whatever it was doing is over."""


class Usage(ChodonError):
    """A word, a day or a period on the command line cannot be read."""

    exit_code = 2


class Unusable(ChodonError):
    """The register's file is missing, locked, damaged, not ours, or of another version."""

    exit_code = 4


def stored_unseen() -> Unusable:
    """What was typed is stored for good; what is asked of it afterwards could not be answered."""
    return Unusable(
        _("what you typed is stored, but the register cannot show it now"),
        _("do not type it again; see: {command}").format(command="chodon audit list"),
    )


class ReportedFailure(ChodonError):
    """A command that ran another ended with its status; what there is to say was said by the other."""

    def __init__(self, status: int) -> None:
        super().__init__("")
        self.exit_code = status


class Rejected(Refused):
    """One value of one record cannot be taken: which column, what it said, and why."""

    def __init__(self, column: str, value: object, reason: str, hint: str = "") -> None:
        quoted_value = "" if value in (None, "") else f" “{as_people_write(str(value))}”"
        super().__init__(f"{heading(column)}{quoted_value}: {reason}", hint)
        self.column = column
        self.value = "" if value is None else str(value)
        self.reason = reason


class CellFault(NamedTuple):
    """A value in somebody's file that cannot be taken, with its place."""

    file: str
    line: int | None
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        quoted_value = f" “{as_people_write(self.value)}”" if self.value else ""
        what = (f" {self.column}" if self.column else "") + quoted_value
        return f"{place}:{what}: {self.reason}" if what else f"{place}: {self.reason}"


def system_reason(error: OSError) -> str:
    """What the system says it cannot do, in the user's language as far as it is one of the usual things."""
    usual = OF_THE_SYSTEM.get(error.errno or 0)
    return _(usual) if usual else error.strerror or str(error)


def what_to_do(error: OSError) -> str:
    """What a person can do about it."""
    return _(ADVICE_OF_THE_SYSTEM.get(error.errno or 0, ADVICE_OTHERWISE))


def one_line(parts: Sequence[str]) -> str:
    """Several sentences as one: what a clerk reads when a change breaks more than one rule."""
    return "; ".join(parts)


def status_if_ended(error: BaseException | None) -> int | None:
    """The status of a command that was ended from outside, if the error comes of that; None otherwise.

    A database that is being closed complains too; a class that is being made ends with a RuntimeError (Python 3.11).
    """
    while error and not isinstance(error, (KeyboardInterrupt, SystemExit)):
        error = error.__context__
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 1
    return INTERRUPTED if error else None


HAVE_A_LIST = (  # the columns in which something can be named that is missing
    *("unit", "staff", "standard", "document"),
    *("violation", "case", "inspection", "task", "feedback"),
)


def where_to_look(error: ChodonError) -> str:
    """The list in which what was not found can be looked up, if it is something that has one."""
    column = getattr(error, "column", "") if isinstance(error, NotFound) else ""
    return _("see: {command}").format(command=f"chodon {column} list") if column in HAVE_A_LIST else ""
