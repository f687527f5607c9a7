"""Violations: how one came to be known, and how grave it is."""

from chodon_cli.locale import N_
from chodon_cli.words.word_list import WordList

VIOLATION_SOURCE = WordList(
    "source",
    {
        "inspection": (
            N_("Inspection"),
            ("kiểm tra", "thanh tra, kiểm tra", "kiểm tra công vụ", "đoàn kiểm tra", "tổ kiểm tra"),
        ),
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
SEVERITY = WordList(
    "severity",
    {
        "minor": (N_("Minor"), ("ít nghiêm trọng", "nhẹ")),
        "serious": (N_("Serious"), ("nghiêm trọng", "nặng")),
        "very-serious": (N_("Very serious"), ("rất nghiêm trọng",)),
        "extremely-serious": (N_("Extremely serious"), ("đặc biệt nghiêm trọng",)),
    },
)
