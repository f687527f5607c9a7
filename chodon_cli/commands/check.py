"""Whether the register is sound: what breaks a rule, and what is odd."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from sqlite3 import Connection
from typing import Annotated

from chodon_cli import dates, store
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option
from chodon_cli.cli.showing import Group
from chodon_cli.errors import FOUND_SOMETHING, NotFound
from chodon_cli.locale import N_, _, figure, one_or_several
from chodon_cli.nouns import registry
from chodon_cli.result import Column, Result, Row
from chodon_cli.rules import advisory as findings
from chodon_cli.rules import blocking as checks

HELP = N_("Look for what breaks a rule or is odd; ends with 3 if an error is found.")
SECTION = "upkeep"
group = Group(HELP)

CHECK_COLUMNS = [
    Column("code", "code"),
    Column("severity", "word", words="finding"),
    Column("record", "code"),
    Column("message", "text"),
    Column("fix", "text", 2),
]


Deep = Annotated[bool, Option("--deep", help=N_("Also prove the journal, as audit verify does."))]
New = Annotated[bool, Option("--new", help=N_("Only what the last check --new did not find."))]
Explain = Annotated[str | None, options.text_option("CODE", N_("What a finding means."), "--explain")]


@group.query("check", help=HELP)
def check(deep: Deep = False, new: New = False, explain: Explain = None) -> Result:
    if explain:
        return meaning(explain)
    from chodon_cli.audit import attachments
    from chodon_cli.queries.settings import number_setting
    from chodon_cli.store import soundness

    proof = deep_findings() if deep else []
    with store.reading() as db:
        of_file = [
            (each.code, each.severity, each.record, each.message, each.fix)
            for each in [
                *soundness.file_findings(db, number_setting(db, "backup-days"), title_of_table),
                *attachments.damaged_attachments(db, deep),
            ]
        ]
        broken = rows_or_fault(
            lambda: [
                (fault.code, "error", fault.record, fault.message, registry.of_table(fault.noun).fix_of(fault.record))
                for fault in checks.find_breaches(db)
            ]
        )
        odd = rows_or_fault(
            lambda: [
                (code, each.severity, each.record, each.text, each.fix)
                for code, each in findings.all_findings(db, dates.today())
            ]
        )
        rows = [*of_file, *proof, *broken, *odd]
        if new:
            return since_last_time(db, rows, deep)
    return outcome(rows, [] if rows else [_("nothing was found")])


def outcome(rows: list[Row], notes: list[str]) -> Result:
    """The findings, and the status that goes with them."""
    is_wrong = any(row[1] == "error" for row in rows)
    return Result(
        N_("Findings"),
        CHECK_COLUMNS,
        rows,
        notes=notes,
        as_of=dates.today(),
        is_write=not is_wrong,  # --quiet is told of errors alone
        is_stored=False,
        exit_code=FOUND_SOMETHING if is_wrong else 0,
    )


def since_last_time(db: Connection, rows: list[Row], deep: bool) -> Result:
    """What the last such check did not find, and how much it did; once it is shown, this check is the last one."""
    from chodon_cli.store import told

    memory = told.memory_of(db, "check", deep)
    last = memory.recall()
    day, seen = (str(last.get("day")), set(last.get("seen", ()))) if isinstance(last, dict) else ("", set())
    ids = {row: sha256("\0".join([str(row[0]), str(row[2] or row[3])]).encode()).hexdigest()[:16] for row in rows}
    news = [row for row in rows if ids[row] not in seen]
    count = len(rows) - len(news)
    one = N_("{number} finding was known on {day}: chodon check shows it")
    several = N_("{number} findings were known on {day}: chodon check shows them")
    sentence = one_or_several(count, one, several)
    hints = [sentence.format(number=figure(count, 0), day=dates.show_day(day))] if count else []
    notes = [] if news else [_("nothing new was found") if hints else _("nothing was found")]
    remember = memory.remembering({"day": dates.today(), "seen": sorted(ids.values())})
    return replace(outcome(news, [*notes, *hints]), when_shown=remember)


def rows_or_fault(ask: Callable[[], list[Row]]) -> list[Row]:
    """What the rules find; that they cannot judge what is stored is a finding too, and hides none of the others."""
    try:
        return ask()
    except (KeyError, ValueError, TypeError, IndexError, AttributeError) as error:  # a damaged word, day or figure
        message = _("what is stored cannot be judged: {error}").format(error=error)
        return [("record-unreadable", "error", "", message, "chodon check --deep")]


def deep_findings() -> list[Row]:
    """What `audit verify` finds."""
    from chodon_cli.audit import verify as proof
    from chodon_cli.store import soundness

    with store.replaying() as db:
        return [
            (each.code, "error", each.record, each.message, "chodon audit verify")
            for each in proof.verify(db).findings
            if each.code not in soundness.MEANINGS_OF_DAMAGE  # those are named by the look at the file
        ]


def title_of_table(table: str) -> str:
    """What people call the records of a table; its own name where it holds none of theirs."""
    return next((_(noun.title) for noun in registry.all_nouns().values() if noun.table_name == table), table)


def meaning(code: str) -> Result:
    """What the code of a finding means. NotFound if no finding has it."""
    from chodon_cli.audit import verify as proof
    from chodon_cli.rules.meanings import MEANINGS_OF_RULES
    from chodon_cli.store import soundness

    meanings = {**soundness.MEANINGS_OF_DAMAGE, **proof.MEANINGS_OF_FINDINGS, **MEANINGS_OF_RULES}
    if code not in meanings:
        raise NotFound(
            _("no finding has the code {code}").format(code=code),
            _("allowed: {words}").format(words=", ".join(sorted(meanings))),
        )
    columns = [Column("code", "code"), Column("message", "text")]
    return Result(N_("What a finding means"), columns, [(code, _(meanings[code]))], layout="record")
