"""What is kept of a command from one command line to the next changes nothing of how the next is read."""

from chodon_cli import root
from chodon_cli.cli import typer_adapter

LINES: list[list[str]] = [
    [],
    ["--top", "3", "-f", "csv", "--columns", "code", "--columns", "name"],
    ["--top=4"],
    ["--headings"],
    [],
]
Read = tuple[dict[str, object], dict[str, object]]


def read(path: list[str], words: list[str], anew: bool) -> Read:
    """What the words give each parameter of the command, and where it comes from."""
    if anew:
        typer_adapter._root.cache_clear()
    command, ctx = typer_adapter.command_at(root.app, path)
    own = command.make_context(path[-1], list(words), parent=ctx.parent)
    return dict(own.params), {name: own.get_parameter_source(name) for name in own.params}


def test_each_line_is_read_as_if_it_were_the_first() -> None:
    for noun in ("violation", "staff", "task", "unit"):
        path = [noun, "list"]
        alone = [read(path, words, anew=True) for words in LINES]
        assert [read(path, words, anew=False) for words in LINES] == alone
        assert alone[1] != alone[0] == alone[-1]
