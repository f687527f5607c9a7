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
