"""How a Result is wanted: its format, its file, its columns, what was said of all that."""

from pathlib import Path

from chodon_cli import durable
from chodon_cli.errors import ChodonError, Usage
from chodon_cli.locale import _
from chodon_cli.module_names import module_names
from chodon_cli.value_class import dataclass

CHART_FORMATS = ("svg", "png")
FORMATS = module_names(str(Path(__file__).parent))
ENDINGS = (*FORMATS, *CHART_FORMATS, *module_names(str(Path(__file__).parent / "special")))  # that say what a file is
FORMATS_WITH_DETAILS = ("html", "json", "md", "xlsx")  # of files: named without loading them


@dataclass(frozen=True)
class OutputOptions:
    """How a Result is wanted. Usage errors come at once, before anything is written to the register."""

    format: str | None
    output: Path | None
    headings: bool = False
    delimiter: str | None = None
    columns: str | None = None
    sort: str | None = None
    top: int | None = None
    special: tuple[str, ...] = ()  # the formats that this command has besides
    chart: bool = False  # the chart of it is wanted, and not its table
    is_stdout_named: bool = False  # by -o -, so that it is asked for with --quiet too
    template: Path | None = None  # of the document, instead of the one that comes with the program

    def __post_init__(self) -> None:
        if self.name not in (*FORMATS, *self.special):
            raise Usage(
                _("there is no format “{name}”").format(name=self.name),
                _("allowed: {words}").format(words=", ".join([*FORMATS, *self.special])),
            )
        if self.name != (ending := self._ending) and ending in ENDINGS:  # a program that opens it goes by its ending
            raise Usage(
                _("{path}: this ending is that of {ending}, and --format says {name}").format(
                    path=self.output, ending=ending, name=self.name
                ),
                _("leave out --format, or name another file"),
            )
        if self.template and self.name != "docx":
            raise Usage(_("--template goes with a Word document: add -o FILE.docx"))
        if self.chart and self.name not in CHART_FORMATS:
            raise Usage(_("a chart is a picture: svg or png"), _("add -o FILE.svg"))
        if self.name in CHART_FORMATS and not self.chart:
            raise Usage(_("“{name}” is the format of a chart").format(name=self.name), _("add --chart"))
        if self.columns and self.name in self.special:
            raise Usage(_("“{name}” has no columns to choose from").format(name=self.name), _("leave out --columns"))
        if self.delimiter is not None and (len(self.delimiter) != 1 or self.delimiter in '"\r\n'):
            raise Usage(
                _("“{value}” cannot stand between values").format(value=self.delimiter),
                _("choose one character: ; or a tab"),
            )
        if self.output:
            durable.needs_folder(self.output.parent)
        if self.output and self.output.is_dir():
            raise ChodonError(_("{path}: this is a folder").format(path=self.output), _("name a file in it"))

    @property
    def name(self) -> str:
        """The format: what was named, else the file's ending, else a table."""
        if self.format:
            return self.format
        return self._ending or "table"

    @property
    def _ending(self) -> str:
        return self.output.suffix[1:].lower() if self.output else ""
