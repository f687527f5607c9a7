"""What documents share: the office, days in words, a person, the acts of a case, the law that it rests on.

Documents are Vietnamese whatever language the program speaks. A value that the record lacks is None: its place in the
document is a marked gap.
"""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from chodon_cli.casework.case import Act, Case
from chodon_cli.dates import show_day
from chodon_cli.input_row import Values
from chodon_cli.law.rules import DOUBT_REMARK, UNCHECKED_TAGS, Law, Rule
from chodon_cli.locale import N_, catalogue
from chodon_cli.nouns import person, standard, violation
from chodon_cli.nouns import staff as people
from chodon_cli.nouns.declaration import Noun
from chodon_cli.queries import select as lists
from chodon_cli.queries.names import names_of
from chodon_cli.queries.settings import stored_settings
from chodon_cli.result import Cell
from chodon_cli.words.staff import CATEGORY
from chodon_cli.words.word_list import WordList

OF_THE_OFFICE = ("organisation", "place", "signatory", "signatory-title", "issuing")
MAY_LACK = ("superior", "authority", "symbol")
GAP_NAMES = {  # what the places are called that several kinds have
    "issuing": N_("who issues the decision"),
    "full_name": N_("full name"),
    "born_on": N_("day of birth"),
    "title": N_("position"),
    "unit": N_("unit"),
    "proposer": N_("who proposes it"),
    "executors": N_("who carries it out"),
    "hour": N_("hour"),
    "meeting_day": N_("day of the meeting"),
    "meeting_place": N_("place of the meeting"),
    "chair": N_("who chairs"),
    "secretary": N_("secretary"),
    "attendants": N_("who takes part"),
    "form": N_("form of discipline"),
    "effective_on": N_("first day of effect"),
}
RANKS_OF_LEGAL_DOCUMENTS = (
    "Bộ luật",
    "Luật",
    "Nghị quyết",
    "Nghị định",
    "Thông tư",
)  # the order in which a document cites them
NO_SOURCE = "Thực tiễn"  # what is only done is not cited


def label(words: WordList, code: str | None) -> str | None:
    """What a word is called in Vietnamese, in small letters; None for none."""
    return catalogue("vi").gettext(words.labels.get(code, code)).casefold() if code else None


def day(value: str | None) -> str | None:
    """dd/mm/yyyy, or a gap."""
    return show_day(value) if value else None


def records(db: Connection, noun: Noun, where: Sequence[str], today: str, **values: Cell) -> list[Values]:
    """The noun's records that meet the conditions, as known today, by column key."""
    return lists.records(db, noun, where, "", today, **values)


def office(db: Connection, kind: str, number: str | None, signed_on: str | None, today: str) -> Values:
    """Head and foot: the office, the number and symbol of the document, its day, who signs.

    `kind`: QĐ, TB …; `number`: what the record has (12/QĐ-UBND); a day that is not known leaves the year alone.
    """
    stored = stored_settings(db)
    values: Values = {key.replace("-", "_"): stored.get(key) or None for key in OF_THE_OFFICE}
    values |= {key: stored.get(key) or "" for key in MAY_LACK}
    first, _slash, symbol = (number or "").partition("/")
    values["number"] = first or None
    values["document_symbol"] = symbol or "-".join(filter(None, (kind, values["symbol"])))
    del values["symbol"]
    year, month, of_month = signed_on.split("-") if signed_on else (today[:4], None, None)
    if month and int(month) > 2:  # Decree 30/2020 writes the first nine days and the first two months with a nought
        month = month.lstrip("0")
    return values | {"day": of_month, "month": month, "year": year, "today": show_day(today)}


def unit_name(db: Connection, code: str | None) -> str | None:
    return names_of(db, "unit", [code]).get(code) if code else None


def person_facts(db: Connection, id: int, on: str, today: str) -> Values:
    """Who the document is about, with the post of the day."""
    [who] = records(db, person.DECLARATION, ["s.id = :id"], today, id=id)
    posts = lists.records(db, people.DECLARATION, ["s.id = :id"], day=on, id=id)
    post = posts[0] if posts else {}
    return {
        "staff": who["code"],
        "full_name": who["full_name"],
        "born_on": day(who["born_on"]),
        "address": {"male": "ông", "female": "bà"}.get(who["sex"] or "", "ông (bà)"),
        "title": post.get("title") or None,
        "unit": unit_name(db, post.get("unit")),
        "category": label(CATEGORY, post.get("category")),
    }


def acts(db: Connection, case: Case, today: str) -> list[Values]:
    """What the person did: day, standard, what was noted, the rule of conduct that was broken."""
    return [act_facts(db, act, today) for act in case.acts]


def act_facts(db: Connection, act: Act, today: str) -> Values:
    """One act of a case."""
    [facts] = records(db, violation.DECLARATION, ["v.id = :id"], today, id=act.id)
    [rule] = records(db, standard.DECLARATION, ["c.code = :code"], today, code=act.standard)
    doubt = DOUBT_REMARK if rule["verified"] in UNCHECKED_TAGS else ""
    cited = [part for part in (rule["document"] or "").split("; ") if not part.startswith(NO_SOURCE)]
    source = "; ".join(filter(None, (*cited, rule["article"])))
    return {
        "number": act.number,
        "day": show_day(act.occurred_on),
        "standard": rule["title"],
        "note": facts["note"] or "",
        "rule": f"{source}{doubt}" if source and doubt not in source else source,
    }


def legal_basis(case: Case, on: str, *items: str) -> list[str]:
    """The documents on which a document of the day rests, by their rank; marked where nobody has checked them.

    Those of the forms, the limitation, the processing limit and the effects, and of these `items` of the procedure.
    """
    category, law_day = case.position(on).category, case.law_day(on)
    rules: list[Rule] = []
    for topic in ("forms", "limitation", "processing", "effects"):
        rules += case.law.rules_on(topic, category, law_day)
    rules += [rule for rule in case.law.rules_on("procedure", category, law_day) if rule.item in items]
    return cited_documents(rules)


def cited_documents(rules: Iterable[Rule]) -> list[str]:
    """Each document once; one of which no rule was checked is marked."""
    checked: dict[str, bool] = {}
    for rule in rules:
        for document in filter(None, map(str.strip, rule.document.replace(DOUBT_REMARK, "").split(";"))):
            checked[document] = checked.get(document, False) or rule.verified not in UNCHECKED_TAGS
    names = [
        name
        for name in checked
        if not name.startswith(NO_SOURCE) and not any(other.startswith(f"{name},") for other in checked)
    ]
    ordered = sorted(
        names, key=lambda name: next((n for n, rank in enumerate(RANKS_OF_LEGAL_DOCUMENTS) if name.startswith(rank)), 9)
    )
    return [name + ("" if checked[name] else DOUBT_REMARK) for name in ordered]


def doubt(verified: str | None) -> str:
    """The mark behind what rests on a rule that nobody has checked."""
    return DOUBT_REMARK if verified in UNCHECKED_TAGS else ""


def members(category: str, on: str, law: Law) -> tuple[int | None, str]:
    """How many members a council has by the law of the day, and where that stands; nothing where it is not known."""
    from chodon_cli.law.procedure import step

    rule = step(category, "council", on, law)
    if rule is None:
        return None, ""
    return rule.members, "; ".join(filter(None, (rule.document, rule.article))) + doubt(rule.verified)
