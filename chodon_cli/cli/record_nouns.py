"""Of which noun the records are that the words of a command line name."""

from collections.abc import Sequence

from chodon_cli.cli.typer_adapter import TyperParameter
from chodon_cli.locale import _

VERBS_THAT_NAME_NEW_ONES = ("add", "rename")
NOUNS_OF_NUMBERS = ("violation", "inspection", "document", "case")  # keys of options that take the number of such a one


def noun_named(path: Sequence[str], parameter: TyperParameter) -> str:
    """The noun of the record that a value of the parameter names, as what stands for the value in its help says it.

    Empty where it names none, or one that is new. `path`: the command to which it is given.
    """
    metavar, key = str(parameter.metavar or "").strip("[]…"), str(parameter.name or "")
    noun, verb = (path[0], path[-1]) if path else ("", "")
    is_own = parameter.param_type_name == "argument" and verb not in VERBS_THAT_NAME_NEW_ONES
    if metavar == _("STAFF"):
        return "staff"
    if metavar == _("UNIT"):
        return "unit"
    if metavar == _("CODE"):
        if key == "into" or (is_own and noun in ("unit", "report")):
            return "unit"
        return "standard" if key == "standard" or (is_own and noun == "standard") else ""
    if metavar == _("NUMBER") and not is_own:
        return key if key in NOUNS_OF_NUMBERS else ""
    return noun_of_numbers(path) if is_own and (metavar == _("NUMBER") or metavar.startswith("VP-")) else ""


def noun_of_numbers(path: Sequence[str]) -> str:
    """The noun of the command itself, but for those that make one thing of another."""
    if [*path] == ["case", "open"]:
        return "violation"
    if path[:1] == ["draft"] and len(path) > 1:
        from chodon_cli import drafts

        return drafts.draft_module(path[1]).RECORD_NOUN if path[1] in drafts.DRAFT_KINDS else "case"
    return path[0] if path else ""
