"""The template of `report bulletin`: results, limits, causes, tasks to come, with the figures filled in.

`f` and `b` have each figure as it reads, of the period and of the same days a year before; `n` as a number; `notes`
say what qualifies them. What only the office can say is a gap: `words_results`, `words_causes`, `words_tasks`, `basis`.
"""

from typing import Any

from tests.samples import decree_30
from tests.samples.decree_30 import CENTRE, control, heading, paragraph, table

UNITS = {  # heading -> value, width in mm
    "TT": ("{{ loop.index }}", 9),
    "Đơn vị": ("{{ row.unit }}", 67),
    "Số người": ("{{ row.staff }}", 14),
    "Vi phạm": ("{{ row.violations }}", 14),
    "Người vi phạm": ("{{ row.violators }}", 16),
    "Mức dự kiến": ("{{ row.expected }}", 16),
    "Cảnh báo": ("{{ row.signal }}", 19),
    "Chưa xử lý": ("{{ row.unhandled }}", 14),
    "Vụ việc quá hạn": ("{{ row.overdue_cases }}", 16),
    "Nhiệm vụ đến hạn": ("{{ row.tasks_due }}", 17),
    "Đúng hạn (%)": ("{{ row.tasks_on_time_rate }}", 15),
    "Thông tin trong kỳ": ("{{ row.evidence }}", 40),
}
TOTALS = (
    *("", "Tổng cộng", "{{ totals.staff }}", "{{ totals.violations }}", "{{ totals.violators }}"),
    *("{{ totals.expected }}", "", "{{ totals.unhandled }}", "{{ totals.overdue_cases }}", "{{ totals.tasks_due }}"),
    *("{{ totals.tasks_on_time_rate }}", ""),
)


def bulletin() -> Any:
    document = decree_30.new_document()
    decree_30.letterhead(document, "BC")
    decree_30.title(document, "BÁO CÁO", "Kết quả thực hiện kỷ luật, kỷ cương hành chính {{ period }}")
    paragraph(
        document,
        "Thực hiện {{ basis }}, {{ organisation }} báo cáo kết quả thực hiện kỷ luật, kỷ cương hành chính {{ period }} "
        "(số liệu tính đến ngày {{ as_of }}) như sau:",
    )
    results(document)
    limits(document)
    causes(document)
    tasks(document)
    paragraph(
        document,
        "Trên đây là báo cáo kết quả thực hiện kỷ luật, kỷ cương hành chính {{ period }} của {{ organisation }}./.",
    )
    paragraph(document, "", before=0)
    decree_30.closing(document)
    appendices(document)
    return document


def picture(document: Any, name: str) -> None:
    """A chart, where charts can be drawn."""
    control(document, f"if charts.{name}")
    paragraph(document, f"{{{{ charts.{name} }}}}", align=CENTRE, indent=0)
    control(document, "endif")


def where_known(figure: str, words: str) -> str:
    """The words, where the figure in them is known: one of which nothing is known reads as a dash."""
    return f"{{% if {figure} != '–' %}}{words}{{% endif %}}"


def results(document: Any) -> None:
    heading(document, "I. KẾT QUẢ THỰC HIỆN")
    paragraph(
        document,
        "1. Đội ngũ. Trong kỳ có {{ f.staff }} cán bộ, công chức, viên chức và người lao động thuộc phạm vi quản lý; "
        "đến ngày {{ as_of }} có {{ f.headcount }} người.",
    )
    paragraph(
        document,
        "2. Chấp hành kỷ luật, kỷ cương. Ghi nhận {{ f.violations }} lượt vi phạm của {{ f.violators }} người"
        + where_known("f.per_100", ", bình quân {{ f.per_100 }} lượt/100 người-năm")
        + "; trong đó {{ f.serious }} lượt từ mức nghiêm trọng trở lên. Cùng kỳ năm trước: {{ b.violations }} lượt của "
        "{{ b.violators }} người" + where_known("b.per_100", ", bình quân {{ b.per_100 }} lượt/100 người-năm") + ".",
    )
    picture(document, "control_chart")
    control(document, "if groups")
    table(
        document,
        ["Nhóm chuẩn mực", "Số vi phạm", "Nghiêm trọng trở lên"],
        ["{{ row.group }}", "{{ row.violations }}", "{{ row.serious }}"],
        "row in groups",
        (90, 35, 35),
        figures_from=1,
    )
    control(document, "endif")
    paragraph(
        document,
        "3. Xử lý vi phạm. Mở mới và mở lại {{ f.cases_opened }} vụ việc, kết thúc {{ f.cases_ended }} vụ việc; đến "
        "cuối kỳ còn {{ f.open_cases }} vụ việc đang xử lý. Có {{ f.disciplined }} người bị kỷ luật (cùng kỳ năm trước "
        "{{ b.disciplined }} người).",
    )
    paragraph(
        document,
        "4. Kiểm tra. Thực hiện {{ f.inspections }} cuộc kiểm tra (cùng kỳ năm trước {{ b.inspections }} cuộc)"
        + where_known("f.check_pass_rate", "; tỷ lệ mục kiểm tra đạt {{ f.check_pass_rate }}%")
        + ".",
    )
    paragraph(
        document,
        "5. Nhiệm vụ được giao và phản ánh của người dân. Có {{ f.tasks_due }} nhiệm vụ đến hạn"
        + where_known("f.tasks_on_time_rate", ", hoàn thành đúng hạn {{ f.tasks_on_time_rate }}%")
        + ". Tiếp nhận {{ f.complaints }} phản ánh"
        + where_known("f.answers_on_time_rate", ", trả lời đúng hạn {{ f.answers_on_time_rate }}%")
        + "; {{ f.praise }} ý kiến khen.",
    )
    paragraph(document, "6. Đánh giá chung: {{ words_results }}")


