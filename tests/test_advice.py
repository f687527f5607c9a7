"""Every error says what to do: in its advice, or in its own sentence, which then stands in the table here."""

import ast
import re
from collections.abc import Iterator

from tests.commands.command_tree import leaf_commands
from tests.harness import PACKAGE
from tests.sources import modules, nodes_of

ERRORS = ("ChodonError", "Forbidden", "NotFound", "Refused", "Unusable", "Usage")
SAYS_IT_ITSELF = "its own sentence says what to do"
OF_CELLS = (  # their sentences are said beside a cell, and say what the cell needs
    "exchange/read/cell_parser.py",
    "exchange/read/code_cells.py",
    "exchange/read/person_cells.py",
)
WITHOUT_ADVICE = {  # a part of what is said, or of the code that says it -> why nothing more is needed
    "{path}: this is the folder you are in: name another": SAYS_IT_ITSELF,
    "only a review or a council can be skipped, and --note must say why": SAYS_IT_ITSELF,
    "--force needs --reason": SAYS_IT_ITSELF,
    "--force and --reason go together": SAYS_IT_ITSELF,
    "“{value}” is not of the form NAME=VALUE": SAYS_IT_ITSELF,
    "“{value}” is not of the form KEY=VALUE": SAYS_IT_ITSELF,
    "what belongs to a post is corrected with --post DATE, what belongs to the person without it": SAYS_IT_ITSELF,
    "--template goes with a Word document: add -o FILE.docx": SAYS_IT_ITSELF,
    "nothing was changed": "whoever was asked has just said so",
}


def errors() -> Iterator[tuple[str, ast.Call]]:
    """Where an error is made: file and line, and the call."""
    for file in modules():
        for node in nodes_of(file, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                yield f"{file.relative_to(PACKAGE)}:{node.lineno}", node


def errors_without_advice() -> list[tuple[str, str]]:
    """Those made of a sentence alone: where, and what the sentence is."""
    alone = [(place, call) for place, call in errors() if len(call.args) == 1 and not call.keywords]
    return [(place, said(call.args[0])) for place, call in alone if not place.startswith(OF_CELLS)]


def said(sentence: ast.expr) -> str:
    """The last text of the sentence, as it stands in the code; without any the code itself."""
    return next(reversed(texts_in(sentence)), ast.unparse(sentence))


def texts_in(code: ast.AST) -> list[str]:
    constants = [each.value for each in ast.walk(code) if isinstance(each, ast.Constant)]
    return [text for text in constants if isinstance(text, str)]


def test_every_error_says_what_to_do() -> None:
    lacking = [f"{place}: {text}" for place, text in errors_without_advice() if text not in WITHOUT_ADVICE]
    assert not lacking, "\n".join(["give each its advice, as the second argument:", *lacking])


def test_the_table_has_no_line_that_nothing_needs() -> None:
    assert {*WITHOUT_ADVICE} == {text for _place, text in errors_without_advice()}


def test_a_command_that_is_advised_is_there() -> None:
    commands = {path for path, _command in leaf_commands()}
    names, groups = {path[0] for path in commands}, {path[0] for path in commands if len(path) > 1}
    wrong = [
        f"{place}: chodon {' '.join(words)}"
        for place, call in errors()
        for text in [text for advice in call.args[1:] for text in texts_in(advice)]
        for words in [match.split() for match in re.findall(r"\bchodon ((?:[a-z][a-z_-]* ?)+)", text)]
        if words[0] not in names or (words[0] in groups and words[1:] and tuple(words[:2]) not in commands)
    ]
    assert not wrong, wrong
