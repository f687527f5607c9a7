"""Who is offered at Tab: a figure that was typed is looked for among codes first, where an index finds it."""

from pathlib import Path

from chodon_cli.queries import candidates
from tests.harness import Chodon, use


def test_a_figure_is_sought_among_codes_and_else_among_names(small: Path, chodon: Chodon) -> None:
    chodon("staff add --code NG01 --name 'Nông Văn CC019 912' --unit PNV --category CC --from 2020-01-01")
    use(small)
    for typed, offered in (
        ("cc00", ["CC001", "CC002"]),
        (" Cc01", ["CC012"]),  # not who is called so
        ("912", ["NG01"]),  # no code begins so
        ("n", ["CC001", "CC002", "CC012", "NG01", "VC005"]),
        ("ng", ["CC001", "CC002", "CC012", "NG01", "VC005"]),  # every name has it, and one code begins with it
        ("cc%0", []),
        ("8", []),
        ("'", []),  # which no name has in what it is searched by
    ):
        assert sorted(code for code, _meaning in candidates.people(typed)) == offered, typed


def test_what_is_offered_names_one_record(small: Path, chodon: Chodon) -> None:
    """A number that several documents have comes with the day; a unit is found by what it was called."""
    for day in ("2021-03-15", "2022-02-23"):
        chodon(f"document add 30/KH-UBND --kind 'Kế hoạch' --issued {day} --title X{day}")
    chodon("document add 31/KH-UBND --kind 'Kế hoạch' --issued 2022-02-23 --title X")
    chodon("unit add MOT 'Phòng Cũ' --kind office")
    chodon("unit rename MOT 'Phòng Giữa' --on 2021-01-01")
    chodon("unit rename MOT 'Phòng Mới' --on 2022-01-01")
    use(small)
    for typed, offered in (
        ("30", ["30/KH-UBND@2022-02-23", "30/KH-UBND@2021-03-15"]),
        ("30/kh-ubnd@2021", ["30/KH-UBND@2021-03-15"]),
        ("31", ["31/KH-UBND"]),
    ):
        assert [number for number, _meaning in candidates.numbers("document", typed)] == offered, typed
    for typed, meaning in (
        ("phong giua", "Phòng Giữa → Phòng Mới"),
        ("cũ", "Phòng Cũ → Phòng Mới"),
        ("moi", "Phòng Mới"),
    ):
        assert dict(candidates.units(typed))["MOT"] == meaning, typed
    assert candidates.units("'") == []
