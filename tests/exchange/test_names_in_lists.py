"""What stands beside a name in a list: a mark is taken off and said, a remark and a second name are refused."""

import pytest

from chodon_cli.errors import Usage
from chodon_cli.exchange import layout
from chodon_cli.exchange.read import headings, person_cells
from chodon_cli.exchange.read.cell_parser import CellParser
from chodon_cli.exchange.read.person_cells import FEW_NAMES
from chodon_cli.queries import person_names
from tests.harness import Chodon, Prepare, hold_each

NAME = "Ma Văn Ba"
ARE_NAMES = (
    "Ma Văn Ba",
    "H'Hen Niê",
    "Y Bion Ksơr",
    "K’Pă",
    "Ma Thị Kim-Liên",
    "Ba",
    "Ông Văn Tư",
    "Và Bá Vừ",
    "MA VĂN BA",
)
MARKED = (
    *(f"{NAME}{mark}" for mark in ("*", "**", "¹", " (1)", "(12)", "[1]", " (*)", "†", ".", ",", " -", "* (2)")),
    *(
        f"{mark}{NAME}"
        for mark in ("1. ", "12.", "2) ", "- ", "+ ", "• ", "Đ/c ", "Ông ", "ThS. ", "GS.TS ", "BS CKII ")
    ),
    *("Bà ThS. Ma Văn Ba*", "BS CKII Ma Văn Ba", "Đồng chí: Ma Văn Ba", "Ma Văn\nBa", "Ma\r\nVăn Ba"),
)
NO_NAMES = (
    *(f"{NAME} {rest}" for rest in ("(nữ)", "(đã nghỉ hưu)", "[PCT]", "– PCT", "- Phó phòng", ", Trưởng phòng")),
    *(f"{NAME}{sign}Lò Thị Hai" for sign in ("; ", ";", ", ", "/", " / ", " - ", " và ", " & ", " + ", "\n", "\r\n")),
    *("CC009", "cc-12", "1234", "...", "Khuyết", "chưa có", "Trống", f"{NAME} 0912345678", f"{NAME} ba@xa.vn"),
)


def name_of(text: str) -> tuple[object, bool]:
    """What is stored of it, and whether something is said."""
    parser = CellParser(layout.readable("staff")["full_name"])
    [value, _other] = parser.read_all([text, "Lê Thị Hoa"])
    return value, bool(parser.take_notes()[0])


def is_read_as(text: str, name: str, is_said: bool) -> None:
    assert name_of(text) == (name, is_said)


def test_a_name_stays_as_it_is() -> None:
    hold_each(is_read_as, [(text, text, False) for text in ARE_NAMES])


def test_what_marks_a_name_is_taken_off_and_said() -> None:
    hold_each(is_read_as, [(text, NAME, True) for text in MARKED])


def test_what_is_more_than_a_name_or_none_is_refused() -> None:
    def refused(text: str) -> None:
        with pytest.raises(Usage):
            name_of(text)

    hold_each(refused, [(text,) for text in NO_NAMES])


def test_a_figure_in_a_name_is_said_unless_it_is_how_namesakes_are_told_apart() -> None:
    assert name_of("Ma Văn Ba 2") == ("Ma Văn Ba 2", True)
    parser = CellParser(layout.readable("staff")["full_name"])
    names = [f"Ma Văn Ba {n}" for n in range(FEW_NAMES + 1)]
    assert parser.read_all(names) == names and not parser.has_notes
    with pytest.raises(Usage):
        parser.read_all([*names, "CC009"])


AS_LISTS_NAME_HIM = ("Lò Văn Một*", "1. Lò Văn Một", "Lò Văn Một (1)", "CC001*", "CC001¹", "ThS. Lò Văn Một")


@pytest.fixture
def office(prepare: Prepare) -> None:
    prepare(
        "unit add PNV 'Phòng Nội vụ' --kind office",
        "staff add --name 'Lò Văn Một' --unit PNV --category CC --from 15/01/2020 --title CV",
    )


