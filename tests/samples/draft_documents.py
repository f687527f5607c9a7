"""The templates of `draft`: what an official document says, with the places that the record fills in.

The words are those of practice under Decree 30/2020/NĐ-CP; what is law (forms, days, months, documents) comes from the
law data when a document is filled in, and stands in no template.
"""

from collections.abc import Callable, Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Pt

from tests.samples import decree_30
from tests.samples.decree_30 import CENTRE, LEFT, control, heading, paragraph, table

WHO = "{{ address }} {{ full_name }}, sinh ngày {{ born_on }}, {{ title }}, {{ unit }}"
SHORT = "{{ address }} {{ full_name }}"


def begun(kind_title: str, subject: str) -> Any:
    """The head of a document: letterhead, name of the kind, what it is about."""
    document = decree_30.new_document()
    decree_30.letterhead(document, "{{ document_symbol }}")
    decree_30.title(document, kind_title, subject)
    return document


def each(document: Any, loop: str, text: str, **how: Any) -> None:
    """A paragraph for each of them."""
    control(document, f"for {loop}")
    paragraph(document, text, **how)
    control(document, "endfor")


def where(document: Any, condition: str, text: str, **how: Any) -> None:
    """A paragraph that stands only if the condition holds."""
    control(document, f"if {condition}")
    paragraph(document, text, **how)
    control(document, "endif")


def grounds(document: Any) -> None:
    """What a decision rests on: the law of its day."""
    each(document, "basis in legal_basis", "Căn cứ {{ basis }};", italic=True)


def resolves(document: Any) -> None:
    paragraph(document, "QUYẾT ĐỊNH:", bold=True, align=CENTRE, indent=0, before=10)


def article(document: Any, number: int, text: str) -> Any:
    """An article of a decision: its number in bold."""
    made = paragraph(document, "")
    made.runs[0].text = f"Điều {number}. "
    made.runs[0].bold = True
    run = made.add_run(text)
    run.font.size = made.runs[0].font.size
    return made


def acts(document: Any) -> None:
    """What the person did, each act by itself."""
    text = (
        "- Ngày {{ act.day }} ({{ act.number }}): {{ act.standard }}{% if act.note %}; ghi nhận: {{ act.note }}"
        "{% endif %}{% if act.rule %} (quy định tại {{ act.rule }}){% endif %}."
    )
    each(document, "act in acts", text)


def closing(document: Any) -> None:
    """Recipients, and who signs with what stands over the title; never alone on a page."""
    for before in document.paragraphs[-2:]:
        before.paragraph_format.keep_with_next = True
    decree_30.closing(document, "{{ signatory_title|upper }}")
    signer = document.tables[-1].rows[0].cells[1]
    first = signer.paragraphs[0]
    for text in ("{%p if authority %}", "{{ authority|upper }}", "{%p endif %}"):
        made = first.insert_paragraph_before()
        made.alignment = CENTRE
        run = made.add_run(text)
        run.bold, run.font.size = True, Pt(14)


def signatures(document: Any, *titles: str) -> None:
    """Several who sign side by side, as under minutes."""
    foot = document.add_table(rows=1, cols=len(titles))
    foot.alignment, foot.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    decree_30.set_widths(foot, [170 / len(titles)] * len(titles))
    foot.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, title in zip(foot.rows[0].cells, titles, strict=True):
        decree_30.line(cell, title, 13, bold=True, first=True)
        decree_30.line(cell, "(Ký, ghi rõ họ tên)", 12, italic=True)
        for _space in range(4):
            decree_30.line(cell, "", 13)


def rows(document: Any, title: str, loop: str, columns: Sequence[tuple[str, str, float]]) -> None:
    """A part with a table, which is left out where there is nothing; columns: heading, cell, width in mm."""
    many = loop.rsplit(" ", 1)[1]
    control(document, f"if {many}")
    heading(document, title)
    gap(document)
    headings, cells, widths = zip(*columns, strict=True)
    table(document, headings, cells, loop, widths)
    control(document, "endif")


def gap(document: Any) -> None:
    """A little room between a heading and its table."""
    made = paragraph(document, "", size=4, indent=0, before=0)
    made.paragraph_format.keep_with_next, made.paragraph_format.line_spacing = True, Pt(4)


