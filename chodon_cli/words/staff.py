"""People and their posts: category, leadership, sex, why somebody left."""

from chodon_cli.locale import N_
from chodon_cli.words.word_list import WordList

OF_COMMUNE = ("công chức cấp xã", "công chức xã", "CX", "CCX", "CC xã", "CC cấp xã")
KINDS_OF_CONTRACT = (  # those of Decrees 68/2000 and 111/2022 are called by the number
    *("hợp đồng lao động", "hợp đồng", "HĐ", "HĐLĐ", "người lao động", "lao động hợp đồng", "LĐHĐ", "NLĐ"),
    *(
        "HĐ 68",
        "HĐ68",
        "HĐLĐ 68",
        "hợp đồng 68",
        "HĐ 111",
        "HĐ111",
        "HĐLĐ 111",
        "hợp đồng 111",
        "hợp đồng lao động 111",
    ),
    *("hợp đồng nghị định 68", "hợp đồng nghị định 111", "hợp đồng theo nghị định 68", "hợp đồng theo nghị định 111"),
    *("hợp đồng theo nghị định 111 2022 nghị định cp", "hợp đồng lao động không xác định thời hạn"),
    *("hợp đồng lao động xác định thời hạn", "hợp đồng không xác định thời hạn", "hợp đồng xác định thời hạn"),
    *("HĐLĐ KXĐTH", "HĐLĐ XĐTH", "hợp đồng dài hạn", "hợp đồng ngắn hạn", "hợp đồng có thời hạn", "hợp đồng vụ việc"),
    *("hợp đồng 68 2000", "hợp đồng 111 2022"),
)
CATEGORY = WordList(
    "category",
    {
        "cadre": (N_("Cadre"), ("cán bộ", "CB", "cán bộ cấp xã", "cán bộ xã", "cán bộ chuyên trách")),
        "civil-servant": (N_("Civil servant"), ("công chức", "CC", "công chức cấp huyện")),
        "commune-civil-servant": (
            N_("Commune civil servant"),
            OF_COMMUNE,
        ),
        "public-employee": (N_("Public employee"), ("viên chức", "VC", "giáo viên", "GV", "viên chức quản lý", "VCQL")),
        "contract": (
            N_("Labour contract"),
            KINDS_OF_CONTRACT,
        ),
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
REASON_OF_POST = WordList(
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
