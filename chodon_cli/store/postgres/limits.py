"""To which units the account is limited that is logged in at the server."""

from chodon_cli.errors import Refused
from chodon_cli.locale import _

_units: str | None = None


def remember(units: str | None) -> None:
    """The codes of its units, as the server says when the register is opened; None for one that reads everything."""
    global _units
    _units = units


def units() -> str | None:
    """The codes of the units of the account that was last logged in; None if it reads everything."""
    return _units


def refuse_limited(register: str) -> None:
    """Refused if the account that is logged in reads only a branch: what is asked needs the whole register."""
    if _units is not None:
        raise Refused(
            _("{register}: this needs the whole register, and this account reads only what lies under {units}").format(
                register=register, units=_units
            ),
            _("ask somebody who may read all of it; see: chodon access list"),
        )
