"""What a personal identification number says of its bearer (Decree 137/2015, article 13; from secondary sources).

Twelve digits: three for the place, one for century and sex, two for the year of birth, six at random.
"""

import re

from chodon_cli.locale import _

SEXES = ("male", "female")
FIRST_CENTURY = 19


def contradictions(id_number: str, born_on: str | None, sex: str | None) -> list[str]:
    """What of the number does not agree with the rest; the old identity cards of 9 digits say nothing.

    >>> contradictions("006199012345", "1990-05-01", "male")
    ['is the number of a woman']
    """
    if re.fullmatch(r"[0-9]{9}", id_number):
        return []
    if not re.fullmatch(r"[0-9]{12}", id_number):
        return [_("has neither 12 digits nor 9")]
    century, of = divmod(int(id_number[3]), 2)
    found = []
    if sex and sex != SEXES[of]:
        found.append(_("is the number of a woman") if of else _("is the number of a man"))
    if born_on and born_on[:4] != f"{FIRST_CENTURY + century}{id_number[4:6]}":
        year = f"{FIRST_CENTURY + century}{id_number[4:6]}"
        found.append(_("is the number of somebody born in {year}").format(year=year))
    return found
