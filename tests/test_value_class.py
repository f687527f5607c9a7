"""`dataclass` of our own is the standard library's, but for the time it takes."""

import ast
import dataclasses
from typing import Any

import pytest

from chodon_cli.value_class import dataclass
from tests.sources import modules, nodes_of

OPTIONS = [{}, {"frozen": True}, {"frozen": True, "kw_only": True}]


def pair(options: dict[str, bool]) -> list[Any]:
    """One class that inherits from another, made by ours and by the library's decorator."""

    class Cell:
        key: str
        values: list[int] = dataclasses.field(default_factory=list, hash=False)
        note: str = dataclasses.field(default="", compare=False)

    made: list[Any] = []
    for make in (dataclass, dataclasses.dataclass):
        base: Any = make(**options)(type("Base", (), dict(vars(Cell))))
        made.append(make(**options)(type("Marked", (base,), {"__annotations__": {"mark": str}, "mark": "x"})))
    return made


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_it_compares_hashes_and_shows_as_the_library_s_does(options: dict[str, bool]) -> None:
    ours, theirs = pair(options)
    for cls in (ours, theirs):
        one, same = cls(key="a", values=[1], note="x"), cls(key="a", values=[1], note="y")
        other = cls(key="a", values=[2])
        assert one == same and one != other and one != "a"
        assert dataclasses.replace(one, values=[2]) == other
        if options:
            assert hash(one) == hash(other) and len({one, same, other}) == 2
        else:
            with pytest.raises(TypeError, match="unhashable"):
                hash(one)
    assert repr(ours(key="a")).partition("(")[2] == repr(theirs(key="a")).partition("(")[2]
    assert ours(key="a") != theirs(key="a")


def test_nothing_else_makes_dataclasses() -> None:
    for file in modules():
        if file.name == "value_class.py":
            continue
        for node in nodes_of(file, ast.ImportFrom):
            if node.module == "dataclasses":
                assert "dataclass" not in {name.name for name in node.names}, f"{file}: use chodon_cli.value_class"
