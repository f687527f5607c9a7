"""What stands before a name in a list, and is no part of it: `Đ/c`, `Ông`, `Bà`."""

import re

from chodon_cli.text import unaccent

TITLE_BEFORE_A_NAME = re.compile(r"(?:đ/c|đ\.c|đc|đồng chí|ông|bà|anh|chị|cô|thầy)[.:]?\s+(?=\S+\s)", re.I)
MIDDLE_NAMES = ("van", "thi", "huu", "duc", "ngoc", "minh", "quang", "xuan", "dinh")  # never a family name: Ông Văn Tư


def without_title(name: str) -> str:
    """The name alone. Ông and Bà are family names too: then a middle name and a given name follow.

    >>> without_title("Đ/c Nông Văn Khê"), without_title("Bà Hà Thị Mận"), without_title("Ông Văn Tư")
    ('Nông Văn Khê', 'Hà Thị Mận', 'Ông Văn Tư')
    """
    match = TITLE_BEFORE_A_NAME.match(name)
    if not match:
        return name
    rest = name[match.end() :]
    return name if len(rest.split()) == 2 and unaccent(rest.split()[0]) in MIDDLE_NAMES else rest


def in_own_case(name: str) -> str:
    """A name in capitals as a name is written; any other as it is."""
    return " ".join(word.capitalize() for word in name.split(" ")) if name.isupper() else name
