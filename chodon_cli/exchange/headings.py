"""Which column a heading means: its key, or one of the many ways in which offices write it."""

import re
from collections.abc import Sequence
from functools import cache

from chodon_cli.exchange.sheets import Cell
from chodon_cli.labels import LABELS
from chodon_cli.locale import LANGUAGES, catalogue
from chodon_cli.result import Column
from chodon_cli.text import clean, unaccent

SPELLINGS = {
    "absent_with_reason": ("Vắng có lý do", "Vắng CLD", "Vắng có phép"),
    "absent_without_reason": ("Vắng không lý do", "Vắng KLD", "Vắng không phép"),
    "against": ("Đối chiếu với",),
    "aggravating": ("Tình tiết tăng nặng",),
    "answer": ("Nội dung trả lời", "Trả lời"),
    "answered_on": ("Ngày trả lời", "Trả lời ngày"),
    "article": ("Điều", "Điều khoản"),
    "assigned_on": ("Ngày giao", "Ngày giao nhiệm vụ", "Giao ngày", "Ngày giao việc"),
    "attended": ("Số người dự", "Số dự", "Dự", "Số người tham dự"),
    "authority": ("Cấp quyết định", "Cấp khen thưởng", "Cơ quan quyết định", "Người ký"),
    "born_on": ("Ngày sinh", "Ngày, tháng, năm sinh", "Ngày tháng năm sinh", "Năm sinh", "Sinh ngày", "NTNS"),
    "came_late": ("Đi muộn", "Số người đi muộn", "Đến muộn"),
    "cancel_reason": ("Lý do hủy bỏ", "Lý do rút nhiệm vụ"),
    "cancelled_on": ("Ngày rút nhiệm vụ", "Ngày thôi giao"),
    "case": ("Vụ việc",),
    "category": ("Loại", "Đối tượng", "Loại cán bộ", "Phân loại", "Loại công chức, viên chức", "Ngạch"),
    "certificate": ("Văn bằng, chứng chỉ", "Chứng chỉ", "Số chứng chỉ", "Số hiệu chứng chỉ", "Văn bằng"),
    "channel": ("Hình thức tiếp nhận", "Kênh tiếp nhận", "Kênh"),
    "checked_by": ("Người đối chiếu",),
    "checked_on": ("Ngày đối chiếu",),
    "closed_on": ("Ngày kết thúc hoạt động", "Ngày giải thể", "Đóng từ"),
    "code": ("Mã", "Mã số", "Mã cán bộ", "Mã nhân viên", "Mã CBCCVC", "Số hiệu", "Số hiệu công chức"),
    "concluded_on": ("Ngày kết luận", "Ngày ra kết luận"),
    "conclusion": ("Kết luận số", "Số kết luận", "Thông báo kết luận số"),
    "days": ("Số ngày", "Số ngày học", "Thời gian (ngày)"),
    "decided_on": ("Ngày quyết định", "Ngày khen thưởng", "Ngày"),
    "decision": ("Số quyết định", "Quyết định", "Quyết định số"),
    "document": ("Văn bản", "Căn cứ", "Văn bản quy định"),
    "done_on": ("Ngày hoàn thành", "Hoàn thành ngày", "Ngày thực hiện xong"),
    "due_on": ("Hạn hoàn thành", "Thời hạn hoàn thành", "Thời hạn", "Hạn", "Hạn xử lý", "Ngày hết hạn"),
    "effective_on": ("Ngày có hiệu lực",),
    "ended_on": ("Đến ngày", "Ngày kết thúc", "Ngày thôi giữ"),
    "extended_by": ("Người cho gia hạn", "Người gia hạn", "Cấp gia hạn"),
    "extended_days": ("Số ngày tối đa khi gia hạn",),
    "extended_on": ("Ngày gia hạn", "Gia hạn ngày"),
    "failed_staff": ("Người không đạt", "Người vi phạm", "Cá nhân không đạt"),
    "field": ("Lĩnh vực", "Lĩnh vực đào tạo", "Nội dung đào tạo", "Lĩnh vực đào tạo, bồi dưỡng"),
    "form": ("Hình thức", "Hình thức khen thưởng", "Hình thức phổ biến", "Hình thức tổ chức"),
    "found_on": ("Ngày phát hiện", "Phát hiện ngày"),
    "full_name": ("Họ và tên", "Họ tên", "Họ, tên", "Họ và tên khai sinh", "Tên cán bộ"),
    "ground": ("Căn cứ tạm hoãn",),
    "group": ("Nhóm", "Nhóm chuẩn mực"),
    "happened_on": ("Ngày diễn ra",),
    "held_on": ("Ngày tổ chức", "Ngày phổ biến", "Ngày"),
    "hour": ("Giờ kiểm tra", "Giờ", "Thời điểm kiểm tra"),
    "id_number": ("Số CCCD", "CCCD", "Số căn cước", "Số định danh cá nhân", "Số định danh", "Số CMND/CCCD", "Căn cước"),
    "in_duty": ("Liên quan công vụ", "Vi phạm liên quan công vụ", "Trong thi hành công vụ"),
    "in_force_from": ("Hiệu lực từ", "Có hiệu lực từ"),
    "in_force_to": ("Hiệu lực đến", "Hết hiệu lực"),
    "inspection": ("Cuộc kiểm tra", "Đợt kiểm tra"),
    "invited": ("Số người được mời", "Số mời", "Số người triệu tập", "Triệu tập"),
    "issued_on": ("Ngày ban hành", "Ngày ký", "Ngày văn bản"),
    "issuer": ("Cơ quan ban hành", "Nơi ban hành"),
    "item": ("Mục kiểm tra", "Mục", "Mã mục", "Nội dung kiểm tra"),
    "kind": ("Loại đơn vị", "Loại văn bản", "Loại hình"),
    "lapses_on": ("Ngày hết hiệu lực",),
    "leadership": ("Lãnh đạo", "Giữ chức vụ lãnh đạo", "Chức vụ lãnh đạo", "Vai trò lãnh đạo"),
    "level": ("Mức xếp loại", "Xếp loại", "Kết quả xếp loại", "Mức"),
    "limitation": ("Thời hiệu",),
    "made": ("Số lượt kiểm tra", "Số kiểm tra", "Đã kiểm tra"),
    "mitigating": ("Tình tiết giảm nhẹ",),
    "n": ("Thứ tự",),
    "name": ("Tên", "Tên đơn vị", "Tên cơ quan"),
    "normal_days": ("Số ngày xử lý",),
    "note": ("Ghi chú", "Nội dung", "Mô tả", "Diễn giải"),
    "number": ("Số", "Số hiệu văn bản", "Số, ký hiệu", "Số ký hiệu", "Chỉ tiêu", "Số lượng"),
    "occurred_on": ("Ngày vi phạm", "Ngày xảy ra", "Thời điểm vi phạm", "Ngày"),
    "opened_on": ("Ngày thành lập", "Thành lập ngày"),
    "outcome": ("Kết quả xử lý",),
    "parent": ("Trực thuộc", "Đơn vị cấp trên", "Đơn vị chủ quản"),
    "party_effective_on": ("Kỷ luật đảng có hiệu lực từ",),
    "passed": ("Số lượt đạt", "Số đạt", "Đạt"),
    "people": ("Tổng số người", "Tổng số", "Tổng", "Tổng số CBCCVC"),
    "planned_on": ("Ngày dự kiến", "Ngày theo kế hoạch", "Dự kiến kiểm tra"),
    "present": ("Có mặt", "Số có mặt", "Số người có mặt"),
    "provider": ("Cơ sở đào tạo", "Đơn vị tổ chức", "Nơi đào tạo", "Cơ sở đào tạo, bồi dưỡng"),
    "quality": ("Chất lượng", "Kết quả", "Đánh giá chất lượng"),
    "reason": ("Lý do", "Lý do thôi"),
    "received_on": ("Ngày tiếp nhận", "Ngày nhận", "Tiếp nhận ngày"),
    "remedied": ("Kết quả khắc phục", "Nội dung đã khắc phục", "Đã khắc phục"),
    "remedied_on": ("Ngày khắc phục", "Ngày báo cáo khắc phục", "Khắc phục xong ngày"),
    "remedy_due_on": ("Hạn khắc phục", "Thời hạn khắc phục"),
    "repeats": ("Định kỳ", "Lặp lại", "Chu kỳ"),
    "rule": ("Quy định",),
    "rules": ("Số quy định của cơ quan đã biết",),
    "says": ("Nội dung",),
    "scheduled_on": ("Ngày theo lịch",),
    "score": ("Điểm", "Điểm đánh giá", "Tổng điểm"),
    "series": ("Chuỗi nhiệm vụ",),
    "service": ("Dịch vụ", "Thủ tục", "Lĩnh vực phản ánh"),
    "severity": ("Mức độ", "Mức độ vi phạm", "Tính chất, mức độ"),
    "sex": ("Giới tính", "Giới", "Nam/Nữ"),
    "signed_on": ("Ngày ký cam kết", "Ngày cam kết", "Ngày ký"),
    "source": ("Nguồn", "Nguồn phát hiện", "Phát hiện qua"),
    "staff": ("Mã cán bộ", "Mã nhân viên", "Người vi phạm", "Cán bộ", "Mã", "Mã số"),
    "standard": ("Chuẩn mực", "Mã chuẩn mực", "Lỗi vi phạm", "Mã lỗi", "Quy định vi phạm", "Hành vi"),
    "started_on": ("Từ ngày", "Ngày bắt đầu", "Ngày nhận chức vụ", "Ngày vào", "Ngày bổ nhiệm", "Bắt đầu từ"),
    "successor": ("Đơn vị kế thừa", "Sáp nhập vào", "Nhập vào"),
    "task": ("Nhiệm vụ", "Số nhiệm vụ"),
    "text": ("Nội dung phản ánh", "Nội dung kiến nghị", "Nội dung ý kiến"),
    "title": (
        "Chức vụ",
        "Chức danh",
        "Chức vụ, chức danh",
        "Chức danh, chức vụ",
        "Trích yếu",
        "Tiêu đề",
        "Tên chuẩn mực",
    ),
    "to_remedy": ("Phải khắc phục", "Tồn tại", "Tồn tại phải khắc phục", "Nội dung phải khắc phục"),
    "unit": ("Đơn vị", "Đơn vị công tác", "Cơ quan", "Phòng", "Nơi công tác", "Mã đơn vị", "Cơ quan, đơn vị"),
    "until_on": ("Gia hạn, tạm hoãn đến",),
    "verified": ("Đối chiếu", "Mức đối chiếu"),
    "violation": ("Số vi phạm",),
    "visited_on": ("Ngày kiểm tra", "Ngày tiến hành", "Ngày tiến hành kiểm tra", "Ngày"),
    "void_reason": ("Lý do hủy", "Lý do huỷ"),
    "voided_on": ("Ngày hủy", "Hủy ngày"),
    "year": ("Năm",),
}
OF_NOUN = {  # elsewhere they name another column
    ("case", "number"): ("Số vụ việc",),
    ("case", "opened_on"): ("Ngày mở vụ việc",),
    ("case_event", "kind"): ("Diễn biến",),
    ("case_event", "form"): ("Hình thức kỷ luật",),
    ("unit", "code"): ("Mã đơn vị",),
    ("standard", "code"): ("Mã chuẩn mực",),
    ("inspection", "number"): ("Số cuộc kiểm tra",),
    ("inspection", "kind"): ("Hình thức kiểm tra", "Hình thức", "Loại kiểm tra"),
    ("inspection", "unit"): ("Đơn vị được kiểm tra",),
    ("violation", "number"): ("Số vi phạm",),
    ("violation", "staff"): ("Họ và tên", "Họ tên"),
    ("training", "staff"): ("Họ và tên", "Họ tên"),
    ("commendation", "staff"): ("Họ và tên", "Họ tên"),
    ("commendation", "title"): ("Danh hiệu", "Nội dung khen thưởng", "Thành tích"),
    ("rating", "staff"): ("Họ và tên", "Họ tên"),
    ("rating", "kind"): ("Loại đánh giá", "Hình thức đánh giá"),
    ("rating", "unit"): ("Đơn vị đánh giá", "Đơn vị xếp loại"),
    ("pledge", "staff"): ("Họ và tên", "Họ tên"),
    ("briefing", "document"): ("Văn bản phổ biến", "Văn bản quán triệt"),
    ("training", "title"): ("Khóa học", "Tên khóa học", "Lớp đào tạo, bồi dưỡng", "Tên lớp"),
    ("review", "closed_on"): ("Ngày kết thúc đợt",),
    ("review", "opened_on"): ("Ngày mở đợt",),
    ("feedback", "due_on"): ("Hạn trả lời",),
    ("feedback", "kind"): ("Loại ý kiến", "Loại phản ánh", "Khen hay phản ánh"),
    ("feedback", "number"): ("Mã phản ánh", "Số phản ánh"),
    ("feedback", "staff"): ("Họ và tên", "Họ tên", "Người được phản ánh"),
    ("feedback", "unit"): ("Đơn vị được phản ánh",),
    ("task", "document"): ("Văn bản giao", "Văn bản giao việc", "Căn cứ giao"),
    ("task", "number"): ("Mã nhiệm vụ", "Số nhiệm vụ"),
    ("task", "staff"): ("Họ và tên", "Họ tên", "Người thực hiện", "Cán bộ thực hiện", "Người được giao"),
    ("task", "title"): ("Nhiệm vụ", "Nội dung nhiệm vụ", "Nội dung công việc", "Công việc", "Tên nhiệm vụ", "Nội dung"),
    ("task", "unit"): ("Đơn vị thực hiện", "Đơn vị chủ trì", "Đơn vị được giao"),
    ("task_extension", "due_on"): ("Hạn mới", "Gia hạn đến", "Gia hạn đến ngày"),
}
NUMBERED = re.compile(r"\([0-9]+\)")  # stands for a heading that is empty
REMARK = re.compile(r"[(\[].*?[)\]]|[(\[].*$")
ORDINAL = ("stt", "tt", "so tt", "so thu tu")  # the running number of a list: never data


