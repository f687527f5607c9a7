"""Whether the register is sound: what breaks a rule, and what is odd."""

from chodon_cli import dates, store
from chodon_cli.cli.showing import Group
from chodon_cli.locale import N_, _
from chodon_cli.nouns import registry
from chodon_cli.result import Column, Result
from chodon_cli.rules import advisory as findings
from chodon_cli.rules import blocking as checks

HELP = N_("Look for what breaks a rule or is odd; ends with 3 if an error is found.")
SECTION = "upkeep"
group = Group(HELP)

FOUND = 3
COLUMNS = [
    Column("code", "code"),
    Column("severity", "word", words="finding"),
    Column("record", "code"),
    Column("message", "text"),
    Column("fix", "text", 2),
]


@group.query("check", help=HELP)
def check() -> Result:
    with store.reading() as db:
        broken = [
            (fault.code, "error", fault.record, fault.message, registry.of_table(fault.noun).fix)
            for fault in checks.violated(db)
        ]
        odd = [
            (code, each.severity, each.record, each.text, each.fix)
            for code, each in findings.everything(db, dates.today())
        ]
    rows = [*broken, *odd]
    is_wrong = any(row[1] == "error" for row in rows)
    return Result(
        N_("Findings"),
        COLUMNS,
        rows,
        notes=[] if rows else [_("nothing was found")],
        as_of=dates.today(),
        is_write=not is_wrong,  # --quiet is told of errors alone
        is_stored=False,
        exit_code=FOUND if is_wrong else 0,
    )
