"""The source of the program as text and as trees: each file is read and parsed once for all who look at it."""

import ast
from functools import cache
from pathlib import Path
from typing import TypeVar

from tests.harness import PACKAGE

Node = TypeVar("Node", bound=ast.AST)


@cache
def modules(folder: Path = PACKAGE) -> tuple[Path, ...]:
    """Every file of Python in the folder and beneath it."""
    return tuple(sorted(folder.rglob("*.py")))


@cache
def text_of(file: Path) -> str:
    return file.read_text("utf-8")


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(text_of(file))


@cache
def _nodes_by_type(file: Path) -> dict[type[ast.AST], list[ast.AST]]:
    nodes: dict[type[ast.AST], list[ast.AST]] = {}
    for node in ast.walk(tree_of(file)):
        nodes.setdefault(type(node), []).append(node)
    return nodes


def nodes_of(file: Path, kind: type[Node]) -> list[Node]:
    """Every node of this one class in the file, outermost first."""
    return [node for node in _nodes_by_type(file).get(kind, []) if isinstance(node, kind)]
