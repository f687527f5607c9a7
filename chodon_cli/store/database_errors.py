"""What the database says, in words for a clerk: where, what is wrong, what to do."""

from chodon_cli.errors import Unusable
from chodon_cli.locale import _


def unusable(error: Exception, where: str, seconds: int) -> Unusable:
    """Why the database there did not serve: locked for so many seconds, full, read-only, damaged."""
    text = str(error).casefold()
    if "locked" in text or "busy" in text:
        return in_use(where, seconds)
    if "readonly" in text or "read-only" in text:
        return Unusable(
            _("{register}: cannot be written to").format(register=where),
            _("does the file, and its folder, belong to this account?"),
        )
    if "unable to open" in text:
        return Unusable(
            _("{register}: cannot be opened or written to").format(register=where),
            _("does the file, and its folder, belong to this account?"),
        )
    if "disk i/o" in text:
        return Unusable(
            _("{register}: the disk does not take what is written").format(register=where),
            _("is it full, or failing? nothing was changed"),
        )
    if "full" in text:
        return Unusable(
            _("{register}: the disk is full; nothing was changed").format(register=where),
            _("make room, or name a place on another disk"),
        )
    if "not a database" in text:
        return Unusable(
            _("{register}: this is not a register").format(register=where), _("name another: --register FILE")
        )
    if "malformed" in text or "corrupt" in text:
        return Unusable(
            _("{register}: the register is damaged").format(register=where), _("run: chodon restore BACKUP")
        )
    return Unusable(f"{where}: {error}", _("nothing was changed; run: chodon check"))


def in_use(where: str, seconds: int) -> Unusable:
    """Somebody else holds the register longer than anybody waits."""
    return Unusable(
        _("{register}: in use by somebody else for more than {seconds} s").format(register=where, seconds=seconds),
        _("try again in a while"),
    )
