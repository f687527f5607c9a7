"""What the module of a format must say of it."""

from pathlib import Path

import pytest

from chodon_cli import render
from tests.harness import Chodon, begin


@pytest.mark.parametrize("name", render.FORMATS)
def test_a_format_says_whether_people_read_it_and_what_goes_in(name: str) -> None:
    module = render.format_module(name)
    where = f"chodon_cli/render/{name}.py"
    assert hasattr(module, "IS_FOR_PEOPLE"), f"{where}: say IS_FOR_PEOPLE: names beside codes are for people alone"
    assert hasattr(module, "HAS_DETAILS"), f"{where}: say HAS_DETAILS: whether a record's further tables go in"


@pytest.mark.parametrize("name", sorted(set(render.FORMATS) - {"xlsx"}))
def test_names_beside_codes_are_in_the_formats_for_people_alone(
    chodon: Chodon, sample: Path, register: Path, name: str
) -> None:
    begin(sample, register)
    written = chodon(f"violation list --period 2022-03 -f {name}").stdout
    assert ("Full name" in written) == render.format_module(name).IS_FOR_PEOPLE


def test_the_help_names_every_format(chodon: Chodon) -> None:
    assert f"--format {'|'.join(render.FORMATS)}" in chodon("help output").stdout