def decision() -> Any:
    document = begun("QUYẾT ĐỊNH", "Về việc xử lý kỷ luật {{ category }}")
    paragraph(document, "{{ issuing|upper }}", bold=True, align=CENTRE, indent=0, before=10)
    grounds(document)
    each(document, "meeting in meetings", "Căn cứ {{ meeting }};", italic=True)
    paragraph(document, "Xét đề nghị của {{ proposer }}.", italic=True)
    resolves(document)
    article(document, 1, f"Thi hành kỷ luật bằng hình thức {{{{ form }}}} đối với {WHO}.")
    paragraph(document, f"Lý do: {SHORT} đã có hành vi vi phạm sau đây:")
    acts(document)
    where(document, "mitigating", "Tình tiết giảm nhẹ: {{ mitigating }}.")
    where(document, "aggravating", "Tình tiết tăng nặng: {{ aggravating }}.")
    article(document, 2, "Quyết định này có hiệu lực kể từ ngày {{ effective_on }}.")
    where(document, "salary", f"Thời hạn nâng lương của {SHORT} kéo dài thêm {{{{ salary }}}}.")
    promotion = "Trong {{ promotion }} kể từ ngày quyết định có hiệu lực, không quy hoạch, đào tạo, bổ nhiệm vào chức vụ cao hơn."
    where(document, "promotion", promotion)
    lapse = "Quyết định chấm dứt hiệu lực từ ngày {{ lapses_on }} nếu không có hành vi vi phạm mới đến mức phải xử lý kỷ luật."
    where(document, "lapses_on", lapse)
    article(
        document,
        3,
        f"{SHORT.replace('address', 'address|capitalize')} có quyền khiếu nại Quyết định này theo quy định của pháp luật về khiếu nại.",
    )
    article(
        document,
        4,
        f"{{{{ executors }}}}, Thủ trưởng {{{{ unit }}}} và {SHORT} chịu trách nhiệm thi hành Quyết định này./.",
    )
    gap(document)
    closing(document)
    return document


def council() -> Any:
    document = begun("QUYẾT ĐỊNH", "Về việc thành lập Hội đồng kỷ luật {{ category }}")
    paragraph(document, "{{ issuing|upper }}", bold=True, align=CENTRE, indent=0, before=10)
    grounds(document)
    paragraph(document, "Xét đề nghị của {{ proposer }}.", italic=True)
    resolves(document)
    article(
        document,
        1,
        f"Thành lập Hội đồng kỷ luật để xem xét, kiến nghị việc xử lý kỷ luật đối với {WHO} (vụ việc {{{{ case }}}}), gồm các thành viên:",
    )
    gap(document)
    table(
        document,
        ["TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Nhiệm vụ"],
        ["{{ loop.index }}", "{{ member_name }}", "{{ member_title }}", "{{ member.role }}"],
        "member in members",
        (12, 52, 60, 41),
        size=13,
    )
    article(
        document,
        2,
        "Hội đồng kỷ luật làm việc theo quy định tại {{ council_law }}; xem xét các hành vi vi phạm sau đây, kiến nghị hình thức kỷ luật và tự giải thể sau khi hoàn thành nhiệm vụ:",
    )
    acts(document)
    article(
        document,
        3,
        f"{{{{ executors }}}}, Thủ trưởng {{{{ unit }}}}, các thành viên Hội đồng kỷ luật và {SHORT} chịu trách nhiệm thi hành Quyết định này./.",
    )
    gap(document)
    closing(document)
    return document


def minutes() -> Any:
    document = begun("BIÊN BẢN", f"Họp kiểm điểm đối với {SHORT}")
    paragraph(
        document,
        f"Vào hồi {{{{ hour }}}} ngày {{{{ meeting_day }}}}, tại {{{{ meeting_place }}}}, {{{{ unit }}}} họp kiểm điểm đối với {WHO} (vụ việc {{{{ case }}}}).",
        before=10,
    )
    heading(document, "I. THÀNH PHẦN")
    for text in (
        "Chủ trì: {{ chair }}.",
        "Thư ký: {{ secretary }}.",
        "Thành phần dự họp: {{ attendants }}.",
        "Số người triệu tập: {{ invited }}; số người có mặt: {{ present }}.",
    ):
        paragraph(document, text)
    heading(document, "II. NỘI DUNG")
    paragraph(document, "1. Chủ trì nêu hành vi vi phạm, được phát hiện ngày {{ found_on }}:", keep_with_next=True)
    acts(document)
    paragraph(document, "2. Quy định của pháp luật được nêu tại cuộc họp:", keep_with_next=True)
    each(document, "basis in legal_basis", "- {{ basis }};")
    paragraph(
        document,
        f"3. {SHORT.replace('address', 'address|capitalize')} trình bày bản tự kiểm điểm: {{{{ statement }}}}.",
    )
    paragraph(document, "Tự nhận hình thức kỷ luật: {{ own_form }}.")
    paragraph(document, "4. Ý kiến của những người dự họp: {{ opinions }}.")
    heading(document, "III. KẾT LUẬN CỦA CUỘC HỌP")
    paragraph(
        document,
        "Kiến nghị: {{ proposal }}. Kết quả biểu quyết: tán thành {{ votes_for }}, không tán thành {{ votes_against }}.",
    )
    paragraph(
        document,
        "Cuộc họp kết thúc vào hồi {{ ended_at }}. Biên bản được đọc lại, những người dự họp thống nhất và ký tên dưới đây./.",
    )
    gap(document)
    signatures(document, "THƯ KÝ", "NGƯỜI ĐƯỢC KIỂM ĐIỂM", "CHỦ TRÌ")
    return document


