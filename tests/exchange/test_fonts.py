"""Old Vietnamese fonts: so many texts typed in one are no chance, fewer are."""

import pytest

from chodon_cli.exchange.read import fonts
from tests.samples.make_lists import in_tcvn3, in_vni

NAMES = ["Nguyễn Văn An", "Trần Văn Hoa", "Hoàng Thị Dần", "Lý Văn Tuấn", "Phạm Thị Diễm"]


@pytest.mark.parametrize(("font", "in_it"), [("TCVN3 (.VnTime)", in_tcvn3), ("VNI", in_vni)])
@pytest.mark.parametrize(
    ("typed", "plain", "is_named"),
    [(5, 1000, True), (4, 9, False), (4, 8, True), (2, 4, True), (2, 5, False), (1, 0, False), (1, 2, False)],
)
def test_five_texts_or_a_third_of_a_short_list_are_named(
    font: str, in_it: object, typed: int, plain: int, is_named: bool
) -> None:
    assert callable(in_it)
    texts = [in_it(name) for name in NAMES[:typed]] + ["Hoang Lan"] * plain
    assert fonts.old_font(texts) == (font if is_named else None)
