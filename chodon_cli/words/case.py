"""The words with a fixed meaning that belong to cases, and to the law on them."""

from chodon_cli.locale import N_
from chodon_cli.words.word_list import WordList

TIMELESS_KIND = WordList(
    "limitation",
    {
        "none": (N_("No limitation"), ("không áp dụng thời hiệu",)),
        "assets": (N_("Finance, assets or secrets"), ("tài chính, tài sản, bí mật",)),
    },
)
IN_DUTY = WordList(  # whether what somebody was disciplined for was in connection with their duty
    "in_duty",
    {"yes": (N_("Yes"), ("có", "liên quan công vụ")), "no": (N_("No"), ("không", "không liên quan công vụ"))},
)
DISCIPLINE_FORM = (
    WordList(  # of discipline, of all categories together, the lightest first: a ladder is part of this order
        "form",
        {
            "reprimand": (N_("Reprimand"), ("khiển trách",)),
            "warning": (N_("Formal warning"), ("cảnh cáo",)),
            "delayed-raise": (N_("Delayed raise"), ("kéo dài thời hạn nâng lương", "kéo dài thời gian nâng lương")),
            "salary-reduction": (N_("Lower salary step"), ("hạ bậc lương",)),
            "demotion": (N_("Demotion"), ("giáng chức",)),
            "removal": (N_("Removal from post"), ("cách chức",)),
            "title-revocation": (
                N_("Revocation of the title held"),
                (
                    "xóa tư cách chức vụ đã đảm nhiệm",
                    "xóa tư cách chức vụ",
                    "xóa tư cách chức vụ, chức danh đã đảm nhiệm",
                ),
            ),
            "dismissal": (N_("Dismissal"), ("buộc thôi việc",)),
            "recall": (N_("Recall"), ("bãi nhiệm",)),
            "termination": (N_("Termination of the contract"), ("sa thải",)),
        },
    )
)
LAW_TOPIC = WordList(  # of the law
    "topic",
    {
        "forms": (N_("Forms of discipline"), ("hình thức", "hình thức kỷ luật")),
        "repeat": (N_("Repeated and several acts"), ("tái phạm", "nhiều hành vi")),
        "limitation": (N_("Limitation"), ("thời hiệu",)),
        "processing": (N_("Processing limit"), ("thời hạn", "thời hạn xử lý")),
        "grounds": (N_("Postponement"), ("chưa xem xét", "tạm hoãn")),
        "exemptions": (N_("Exemption"), ("miễn", "miễn trách nhiệm")),
        "circumstances": (N_("Circumstances"), ("tình tiết", "giảm nhẹ, tăng nặng")),
        "effects": (N_("Effects"), ("hệ quả", "hiệu lực")),
        "procedure": (N_("Steps and their days"), ("trình tự", "thủ tục")),
        "transition": (N_("Transition"), ("chuyển tiếp",)),
        "ratings": (N_("Rating"), ("xếp loại", "đánh giá")),
    },
)
LIMITATION_LEVEL = WordList(  # of limitation
    "level",
    {
        "reprimand": (N_("Acts that deserve a reprimand"), ("khiển trách",)),
        "heavier": (N_("Acts that deserve more"), ("nặng hơn khiển trách",)),
        "none": (N_("Acts without limitation"), ("không áp dụng thời hiệu",)),
        "ordinary": (N_("Ordinary acts"), ("thông thường",)),
        "assets": (N_("Finance, assets, secrets"), ("tài chính, tài sản, bí mật",)),
    },
)
CLOCK_START = WordList("clock", {"occurred": (N_("The day of the act"), ("ngày xảy ra vi phạm", "ngày vi phạm"))})
GROUND_OF_PAUSE = WordList(  # to postpone the handling of a case
    "ground",
    {
        "leave": (N_("On leave"), ("nghỉ phép", "nghỉ hằng năm", "nghỉ việc riêng")),
        "illness": (N_("Seriously ill"), ("ốm", "ốm đau", "điều trị bệnh", "bệnh hiểm nghèo")),
        "maternity": (N_("Pregnancy, birth, a child under 12 months"), ("thai sản", "mang thai", "nuôi con nhỏ")),
        "prosecution": (N_("Prosecuted or held"), ("khởi tố", "tạm giữ", "tạm giam", "truy tố", "xét xử")),
        "complaint": (N_("Complaint or lawsuit"), ("khiếu nại", "khởi kiện", "khiếu nại, khởi kiện")),
        "other": (N_("Other"), ("khác",)),
    },
)
EXEMPTION_KIND = WordList(
    "exemption",
    {
        "incapacity": (N_("Certified loss of civil capacity"), ("mất năng lực hành vi dân sự",)),
        "superior-order": (N_("Obeyed a superior after reporting"), ("chấp hành quyết định của cấp trên",)),
        "necessity": (N_("Necessity or force majeure"), ("tình thế cấp thiết", "bất khả kháng")),
        "died": (N_("Died"), ("từ trần", "chết", "đã qua đời")),
        "followed-procedure": (N_("Kept to powers and procedure"), ("đúng thẩm quyền, trình tự",)),
        "innovation": (N_("Authorised innovation"), ("đổi mới, sáng tạo", "dám nghĩ, dám làm")),
        "other": (N_("Other"), ("khác",)),
    },
)
CIRCUMSTANCE = WordList(
    "circumstance",
    {
        "self-report": (N_("Reported it, stopped of own accord"), ("tự giác báo cáo", "chủ động báo cáo")),
        "co-operation": (N_("Co-operated"), ("chủ động hợp tác", "hợp tác")),
        "repair": (N_("Repaired the harm"), ("khắc phục hậu quả", "bồi thường")),
        "ignored-request": (N_("Ignored an earlier request"), ("không chấp hành yêu cầu",)),
        "obstruction": (N_("Obstructed"), ("đối phó, cản trở", "cản trở")),
        "cover-up": (N_("Covered up"), ("bao che", "che giấu")),
        "organised": (N_("Organised"), ("có tổ chức", "vi phạm có tổ chức")),
        "forgery": (N_("Forged documents or evidence"), ("giả mạo", "ngụy tạo chứng cứ")),
        "no-restitution": (N_("Did not make good the damage"), ("không bồi hoàn", "không khắc phục hậu quả")),
        "retaliation": (N_("Threatened or took revenge"), ("đe dọa, trù dập", "trả thù", "trù dập")),
        "profiteering": (N_("Used the office or an emergency for gain"), ("trục lợi", "lợi dụng chức vụ, quyền hạn")),
        "instigation": (N_("Made others take part"), ("ép buộc", "vận động", "tiếp tay")),
    },
)
CASE_STATE = WordList(
    "state",
    {
        "open": (N_("Open"), ("đang xử lý",)),
        "paused": (N_("Postponed"), ("tạm hoãn",)),
        "decided": (N_("Decided"), ("đã quyết định",)),
        "closed": (N_("Closed without a decision"), ("đã kết thúc",)),
        "appealed": (N_("Under complaint"), ("đang khiếu nại",)),
        "stayed": (N_("Enforcement stayed"), ("tạm đình chỉ thi hành",)),
    },
)
CASE_OUTCOME = WordList(
    "outcome",
    {
        "reminder": (N_("Reminder"), ("nhắc nhở",)),
        "criticism": (N_("Criticism"), ("phê bình",)),
        "no-discipline": (N_("No discipline"), ("không kỷ luật",)),
        "groundless": (N_("Groundless"), ("không có vi phạm",)),
        "exempt": (N_("Exempt"), ("miễn trách nhiệm",)),
        "time-barred": (N_("Time-barred"), ("hết thời hiệu",)),
    },
)
CASE_STEP = WordList(
    "step",
    {
        "review": (N_("Review meeting"), ("họp kiểm điểm", "kiểm điểm")),
        "party": (N_("Party decision announced"), ("công bố quyết định kỷ luật đảng", "kỷ luật đảng")),
        "council": (N_("Disciplinary council"), ("hội đồng kỷ luật",)),
        "judgment": (N_("Final judgment received"), ("nhận bản án", "bản án có hiệu lực")),
        "notice": (N_("Written notice of the review"), ("thông báo xem xét kỷ luật", "thông báo bằng văn bản")),
        "acceptance": (N_("Complaint accepted"), ("thụ lý khiếu nại", "thụ lý")),
        "other": (N_("Other step"), ("khác",)),
    },
)
CASE_EVENT = WordList(
    "event",
    {
        **{code: (label, ()) for code, label in CASE_STEP.labels.items()},
        "skip-review": (N_("Review meeting skipped"), ()),
        "skip-council": (N_("Disciplinary council skipped"), ()),
        "conclude": (N_("Discipline found to be due"), ("kết luận", "kết luận đến mức phải kỷ luật")),
        "extend": (N_("Limit extended"), ("gia hạn",)),
        "pause": (N_("Handling postponed"), ("tạm hoãn",)),
        "resume": (N_("Handling resumed"), ("tiếp tục",)),
        "decide": (N_("Disciplinary decision"), ("quyết định kỷ luật",)),
        "close": (N_("Case closed"), ("kết thúc",)),
        "appeal": (N_("Complaint lodged"), ("khiếu nại",)),
        "stay": (N_("Enforcement stayed"), ("tạm đình chỉ",)),
        "annul": (N_("Decision annulled"), ("hủy quyết định",)),
    },
)