def test_a_person_is_meant_whatever_marks_the_name(chodon: Chodon, office: None) -> None:
    head = "Người vi phạm,Chuẩn mực,Ngày vi phạm"
    rows = [f"{said},TT01,{day:02}/03/2022" for day, said in enumerate(AS_LISTS_NAME_HIM, 1)]
    chodon("import - --as violation", stdin="\n".join([head, *rows, ""]))
    assert {row["staff"] for row in chodon("violation list -f json").json["rows"]} == {"CC001"}
    two = chodon("import - --as violation", stdin=f"{head}\nLò Văn Một; Lò Thị Hai,TT01,2022-04-02\n", status=1)
    assert "one person a row" in two.stderr


@pytest.mark.parametrize("said", ["nt", "NT", "-nt-", "như trên", "〃"])
def test_what_repeats_the_row_above_is_called_so_where_a_record_is_named(
    chodon: Chodon, office: None, said: str
) -> None:
    people = f"Họ và tên,Đơn vị,Đối tượng,Từ ngày\nMa Văn Ba,{said},CC,01/03/2020\n"
    acts = f"Mã,Chuẩn mực,Đơn vị,Ngày vi phạm\n{said},{said},{said},01/03/2022\n"
    for noun, text, count in (("staff", people, 1), ("violation", acts, 3)):
        done = chodon(f"import - -f json --as {noun}", stdin=text, status=1)
        assert [fault["reason"][:12] for fault in done.json["faults"]] == ["this repeats"] * count
        assert "--alias" not in done.stderr


def test_a_number_that_is_shown_by_its_ends_is_no_alias_to_type(chodon: Chodon, office: None) -> None:
    people = "Họ và tên,Đơn vị,Đối tượng,Từ ngày\nMa Văn Ba,006190012345,CC,01/03/2020\n"
    done = chodon("import - --as staff", stdin=people, status=1)
    assert "“006…345”: there is no such unit" in done.stderr and "--alias" not in done.stderr


SHORT_CATEGORIES = {
    "contract": (
        "hđ lao động",
        "HĐ LĐ",
        "HĐ-LĐ",
        "Hợp đồng LĐ",
        "HĐ NĐ 111",
        "HĐ theo NĐ 111/2022/NĐ-CP",
        "HĐLĐ KXĐTH",
    ),
    "civil-servant": ("Công chức.", "công  chức:", "CC."),
    "public-employee": ("viên chức quản lý", "VCQL"),
}


def test_categories_are_read_as_offices_shorten_them() -> None:
    parser = CellParser(layout.readable("staff")["category"])
    read = {category: parser.read_all(spellings) for category, spellings in SHORT_CATEGORIES.items()}
    assert read == {category: [category] * len(spellings) for category, spellings in SHORT_CATEGORIES.items()}
    for text in ("CBCC", "CB, CC", "công chức, viên chức", "biên chế"):
        with pytest.raises(Usage):
            parser(text)


def test_a_name_in_letters_of_two_alphabets_is_refused_and_one_in_another_is_not() -> None:
    assert name_of("Иван Петров") == ("Иван Петров", False)
    with pytest.raises(Usage, match="Cyrillic"):
        name_of("Mа Văn Ba")  # the second letter


