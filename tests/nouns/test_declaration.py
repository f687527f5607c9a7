"""What a noun's declaration must say. Each failure names the field, and what to write there."""

import csv
import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest

import chodon_cli
from chodon_cli import labels, locale, words
from chodon_cli.exchange import layout
from chodon_cli.exchange.read import headings
from chodon_cli.exchange.read.headings import ORDINAL_HEADINGS
from chodon_cli.exchange.write import template
from chodon_cli.exchange.write.anonymise import REMOVED_TEXT, PersonalDataRemover
from chodon_cli.labels import LABELS_OF_CODES, LABELS_OF_COLUMNS
from chodon_cli.nouns import case_event, registry
from chodon_cli.nouns.declaration import Derived, Field, Noun, Privacy
from chodon_cli.nouns.number import Number
from chodon_cli.result import Column
from tests.harness import Chodon, begin, hold_each

NOUNS = registry.all_nouns()
IN_FILES = [noun for noun in NOUNS.values() if noun.file_name]
PERSON = "CB-OLD"
TEXT = "chú Ba ký"  # what somebody can have written into any column of free text
MAY_LEAVE = {  # columns of free text that an anonymised export keeps, each with the reason
    "unit.name": "a unit is no person",
    "unit_past.name": "likewise",
    "unit.aliases": "likewise",
    "document.kind": "a kind of document; figures are by it",
    "standard.group": "a rule of conduct is published, and reports are by it",
    "standard.title": "likewise",
    "standard.document": "the published source of the rule",
    "standard.article": "likewise",
    "law.says": "JSON that the program has checked: the values of a rule; deadlines rest on it",
    "case.document": "the source of the law that gave the limit",
    "case.article": "likewise",
    "case_event.mitigating": "codes of a closed list; effects rest on them",
    "case_event.aggravating": "likewise",
}


def hold_each_field(check: Callable[[Noun, Field], None]) -> None:
    """Hold each field of each noun's file against the check."""

    def check_named(name: str, key: str) -> None:
        check(NOUNS[name], NOUNS[name].readable[key])

    hold_each(check_named, [(noun.name, key) for noun in IN_FILES for key in noun.readable])


def says_what_goes_in(noun: Noun, field: Field) -> None:
    where = f"{field.key!r} in chodon_cli/nouns/{noun.name}.py"
    assert field.help, f"{where}: say in help= what goes in; the template and the guide show it"
    assert field.headings, f"{where}: give headings=, the spellings of offices"
    assert field.label or field.key in LABELS_OF_COLUMNS, f"{where}: give label=, what tables and templates call it"
    if field.type == "word":
        assert words.word_list_of(field), (
            f"{where}: there is no list of words {field.words or field.key!r} in chodon_cli/words/"
        )


def test_a_field_says_what_goes_in_and_how_its_heading_is_spelt() -> None:
    hold_each_field(says_what_goes_in)


def test_a_template_asks_for_a_column_by_the_heading_that_the_list_shows() -> None:
    def asks_as_shown(language: str, name: str) -> None:
        locale.use(language)
        columns = {key: field.heading_to_fill_in for key, field in NOUNS[name].readable.items()}
        shown = {key: field.heading for key, field in NOUNS[name].readable.items()}
        assert {key for key in columns if shown[key] != columns[key]} <= {*LABELS_OF_CODES}, "there codes alone stand"
        assert {key: headings.key_of(heading, NOUNS[name].readable) for key, heading in shown.items()} == {
            key: key for key in shown
        }
        [asked_for] = csv.reader(template.text(name, "csv").decode("utf-8-sig").splitlines())
        assert sorted(asked_for) == sorted(columns.values()), "one heading for one field"
        read_back = {key: headings.key_of(heading, NOUNS[name].readable) for key, heading in columns.items()}
        assert read_back == {key: key for key in columns}
        ordinals = [key for key, heading in columns.items() if headings.fold_heading(heading) in ORDINAL_HEADINGS]
        assert not ordinals, "this stands for the running number of a list, which nobody reads"

    hold_each(asks_as_shown, [(language, noun.name) for language in locale.LANGUAGES for noun in IN_FILES])


def test_a_heading_stands_over_codes_or_over_names() -> None:
    """“Đơn vị” over PNV here and over Phòng Nội vụ there would be two things."""
    types: dict[tuple[str, str], set[str]] = {}
    for module in walk_packages(chodon_cli.__path__, "chodon_cli."):
        if "migrations" not in module.name and "__main__" not in module.name:
            for column in columns_within(vars(importlib.import_module(module.name)).values()):
                types.setdefault((column.key, column.heading), set()).add(column.type)
    assert types["unit", "Unit code"] == {"code"} and types["unit", "Unit"] == {"text"}
    told_in_words = {"document", "item"}  # a number or words for the same thing, which is no name of it
    assert {key for (key, _heading), kinds in types.items() if {"code", "text"} <= kinds} == told_in_words


