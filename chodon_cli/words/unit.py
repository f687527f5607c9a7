"""Units: what kind of office one is."""

from chodon_cli.locale import N_
from chodon_cli.words.word_list import WordList

KINDS_OF_SCHOOL = (
    *("trường mầm non", "trường mẫu giáo", "trường tiểu học", "trường TH", "trường THCS", "trường trung học cơ sở"),
    *("trường THPT", "trường phổ thông", "trường MN", "trường TH&THCS", "trường TH và THCS", "trường PTDTBT"),
    *("trường PTDTNT", "mầm non", "tiểu học", "THCS", "THPT", "trường liên cấp"),
)
UNIT_KIND = WordList(
    "kind",
    {
        "district": (N_("District"), ("huyện", "cấp huyện", "UBND huyện", "quận", "thị xã")),
        "office": (N_("Specialised office"), ("phòng", "phòng chuyên môn", "cơ quan chuyên môn", "phòng ban", "ban")),
        "commune": (N_("Commune"), ("xã", "cấp xã", "phường", "thị trấn", "xã, phường, thị trấn")),
        "service": (N_("Service unit"), ("đơn vị sự nghiệp", "sự nghiệp", "trung tâm")),
        "school": (N_("School"), ("trường", "trường học", *KINDS_OF_SCHOOL)),
        "other": (N_("Other"), ("khác",)),
    },
)
