"""Training, briefings and commendations."""

from chodon_cli.locale import N_
from chodon_cli.words.word_list import WordList

TRAINING_FIELD = WordList(
    "training-field",
    {
        "profession": (N_("Profession"), ("chuyên môn", "nghiệp vụ", "chuyên môn nghiệp vụ")),
        "political-theory": (N_("Political theory"), ("lý luận chính trị", "LLCT", "chính trị")),
        "foreign-language": (N_("Foreign languages"), ("ngoại ngữ", "tiếng nước ngoài")),
        "it": (N_("Information technology"), ("tin học", "công nghệ thông tin", "CNTT")),
        "state-management": (
            N_("State management"),
            ("quản lý nhà nước", "QLNN", "QLNN ngạch chuyên viên", "quản lý nhà nước ngạch chuyên viên"),
        ),
        "other": (N_("Other"), ("khác",)),
    },
)
BRIEFING_FORM = WordList(
    "briefing-form",
    {
        "meeting": (N_("Meeting"), ("hội nghị", "họp", "cuộc họp", "hội nghị, cuộc họp")),
        "written": (N_("In writing"), ("văn bản", "bằng văn bản", "sao gửi")),
        "online": (N_("Online"), ("trực tuyến", "qua mạng", "họp trực tuyến")),
        "other": (N_("Other"), ("khác",)),
    },
)
COMMENDATION_FORM = WordList(
    "commendation-form",
    {
        "emulation-title": (
            N_("Emulation title"),
            ("danh hiệu thi đua", "danh hiệu", "chiến sĩ thi đua", "chiến sĩ thi đua cơ sở", "lao động tiên tiến"),
        ),
        "certificate": (N_("Certificate of merit"), ("giấy khen",)),
        "diploma": (N_("Diploma of merit"), ("bằng khen",)),
        "state-honour": (N_("Order, medal or title of the state"), ("huân chương", "huy chương")),
        "other": (N_("Other"), ("khác", "thư khen", "biểu dương")),
    },
)
