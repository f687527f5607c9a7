"""The words with a fixed meaning: categories, kinds, sources … Stored as codes, shown and read in Vietnamese too."""

from typing import Any

from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _, catalogue, language
from chodon_cli.text import clean, unaccent


class Words:
    """A closed list of words: code -> (label, other spellings that are read as it)."""

    def __init__(self, name: str, words: dict[str, tuple[str, tuple[str, ...]]]) -> None:
        self.name = name
        self.codes = list(words)
        self.labels = {code: label for code, (label, _spellings) in words.items()}
        self._spellings = {code: spellings for code, (_label, spellings) in words.items()}

    def find(self, text: str) -> str | None:
        """The code that is meant, or None: codes, labels and Vietnamese terms, whatever the case and tone marks."""
        if text in self.labels:
            return text
        wanted = unaccent(clean(text)).replace("_", "-")
        for code, label in self.labels.items():
            shown = unaccent(catalogue("vi").gettext(label))
            if wanted in (code, label.casefold(), shown) or wanted in map(unaccent, self._spellings[code]):
                return code
        return None

    def parse(self, text: str) -> str:
        """The code that is meant. Usage error, with the list, if none is."""
        code = self.find(text)
        if code is None:
            raise Usage(self.problem(text), self.allowed())
        return code

    def problem(self, text: str) -> str:
        return _("“{value}” is not one of the allowed words").format(value=clean(text))

    def allowed(self) -> str:
        """The words, each with what it is called here."""
        shown = [code if language() == "en" else f"{code} ({_(self.labels[code])})" for code in self.codes]
        return _("allowed: {words}").format(words=", ".join(shown))

    def rank(self, code: str) -> int:
        return self.codes.index(code) if code in self.labels else len(self.codes)


CATEGORY = Words(
    "category",
    {
        "cadre": (N_("Cadre"), ("cán bộ", "CB")),
        "civil-servant": (N_("Civil servant"), ("công chức", "CC")),
        "commune-civil-servant": (N_("Commune civil servant"), ("công chức cấp xã", "công chức xã", "CX", "CCX")),
        "public-employee": (N_("Public employee"), ("viên chức", "VC")),
        "contract": (N_("Labour contract"), ("hợp đồng lao động", "hợp đồng", "HĐ", "HĐLĐ", "người lao động")),
    },
)
KIND = Words(
    "kind",
    {
        "district": (N_("District"), ("huyện", "cấp huyện", "UBND huyện", "quận", "thị xã")),
        "office": (N_("Specialised office"), ("phòng", "phòng chuyên môn", "cơ quan chuyên môn", "phòng ban")),
        "commune": (N_("Commune"), ("xã", "cấp xã", "phường", "thị trấn", "xã, phường, thị trấn")),
        "service": (N_("Service unit"), ("đơn vị sự nghiệp", "sự nghiệp", "trung tâm")),
        "school": (N_("School"), ("trường", "trường học")),
        "other": (N_("Other"), ("khác",)),
    },
)
LEADERSHIP = Words(
    "leadership",
    {
        "none": (N_("None"), ("không", "không giữ chức vụ")),
        "deputy": (N_("Deputy"), ("cấp phó", "phó")),
        "head": (N_("Head"), ("người đứng đầu", "cấp trưởng", "trưởng", "đứng đầu")),
    },
)
SEX = Words("sex", {"male": (N_("Male"), ("nam", "m")), "female": (N_("Female"), ("nữ", "f"))})
SOURCE = Words(
    "source",
    {
        "inspection": (N_("Inspection"), ("kiểm tra", "thanh tra, kiểm tra", "kiểm tra công vụ")),
        "supervisor": (N_("Supervisor"), ("cấp trên", "thủ trưởng", "người quản lý", "lãnh đạo phát hiện")),
        "citizen": (N_("Citizen"), ("người dân", "công dân", "phản ánh của người dân", "phản ánh, kiến nghị")),
        "self": (N_("Self-reported"), ("tự báo cáo", "tự giác", "tự nhận")),
        "audit": (N_("Audit"), ("kiểm toán", "thanh tra")),
        "press": (N_("Press"), ("báo chí",)),
        "other": (N_("Other"), ("khác",)),
    },
)
SEVERITY = Words(
    "severity",
    {
        "minor": (N_("Minor"), ("ít nghiêm trọng", "nhẹ")),
        "serious": (N_("Serious"), ("nghiêm trọng",)),
        "very-serious": (N_("Very serious"), ("rất nghiêm trọng",)),
        "extremely-serious": (N_("Extremely serious"), ("đặc biệt nghiêm trọng",)),
    },
)
REASON = Words(
    "reason",
    {
        "retired": (N_("Retired"), ("nghỉ hưu", "hưu trí", "về hưu")),
        "resigned": (N_("Resigned"), ("thôi việc", "xin thôi việc", "tự nguyện thôi việc")),
        "dismissed": (N_("Dismissed"), ("buộc thôi việc", "sa thải")),
        "moved": (N_("Moved away"), ("chuyển đi", "chuyển công tác", "chuyển ra ngoài")),
        "died": (N_("Died"), ("từ trần", "chết", "mất")),
        "other": (N_("Other"), ("khác",)),
    },
)
VERIFIED = Words(
    "verified",
    {
        "V": (N_("Provision read"), ("v",)),
        "S": (N_("Secondary source"), ("s",)),
        "R": (N_("Recalled, not checked"), ("r",)),
        "N": (N_("Not found"), ("n",)),
        "C": (N_("Confirmed by the office"), ("c",)),
    },
)
SIGNAL = Words("signal", {"high": (N_("High"), ()), "very-high": (N_("Very high"), ())})
EVIDENCE = Words("evidence", {"none": (N_("No evidence"), ())})
DUTY = Words(  # what falls due; each noun adds its own
    "duty",
    {
        "processing": (N_("Processing limit"), ("thời hạn xử lý",)),
        "limitation": (N_("Limitation"), ("thời hiệu",)),
        "extension": (N_("Extension possible"), ("có thể gia hạn",)),
        "pause": (N_("Postponement to be looked at"), ("tạm dừng",)),
        "lapse": (N_("Decision lapses"), ("hết hiệu lực",)),
    },
)
BY_KEY: dict[str, Words] = {
    words.name: words
    for words in (CATEGORY, KIND, LEADERSHIP, SEX, SOURCE, SEVERITY, REASON, VERIFIED, SIGNAL, EVIDENCE, DUTY)
}


def of(column: Any) -> Words | None:
    """The list of words that the column's values are taken from, if it has one."""
    return BY_KEY.get(column.words or column.key) if column.type == "word" else None
