"""Reports: every module of reports/ is a command here."""

from chodon_cli import reports
from chodon_cli.cli.showing import Group
from chodon_cli.locale import N_

HELP = N_("Reports: how the units stand.")
SECTION = "reports"
group = Group(HELP, package=reports)
