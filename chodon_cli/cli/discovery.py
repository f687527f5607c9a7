"""Commands found by their files, each imported when it is asked for; help lines are read without importing."""

import re
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from chodon_cli.cli.i18n import Commands
from chodon_cli.cli.typer_adapter import ClickCommand, Context, HelpFormatter
from chodon_cli.locale import _
from chodon_cli.module_names import module_names

HELP_LINE = r'^HELP = N_\("(.*)"\)'
SECTION_LINE = r'^SECTION = "(.*)"'


class DiscoveredCommands(Commands):
    """A group whose commands are the modules of a package, each imported when it is asked for."""

    package: ModuleType

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = dict.fromkeys(modules(self.package))  # imported by get_command

    def make(self, name: str, module: ModuleType) -> ClickCommand:
        raise NotImplementedError

    def get_command(self, ctx: Context, cmd_name: str) -> ClickCommand | None:
        if cmd_name not in self.commands:
            return None
        if self.commands[cmd_name] is None:
            module = import_module(f"{self.package.__name__}.{module_name(cmd_name)}")
            self.commands[cmd_name] = self.make(cmd_name, module)
        return self.commands[cmd_name]

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl(self.help_lines())

    def help_lines(self) -> list[tuple[str, str]]:
        """Each command by name, with its one line of help."""
        return [(name, _(help_line(self.package, name))) for name in self.commands]


def modules(package: ModuleType) -> list[str]:
    """The names under which the modules of the package are typed."""
    return sorted(name.rstrip("_") for name in module_names(package.__path__[0]))


def module_name(name: str) -> str:
    return "import_" if name == "import" else name


def help_line(package: ModuleType, name: str) -> str:
    """The HELP of a module, read without importing it."""
    return _line_of(package, name, HELP_LINE)


def section(package: ModuleType, name: str) -> str:
    """The SECTION of a module: under which heading of the help its command stands; read without importing it."""
    return _line_of(package, name, SECTION_LINE)


def _line_of(package: ModuleType, name: str, line: str) -> str:
    source = Path(package.__path__[0], f"{module_name(name)}.py").read_text("utf-8")
    match = re.search(line, source, re.M)
    return match[1] if match else ""
