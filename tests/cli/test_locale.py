"""Vietnamese is complete, and every command speaks it."""

import ast
import gettext
import re
from pathlib import Path

import pytest

from chodon_cli import locale
from tests.commands.command_tree import command_paths
from tests.harness import PACKAGE, Chodon
from tests.sources import modules, nodes_of

PART_OF_A_WHOLE = re.compile(r"\} of \{(?!day\}|visited\}|good\})")
HOW_MANY = re.compile(r"\blen\(|\.count$|^(MOST_[A-Z_]+|count|more|total|groundless)$")
CATALOGUE = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "chodon.po"


def messages() -> set[str]:
    """Every message that the program marks."""
    from babel.messages.extract import extract_from_dir

    found = extract_from_dir(PACKAGE, keywords={"_": None, "N_": None})
    return {text if isinstance(text, str) else text[0] for _file, _line, text, _comments, _context in found}


def translations() -> dict[str, str]:
    from babel.messages.pofile import read_po

    with CATALOGUE.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


@pytest.mark.slow
def test_every_message_is_translated_and_no_translation_is_left_over() -> None:
    translated = translations()
    assert {message for message in messages() if not translated.get(message)} == set()
    assert set(translated) - messages() == set()


def test_the_compiled_catalogue_is_read_as_the_library_reads_it() -> None:
    file = CATALOGUE.with_suffix(".mo")
    with file.open("rb") as compiled:
        library = gettext.GNUTranslations(compiled)
    assert all(library.gettext(message) == text for message, text in locale.texts_in(file).items())
    assert {"", *translations()} == set(locale.texts_in(file))


def test_no_message_hides_in_an_f_string() -> None:
    """There the messages are not found under Python 3.11."""
    for file in modules():
        strings = nodes_of(file, ast.JoinedStr)
        calls = [node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call)]
        marks = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("_", "N_")]
        assert not [call.lineno for call in marks if isinstance(call.args[0], ast.Constant)], file


def test_how_many_is_said_with_thousands_marks() -> None:
    """“5.000 bản ghi”: what is counted goes into a message by `figure`."""
    bare = {
        f"{file.relative_to(PACKAGE)}:{call.lineno}: {keyword.arg}={ast.unparse(keyword.value)}"
        for file in modules()
        for call in nodes_of(file, ast.Call)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "format"
        for keyword in call.keywords
        if keyword.arg and is_count(ast.unparse(keyword.value), decided_by(call.func.value, file))
    }
    assert bare == set(), "figure(…, 0) of locale"


def is_count(value: str, counts: set[str]) -> bool:
    """Whether the expression is how many there are: by what it is, or since one or several is decided by it."""
    return value in counts or ("(" not in value.split("len(")[0] and bool(HOW_MANY.search(value)))


def decided_by(sentence: ast.expr, file: Path) -> set[str]:
    """What decides whether the sentence is that of one thing or of several: where it is chosen, here or before."""
    if isinstance(sentence, ast.Name):
        before = [node.value for node in nodes_of(file, ast.Assign) if ast.unparse(node.targets[0]) == sentence.id]
    else:
        before = [sentence]
    calls = [value for value in before if isinstance(value, ast.Call) and ast.unparse(value.func) == "one_or_several"]
    return {ast.unparse(call.args[0]) for call in calls}


def test_a_part_of_a_whole_is_said_with_one_word() -> None:
    parts = {message: text for message, text in translations().items() if PART_OF_A_WHOLE.search(message)}
    assert len(parts) > 7
    assert {message: text for message, text in parts.items() if not re.search(r"\} trên \{", text)} == {}


def test_translations_have_the_places_of_their_messages() -> None:
    for message, text in translations().items():
        assert sorted(re.findall(r"\{\w*\}", message)) == sorted(re.findall(r"\{\w*\}", text)), message


@pytest.mark.slow
@pytest.mark.parametrize("path", [*command_paths()], ids=" ".join)
def test_every_command_explains_itself_in_both_languages(chodon: Chodon, path: tuple[str, ...]) -> None:
    english = chodon("--lang en", *path, "--help").stdout
    vietnamese = chodon("--lang vi", *path, "--help").stdout
    assert english.startswith("Usage: chodon")
    assert vietnamese.startswith("Cách dùng: chodon")
    for text in re.findall(r"^  [A-Z][a-z]+ .*\.$", english, re.M):
        assert text not in vietnamese


def test_the_language_is_vietnamese_unless_asked_otherwise(chodon: Chodon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHODON_LANG")
    assert chodon("unit list --help").stdout.startswith("Cách dùng:")
    assert chodon("--lang en unit list --help").stdout.startswith("Usage:")
    assert "không có lệnh" in chodon("nothing", status=2).stderr
    monkeypatch.setenv("CHODON_LANG", "en")
    assert chodon("unit list --help").stdout.startswith("Usage:")
    assert locale.language() == "en"


def test_a_heading_a_word_and_a_figure_follow_the_language(chodon: Chodon) -> None:
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    assert "Phòng chuyên môn" in chodon("--lang vi unit list").stdout
    assert "Specialised office" in chodon("--lang en unit list").stdout
    keys = chodon("--lang vi unit list -f csv").stdout
    assert keys == chodon("--lang en unit list -f csv").stdout
    assert keys.startswith("code,name,kind")
