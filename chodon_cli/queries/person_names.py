"""What stands beside a name in a list, and is no part of it: `Đ/c`, `ThS.`, a footnote's mark, a remark, a second name.

What only adorns a name is taken off it and said; what says something of its own, or names somebody else, is refused.
"""

import re

from chodon_cli.locale import _
from chodon_cli.queries.look_alike import OTHER_LETTERS, look_alike
from chodon_cli.text import unaccent

TITLES = ("đ/c", "đ.c", "đc", "đồng chí", "ông", "bà", "anh", "chị", "cô", "thầy")
TITLE_BEFORE_A_NAME = re.compile(rf"(?:{'|'.join(map(re.escape, TITLES))})[.:]?\s+(?=\S+\s)", re.I)
DEGREES = (
    *("tskh", "pgs", "gs", "ts", "ths", "bsck", "bscki", "bsckii", "bsck1", "bsck2", "bs", "ks", "cn", "ds", "ys"),
    *("cki", "ckii", "ck1", "ck2", "đd", "ktv"),
)
DEGREES_BEFORE_A_NAME = re.compile(rf"(?:(?:{'|'.join((*DEGREES, 'ck[i12]+'))})(?:[.,]\s*|\s+))+(?=\S+\s)", re.I)
MIDDLE_NAMES = ("van", "thi", "huu", "duc", "ngoc", "minh", "quang", "xuan", "dinh")  # never a family name: Ông Văn Tư
FAMILY_NAMES = frozenset(
    re.findall(
        "[a-z]+",
        """nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan vuong trinh truong dinh lam
        phung mai to ha ta luong nong trieu ma lo quan luu hua chu be dam sam vi lu giang tong cao thai la nghiem quach
        than khuat bach ban hau dong lieu loc luc mong sung tan vang thao lau cu""",
    )
)
FOOTNOTE_MARK = re.compile(r"(?:\s*(?:[*†‡¹²³⁰-⁹]|[(\[]\s*(?:[0-9]{1,2}|\*+)\s*[)\]]))+$")
NUMBER_OR_BULLET = re.compile(r"^(?:[-–—+•*●○▪]\s+|[0-9]{1,4}\s?[.)]\s*)(?=[^\W\d_])")
END_MARK = re.compile(r"\s*[.,;:–—-]+$")
MORE_THAN_A_NAME = re.compile(
    r"(?<=\w) ?[(\[{]\s*[^\W\d_][^)\]}]*[^\W\d_]"  # a remark in brackets
    r"|[^\W\d_]\s*[;,]\s*[^\W\d_]|[^\W\d_]\s+[–—&+-]\s+[^\W\d_]"  # something behind a sign that parts
    r"|[^\W\d_]+ [^\W\d_]+ ?/ ?[^\W\d_]{2}|\w\w và \w\w* \w"  # a second name
    r"|[0-9]{6}|\w@\w+\.\w"  # a telephone, an identity number, an address
)
LATIN_LETTER = re.compile("[A-Za-z]")
CODE = re.compile(r"[A-Za-zĐđ]{1,6}[-./_]?[0-9]+")
WORDS_FOR_NOBODY = frozenset(
    (
        *("khuyết", "trống", "còn trống", "còn thiếu", "chưa có", "chưa có người", "chưa bố trí", "đang tuyển"),
        *("thiếu", "chưa tuyển", "vị trí trống", "chưa phân công", "không có"),
    )
)
WORDS_OF_A_NAME = 2  # at least
FEWEST_WORDS_OF_TWO_NAMES = 6  # on two lines, whatever they are


def without_title(name: str) -> str:
    """The name alone. Ông and Bà are family names too: then a middle name and a given name follow.

    >>> without_title("Đ/c Nông Văn Khê"), without_title("ThS. Hà Thị Mận"), without_title("Ông Văn Tư")
    ('Nông Văn Khê', 'Hà Thị Mận', 'Ông Văn Tư')
    """
    while match := TITLE_BEFORE_A_NAME.match(name) or DEGREES_BEFORE_A_NAME.match(name):
        rest = name[match.end() :]
        if len(rest.split()) == 2 and unaccent(rest.split()[0]) in MIDDLE_NAMES:
            return name
        name = rest
    return name


def without_marks(name: str) -> str:
    """The name without the mark of a footnote, the number or bullet before it and the sign behind it.

    >>> without_marks("Ma Văn Ba*"), without_marks("Ma Văn Ba (1)"), without_marks("2. Ma Văn Ba.")
    ('Ma Văn Ba', 'Ma Văn Ba', 'Ma Văn Ba')
    """
    bare = END_MARK.sub("", FOOTNOTE_MARK.sub("", END_MARK.sub("", NUMBER_OR_BULLET.sub("", name))))
    return bare or name


def why_no_name(name: str) -> str:
    """Why this is not the name of one person; empty if it can be.

    >>> why_no_name("Ma Văn Ba"), why_no_name("H'Hen Niê"), bool(why_no_name("Ma Văn Ba (nữ)"))
    ('', '', True)
    """
    if not any(map(str.isalpha, name)):
        return _("a name has letters")
    if OTHER_LETTERS.search(name) and LATIN_LETTER.search(name):
        return look_alike(name)
    if CODE.fullmatch(name):
        return _("this is a code and no name: are two columns exchanged?")
    if name.casefold() in WORDS_FOR_NOBODY:
        return _("this is nobody's name: leave the row out until somebody holds the post")
    return why_not_one(name)


def why_not_one(name: str) -> str:
    """Why more than one name stands here; empty if it is one, or no name at all."""
    if MORE_THAN_A_NAME.search(name):
        return _("more than a name stands here: one person a row, and remarks in a column of their own")
    return ""


def are_two_names(text: str) -> bool:
    """Whether two names stand on two lines of one cell; one name can be broken into two lines as well.

    >>> are_two_names("Lê Văn An\\nMa Thị Ba"), are_two_names("Nguyễn Thị\\nMinh Hằng")
    (True, False)
    """
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or min(map(len, lines)) < WORDS_OF_A_NAME:
        return False
    return unaccent(lines[1][0]) in FAMILY_NAMES or sum(map(len, lines)) >= FEWEST_WORDS_OF_TWO_NAMES


def in_own_case(name: str) -> str:
    """A name in capitals as a name is written; any other as it is."""
    return " ".join(word.capitalize() for word in name.split(" ")) if name.isupper() else name
