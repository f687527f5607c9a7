"""What a personal identification number says of its bearer (Decree 137/2015, article 13; from secondary sources).

Twelve digits: three for the place, one for century and sex, two for the year of birth, six at random. The places are
63 provinces as they were when the numbers were first given (Circular 07/2016, annex 1), and countries of birth.
"""

import re
from functools import cache

from chodon_cli import law
from chodon_cli.locale import _

SEXES = ("male", "female")
DIGITS_OF_A_NUMBER = 12  # of a number
FIRST_CODE_ABROAD = "100"  # the codes of countries of birth begin here
LENGTHS_OF_A_NUMBER = (DIGITS_OF_A_NUMBER, 9)  # that a number can have; older cards have 9
FIRST_CENTURY = 19


def clean_identity_number(text: str) -> str:
    """The number as the register keeps it, however it is written: digits without blanks and hyphens between them.

    Zeros that a spreadsheet took in front come back: no number has 10 or 11 digits. What is no number stays as it is.

    >>> clean_identity_number("006 190 002 345"), clean_identity_number("6.085.001.234")
    ('006190002345', '6.085.001.234')
    """
    digits = re.sub(r"(?<=[0-9])[ \xa0-](?=[0-9])", "", text.strip(" '’"))
    return digits.zfill(DIGITS_OF_A_NUMBER) if re.fullmatch(r"[1-9][0-9]{9,10}", digits) else digits


def has_place(id_number: str) -> bool:
    """Whether a number of 12 digits begins with a province, or a country of birth; older cards say none.

    >>> has_place("006190012345"), has_place("007190012345"), has_place("123190012345")
    (True, False, True)
    """
    place = id_number[:3]
    return len(id_number) != DIGITS_OF_A_NUMBER or place >= FIRST_CODE_ABROAD or place in _province_codes()


@cache
def _province_codes() -> frozenset[str]:
    return frozenset(law.load("provinces")["province"])


def contradictions(id_number: str, born_on: str | None, sex: str | None) -> list[str]:
    """What of the number does not agree with the rest; the old identity cards of 9 digits say nothing.

    >>> contradictions("006190012345", "1990-05-01", "male")
    ['is the number of a woman']
    """
    if len(id_number) not in LENGTHS_OF_A_NUMBER or not (id_number.isascii() and id_number.isdigit()):
        return [_("has neither 12 digits nor 9")]
    if len(id_number) != DIGITS_OF_A_NUMBER:
        return []
    century, of = divmod(int(id_number[3]), 2)
    sentences = []
    if sex and sex != SEXES[of]:
        sentences.append(_("is the number of a woman") if of else _("is the number of a man"))
    if born_on and born_on[:4] != f"{FIRST_CENTURY + century}{id_number[4:6]}":
        year = f"{FIRST_CENTURY + century}{id_number[4:6]}"
        sentences.append(_("is the number of somebody born in {year}").format(year=year))
    return sentences
