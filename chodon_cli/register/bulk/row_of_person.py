"""What one row of a list says of a person: who may be meant by it, and what in it speaks against itself."""

from chodon_cli.dates import FOREVER
from chodon_cli.input_row import Values
from chodon_cli.law import identity
from chodon_cli.locale import _
from chodon_cli.register.bulk.matcher import Problem
from chodon_cli.text import unaccent, with_tones_behind


def name_as_code(values: Values) -> Problem | None:
    """What is wrong with a code that is the person's own name, or has its tones: no code that anybody gives."""
    code, name = str(values.get("code") or ""), str(values.get("full_name") or "")
    if not code.isalpha():
        return None
    is_of_name = unaccent(code) in unaccent(name).split()
    has_tones = unaccent(code) != code.casefold().replace("đ", "d")
    reason = _("this is a name and no code: are two columns exchanged?")
    return ("code", code, reason) if is_of_name or has_tones else None


def is_vague(born_on: str | None) -> bool:
    """Whether the day of birth is not known, or the year alone."""
    return born_on is None or len(born_on) < len(FOREVER)


def may_be_one(values: Values, born_on: str | None, id_number: str | None) -> bool:
    """Whether what is known of somebody does not speak against the row."""
    number, born = values.get("id_number"), values.get("born_on")
    has_other_number = number and id_number and number != id_number
    shared = min(len(born or ""), len(born_on or ""))
    return not has_other_number and (born or "")[:shared] == (born_on or "")[:shared]


def contradictions(values: Values) -> list[Problem]:
    """What the identity number says otherwise than the row: in somebody's list one of the two is a slip."""
    number = values.get("id_number")
    if not number:
        return []
    sentences = identity.contradictions(number, values.get("born_on"), values.get("sex"))
    return [("id_number", number, reason) for reason in sentences]


def name_and_birth(name: str | None, born_on: str | None) -> tuple[str, str | None]:
    """What tells a person of whom no number is known."""
    return with_tones_behind(str(name)), born_on
