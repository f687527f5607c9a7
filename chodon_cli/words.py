"""The words with a fixed meaning: categories, kinds, sources … Stored as codes, shown and read in Vietnamese too."""

from typing import Any

from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _, catalogue, language
from chodon_cli.text import clean, unaccent


class WordList:
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
        shown = [code if language() == "en" else f"{code} ({self.label(code)})" for code in self.codes]
        return _("allowed: {words}").format(words=", ".join(shown))

    def label(self, code: str | None) -> str:
        """What the word is called, in the language in use; empty for no word."""
        return _(self.labels[code]) if code else ""

    def rank(self, code: str) -> int:
        return self.codes.index(code) if code in self.labels else len(self.codes)


CATEGORY = WordList(
    "category",
    {
        "cadre": (N_("Cadre"), ("cán bộ", "CB", "cán bộ cấp xã", "cán bộ xã")),
        "civil-servant": (N_("Civil servant"), ("công chức", "CC", "công chức cấp huyện")),
        "commune-civil-servant": (N_("Commune civil servant"), ("công chức cấp xã", "công chức xã", "CX", "CCX")),
        "public-employee": (N_("Public employee"), ("viên chức", "VC")),
        "contract": (
            N_("Labour contract"),
            ("hợp đồng lao động", "hợp đồng", "HĐ", "HĐLĐ", "người lao động", "lao động hợp đồng", "LĐHĐ"),
        ),
    },
)
KIND = WordList(
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
LEADERSHIP = WordList(
    "leadership",
    {
        "none": (N_("None"), ("không", "không giữ chức vụ")),
        "deputy": (N_("Deputy"), ("cấp phó", "phó")),
        "head": (N_("Head"), ("người đứng đầu", "cấp trưởng", "trưởng", "đứng đầu")),
    },
)
SEX = WordList("sex", {"male": (N_("Male"), ("nam", "m")), "female": (N_("Female"), ("nữ", "f"))})
SOURCE = WordList(
    "source",
    {
        "inspection": (N_("Inspection"), ("kiểm tra", "thanh tra, kiểm tra", "kiểm tra công vụ")),
        "supervisor": (N_("Supervisor"), ("cấp trên", "thủ trưởng", "người quản lý", "lãnh đạo phát hiện")),
        "citizen": (
            N_("Citizen"),
            ("người dân", "công dân", "phản ánh của người dân", "người dân phản ánh", "phản ánh, kiến nghị", "đơn thư"),
        ),
        "self": (N_("Self-reported"), ("tự báo cáo", "tự giác", "tự nhận")),
        "audit": (N_("Audit"), ("kiểm toán", "thanh tra")),
        "press": (N_("Press"), ("báo chí",)),
        "other": (N_("Other"), ("khác",)),
    },
)
INSPECTION_KIND = WordList(
    "inspection_kind",
    {
        "planned": (N_("Planned"), ("kế hoạch", "định kỳ", "theo kế hoạch kiểm tra")),
        "surprise": (N_("Surprise"), ("không báo trước",)),
        "self": (N_("Self-inspection"), ("tự", "đơn vị tự kiểm tra")),
    },
)
SEVERITY = WordList(
    "severity",
    {
        "minor": (N_("Minor"), ("ít nghiêm trọng", "nhẹ")),
        "serious": (N_("Serious"), ("nghiêm trọng",)),
        "very-serious": (N_("Very serious"), ("rất nghiêm trọng",)),
        "extremely-serious": (N_("Extremely serious"), ("đặc biệt nghiêm trọng",)),
    },
)
REASON = WordList(
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
VERIFIED = WordList(
    "verified",
    {
        "V": (N_("Provision read"), ("v",)),
        "S": (N_("Secondary source"), ("s",)),
        "R": (N_("Recalled, not checked"), ("r",)),
        "N": (N_("Not found, not checked"), ("n",)),
        "C": (N_("Confirmed by the office"), ("c",)),
    },
)
FORM = WordList(  # of discipline, of all categories together, the lightest first: a ladder is part of this order
    "form",
    {
        "reprimand": (N_("Reprimand"), ("khiển trách",)),
        "warning": (N_("Formal warning"), ("cảnh cáo",)),
        "delayed-raise": (N_("Delayed raise"), ("kéo dài thời hạn nâng lương", "kéo dài thời gian nâng lương")),
        "salary-reduction": (N_("Lower salary step"), ("hạ bậc lương",)),
        "demotion": (N_("Demotion"), ("giáng chức",)),
        "removal": (N_("Removal from post"), ("cách chức",)),
        "title-revocation": (
            N_("Revocation of the title held"),
            ("xóa tư cách chức vụ đã đảm nhiệm", "xóa tư cách chức vụ", "xóa tư cách chức vụ, chức danh đã đảm nhiệm"),
        ),
        "dismissal": (N_("Dismissal"), ("buộc thôi việc",)),
        "recall": (N_("Recall"), ("bãi nhiệm",)),
        "termination": (N_("Termination of the contract"), ("sa thải",)),
    },
)
TOPIC = WordList(  # of the law
    "topic",
    {
        "forms": (N_("Forms of discipline"), ("hình thức", "hình thức kỷ luật")),
        "repeat": (N_("Repeated and several acts"), ("tái phạm", "nhiều hành vi")),
        "limitation": (N_("Limitation"), ("thời hiệu",)),
        "processing": (N_("Processing limit"), ("thời hạn", "thời hạn xử lý")),
        "grounds": (N_("Postponement"), ("chưa xem xét", "tạm hoãn")),
        "exemptions": (N_("Exemption"), ("miễn", "miễn trách nhiệm")),
        "circumstances": (N_("Circumstances"), ("tình tiết", "giảm nhẹ, tăng nặng")),
        "effects": (N_("Effects"), ("hệ quả", "hiệu lực")),
        "procedure": (N_("Steps and their days"), ("trình tự", "thủ tục")),
        "transition": (N_("Transition"), ("chuyển tiếp",)),
        "ratings": (N_("Rating"), ("xếp loại", "đánh giá")),
    },
)
LEVEL = WordList(  # of limitation
    "level",
    {
        "reprimand": (N_("Acts that deserve a reprimand"), ("khiển trách",)),
        "heavier": (N_("Acts that deserve more"), ("nặng hơn khiển trách",)),
        "none": (N_("Acts without limitation"), ("không áp dụng thời hiệu",)),
        "ordinary": (N_("Ordinary acts"), ("thông thường",)),
        "assets": (N_("Finance, assets, secrets"), ("tài chính, tài sản, bí mật",)),
    },
)
CLOCK = WordList("clock", {"occurred": (N_("The day of the act"), ("ngày xảy ra vi phạm", "ngày vi phạm"))})
GROUND = WordList(  # to postpone the handling of a case
    "ground",
    {
        "leave": (N_("On leave"), ("nghỉ phép", "nghỉ hằng năm", "nghỉ việc riêng")),
        "illness": (N_("Seriously ill"), ("ốm", "ốm đau", "điều trị bệnh", "bệnh hiểm nghèo")),
        "maternity": (N_("Pregnancy, birth, a child under 12 months"), ("thai sản", "mang thai", "nuôi con nhỏ")),
        "prosecution": (N_("Prosecuted or held"), ("khởi tố", "tạm giữ", "tạm giam", "truy tố", "xét xử")),
        "complaint": (N_("Complaint or lawsuit"), ("khiếu nại", "khởi kiện", "khiếu nại, khởi kiện")),
        "other": (N_("Other"), ("khác",)),
    },
)
EXEMPTION = WordList(
    "exemption",
    {
        "incapacity": (N_("Certified loss of civil capacity"), ("mất năng lực hành vi dân sự",)),
        "superior-order": (N_("Obeyed a superior after reporting"), ("chấp hành quyết định của cấp trên",)),
        "necessity": (N_("Necessity or force majeure"), ("tình thế cấp thiết", "bất khả kháng")),
        "died": (N_("Died"), ("từ trần", "chết", "đã qua đời")),
        "followed-procedure": (N_("Kept to powers and procedure"), ("đúng thẩm quyền, trình tự",)),
        "innovation": (N_("Authorised innovation"), ("đổi mới, sáng tạo", "dám nghĩ, dám làm")),
        "other": (N_("Other"), ("khác",)),
    },
)
CIRCUMSTANCE = WordList(
    "circumstance",
    {
        "self-report": (N_("Reported it, stopped of own accord"), ("tự giác báo cáo", "chủ động báo cáo")),
        "co-operation": (N_("Co-operated"), ("chủ động hợp tác", "hợp tác")),
        "repair": (N_("Repaired the harm"), ("khắc phục hậu quả", "bồi thường")),
        "ignored-request": (N_("Ignored an earlier request"), ("không chấp hành yêu cầu",)),
        "obstruction": (N_("Obstructed"), ("đối phó, cản trở", "cản trở")),
        "cover-up": (N_("Covered up"), ("bao che", "che giấu")),
        "organised": (N_("Organised"), ("có tổ chức", "vi phạm có tổ chức")),
        "forgery": (N_("Forged documents or evidence"), ("giả mạo", "ngụy tạo chứng cứ")),
        "no-restitution": (N_("Did not make good the damage"), ("không bồi hoàn", "không khắc phục hậu quả")),
        "retaliation": (N_("Threatened or took revenge"), ("đe dọa, trù dập", "trả thù", "trù dập")),
        "profiteering": (N_("Used the office or an emergency for gain"), ("trục lợi", "lợi dụng chức vụ, quyền hạn")),
        "instigation": (N_("Made others take part"), ("ép buộc", "vận động", "tiếp tay")),
    },
)
SIGNAL = WordList("signal", {"high": (N_("High"), ()), "very-high": (N_("Very high"), ())})
EVIDENCE = WordList("evidence", {"none": (N_("No evidence"), ())})
STATE = WordList(
    "state",
    {
        "open": (N_("Open"), ("đang xử lý",)),
        "paused": (N_("Postponed"), ("tạm hoãn",)),
        "decided": (N_("Decided"), ("đã quyết định",)),
        "closed": (N_("Closed without a decision"), ("đã kết thúc",)),
        "appealed": (N_("Under complaint"), ("đang khiếu nại",)),
        "stayed": (N_("Enforcement stayed"), ("tạm đình chỉ thi hành",)),
    },
)
OUTCOME = WordList(
    "outcome",
    {
        "reminder": (N_("Reminder"), ("nhắc nhở",)),
        "criticism": (N_("Criticism"), ("phê bình",)),
        "no-discipline": (N_("No discipline"), ("không kỷ luật",)),
        "groundless": (N_("Groundless"), ("không có vi phạm",)),
        "exempt": (N_("Exempt"), ("miễn trách nhiệm",)),
        "time-barred": (N_("Time-barred"), ("hết thời hiệu",)),
    },
)
STEP = WordList(
    "step",
    {
        "review": (N_("Review meeting"), ("họp kiểm điểm", "kiểm điểm")),
        "council": (N_("Disciplinary council"), ("hội đồng kỷ luật",)),
        "other": (N_("Other step"), ("khác",)),
    },
)
EVENT = WordList(
    "event",
    {
        **{code: (label, ()) for code, label in STEP.labels.items()},
        "skip-review": (N_("Review meeting skipped"), ()),
        "skip-council": (N_("Disciplinary council skipped"), ()),
        "extend": (N_("Limit extended"), ("gia hạn",)),
        "pause": (N_("Handling postponed"), ("tạm hoãn",)),
        "resume": (N_("Handling resumed"), ("tiếp tục",)),
        "decide": (N_("Disciplinary decision"), ("quyết định kỷ luật",)),
        "close": (N_("Case closed"), ("kết thúc",)),
        "appeal": (N_("Complaint lodged"), ("khiếu nại",)),
        "stay": (N_("Enforcement stayed"), ("tạm đình chỉ",)),
        "annul": (N_("Decision annulled"), ("hủy quyết định",)),
    },
)
IN_DUTY = WordList(  # whether what somebody was disciplined for was in connection with their duty
    "in_duty",
    {"yes": (N_("Yes"), ("có", "liên quan công vụ")), "no": (N_("No"), ("không", "không liên quan công vụ"))},
)
TIMELESS = WordList(
    "limitation",
    {
        "none": (N_("No limitation"), ("không áp dụng thời hiệu",)),
        "assets": (N_("Finance, assets or secrets"), ("tài chính, tài sản, bí mật",)),
    },
)
QUALITY = WordList(
    "quality",
    {
        "excellent": (N_("Excellent"), ("xuất sắc", "rất tốt")),
        "good": (N_("Good"), ("tốt", "khá")),
        "fair": (N_("Fair"), ("đạt", "đạt yêu cầu", "trung bình", "hoàn thành")),
        "poor": (N_("Poor"), ("không đạt", "chưa đạt", "yếu", "kém", "không hoàn thành")),
    },
)
REPEATS = WordList(
    "repeats",
    {
        "weekly": (N_("Weekly"), ("hằng tuần", "hàng tuần", "tuần")),
        "monthly": (N_("Monthly"), ("hằng tháng", "hàng tháng", "tháng")),
        "quarterly": (N_("Quarterly"), ("hằng quý", "hàng quý", "quý")),
        "half-yearly": (N_("Half-yearly"), ("6 tháng", "sáu tháng", "nửa năm")),
        "yearly": (N_("Yearly"), ("hằng năm", "hàng năm", "năm")),
    },
)
CHANNEL = WordList(
    "channel",
    {
        "in-person": (N_("In person"), ("trực tiếp", "tiếp công dân")),
        "letter": (N_("Letter"), ("đơn", "đơn thư", "văn bản", "bưu chính")),
        "phone": (N_("Telephone"), ("điện thoại", "đường dây nóng")),
        "online": (N_("Online"), ("trực tuyến", "cổng dịch vụ công", "thư điện tử", "email")),
        "box": (N_("Suggestion box"), ("hòm thư góp ý", "hòm thư")),
        "press": (N_("Press"), ("báo chí",)),
        "other": (N_("Other"), ("khác",)),
    },
)
FEEDBACK = WordList(
    "feedback-kind",
    {
        "praise": (N_("Praise"), ("khen", "khen ngợi", "biểu dương")),
        "complaint": (N_("Complaint"), ("phản ánh", "kiến nghị", "phàn nàn", "chê", "góp ý")),
    },
)
TASK_STATE = WordList(
    "task_state",
    {
        "open": (N_("To be done"), ()),
        "late": (N_("Overdue"), ()),
        "done": (N_("Done on time"), ()),
        "done-late": (N_("Done late"), ()),
        "cancelled": (N_("Cancelled"), ()),
    },
)
DUTY = WordList(  # what falls due; each noun adds its own
    "duty",
    {
        "processing": (N_("Processing limit"), ("thời hạn xử lý",)),
        "limitation": (N_("Limitation"), ("thời hiệu",)),
        "extension": (N_("Extension possible"), ("có thể gia hạn",)),
        "pause": (N_("Postponement to be looked at"), ("tạm dừng",)),
        "lapse": (N_("Decision lapses"), ("hết hiệu lực",)),
        "review": (N_("Yearly review"), ("kiểm điểm, xếp loại",)),
        "inspection": (N_("Planned inspection"), ("kiểm tra theo kế hoạch",)),
        "remedy": (N_("Remedy after inspection"), ("khắc phục sau kiểm tra",)),
        "task": (N_("Task"), ("nhiệm vụ",)),
        "answer": (N_("Answer"), ("trả lời phản ánh",)),
    },
)
FIELD = WordList(
    "training-field",
    {
        "profession": (N_("Profession"), ("chuyên môn", "nghiệp vụ", "chuyên môn nghiệp vụ")),
        "political-theory": (N_("Political theory"), ("lý luận chính trị", "LLCT", "chính trị")),
        "foreign-language": (N_("Foreign languages"), ("ngoại ngữ", "tiếng nước ngoài")),
        "it": (N_("Information technology"), ("tin học", "công nghệ thông tin", "CNTT")),
        "state-management": (N_("State management"), ("quản lý nhà nước", "QLNN")),
        "other": (N_("Other"), ("khác",)),
    },
)
BRIEFING = WordList(
    "briefing-form",
    {
        "meeting": (N_("Meeting"), ("hội nghị", "họp", "cuộc họp", "hội nghị, cuộc họp")),
        "written": (N_("In writing"), ("văn bản", "bằng văn bản", "sao gửi")),
        "online": (N_("Online"), ("trực tuyến", "qua mạng", "họp trực tuyến")),
        "other": (N_("Other"), ("khác",)),
    },
)
COMMENDATION = WordList(
    "commendation-form",
    {
        "emulation-title": (N_("Emulation title"), ("danh hiệu thi đua", "danh hiệu", "chiến sĩ thi đua")),
        "certificate": (N_("Certificate of merit"), ("giấy khen",)),
        "diploma": (N_("Diploma of merit"), ("bằng khen",)),
        "state-honour": (N_("Order, medal or title of the state"), ("huân chương", "huy chương")),
        "other": (N_("Other"), ("khác", "thư khen", "biểu dương")),
    },
)
RATING = WordList(
    "rating-level",
    {
        "excellent": (
            N_("Tasks completed excellently"),
            ("hoàn thành xuất sắc", "HTXSNV", "HTXS", "xuất sắc"),
        ),
        "good": (N_("Tasks completed well"), ("hoàn thành tốt", "HTTNV", "HTT", "tốt")),
        "completed": (N_("Tasks completed"), ("hoàn thành", "HTNV", "HT")),
        "failed": (N_("Tasks not completed"), ("không hoàn thành nhiệm vụ", "KHTNV", "KHT", "không hoàn thành")),
    },
)
RATED_BY = WordList(
    "rating-kind",
    {
        "self": (N_("By oneself"), ("tự đánh giá", "tự xếp loại")),
        "final": (N_("Final rating"), ("kết luận", "chính thức")),
    },
)
FINDING = WordList("finding", {"error": (N_("Error"), ("lỗi",)), "warning": (N_("Warning"), ("cảnh báo",))})
DONE = WordList("done", {"done": (N_("There"), ("đã có",)), "missing": (N_("Missing"), ("còn thiếu",))})
BY_KEY = {words.name: words for words in list(globals().values()) if isinstance(words, WordList)}


def of(column: Any) -> WordList | None:
    """The list of words that the column's values are taken from, if it has one."""
    return BY_KEY.get(column.words or column.key) if column.type == "word" else None
