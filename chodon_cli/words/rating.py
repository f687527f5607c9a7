"""Yearly ratings: the levels, who rated, what a review has of a person."""

from chodon_cli.locale import N_
from chodon_cli.words.word_list import WordList

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
WORK_DONE = WordList(
    "done",
    {
        "done": (N_("On file"), ("đã có",)),
        "missing": (N_("Missing"), ("còn thiếu",)),
        "not-asked": (N_("Not asked for"), ("không yêu cầu",)),
    },
)