CODES_READ = (  # column, what stands there, what is stored, whether something is said
    ("document", "number", "30/KH-UBND*", "30/KH-UBND", True),
    ("document", "number", "30/KH-UBND (1)", "30/KH-UBND", True),
    ("document", "number", "Số 32 /QĐ–UBND", "32/QĐ-UBND", True),
    ("inspection", "conclusion", "Kết luận của đoàn – bổ sung", "Kết luận của đoàn – bổ sung", False),
    ("case_event", "decision", "12/QĐ-UBND¹", "12/QĐ-UBND", True),
    ("unit", "name", "Phòng Thuế (2)", "Phòng Thuế", True),
    ("unit", "name", "Trạm Y tế (cũ)", "Trạm Y tế (cũ)", False),
    ("unit", "name", "=1+1", "=1+1", False),  # `unit add` takes it, and our own list brings it back
    ("staff", "code", "CC009*", "CC009", True),
    ("staff", "code", 71.0, "71", False),
    ("staff", "code", "006190012345", "006190012345", True),  # an identity number, in every list
    ("standard", "article", "Điều 5 (1)", "Điều 5 (1)", False),
    ("rating", "score", "85.30000000000001", 85.3, False),
    ("rating", "score", 85.3333333333333, 85.333333, False),
    ("rating", "level", "good (Hoàn thành tốt nhiệm vụ)", "good", False),
    ("rating", "level", "hoàn thành tốt NV", "good", False),
    ("staff", "category", "civil-servant – Công chức", "civil-servant", False),
    ("staff", "category", "CC: Công chức", "civil-servant", False),
    ("staff", "full_name", "Nguyê\u0303n", "Nguyễn", False),
    ("staff", "full_name", "Nguye\u0303\u0302n", "Nguyễn", False),  # the tone typed before the circumflex
    ("staff", "started_on", "2022-03-01T00:00:00Z", "2022-03-01", False),
    ("staff", "started_on", "2022-03-01T08:30:00+07:00", "2022-03-01", True),
)
CODES_REFUSED = (
    *(("staff", "code", cell) for cell in (1.5, 1.1, 1234567890123456789.0)),
    *(("unit", "name", cell) for cell in (123.0, "123", "1.5", "01/02/2020", "12 / 5")),
    *(("document", "number", cell) for cell in (12.5, "В1", "35/QĐ-UBND ngày 1/2/2022")),
    *(("training", "days", cell) for cell in ("1.000", "1,5", "3 ngày", 1.5)),
    *(("quota", "number", cell) for cell in ("1.000", "10*")),
    *(("staff", "category", cell) for cell in ("CC – Viên chức", "good (Tốt)")),
    *(("staff", "started_on", f"2022-03-01T{rest}") for rest in ("17:00:00Z", "17:00:00.000+00:00", "08:00:00+09:00")),
)


def is_read(noun: str, key: str, cell: str | float, value: object, is_said: bool) -> None:
    parser = CellParser(layout.readable(noun)[key])
    read = parser.read_all([cell])
    assert (read, bool(parser.take_notes()[0])) == ([value], is_said)


def test_codes_figures_and_words_are_read_without_what_is_beside_them() -> None:
    hold_each(is_read, CODES_READ)


def test_codes_and_figures_that_may_be_others_are_refused() -> None:
    def refused(noun: str, key: str, cell: str | float) -> None:
        with pytest.raises(Usage):
            CellParser(layout.readable(noun)[key]).read_all([cell])

    hold_each(refused, CODES_REFUSED)


PEOPLE = "Mã,Họ và tên,Ngày sinh,Đơn vị,Đối tượng,Từ ngày\n"


def test_a_name_in_the_column_of_codes_is_refused(chodon: Chodon, office: None) -> None:
    rows = "Hằng,Ma Thị Hằng,,PNV,CC,01/03/2020\nBA,Ma Văn Ba,,PNV,CC,01/03/2020\nÁNH,Ma Văn Tư,,PNV,CC,01/03/2020\n"
    done = chodon("import - --as staff -f json", stdin=f"{PEOPLE}{rows}XY,Ma Văn Tám,,PNV,CC,01/03/2020\n", status=1)
    assert [(fault["line"], fault["column"]) for fault in done.json["faults"]] == [(2, "Mã"), (3, "Mã"), (4, "Mã")]


def test_who_is_taken_for_somebody_of_the_same_list_by_the_name_alone_is_said(chodon: Chodon, office: None) -> None:
    row = ",Ma Văn Ba,{},PNV,CC,01/03/2020\n"
    done = chodon("import - --as staff --dry-run", stdin=PEOPLE + row.format("") * 2)
    assert "stdin:3: taken for CC002 of a row above" in done.stderr
    done = chodon("import - --as staff --dry-run", stdin=PEOPLE + row.format("01/02/1990") * 2)
    assert "taken for" not in done.stderr