def notice() -> Any:
    document = begun("THÔNG BÁO", f"Về việc họp kiểm điểm đối với {SHORT}")
    grounds(document)
    paragraph(document, "{{ organisation }} thông báo về cuộc họp kiểm điểm như sau:")
    lines = (
        f"1. Người được kiểm điểm: {WHO} (vụ việc {{{{ case }}}}).",
        "2. Thời gian: {{ hour }} ngày {{ meeting_day }}.",
        "3. Địa điểm: {{ meeting_place }}.",
        "4. Chủ trì: {{ chair }}. Thành phần dự họp: {{ attendants }}.",
        "5. Nội dung: xem xét các hành vi vi phạm sau đây, được phát hiện ngày {{ found_on }}:",
    )
    for text in lines:
        paragraph(document, text)
    acts(document)
    paragraph(
        document,
        f"6. {SHORT.replace('address', 'address|capitalize')} viết bản tự kiểm điểm, gửi trước ngày {{{{ send_by }}}}.",
    )
    paragraph(document, "Đề nghị những người có tên trên dự họp đúng thời gian, đầy đủ thành phần./.")
    gap(document)
    closing(document)
    return document


def conclusion() -> Any:
    document = begun("KẾT LUẬN", "Kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính tại {{ unit }}")
    heading(document, "I. KHÁI QUÁT")
    paragraph(
        document,
        "Cuộc kiểm tra {{ inspection }} ({{ kind }}) được tiến hành ngày {{ visited_on }}{% if hour %}, lúc {{ hour }}{% endif %} tại {{ unit }}.",
    )
    counted = "Tổng số người: {{ people }}; có mặt: {{ present }}{% if absent_with_reason %}; vắng có lý do: {{ absent_with_reason }}{% endif %}{% if absent_without_reason %}; vắng không lý do: {{ absent_without_reason }}{% endif %}{% if came_late %}; đi muộn: {{ came_late }}{% endif %}."
    paragraph(document, counted)
    heading(document, "II. KẾT QUẢ KIỂM TRA")
    paragraph(document, "1. Ưu điểm: {{ strengths }}.")
    control(document, "if checks")
    paragraph(document, "2. Các nội dung đã kiểm tra:", keep_with_next=True)
    gap(document)
    table(
        document,
        ["TT", "Nội dung", "Số lượt kiểm tra", "Đạt", "Không đạt", "Ghi chú"],
        [
            "{{ loop.index }}",
            "{{ check.item }}",
            "{{ check.made }}",
            "{{ check.passed }}",
            "{{ check.failed }}",
            "{{ check.note }}",
        ],
        "check in checks",
        (10, 68, 20, 16, 18, 33),
    )
    control(document, "endif")
    control(document, "if violations")
    paragraph(document, "3. Vi phạm phát hiện qua kiểm tra:", keep_with_next=True)
    gap(document)
    table(
        document,
        ["TT", "Số", "Họ và tên", "Chuẩn mực vi phạm", "Ghi chú"],
        ["{{ loop.index }}", "{{ act.number }}", "{{ act.full_name }}", "{{ act.standard }}", "{{ act.note }}"],
        "act in violations",
        (10, 30, 38, 52, 35),
    )
    control(document, "endif")
    paragraph(document, "Nguyên nhân của hạn chế: {{ causes }}.")
    heading(document, "III. YÊU CẦU")
    paragraph(
        document,
        "{{ unit }} khắc phục: {{ to_remedy }}; hoàn thành và báo cáo kết quả trước ngày {{ remedy_due_on }}./.",
    )
    gap(document)
    closing(document)
    return document


