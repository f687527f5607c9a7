"""`dataclass` of our own is the standard library's, but for the time it takes."""

import ast
import dataclasses
from inspect import signature
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


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_it_is_made_as_the_library_s_is(options: dict[str, bool]) -> None:
    ours, theirs = pair(options)
    assert (first := ours(key="a")).values is not ours(key="a").values and first.values == []
    lines: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
        (("a",), {}),
        (("a", [1], "n", "y"), {}),
        ((), {}),
        (("a",), {"nothing": 1}),
        ((), {"key": "b"}),
    ]
    for given, named in lines:
        made: list[Any] = []
        for cls in (ours, theirs):
            try:
                made.append(vars(cls(*given, **named)))
            except TypeError as error:
                made.append(str(error))
        assert made[0] == made[1], (given, named)
    kinds = [[(each.name, each.kind) for each in signature(cls).parameters.values()] for cls in (ours, theirs)]
    assert kinds[0] == kinds[1]


def test_it_says_when_it_is_made() -> None:
    class Doubled:
        value: int

        def __post_init__(self) -> None:
            self.value *= 2

    made: Any = dataclass(Doubled)
    assert made(2).value == 4


def test_what_is_typed_by_name_stands_behind_what_is_inherited() -> None:
    base: Any = dataclass(type("Base", (), {"__annotations__": {"key": str, "mark": str}, "mark": "x"}))
    named: Any = dataclass(kw_only=True)(type("Named", (base,), {"__annotations__": {"number": int}}))
    assert vars(named("a", number=2)) == {"key": "a", "mark": "x", "number": 2}


def test_nothing_else_makes_dataclasses() -> None:
    for file in modules():
        if file.name == "value_class.py":
            continue
        for node in nodes_of(file, ast.ImportFrom):
            if node.module == "dataclasses":
                assert "dataclass" not in {name.name for name in node.names}, f"{file}: use chodon_cli.value_class"