def columns_within(values: Iterable[object]) -> Iterator[Column]:
    for value in values:
        if isinstance(value, Column):
            yield value
        elif isinstance(value, list | tuple):
            yield from columns_within(value)
        elif isinstance(value, dict):
            yield from columns_within(value.values())


def leaves_anonymised_with_a_reason(noun: Noun, field: Field) -> None:
    where = f"{noun.name}.{field.key}"
    kept = field.type in ("text", "person") and field.privacy_in_force is Privacy.KEEP
    assert kept == (where in MAY_LEAVE), f"{where}: free text that is kept stands with its reason in MAY_LEAVE"
    if field.is_needed and field.type == "text":
        advice = "a needed text cannot be removed: say privacy=Privacy.REPLACE, or KEEP if it tells of nobody"
        assert field.privacy_in_force is not Privacy.REMOVE, f"{where}: {advice}"
    if field.refers_to == "staff" or field.key in ("full_name", "id_number", "born_on"):
        assert field.privacy_in_force is not Privacy.KEEP, f"{where}: this tells who a person is: say privacy="


def test_what_somebody_may_have_written_leaves_anonymised_only_with_a_reason() -> None:
    hold_each_field(leaves_anonymised_with_a_reason)


@pytest.mark.parametrize("noun", IN_FILES, ids=lambda noun: noun.name)
def test_an_anonymised_file_has_nothing_of_what_was_written_in_any_column(noun: Noun) -> None:
    row = tuple(PERSON if field.privacy_in_force is Privacy.PSEUDONYM else TEXT for field in noun.readable.values())
    [made] = PersonalDataRemover([{"code": PERSON}]).rows(noun, list(noun.readable), [row])
    for field, cell in zip(noun.readable.values(), made, strict=True):
        if field.privacy_in_force is Privacy.KEEP:
            continue
        expected = {Privacy.REMOVE: None, Privacy.REPLACE: REMOVED_TEXT, Privacy.PSEUDONYM: "N0001"}[
            field.privacy_in_force
        ]
        assert cell == expected, f"{noun.name}.{field.key}"


def test_no_two_nouns_have_numbers_that_look_alike() -> None:
    tables = {noun.table_name: noun for noun in IN_FILES}
    prefixes = [noun.number.prefix for noun in tables.values() if noun.number]
    twice = {prefix for prefix in prefixes if prefixes.count(prefix) > 1}
    assert not twice, f"numbers of two nouns begin with {sorted(twice)}: give one of them another prefix in Number(…)"


def test_each_noun_is_read_after_those_it_refers_to() -> None:
    names = list(layout.FILE_NAMES)
    for noun in IN_FILES:
        for key, to in registry.references(noun).items():
            other = registry.noun_meant(to, NOUNS)
            advice = f"{noun.name}.{key} names a {other}: give {noun.name} a higher place="
            assert other == noun.name or names.index(other) < names.index(noun.name), advice


def test_a_column_that_several_nouns_have_is_called_the_same_in_messages() -> None:
    common = Path(labels.__file__).read_text("utf-8")
    called: dict[str, set[str]] = {}
    for noun in NOUNS.values():
        for field in noun.fields:
            called.setdefault(field.key, set()).add(field.label)
    for key, names in called.items():
        advice = f"{key}: nouns call it {sorted(names)}: say in chodon_cli/labels.py what messages call it"
        assert len(names - {""}) == 1 == len(names) or f'"{key}": N_(' in common, advice


def test_the_tables_follow_from_the_declarations() -> None:
    from sqlmodel import SQLModel

    from chodon_cli.register.tables import row_class

    noun = replace(
        NOUNS["case_event"], name="visit", table="visit", number=Number("VS"), derived=(Derived("sort_key", bytes),)
    )
    table: Any = row_class(noun)
    SQLModel.metadata.remove(table.__table__)  # it is none of the register's
    assert table.__tablename__ == "visit"
    columns = {column.name: (type(column.type).__name__, bool(column.nullable)) for column in table.__table__.columns}
    assert columns["id"] == columns["year"] == columns["n"] == ("Integer", False)
    assert columns["kind"] == ("AutoString", False)
    assert columns["note"] == columns["lapses_on"] == ("AutoString", True)
    assert columns["sort_key"] == ("LargeBinary", False)
    [key] = table.__table__.columns["case_id"].foreign_keys
    assert key.target_fullname == "discipline_case.id"


def test_records_of_people_and_units_have_a_place_where_these_are_shown() -> None:
    for noun in IN_FILES:
        file = f"chodon_cli/nouns/{noun.name}.py"
        if "staff" in registry.references(noun).values() or "failed_staff" in noun.readable:
            assert noun.dossier is not None, f"{file}: say dossier=, its place in `staff show`, or 0"
        if noun.number and "unit" in noun.by_key:
            assert noun.unit_page is not None, f"{file}: say unit_page=, its place in `report unit`, or 0"


