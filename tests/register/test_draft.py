"""A record in the making knows the fields of its noun: a key that is none of them is a fault of the program."""

from pathlib import Path

import pytest

from chodon_cli import words
from chodon_cli.nouns import registry, violation
from chodon_cli.nouns.declaration import Noun
from chodon_cli.register.bulk.column_draft import ColumnDraft, Doubtful
from chodon_cli.register.draft import Draft
from chodon_cli.register.plain import verbs_of
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.transaction import transaction
from chodon_cli.result import Column
from tests.harness import use

IN_FILES = [noun for noun in registry.all_nouns().values() if noun.file_name]


def test_a_key_that_the_noun_does_not_have_is_an_error(register: Path) -> None:
    use(register)
    with transaction() as session:
        draft = Draft(Resolver(session), violation.DECLARATION, {"occurred_on": "2022-03-01"}, "2026-11-23")
        many = ColumnDraft(
            Resolver(session), violation.DECLARATION, {"occurred_on": ["2022-03-01"]}, 1, "2026-11-23", {}
        )
        assert (draft["occurred_on"], draft["note"]) == ("2022-03-01", None)
        assert (many["occurred_on"], many["note"]) == (["2022-03-01"], [None])
        for ask in (draft.__getitem__, many.__getitem__, draft.needs, many.lacks):
            with pytest.raises(KeyError):
                ask("occured_on")


@pytest.mark.parametrize("noun", IN_FILES, ids=lambda noun: noun.name)
def test_a_row_is_made_of_the_fields_of_its_noun(noun: Noun, filled: Path) -> None:
    use(filled)
    verbs = verbs_of(noun.name)
    with transaction() as session:
        for values in ({}, dict.fromkeys(noun.by_key)):
            draft = Draft(Resolver(session), noun, dict(values), "2026-11-23")
            verbs.row(draft)
            assert {problem.column for problem in draft.problems} <= {*noun.by_key}
        if verbs.can_go_by_column:
            with pytest.raises(Doubtful):
                verbs.columns(ColumnDraft(Resolver(session), noun, {}, 2, "2026-11-23", {}))


def test_a_list_of_words_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        words.word_list_of(Column("form", "word", words="briefing-forms"))
    for noun in registry.all_nouns().values():
        for field in noun.fields:
            words.word_list_of(field)
