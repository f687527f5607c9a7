"""The items that an inspection looks at, by the shipped list in checklist.toml."""

from chodon_cli import law
from chodon_cli.input_row import Values

Item = Values
"""code, title, document, verified; standard, since and until where there is one."""


def items(on: str) -> list[Item]:
    """The items that are on the list on this day, in its order."""
    return [item for item in law.load("checklist")["item"] if item.get("since", "") <= on <= item.get("until", "9999")]


def item(code: str) -> Item | None:
    """The item with this code, whenever it was on the list."""
    return next((item for item in law.load("checklist")["item"] if item["code"] == code), None)