def limits(document: Any) -> None:
    heading(document, "II. TỒN TẠI, HẠN CHẾ")
    control(document, "for line in headline")
    paragraph(document, "- {{ line }}.")
    control(document, "endfor")
    picture(document, "funnel")
    control(document, "if n.unhandled")
    paragraph(document, "- Còn {{ f.unhandled }} vi phạm trong kỳ chưa được xem xét xử lý hoặc nhắc nhở.")
    control(document, "endif")
    control(document, "if n.remedies_overdue")
    paragraph(
        document,
        "- {{ f.remedies_overdue }} yêu cầu khắc phục sau kiểm tra đã quá hạn (trong số {{ f.remedies_due }} đến hạn).",
    )
    control(document, "endif")
    control(document, "if late_cases")
    paragraph(document, "Vụ việc quá thời hạn xử lý:", keep_with_next=True)
    table(
        document,
        ["Số", "Đơn vị", "Phát hiện", "Thời hạn", "Quá hạn"],
        ["{{ row.number }}", "{{ row.unit_name }}", "{{ row.found_on }}", "{{ row.due_on }}", "{{ row.days_left }}"],
        "row in late_cases",
        (32, 55, 25, 25, 28),
    )
    control(document, "endif")
    control(document, "if late_tasks")
    paragraph(document, "Đơn vị có nhiệm vụ chậm:", keep_with_next=True)
    table(
        document,
        ["Đơn vị", "Đến hạn", "Đúng hạn", "Xong chậm", "Chưa xong"],
        ["{{ row.unit }}", "{{ row.due }}", "{{ row.on_time }}", "{{ row.done_late }}", "{{ row.open_late }}"],
        "row in late_tasks",
        (77, 22, 22, 22, 22),
        figures_from=1,
    )
    control(document, "endif")


def causes(document: Any) -> None:
    heading(document, "III. NGUYÊN NHÂN")
    control(document, "if groups")
    paragraph(
        document,
        "Vi phạm tập trung ở các nhóm: {% for row in groups[:3] %}{{ row.group }} ({{ row.violations }})"
        "{% if not loop.last %}, {% endif %}{% endfor %}.",
    )
    control(document, "endif")
    paragraph(document, "{{ words_causes }}")


def tasks(document: Any) -> None:
    heading(document, "IV. NHIỆM VỤ TRONG THỜI GIAN TỚI")
    for condition, text in (
        (
            "n.open_cases",
            "Giải quyết {{ f.open_cases }} vụ việc đang xử lý, trong đó {{ f.overdue_cases }} quá hạn.",
        ),
        ("n.unhandled", "Xem xét, xử lý hoặc nhắc nhở đối với {{ f.unhandled }} vi phạm chưa xử lý."),
        ("n.tasks_overdue", "Đôn đốc {{ f.tasks_overdue }} nhiệm vụ quá hạn."),
        ("n.remedies_overdue", "Yêu cầu khắc phục dứt điểm {{ f.remedies_overdue }} nội dung sau kiểm tra."),
    ):
        control(document, f"if {condition}")
        paragraph(document, f"- {text}")
        control(document, "endif")
    paragraph(document, "- {{ words_tasks }}")


def appendices(document: Any) -> None:
    decree_30.landscape(document)
    paragraph(document, "PHỤ LỤC I", bold=True, align=CENTRE, indent=0, before=0)
    paragraph(document, "Số liệu theo đơn vị, {{ period }}", bold=True, align=CENTRE, indent=0, before=0)
    paragraph(document, "(Kèm theo Báo cáo nêu trên)", italic=True, align=CENTRE, indent=0, before=0, size=13)
    table(
        document,
        [*UNITS],
        [value for value, _width in UNITS.values()],
        "row in units",
        [width for _value, width in UNITS.values()],
        size=9.5,
        figures_from=2,
        totals=TOTALS,
    )
    control(document, "for note in notes")
    paragraph(document, "- {{ note }}.", indent=0, before=0, size=11)
    control(document, "endfor")
    decree_30.new_page(document)
    paragraph(document, "PHỤ LỤC II", bold=True, align=CENTRE, indent=0, before=0)
    paragraph(document, "Nguồn của từng số liệu", bold=True, align=CENTRE, indent=0, before=0)
    paragraph(
        document,
        "(Mỗi lệnh liệt kê những bản ghi trong sổ làm nên số liệu đó)",
        italic=True,
        align=CENTRE,
        indent=0,
        before=0,
        size=13,
    )
    table(
        document,
        ["Số liệu", "Trong kỳ", "Lệnh"],
        ["{{ row.figure }}", "{{ row.value }}", "{{ row.command }}"],
        "row in sources",
        (75, 22, 160),
        size=10,
    )
