"""Tasks: how they stand, how often they come again, how well they were done."""

from chodon_cli.locale import N_
from chodon_cli.words.word_list import WordList

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
