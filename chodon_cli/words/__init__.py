"""The words with a fixed meaning: categories, kinds, sources … Stored as codes, shown and read in Vietnamese too."""

import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from chodon_cli.locale import N_
from chodon_cli.words.word_list import WordList

if TYPE_CHECKING:
    from chodon_cli.result import Column

OF_COMMUNE = ("công chức cấp xã", "công chức xã", "CX", "CCX", "CC xã", "CC cấp xã")
CONTRACTS = (  # those of Decrees 68/2000 and 111/2022 are called by the number
    *("hợp đồng lao động", "hợp đồng", "HĐ", "HĐLĐ", "người lao động", "lao động hợp đồng", "LĐHĐ", "NLĐ"),
    *("HĐ 68", "HĐ68", "HĐLĐ 68", "hợp đồng 68", "HĐ 111", "HĐ111", "HĐLĐ 111", "hợp đồng 111"),
)
SCHOOLS = (
    *("trường mầm non", "trường mẫu giáo", "trường tiểu học", "trường TH", "trường THCS", "trường trung học cơ sở"),
    *("trường THPT", "trường phổ thông", "trường MN", "trường TH&THCS", "trường TH và THCS", "trường PTDTBT"),
    *("trường PTDTNT", "mầm non", "tiểu học", "THCS", "THPT", "trường liên cấp"),
)
CATEGORY = WordList(
    "category",
    {
        "cadre": (N_("Cadre"), ("cán bộ", "CB", "cán bộ cấp xã", "cán bộ xã")),
        "civil-servant": (N_("Civil servant"), ("công chức", "CC", "công chức cấp huyện")),
        "commune-civil-servant": (
            N_("Commune civil servant"),
            OF_COMMUNE,
        ),
        "public-employee": (N_("Public employee"), ("viên chức", "VC", "giáo viên", "GV")),
        "contract": (
            N_("Labour contract"),
            CONTRACTS,
        ),
    },
)
KIND = WordList(
    "kind",
    {
        "district": (N_("District"), ("huyện", "cấp huyện", "UBND huyện", "quận", "thị xã")),
        "office": (N_("Specialised office"), ("phòng", "phòng chuyên môn", "cơ quan chuyên môn", "phòng ban", "ban")),
        "commune": (N_("Commune"), ("xã", "cấp xã", "phường", "thị trấn", "xã, phường, thị trấn")),
        "service": (N_("Service unit"), ("đơn vị sự nghiệp", "sự nghiệp", "trung tâm")),
        "school": (N_("School"), ("trường", "trường học", *SCHOOLS)),
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
        "self": (N_("Self-reported"), ("tự báo cáo", "tự giác", "tự nhận", "tự phát hiện")),
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
        "serious": (N_("Serious"), ("nghiêm trọng", "nặng")),
        "very-serious": (N_("Very serious"), ("rất nghiêm trọng",)),
        "extremely-serious": (N_("Extremely serious"), ("đặc biệt nghiêm trọng",)),
    },
)
REASON = WordList(
    "reason",
    {
        "retired": (N_("Retired"), ("nghỉ hưu", "hưu trí", "về hưu", "hưu")),
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
SIGNAL = WordList("signal", {"watch": (N_("Watch"), ()), "high": (N_("High"), ()), "very-high": (N_("Very high"), ())})
CHANGE = WordList("change", {"lower": (N_("Lower"), ()), "same": (N_("No change"), ()), "higher": (N_("Higher"), ())})
EVIDENCE = WordList(
    "evidence",
    {
        "none": (N_("Nobody looked"), ()),
        "own": (N_("Only its own word"), ()),
        "seen": (N_("Seen by others"), ()),
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
        "box": (N_("Suggestion box"), ("hòm thư góp ý", "hòm thư", "hộp thư", "hộp thư góp ý")),
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
        "party": (N_("Decision after that of the Party"), ("kỷ luật hành chính sau kỷ luật đảng",)),
        "review": (N_("Yearly review"), ("kiểm điểm, xếp loại",)),
        "inspection": (N_("Planned inspection"), ("kiểm tra theo kế hoạch",)),
        "remedy": (N_("Remedy after inspection"), ("khắc phục sau kiểm tra",)),
        "task": (N_("Task"), ("nhiệm vụ",)),
        "answer": (N_("Answer"), ("trả lời phản ánh",)),
    },
)
DIFFERENCE = WordList(  # between what is due now and what was due the last time
    "difference",
    {
        "new": (N_("New"), ("mới",)),
        "overdue": (N_("Now overdue"), ("vừa quá hạn",)),
        "moved": (N_("Another day"), ("đổi hạn",)),
        "gone": (N_("No longer due"), ("không còn",)),
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
DONE = WordList(
    "done",
    {
        "done": (N_("There"), ("đã có",)),
        "missing": (N_("Missing"), ("còn thiếu",)),
        "not-asked": (N_("Not asked for"), ("không yêu cầu",)),
    },
)


@cache
def by_name() -> dict[str, WordList]:
    """Every list of words by its name: those of all modules of this folder."""
    names = sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py"))
    modules = [sys.modules[__name__], *(import_module(f"{__name__}.{name}") for name in names)]
    return {each.name: each for module in modules for each in vars(module).values() if isinstance(each, WordList)}


def of(column: "Column") -> WordList | None:
    """The list of words that the column's values are taken from, if it has one. KeyError if there is no such list."""
    return by_name()[column.words or column.key] if column.type == "word" else None
