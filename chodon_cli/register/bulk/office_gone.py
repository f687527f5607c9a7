"""What came from another office and is no more in its register: it is told, and void if that is wanted."""

import sys
from collections.abc import Iterator
from json import dumps
from typing import NamedTuple

from chodon_cli.dates import FOREVER
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.declaration import Noun
from chodon_cli.queries import select
from chodon_cli.queries.office_records import names_in_sql
from chodon_cli.queries.referring import names_of_referring
from chodon_cli.register import journal, record
from chodon_cli.register.bulk.intake import Intake
from chodon_cli.register.bulk.office import OfficeRegister
from chodon_cli.register.bulk.office_rows import RowTranslator
from chodon_cli.register.plain import verbs_of

LINE_AFTER_ALL = sys.maxsize  # line of what is said of the file, after all that is said of its lines
OWN_IDS_SQL = "(SELECT record_id FROM office_record WHERE unit_id = :office AND noun = :owners AND is_own = 1)"


class GoneRecord(NamedTuple):
    """A record that the office has no more: its noun, its id, what it is called, whether it is void there."""

    noun: Noun
    id: int
    name: str
    is_void_there: bool


def gone_records(office: OfficeRegister) -> list[GoneRecord]:
    """Of the nouns whose files are in the folder, in their order; what is void already is nobody's loss."""
    return [each for translator in office.translators.values() for each in _gone_of(office, translator)]


def _gone_of(office: OfficeRegister, translator: RowTranslator) -> Iterator[GoneRecord]:
    noun, table = translator.noun, translator.noun.table_name
    if noun.name in ("standard", "law"):  # this register has its own
        return
    where, values = [], {"office": office.names.office.id, "day": FOREVER}
    owner = next((key for key in translator.identity_by if noun.by_key[key].refers_to), "")
    owners_met = _met_names(office, noun.by_key[owner].refers_to or "") if noun.live else set()
    if table in names_in_sql():
        ids = [
            known.record_id
            for (of, there), known in office.names.known.items()
            if of == table and known.is_own and (table, there) not in office.met
        ]
        where.append(f"{noun.alias}.id IN (SELECT value FROM json_each(:ids))")
        values = {"ids": dumps(ids), "day": FOREVER}
    else:
        key = "unit" if "unit" in noun.by_key else owner
        where.append(f"{noun.alias}.{noun.by_key[key].stored_as} IN {OWN_IDS_SQL}")
        values["owners"] = noun.by_key[key].refers_to
    sql = noun.select(f"{noun.alias}.id AS record_id") + " WHERE " + " AND ".join(where) + " ORDER BY " + noun.order
    for id, *cells in office.db.execute(sql, values).fetchall():
        row = dict(zip(select.keys(noun), cells, strict=True))
        is_met = table not in names_in_sql() and tuple(row[key] for key in translator.identity_by) in translator.met
        if not is_met and not row.get("voided_on"):
            yield GoneRecord(noun, id, _name(translator, row), row.get(owner) in owners_met)


def _met_names(office: OfficeRegister, table: str) -> set[str]:
    """What the records of the table that are in the folder are called here."""
    return {office.names.here[table][there] for of, there in office.met if of == table}


def _name(translator: RowTranslator, row: Values) -> str:
    if translator.noun.table_name in names_in_sql():
        return record.name(row)
    return " · ".join(str(row[key]) for key in translator.identity_by)


def void_gone(intake: Intake, missing: list[GoneRecord], office: OfficeRegister, voids_all: bool) -> list[GoneRecord]:
    """Mark all, or those that are void there, as entered by mistake, each after what names it; those that stay.

    Posts and extensions leave an export when they become void: where whose they are is in it, they are void there.
    """
    stays = []
    for each in reversed(missing):
        verbs = verbs_of(each.noun.name)
        table = each.noun.table_name
        live_only = [noun for noun in office.translators if "voided_on" in office.translators[noun].noun.by_key]
        is_named = names_of_referring(office.db, table, each.id, (), live_only)
        if "voided_on" not in each.noun.by_key or is_named or not (voids_all or each.is_void_there):
            stays.append(each)
            continue
        reason = _("no more in the register of {unit}").format(unit=office.names.office.code)
        row = journal.change(office.session, verbs.table, each.id, voided_on=intake.today, void_reason=reason)
        intake.change(table, each.id)
        intake.touch(verbs.touches(row).get("staff", []))
    return stays[::-1]


def finish_office(intake: Intake, office: OfficeRegister, voids: bool) -> None:
    """Remember what the new records are called there, count what was the same anyway, tell what is gone."""
    office.remember()
    missing = gone_records(office)
    stays = void_gone(intake, missing, office, voids)
    by_noun = {verdict.noun: verdict for verdict in intake.verdicts}
    for name, translator in office.translators.items():
        by_noun[name].counts["unchanged"] += len(translator.dropped)
    for each in missing:
        by_noun[each.noun.name].counts["gone"] += 1
        by_noun[each.noun.name].counts["void"] += each not in stays
    sentence = _("{file}: no more in the register of {unit}, and stays here: {records}")
    void_sentence = _("{file}: no more in the register of {unit}, and void here now: {records}")
    for name, verdict in by_noun.items():
        for pattern, some in ((sentence, stays), (void_sentence, [each for each in missing if each not in stays])):
            if names := [each.name for each in some if each.noun.name == name]:
                hint = pattern.format(file=verdict.file, unit=office.names.office.code, records=", ".join(names))
                verdict.hints.append((LINE_AFTER_ALL, hint))
    intake.verdicts[-1].hints += [(LINE_AFTER_ALL, hint) for hint in office.hints]