def test_the_header_once_more_is_no_row_whatever_its_case(chodon: Chodon, office: None) -> None:
    head = "Mã CB,Họ và tên,Ghi chú\n"
    rows = "X1,Ma Văn Ba,\n", "MÃ CB,HỌ VÀ TÊN,GHI CHÚ\n", "X2,Ma Văn Bốn,\n"
    chodon("import - --as person", stdin=head + "".join(rows))
    assert {row["code"] for row in chodon("staff list -f json").json["rows"]} == {"CC001", "X1", "X2"}


def test_a_code_and_the_name_together_mean_the_record(chodon: Chodon, office: None) -> None:
    head = "Mã,Chuẩn mực,Đơn vị,Ngày vi phạm\n"
    chodon("import - --as violation", stdin=f"{head}CC001 - Lò Văn Một,TT01,PNV – Phòng Nội vụ,01/03/2022\n")
    done = chodon("import - --as violation", stdin=f"{head}CC001 - Lò Văn Hai,TT01,PNV,02/03/2022\n", status=1)
    assert "“CC001 - Lò Văn Hai”: there is no such person" in done.stderr


def test_headings_that_have_lost_letters_are_called_so(chodon: Chodon, office: None) -> None:
    done = chodon("import - --as staff", stdin="STT,H? và tên,Ngày sinh,??n v?\n1,Ma Van Ba,01/02/1990,PNV\n", status=1)
    assert "letters have been lost" in done.stderr


def test_two_lists_side_by_side_are_refused_and_not_read_by_half(chodon: Chodon, office: None) -> None:
    head = "Họ và tên,Đơn vị,Đối tượng,Từ ngày"
    row = "Ma Văn Ba,PNV,CC,01/03/2020,,Ma Văn Bốn,PNV,CC,01/03/2020"
    assert "side by side" in chodon("import - --as staff", stdin=f"{head},,{head}\n{row}\n", status=1).stderr


@pytest.mark.parametrize("title", ["II,PHÒNG LẠ HOẮC", "II. Chi nhánh lạ,", ",Phòng Lạ hoắc"])
def test_a_group_of_an_unknown_unit_is_not_put_under_the_unit_above(chodon: Chodon, office: None, title: str) -> None:
    rows = f"I,PHÒNG NỘI VỤ,,\n1,Ma Văn Ba,CC,01/03/2020\n,Hợp đồng 68,,\n2,Ma Văn Tư,HĐ,01/03/2020\n{title},,\n"
    text = f"STT,Họ và tên,Đối tượng,Từ ngày\n{rows}1,Ma Văn Năm,CC,01/03/2020\n"
    [fault] = chodon("import - --as staff -f json", stdin=text, status=1).json["faults"]
    assert fault["line"] == 7 and "lạ" in fault["value"].casefold() and "--alias" in fault["reason"]
    chodon("import - --as staff --alias", f"{fault['value']}=PNV", stdin=text)


def test_what_one_unit_is_called_cannot_be_what_another_is_called_too(chodon: Chodon, office: None) -> None:
    head = "Mã đơn vị,Tên đơn vị,Loại,Tên viết khác\n"
    done = chodon("import - --as unit", stdin=f"{head}PX,Phòng Xây dựng,phòng,P. Nội vụ; PXD\n", status=1)
    assert "“P. Nội vụ” is PNV Phòng Nội vụ already" in done.stderr
    chodon("import - --as unit", stdin=f"{head}PX,Phòng Xây dựng,phòng,P. Xây dựng; PXD\n")
    chodon("import - --as unit", stdin=f"{head}PX,Phòng Xây dựng,phòng,P. Xây dựng; PXD\n")


@pytest.mark.parametrize("heading", ["Tiêu chuẩn", "MÃ TIÊU CHUẨN", "Chuẩn mực", "Mã lỗi"])
def test_a_standard_is_known_by_what_lists_call_it(heading: str) -> None:
    assert headings.key_of(heading, layout.readable("violation")) == "standard"


def test_every_title_and_degree_is_seen_in_a_column_of_names() -> None:
    for title in (*person_names.TITLES, *person_names.DEGREES):
        name = f"{title} Nguyễn Văn An"
        assert person_names.without_title(name) == "Nguyễn Văn An", title
        assert not person_cells.are_names([name]), title
