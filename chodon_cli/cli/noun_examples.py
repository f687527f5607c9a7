"""Examples of a noun's plain verbs, made from its declaration where `examples.toml` has none of its own."""

import shlex

from chodon_cli import words
from chodon_cli.nouns.declaration import Field, Noun

BY_TYPE = {"date": "2022-03-01", "year": "2022", "integer": "1", "decimal": "1", "percent": "1"}
BY_KEY = {"staff": "CC001", "unit": "PNV", "standard": "TG01", "document": "05/CT-TTg"}


def noun_examples(path: str) -> list[str]:
    """Two lines for `gift add` and its like, each less the word `chodon`; none for what is no plain verb of a noun."""
    from chodon_cli.nouns import registry

    name, _space, verb = path.partition(" ")
    noun = registry.all_nouns().get(name)
    if noun is None or noun.number is None:
        return []
    number = noun.number.text(2022, 1)
    lines = {
        "list": ["--period 2022", "-f json"],
        "show": [number, f"{number} -f json"],
        "void": [f"{number} --reason 'ghi nhầm'", f"{number} {noun.number.text(2022, 2)} --reason 'ghi trùng'"],
        "add": [_options_in_use(noun, needed_only=True), _options_in_use(noun, needed_only=False)],
        "edit": [f"{number} {_option(field)}" for field in _options(noun)[:-3:-1]],
    }
    return [f"{path} {line}" for line in lines.get(verb, [])]


def _options(noun: Noun) -> list[Field]:
    return [field for field in noun.fields if field.option]


def _options_in_use(noun: Noun, needed_only: bool) -> str:
    return " ".join(_option(field) for field in _options(noun) if field.is_needed or not needed_only)


def _option(field: Field) -> str:
    return f"{field.option} {shlex.quote(_value(field))}"


def _value(field: Field) -> str:
    if of := words.word_list_of(field):
        return of.codes[0]
    return BY_KEY.get(field.key) or BY_TYPE.get(field.type) or "nội dung"
