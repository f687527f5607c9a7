"""Text typed in the fonts of before Unicode (TCVN3, VNI): recognised, so that it is never stored as rubbish."""

import re

from chodon_cli.errors import Refused
from chodon_cli.locale import _

# TCVN3 puts Vietnamese letters where Latin-1 has signs: "NguyÔn V¨n An", "§ç ThÞ Hoa"
TCVN3_PATTERN = re.compile(
    r"[A-Za-z][¨©ª«¬\xad®µ¶·¸¹»¼½¾](?=[a-z ]|$)|§[a-zçéèêëìíîïôõöùúûü]|[a-z][Õçî×][a-z]"
    r"|[a-z][ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖØÜÝÞß](?=[a-z ]|$)|[B-DF-HJ-NP-TV-Zb-df-hj-np-tv-xz][åæï÷øûþëä](?=[a-z ]|$)"
)
# VNI writes tone and shape behind the vowel as a letter of Latin-1: "Nguyeãn Vaên", "Traàn Thò", pairs never Vietnamese
VNI_PATTERN = re.compile(
    r"(?:[aA][âêùøûõïéèúüëåäãáàÂÊÙØÛÕÏÉÈÚÜËÅÄÃÁÀ]|[eE][âãáàäåùøûõïÂÃÁÀÄÅÙØÛÕÏ]|[oO][âäåùøûõïÂÄÅÙØÛÕÏ]"
    r"|[uUyY][ùøûõïÙØÛÕÏ]|[öÖôÔ][ùøûõïÙØÛÕÏ]|ñ[aeiouöô])"
)
ENOUGH_TEXTS = 5  # texts that look so are no chance; of a short list, a third of them


def old_font(texts: list[str]) -> str | None:
    """The name of the old font that these texts are typed in, or None if they are Unicode."""
    for name, pattern in (("TCVN3 (.VnTime)", TCVN3_PATTERN), ("VNI", VNI_PATTERN)):
        hits = [text for text in texts if pattern.search(text)]
        if len(hits) >= ENOUGH_TEXTS or (len(hits) > 1 and len(hits) * 3 >= len(texts)):
            return name
    return None


def refusal(name: str, font: str) -> Refused:
    """Of a file whose text is typed in this font."""
    return Refused(
        _("{file}: the text is typed in a {font} font, not in Unicode").format(file=name, font=font),
        _("convert it to Unicode with UniKey (Ctrl+Shift+F6) and save it again"),
    )
