"""What was corrected is told in people's words, whatever the noun and the column."""

from pathlib import Path

import pytest

from tests.harness import Chodon

TOLD = {
    "violation edit VP-2022-0001 --severity very-serious": "Severity: Minor → Very serious",
    "violation edit VP-2022-0001 --note x": "Note: ",
    "staff edit CC012 --born 1991-02-03": "→ 03/02/1991",
    "staff edit CC012 --id-number 006190000001": "→ 006…001",
    "unit edit PNV --name 'Phòng Nội vụ mới'": "→ Phòng Nội vụ mới",
    "document edit 1847/QĐ-TTg --title x": "→ x",
    "training edit BD-2022-0001 --title x": "→ x",
}


@pytest.mark.parametrize("line", TOLD)
def test_a_correction_says_what_it_was_and_what_it_is(filled: Path, chodon: Chodon, line: str) -> None:
    told = chodon(line).stderr
    assert TOLD[line] in told
    assert "006190000001" not in told


CHANGED = {  # columns of a list of violations -> what is told of VP-2022-0001 in Vietnamese
    "severity,serious": "Mức độ: Ít nghiêm trọng → Nghiêm trọng",
    "found_on,2022-01-19": "Ngày phát hiện: 18/01/2022 → 19/01/2022",
    "source,inspection": "Nguồn: Người dân → Kiểm tra",
    "note,x": "Ghi chú: Để công dân chờ, không một lời xin lỗi → x",
}


@pytest.mark.parametrize("column", CHANGED)
def test_an_import_tells_its_changes_in_the_same_words(filled: Path, chodon: Chodon, column: str) -> None:
    key, value = column.split(",")
    old = chodon("violation show VP-2022-0001 -f json").json["rows"][0]
    row = {name: old[name] for name in ("staff", "standard", "occurred_on", "found_on", "source", "severity", "note")}
    row = {"number": "VP-2022-0001"} | row | {key: value}
    listed = ",".join(row) + "\n" + ",".join(f'"{each}"' for each in row.values()) + "\n"
    told = chodon("--lang vi import - --as violation --update --dry-run", stdin=listed).stderr
    assert CHANGED[column] in told
    told = chodon("--lang vi import - --as violation --dry-run", stdin=listed, status=1).stderr
    assert CHANGED[column] in told


WHAT_WAS_DONE = {
    "feedback add --on 2022-03-01 --kind complaint --text x --unit PNV": "Đã nhập phản ánh: PA-2022-",
    "feedback edit PA-2022-0001 --text x": "Đã sửa phản ánh: PA-2022-0001",
    "rating void XL-2022-0001 --reason x": "Đã hủy kết quả xếp loại (ghi nhầm): XL-2022-0001",
    "violation edit VP-2022-0001 --note x": "Đã sửa vi phạm: VP-2022-0001",
    "case step VV-2022-0008 --kind review --on 2022-04-20": "Đã ghi bước xử lý: VV-2022-0008",
    "unit edit PNV --name x": "Đã sửa đơn vị: PNV",
    "staff edit CC012 --note x": "Đã sửa hồ sơ cá nhân: CC012",
    "task void NV-2022-0001 --reason x": "Đã hủy nhiệm vụ (ghi nhầm): NV-2022-0001",
    "settings set place x": "Đã đặt: place",
}


@pytest.mark.parametrize("line", WHAT_WAS_DONE)
def test_what_was_done_names_its_record(filled: Path, chodon: Chodon, line: str) -> None:
    assert chodon(f"--lang vi {line}").stdout.startswith(WHAT_WAS_DONE[line])
