"""The journal: who did what when, and the proof that nobody has changed anything past the program."""

from typing import Annotated

from chodon_cli import store
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Argument
from chodon_cli.cli.showing import Group
from chodon_cli.errors import FOUND_SOMETHING
from chodon_cli.locale import N_, _, figure, one_or_several
from chodon_cli.result import Column, Result
from chodon_cli.store import branch
from chodon_cli.text import clean

HELP = N_("Who did what when; and whether anything was changed past the program.")
SECTION = "upkeep"
group = Group(HELP)

DIGITS_OF_AN_INTEGER = 19  # of the database: whatever has fewer is one
FINDING_COLUMNS = [Column("code", "code"), Column("record", "code"), Column("message", "text")]
Which = Annotated[
    str, Argument(parser=clean, metavar="N|NUMBER", help=N_("An entry, or the number or code of a record."))
]
Record = Annotated[str | None, options.text_option("NUMBER", N_("Only what tells of this record."), "--record")]
Staff = Annotated[str | None, options.text_option("STAFF", N_("Only what tells of this person."), "--staff")]
Operator = Annotated[str | None, options.text_option("NAME", N_("Only what this person or account did."), "--operator")]
Seal = Annotated[str | None, options.text_option("SEAL", N_("Hold the journal against this seal."), "--seal")]
Since = Annotated[int | None, options.count_option(N_("Only what came after this entry."), "--since")]


@group.query("list", help=N_("List the entries, newest first."))
def list_(
    record: Record = None,
    staff: Staff = None,
    operator: Operator = None,
    period: options.Within = None,
    find: options.Find = None,
) -> Result:
    from chodon_cli.audit import listing

    with store.reading() as db:
        return listing.listing(db, listing.EntryFilter(record, staff, operator, period, find))


@group.query("show", help=N_("Show what an entry changed, or what became of a record."))
def show(which: Which) -> Result:
    from chodon_cli.audit import listing

    with store.reading() as db:
        is_entry = which.isdecimal() and len(which) < DIGITS_OF_AN_INTEGER
        return listing.show_entry(db, int(which)) if is_entry else listing.show_record(db, which)


@group.query("verify", help=N_("Prove that the journal is whole and gives the register; ends with 3 if not."))
def verify(seal: Seal = None, since: Since = None) -> Result:
    from chodon_cli.audit import verify as proof

    with store.replaying() as db:
        outcome = proof.verify(db, seal or "", since or 0)
    number = outcome.changesets - (since or 0)
    sentence = one_or_several(
        number,
        N_("{number} entry, as it was written; the register is what it gives"),
        N_("{number} entries, all as they were written; the register is what they give"),
    ).format(number=figure(number, 0))
    return Result(
        N_("Proof of the journal"),
        FINDING_COLUMNS,
        [(each.code, each.record, each.message) for each in outcome.findings],
        empty=sentence,
        notes=[] if outcome.findings else [_("seal: {seal}").format(seal=outcome.seal)],
        is_write=not outcome.findings,  # --quiet is told of what is wrong alone
        is_stored=False,
        exit_code=FOUND_SOMETHING if outcome.findings else 0,
    )


@group.query("seal", help=N_("Print a seal: a line to keep elsewhere, which later proves the journal."))
def seal() -> Result:
    from chodon_cli.audit import verify as proof

    branch.refuse_limited()
    with store.reading() as db:
        return Result(N_("Seal"), [Column("seal", "code", label=N_("Seal"))], [(proof.seal_of(db),)], layout="line")
