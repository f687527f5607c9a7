"""What is handed out besides the program: man pages made of its help, and the jobs of the Debian package."""

import re
import shlex
from pathlib import Path

import pytest

from distribution import make_deb, make_site, man_pages
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


def test_the_site_is_made_of_pages_that_are_there(tmp_path: Path) -> None:
    """What the generator is given: each page of the navigation, and each page and picture that another names."""
    pages = tmp_path / "pages"
    make_site.lay_out(pages)
    listed = make_site.navigation(pages)
    written = f"{listed['guide']}, {listed['others']}".split(", ")
    assert [name for name in written if not (pages / name).is_file()] == [] and len(written) > 25
    for page in pages.rglob("*.md"):
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists() or target.startswith("../"), f"{page.relative_to(pages)}: {target}"


def test_the_search_of_the_site_fetches_nothing_from_a_third_party() -> None:
    theirs = (
        '<script src="https://unpkg.com/iframe-worker/shim"></script>\n<script src="../assets/javascripts/bundle.1.js">'
    )
    ours = make_site.with_worker_of_our_own(theirs)
    assert ours.startswith('<script src="../assets/javascripts/iframe_worker.js"></script>') and "unpkg" not in ours
