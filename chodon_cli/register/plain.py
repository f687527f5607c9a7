"""The verbs of nouns that have no module of their own here: what their fields say is all that must hold."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Noun
from chodon_cli.register.draft import Draft
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import NounVerbs
from chodon_cli.register.tables import row_class

MODULES = {"person": "staff"}  # noun -> the module that has its verbs, where it is not that of its name
LOOK_UPS = {"discipline_case": "case"}  # table -> what resolves its records, where it is not that of its name


def verbs_of(name: str) -> NounVerbs:
    """What may be done to a noun: what its module here says, or what follows from its fields if it has none."""
    module = f"chodon_cli.register.{MODULES.get(name, name)}"
    if find_spec(module):
        verbs: NounVerbs = import_module(module).NOUN
        return verbs
    return plain_verbs(registry.every()[name])


def plain_verbs(noun: Noun) -> NounVerbs:
    """Enter, correct and void records: what is needed is there, what is named exists, its day is not to come.

    The number bears the year that the record is for, or else that of its day.
    """
    day = noun.day.split()[0]
    assert noun.number, f"{noun.name}: without a number it needs verbs of its own"
    numbering = Numbering(noun, "year" if "year" in noun.by_key else day)
    references = {key: LOOK_UPS.get(table, table) for key, table in registry.references(noun).items()}

    def derive(draft: Draft) -> dict[str, Any]:
        draft.needs(*noun.needed)
        if "year" in noun.by_key:
            draft.is_year("year")
        draft.not_in_future(day)
        draft.void_has_reason()
        named = {key: draft.refer(getattr(draft.refs, look), key) for key, look in references.items()}
        year, n = numbering.of(draft)
        ids = {noun.by_key[key].stored_as: record and record.id for key, record in named.items()}
        return {"year": year, "n": n, **ids}

    return NounVerbs(
        noun,
        row_class(noun),
        derive,
        touches=lambda row: {},
        identity=numbering.identity,
        references=references,
        defaulted=tuple(field.key for field in noun.fields if field.is_filled_in),
        numbering=numbering,
    )
