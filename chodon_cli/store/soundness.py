"""Whether the register's file is sound: what SQLite, the schema, the journal's numbering and the disk say of it."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from chodon_cli import dates
from chodon_cli.locale import N_, _, figure
from chodon_cli.store import Reader, beside, branch, files_of, path, schema, server

MOST_PLACES_NAMED = 5  # of each kind of damage, so many are named
OVER_A_NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ncpfs", "afs")
CLOCK_WENT_BACK_SQL = """
SELECT later.id, earlier.at, later.at FROM changeset later JOIN changeset earlier ON earlier.id = later.id - 1
WHERE later.at < earlier.at ORDER BY later.id DESC LIMIT 5
"""
FIRST_DAY_SQL = "SELECT date(min(at)) FROM changeset"  # null where it is no day
FIX_RESTORE, FIX_UPGRADE, FIX_VERIFY, FIX_BACKUP = (
    "chodon restore",
    "chodon upgrade",
    "chodon audit verify",
    "chodon backup",
)
MEANINGS_OF_DAMAGE = {
    "file-damaged": N_("Pages of the file contradict each other: the disk is failing, or something else wrote to it."),
    "record-unreadable": N_("A day, word or figure is stored that the program never writes: restore the last backup."),
    "reference-broken": N_("A record refers to one that is not there: something else wrote to the register."),
    "schema-changed": N_("A table, index or trigger is not as the program makes it: somebody has changed it by hand."),
    "journal-gap": N_("Entries of the journal are missing: somebody has taken them away."),
    "clock-backwards": N_("The computer's clock went backwards between two entries: set it, and see what they say."),
    "file-open-to-others": N_("Other accounts can read or write the register: it holds personal data."),
    "attachment-damaged": N_("An attached file is gone from the folder beside the register, or was changed there."),
    "backup-old": N_("The last backup is old, or there is none: what was entered since is on one disk alone."),
    "network-disk": N_("The register lies on a network disk, where SQLite's locks do not hold: it will be damaged."),
}


class FileFinding(NamedTuple):
    """Something about the file: its code, how grave it is, what it is about, what is wrong, what to do."""

    code: str
    severity: str
    record: str
    message: str
    fix: str


def file_findings(
    db: Reader, backup_days: int | None = None, title_of: Callable[[str], str] = str
) -> list[FileFinding]:
    """Everything that is wrong with the file, and what is odd about where it lies.

    `backup_days`: the last backup may be so old; `title_of`: what people call the records of a table.
    """
    if server():  # the server looks after its own files
        return [*_journal(db)] if branch.units() is None else []  # of the journal it reads what it has written
    of_file = [*_damage(db, title_of), *_schema(db), *_journal(db), *_modes(), *_disk()]
    return [*of_file, *(_old_backup(db, backup_days) if backup_days is not None else [])]


def _damage(db: Reader, title_of: Callable[[str], str]) -> Iterator[FileFinding]:
    for (answer,) in db.execute(f"PRAGMA quick_check({MOST_PLACES_NAMED})", {}).fetchall():
        if answer != "ok":
            yield FileFinding("file-damaged", "error", "", answer, FIX_RESTORE)
    for table, id, parent, _which in db.execute("PRAGMA foreign_key_check", {}).fetchmany(MOST_PLACES_NAMED):
        message = _("refers to something in “{table}” that is not there").format(table=title_of(parent))
        yield FileFinding("reference-broken", "error", f"{title_of(table)} {id}", message, FIX_VERIFY)


def _schema(db: Reader) -> Iterator[FileFinding]:
    here, shipped = schema.objects_of(db), schema.shipped_objects()
    for kind, name in sorted(here.keys() | shipped.keys()):
        there = here.get((kind, name))
        if there == shipped.get((kind, name)):
            continue
        if there is None:
            message = _("the {kind} is missing").format(kind=kind)
        elif (kind, name) not in shipped:
            message = _("the {kind} is none of the program's").format(kind=kind)
        else:
            message = _("the {kind} is not as the program makes it").format(kind=kind)
        fix = FIX_UPGRADE if kind in schema.MADE_ANEW else FIX_RESTORE
        yield FileFinding("schema-changed", "error", name, message, fix)


def _journal(db: Reader) -> Iterator[FileFinding]:
    count, first, last = db.execute("SELECT count(*), min(id), max(id) FROM changeset", {}).fetchone()
    if (first, last) != (1, count):
        message = _("{count} entries are numbered {first} to {last}").format(
            count=figure(count, 0), first=first, last=last
        )
        yield FileFinding("journal-gap", "error", "", message, FIX_VERIFY)
    for id, before, after in db.execute(CLOCK_WENT_BACK_SQL, {}).fetchall():
        message = _("was written at {after}, the one before it at {before}").format(
            after=after[:19], before=before[:19]
        )
        yield FileFinding("clock-backwards", "warning", str(id), message, f"chodon audit show {id}")


def _modes() -> Iterator[FileFinding]:
    for file in files_of(path()):
        if file.exists() and (bits := stat.S_IMODE(file.stat().st_mode) & 0o077):
            message = _("{path}: other accounts may use it ({bits})").format(path=file, bits=f"{bits:03o}")
            yield FileFinding("file-open-to-others", "warning", file.name, message, f"chmod 600 {file}")
    if message := told_of_open_folder(path()):
        yield FileFinding(
            "file-open-to-others", "warning", path().name, message, f"chmod o-w {path().resolve().parent}"
        )


def told_of_open_folder(register: Path) -> str:
    """That anybody may take the register away and put another there; nothing where only its owner may."""
    folder = register.resolve().parent
    mode = folder.stat().st_mode
    if not mode & stat.S_IWOTH or mode & stat.S_ISVTX:
        return ""
    return _("{folder}: anybody can put another file in the place of the register").format(folder=folder)


def _disk() -> Iterator[FileFinding]:
    kind = _file_system(path().resolve())
    if kind in OVER_A_NETWORK:
        message = _("the register lies on a network disk ({kind})").format(kind=kind)
        yield FileFinding("network-disk", "warning", path().name, message, "chodon backup")


def _old_backup(db: Reader, days: int) -> Iterator[FileFinding]:
    last = beside.last_backup(db, dates.today())
    since = last.day if last else db.execute(FIRST_DAY_SQL, {}).fetchone()[0]
    if since is None or dates.days_between(since, dates.today()) <= days:
        return
    message = _("the last backup was made on {day}").format(day=dates.show_day(since))
    yield FileFinding(
        "backup-old", "warning", path().name, message if last else _("no backup was made yet"), FIX_BACKUP
    )


def _file_system(file: Path) -> str:
    """The kind of file system on which the file lies; empty where the system does not tell."""
    try:
        lines = Path("/proc/self/mountinfo").read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    kinds = {}
    for line in lines:
        place, _rest, described = line.split(" ")[4], *line.partition(" - ")[1:]
        kinds[place.replace("\\040", " ")] = described.split(" ")[0]
    folder = next((str(each) for each in (file, *file.parents) if str(each) in kinds), os.sep)
    return kinds.get(folder, "")
