"""What is handed out besides the program: man pages made of its help, and the jobs of the Debian package."""

import shlex

import pytest

from distribution import make_deb, man_pages
from distribution.reference import command_paths, help_text, nouns
from tests.commands.command_tree import leaf_commands


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_page_has_the_help_of_each_command_of_its_noun(language: str) -> None:
    page = man_pages.page("chodon-reminder", command_paths("reminder", language), language)
    for path in command_paths("reminder", language):
        assert f".SS chodon {' '.join(path)}" in page
        for line in help_text(path, language).splitlines():
            assert man_pages.escaped(line) in page
    assert page.startswith('.TH CHODON-REMINDER 1 "" "chodon ')


def test_every_noun_has_a_page() -> None:
    assert {path[0] for path, _command in leaf_commands()} <= set(nouns())


def test_a_line_that_the_formatter_would_obey_is_printed_as_it_stands() -> None:
    assert man_pages.escaped(".so /etc/passwd") == "\\&.so /etc/passwd"
    assert man_pages.escaped("'tis a\\b --c") == "\\(aqtis a\\eb \\-\\-c"


def test_the_timers_run_commands_that_there_are() -> None:
    known = {path for path, _command in leaf_commands()}
    for _when, command in make_deb.TIMERS.values():
        program, *words = shlex.split(command)
        assert program == "chodon"
        assert any(tuple(words[place:])[: len(path)] == path for path in known for place in range(len(words)))
