"""What citizens say: praise or complaint, and which way it came."""

from chodon_cli.locale import N_
from chodon_cli.words.word_list import WordList

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
FEEDBACK_KIND = WordList(
    "feedback-kind",
    {
        "praise": (N_("Praise"), ("khen", "khen ngợi", "biểu dương")),
        "complaint": (N_("Complaint"), ("phản ánh", "kiến nghị", "phàn nàn", "chê", "góp ý")),
        "formal-complaint": (N_("Complaint under the law"), ("khiếu nại", "đơn khiếu nại", "khiếu nại lần đầu")),
        "second-complaint": (N_("Second complaint under the law"), ("khiếu nại lần hai", "khiếu nại lần 2")),
        "denunciation": (N_("Denunciation"), ("tố cáo", "đơn tố cáo")),
    },
)