def reminder() -> Any:
    document = begun("THÔNG BÁO", "Về việc đôn đốc thực hiện nhiệm vụ {{ task }}")
    paragraph(document, "Kính gửi: {{ unit }}.", align=CENTRE, indent=0, before=10)
    paragraph(
        document,
        "Ngày {{ assigned_on }}, {{ organisation }} giao {{ unit }} thực hiện nhiệm vụ “{{ task_title }}”{% if document %} theo {{ document }}{% endif %}{% if person %}, do {{ person }} phụ trách{% endif %}; hạn hoàn thành là ngày {{ due_on }}{% if extensions %} (hạn đầu tiên là ngày {{ first_due_on }}, đã gia hạn {{ extensions }} lần){% endif %}.",
    )
    paragraph(
        document,
        "Tính đến ngày {{ today }}, nhiệm vụ chưa có báo cáo hoàn thành{% if days_late %}, quá hạn {{ days_late }} ngày{% endif %}.",
    )
    paragraph(document, "{{ organisation }} yêu cầu Thủ trưởng {{ unit }}:")
    paragraph(document, "1. Tập trung hoàn thành nhiệm vụ; báo cáo kết quả trước ngày {{ report_by }}.")
    where(
        document,
        "days_late",
        "2. Giải trình bằng văn bản nguyên nhân chậm và trách nhiệm của tập thể, cá nhân liên quan.",
    )
    paragraph(document, "{{ organisation }} thông báo để đơn vị thực hiện./.")
    gap(document)
    closing(document)
    return document


def dossier() -> Any:
    document = begun("TÓM TẮT HỒ SƠ", "Chấp hành kỷ luật, kỷ cương của {{ address }} {{ full_name }}")
    heading(document, "SƠ LƯỢC")
    for text in (
        "Họ và tên: {{ full_name }} (mã {{ staff }}).",
        "Ngày sinh: {{ born_on }}.",
        "Chức vụ, chức danh: {{ title }}.",
        "Đơn vị công tác: {{ unit }}.",
        "Đối tượng: {{ category }}.",
    ):
        paragraph(document, text, align=LEFT)
    number = ("TT", "{{ loop.index }}", 10.0)
    rows(
        document,
        "QUÁ TRÌNH CÔNG TÁC",
        "post in posts",
        [
            number,
            ("Từ ngày", "{{ post.from }}", 25),
            ("Đến ngày", "{{ post.to }}", 25),
            ("Đơn vị", "{{ post.unit }}", 50),
            ("Chức vụ", "{{ post.title }}", 30),
            ("Đối tượng", "{{ post.category }}", 25),
        ],
    )
    rows(
        document,
        "VI PHẠM ĐÃ GHI SỔ",
        "act in violations",
        [
            number,
            ("Số", "{{ act.number }}", 32),
            ("Ngày", "{{ act.day }}", 25),
            ("Chuẩn mực vi phạm", "{{ act.standard }}", 68),
            ("Mức độ", "{{ act.severity }}", 30),
        ],
    )
    rows(
        document,
        "XỬ LÝ KỶ LUẬT",
        "case in cases",
        [
            number,
            ("Vụ việc", "{{ case.number }}", 32),
            ("Ngày mở", "{{ case.opened_on }}", 25),
            ("Tình trạng", "{{ case.state }}", 33),
            ("Kết quả", "{{ case.end }} {{ case.decision }}", 40),
            ("Hết hiệu lực", "{{ case.lapses_on }}", 25),
        ],
    )
    rows(
        document,
        "ĐÁNH GIÁ, XẾP LOẠI",
        "rating in ratings",
        [
            number,
            ("Năm", "{{ rating.year }}", 25),
            ("Cấp đánh giá", "{{ rating.kind }}", 40),
            ("Mức xếp loại", "{{ rating.level }}", 55),
            ("Ngày", "{{ rating.day }}", 35),
        ],
    )
    rows(
        document,
        "KHEN THƯỞNG",
        "merit in merits",
        [
            number,
            ("Nội dung", "{{ merit.title }}", 85),
            ("Quyết định", "{{ merit.decision }}", 40),
            ("Ngày", "{{ merit.day }}", 30),
        ],
    )
    rows(
        document,
        "ĐÀO TẠO, BỒI DƯỠNG",
        "course in courses",
        [
            number,
            ("Nội dung", "{{ course.title }}", 75),
            ("Nơi đào tạo", "{{ course.provider }}", 50),
            ("Kết thúc ngày", "{{ course.day }}", 30),
        ],
    )
    gap(document)
    closing(document)
    return document


DRAFTS: dict[str, Callable[[], Any]] = {
    "conclusion": conclusion,
    "council": council,
    "decision": decision,
    "dossier": dossier,
    "minutes": minutes,
    "notice": notice,
    "reminder": reminder,
}