def test_a_dossier_and_a_units_page_read_the_people_and_units_of_each_noun_in_them(
    chodon: Chodon, sample: Path, register: Path
) -> None:
    begin(sample, register)
    shown = {part["title"] for part in chodon("staff show VC095 -f json").json["details"]}
    assert {noun.title for noun in registry.by_place("dossier")} <= shown
    for noun in registry.by_place("unit_page"):
        assert noun.day and " unit u " in noun.joins, f"{noun.name}: join the unit as u, and say day="


def test_what_mends_a_record_is_a_command() -> None:
    for noun in IN_FILES:
        _program, command, verb, *_options = noun.fix.split()
        verbs = chodon_verbs(command)
        assert verb in verbs, f"chodon_cli/nouns/{noun.name}.py: mended_by=: there is no `chodon {command} {verb}`"


def chodon_verbs(command: str) -> set[str]:
    """The verbs of a command."""
    group = importlib.import_module(f"chodon_cli.commands.{command}").group
    return {each.name for each in group.registered_commands}


NOT_TYPED = {  # fields that no option of `NOUN edit` takes, each with the reason
    "unit.aliases": "unit alias",
    "post.staff": "a post is named by its person",
    "standard.in_force_to": "standard retire",
    "violation.unit": "that of the post, which follows the day and the person",
    "feedback.violation": "feedback violation",
    "task.scheduled_on": "follows the due day",
    "task.series": "what task roll makes has it",
}
EDITED_BY = {
    "post": ("staff", "edit"),
    "person": ("staff", "edit"),
    "quota": ("quota", "set"),
    "standard": ("standard", "add"),
}
BY_EVENTS = {"case", "case_event", "case_violation", "inspection_check", "law", "review", "task_extension", "unit_past"}


@cache
def options_of(command: str, verb: str) -> set[str]:
    """Every parameter of the verb, by what is typed and by its name."""
    group = importlib.import_module(f"chodon_cli.commands.{command}").group
    [found] = [each for each in group.registered_commands if each.name == verb]
    return {name for parameter in found.parameters for name in [*parameter.names, parameter.name]}


def can_be_typed(noun: Noun, field: Field) -> None:
    where = f"{noun.name}.{field.key}"
    if noun.name in BY_EVENTS or field not in noun.stored_fields or field.key in ("voided_on", "void_reason"):
        return
    if where in NOT_TYPED:
        return
    command, verb = EDITED_BY.get(noun.name, (noun.name, "edit"))
    advice = f"{field.key!r} in chodon_cli/nouns/{noun.name}.py: say option=, or why none takes it in NOT_TYPED"
    assert (field.option or field.key) in options_of(command, verb), advice


def test_what_a_noun_keeps_can_be_typed() -> None:
    hold_each_field(can_be_typed)


FROM_LISTS_ALONE = {("close", "document")}  # kind of event and column that no option of its verb takes
NOT_CORRECTED = ("mitigating", "aggravating")  # the decision is annulled and made anew


@pytest.mark.parametrize("kind", case_event.COLUMNS_BY_KIND)
def test_what_an_event_of_a_case_has_can_be_typed_and_corrected(kind: str) -> None:
    is_left_out = kind.startswith("skip-")  # `case step --skip`: its note is the reason
    verb = "step" if is_left_out else kind
    typed, corrected = options_of("case", verb), options_of("case", "edit")
    for key in case_event.COLUMNS_BY_KIND[kind].all:
        field = NOUNS["case_event"].by_key[key]
        if field.is_filled_in or (kind, key) in FROM_LISTS_ALONE or (is_left_out and key == "reason"):
            continue
        assert field.option in typed, f"case {verb}: {key}: let chodon_cli/commands/case.py name it in of_event()"
        assert field.option in corrected or key in NOT_CORRECTED, f"case edit: {key}: is it in CORRECTABLE?"


ENTERED_BY = {"task": "assign", "inspection": "plan", "review": "open"}


def test_who_enters_a_record_is_not_asked_for_what_came_later() -> None:
    """But for feedback, which may be entered once it is answered: there `add` takes all of it."""
    assert {"--answered", "--answer"} <= options_of("feedback", "add")
    nouns = {noun.name: noun for noun in IN_FILES if noun.later}
    assert set(nouns) == {*ENTERED_BY, "feedback"}, "say in ENTERED_BY which verb enters the noun"
    for name, verb in ENTERED_BY.items():
        later = {key for day, with_it in nouns[name].later.items() for key in (day, *with_it)}
        typed = options_of(name, verb)
        for key in later:
            assert key not in typed, f"{name} {verb}: {key}"


def test_info_counts_the_records_of_every_noun(chodon: Chodon, sample: Path, register: Path) -> None:
    begin(sample, register)
    [told] = chodon("info -f json").json["rows"]
    for noun in IN_FILES:
        assert (noun.counted_as or noun.name) in told, noun.name
    assert [told[key] for key in ("violations", "training", "trainings") if key in told] == [193, 328]
