"""Inspections: planned or not."""

from chodon_cli.locale import N_
from chodon_cli.words.word_list import WordList

INSPECTION_KIND = WordList(
    "inspection_kind",
    {
        "planned": (N_("Planned"), ("kế hoạch", "định kỳ", "theo kế hoạch kiểm tra")),
        "surprise": (N_("Surprise"), ("không báo trước",)),
        "self": (N_("Self-inspection"), ("tự", "đơn vị tự kiểm tra")),
    },
)
