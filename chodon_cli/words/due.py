"""What falls due, and how that differs from the last time."""

from chodon_cli.locale import N_
from chodon_cli.words.word_list import WordList

DUTY = WordList(  # what falls due; each noun adds its own
    "duty",
    {
        "processing": (N_("Processing limit"), ("thời hạn xử lý",)),
        "limitation": (N_("Limitation"), ("thời hiệu",)),
        "extension": (N_("Extension possible"), ("có thể gia hạn",)),
        "pause": (N_("Postponement to be looked at"), ("tạm dừng",)),
        "lapse": (N_("Decision lapses"), ("hết hiệu lực",)),
        "party": (N_("Decision after that of the Party"), ("kỷ luật hành chính sau kỷ luật đảng",)),
        "step": (N_("Step of procedure"), ("bước xử lý", "trình tự")),
        "complaint": (N_("Complaint against a decision"), ("khiếu nại quyết định kỷ luật",)),
        "review": (N_("Yearly review"), ("kiểm điểm, xếp loại",)),
        "inspection": (N_("Planned inspection"), ("kiểm tra theo kế hoạch",)),
        "remedy": (N_("Remedy after inspection"), ("khắc phục sau kiểm tra",)),
        "task": (N_("Task"), ("nhiệm vụ",)),
        "acceptance": (N_("Acceptance of a petition"), ("thụ lý đơn",)),
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
