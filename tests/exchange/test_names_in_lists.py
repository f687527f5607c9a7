"""What stands beside a name in a list: a mark is taken off and said, a remark and a second name are refused."""

import pytest

from chodon_cli.errors import Usage
from chodon_cli.exchange import layout
from chodon_cli.exchange.read.cell_parser import CellParser
from chodon_cli.exchange.read.person_cells import FEW_NAMES
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
    [value, _other] = parser.all([text, "Lê Thị Hoa"])
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
    assert parser.all(names) == names and not parser.has_notes
    with pytest.raises(Usage):
        parser.all([*names, "CC009"])


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
    read = {category: parser.all(spellings) for category, spellings in SHORT_CATEGORIES.items()}
    assert read == {category: [category] * len(spellings) for category, spellings in SHORT_CATEGORIES.items()}
    for text in ("CBCC", "CB, CC", "công chức, viên chức", "biên chế"):
        with pytest.raises(Usage):
            parser(text)
