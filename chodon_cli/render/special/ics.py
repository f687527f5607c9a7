"""What is due as a calendar (RFC 5545): an event of the whole day for each thing, which moves when its day moves.

The library escapes and folds whatever stands in it. People are told by their code: an office's calendar is seen by
more eyes than its register.
"""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TextIO

from chodon_cli import locale
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.render._options import OutputOptions
from chodon_cli.render._values import cell
from chodon_cli.result import Result
from chodon_cli.text import printable
from chodon_cli.words.judgement import VERIFICATION

if TYPE_CHECKING:
    from icalendar import Event

IS_FOR_PEOPLE = True
HAS_DETAILS = False
HAS_NOTES = True
HAS_EVERY_COLUMN = True
UNVERIFIED_TAGS = ("R", "N")


def write(result: Result, file: TextIO, how: OutputOptions) -> None:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//chodon//{locale.language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", " – ".join(filter(None, [_(result.title), printable(result.issuer)])))
    keys = [column.key for column in result.columns]
    for row in result.rows:
        texts = {key: cell(value, column) for key, value, column in zip(keys, row, result.columns, strict=True)}
        calendar.add_component(_event(dict(zip(keys, row, strict=True)), texts, result.as_of or ""))
    file.write(calendar.to_ical().decode())


def _event(row: Values, texts: dict[str, str], today: str) -> "Event":
    from icalendar import Event

    where = texts["unit_name"] or texts["unit"]
    description = [texts["basis"], ", ".join(filter(None, [texts["staff"], where]))]
    if row["verified"] in UNVERIFIED_TAGS:
        description.append(VERIFICATION.label(row["verified"]))
    event = Event()
    event.add("uid", f"{row['uid']}@chodon")
    event.add("dtstamp", datetime.fromisoformat(today).replace(tzinfo=UTC))  # of the day asked about: same bytes
    event.add("dtstart", date.fromisoformat(row["due_on"]))
    event.add("summary", f"{texts['kind']}: {', '.join(filter(None, [texts['number'], where]))}")
    event.add("description", "\n".join(filter(None, description)))
    event.add("categories", [texts["kind"]])
    event.add("class", "PRIVATE")
    if row.get("difference") == "gone":
        event.add("status", "CANCELLED")
    event.add("transp", "TRANSPARENT")  # nobody is busy because something is due
    return event
