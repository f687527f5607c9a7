"""Every command, option, code of `check`, setting, key of the configuration and exit code is in the guide."""

import re

import pytest

from chodon_cli import locale
from tests.commands.command_tree import leaf_commands
from tests.docs import look_up_page
from tests.harness import ROOT

PAGE = ROOT / "docs/huong-dan/20-tra-cuu.md"
EXIT_CODE = re.compile(r"^ *(?:exit_code|FOUND_SOMETHING|INTERRUPTED) = (\d+)", re.M)


def test_the_page_names_all_that_there_is(request: pytest.FixtureRequest) -> None:
    """Meanings may be worded anew; what is added or gone has to be told."""
    anew = look_up_page.look_up_page()
    if request.config.getoption("--write-docs"):
        PAGE.write_text(anew, "utf-8")
    assert names(PAGE.read_text("utf-8")) == names(anew), "run: make docs"


def names(page: str) -> set[tuple[str, str, str]]:
    """Of each line of a table its section, its first cell, and of an option the commands that have it."""
    sections = re.split(r"^## ", page, flags=re.M)[1:]
    return {
        (section.split("\n")[0], name, commands)
        for section in sections
        for name, commands in re.findall(r"^\| `(.*?)` \| [^|\n]*(?:\\\|[^|\n]*)*\|(.*)$", section, re.M)
    }


def test_each_has_a_meaning() -> None:
    locale.use("vi")
    tables = [*look_up_page.commands(), *look_up_page.options(), *look_up_page.meanings_of_codes().items()]
    assert [each for each in tables if not each[1].strip()] == []


def test_an_option_that_is_left_to_the_page_of_the_layout_stands_there() -> None:
    locale.use("vi")
    page = (ROOT / "docs/huong-dan/15-bo-cuc-tep.md").read_text("utf-8")
    for path, command in leaf_commands():
        for parameter in command.params:
            for name in parameter.opts:
                if look_up_page.takes_a_column(path[0], name, getattr(parameter, "help", None) or ""):
                    assert f"Gõ bằng `{name}`." in page, (path, name)


def test_each_exit_code_is_explained() -> None:
    page = (ROOT / "docs/huong-dan/08-loi-thuong-gap.md").read_text("utf-8")
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.M)}
    sources = [file.read_text("utf-8") for file in (ROOT / "chodon_cli").rglob("*.py")]
    assert told == {0, *(int(code) for source in sources for code in EXIT_CODE.findall(source))}
