"""To which units the account is limited that is logged in at the server."""

from chodon_cli.errors import Forbidden, Refused
from chodon_cli.labels import heading
from chodon_cli.locale import _

UNIQUE_COLUMNS = {  # constraint -> the column of which no value comes twice; of the others the program gives the values
    "staff_code_is_unique": "code",
    "staff_id_number": "id_number",
    "unit_code_is_unique": "code",
}
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


def outside_branch(register: str) -> Forbidden:
    """What an account may not write that is limited to some units."""
    return Forbidden(
        _("{register}: this account writes only what lies under its units, and of people who serve there").format(
            register=register
        ),
        _("ask somebody who may write to all of it; see: chodon access list"),
    )


def only_reads(register: str) -> Forbidden:
    """What an account may not write that only reads what lies under some units."""
    return Forbidden(
        _("{register}: this account only reads, and only what lies under {units}").format(
            register=register, units=_units
        ),
        _("ask somebody who may write to it; see: chodon access list"),
    )


def taken_elsewhere(constraint: str) -> Forbidden:
    """That a value is one of a record which a limited account does not read: nothing of that record is told."""
    sentence = _("a record that this account does not read has the same")
    if column := UNIQUE_COLUMNS.get(constraint):
        sentence = _("{column}: a record that this account does not read has the same").format(column=heading(column))
    return Forbidden(sentence, _("is it typed right? then ask somebody who may read all of it"))
