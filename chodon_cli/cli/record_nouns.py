"""Of which noun the records are that a command takes by their numbers."""

from collections.abc import Sequence


def noun_of_numbers(path: Sequence[str]) -> str:
    """The noun of the command itself, but for those that make one thing of another."""
    if [*path] == ["case", "open"]:
        return "violation"
    if path[:1] == ["draft"] and len(path) > 1:
        from chodon_cli import drafts

        return drafts.draft_module(path[1]).RECORD_NOUN if path[1] in drafts.DRAFT_KINDS else "case"
    return path[0] if path else ""