@cache
def folded(heading: str) -> str:
    """The heading without case, tone marks, line breaks and punctuation.

    >>> folded("Chức vụ,\\nchức danh")
    'chuc vu chuc danh'
    """
    return " ".join(re.sub(r"[^\w]+", " ", unaccent(clean(heading)).replace("_", " ")).split())


def all_folded(cells: Sequence[Cell]) -> list[str]:
    """The headings, folded; an empty cell, a number, and what the program writes in place of them, as nothing."""
    return [folded(cell) if isinstance(cell, str) and not NUMBERED.fullmatch(cell.strip()) else "" for cell in cells]


def key_of(heading: str, noun: str, free: dict[str, Column]) -> str | None:
    """The one of these columns of the noun that the heading means; None if it means none of them.

    A key itself, the heading that the program gives the column, and the spellings of the offices are understood.
    """
    said = clean(heading).casefold().replace(" ", "_")
    if said in free:
        return said
    plain = folded(heading)
    for key, column in free.items():
        label = column.label or LABELS.get(key, key)
        own = (catalogue(language).gettext(label) for language in LANGUAGES)
        if plain in map(folded, own):
            return key
    for key in free:
        if plain in map(folded, (*SPELLINGS.get(key, ()), *OF_NOUN.get((noun, key), ()))):
            return key
    return None


def bare(heading: str) -> str:
    """The heading without the remarks in brackets: how it is to be filled in, in which unit."""
    return REMARK.sub("", clean(heading))
