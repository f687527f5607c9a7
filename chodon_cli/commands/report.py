"""Reports: every module of reports/ is a command here."""

from types import ModuleType

from chodon_cli import reports
from chodon_cli.cli.discovery import DiscoveredCommands
from chodon_cli.cli.showing import Group, report_command
from chodon_cli.cli.typer_adapter import ClickCommand
from chodon_cli.locale import N_

HELP = N_("Reports: how the units stand.")
SECTION = "reports"


class Reports(DiscoveredCommands):
    """The reports, each imported when it is asked for."""

    package = reports

    def make(self, name: str, module: ModuleType) -> ClickCommand:
        return report_command(name, module)


group = Group(HELP, cls=Reports)


@group.callback()
def reports_() -> None:
    """Without a callback a group that registers no command cannot be built."""
