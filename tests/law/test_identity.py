"""What an identity number says of its bearer."""

import pytest

from chodon_cli.law.identity import has_place
from tests.harness import Chodon

NEIGHBOURS = {  # Circular 07/2016, annex 1: these are given, those beside them are not
    "001": True, "002": True, "003": False, "004": True, "005": False, "006": True, "007": False,
    "019": True, "020": True, "021": False, "079": True, "078": False, "096": True, "097": False, "000": False,
}  # fmt: skip


@pytest.mark.parametrize("place", sorted(NEIGHBOURS))
def test_a_number_begins_with_a_province_that_is_given(place: str) -> None:
    assert has_place(f"{place}190012345") == NEIGHBOURS[place]


def test_there_are_63_provinces_and_countries_begin_at_100() -> None:
    known = [place for place in range(1000) if has_place(f"{place:03}190012345")]
    assert len([place for place in known if place < 100]) == 63
    assert {place for place in known if place >= 100} == set(range(100, 1000))
    assert has_place("073190012")  # an old card of 9 digits names no place


def test_check_names_who_was_born_in_no_province(chodon: Chodon) -> None:
    chodon("unit add A A --kind office")
    for place in ("006", "007"):
        chodon(
            f"staff add --name 'Hoàng Văn {place}' --unit A --category CC --from 2020-01-01 --code C{place}"
            f" --id-number {place}090012345 --born 1990-05-01 --sex male"
        )
    rows = chodon("check -f json", status=None).json["rows"]
    listed = [(row["record"], row["severity"], row["message"]) for row in rows if row["code"] == "identity-number-odd"]
    assert [row[:2] for row in listed] == [("C007", "warning")]
    assert "begins with the number of no province" in listed[0][2]
