"""What was said of a list, remembered in the register for the next one with the same headings, or forgotten."""

from collections.abc import Sequence

from sqlmodel import Session

from chodon_cli.locale import _
from chodon_cli.queries.list_memory import ListMemory, list_memories
from chodon_cli.register import setting
from chodon_cli.register.bulk.blocks import FileRows
from chodon_cli.register.session import SessionReader

REMEMBER_VERB, FORGET_VERB = "remember", "forget"


def keep(session: Session, what: str, batch: FileRows, aliases: set[str]) -> tuple[bool, str]:
    """Remember of the batch's headings what was of use, or forget it: whether the register changed, what is told."""
    if what == FORGET_VERB:
        if batch.forgotten is None:
            return False, ""
        memory, pattern = batch.forgotten, _("{file}: forgotten for these headings: {options}")
        is_kept = setting.keep(session, memory.key, None)
    elif what == REMEMBER_VERB:
        memory, pattern = batch.memory_of(aliases), _("{file}: remembered for these headings: {options}")
        if not memory.options:
            return False, _("{file}: nothing to remember: no --map and no --alias was of use").format(file=batch.file)
        memory = _with_what_is_known(session, memory)
        is_kept = setting.keep(session, memory.key, memory.options)
    else:
        return False, ""
    return is_kept, pattern.format(file=batch.file, options=memory.options) if is_kept else ""


def hints_of_unused(batches: Sequence[FileRows], used: Sequence[set[str]]) -> list[str]:
    """That no row says what an --alias was given for."""
    typed = dict.fromkeys(text for batch in batches for text in batch.typed_aliases)
    pattern = _("--alias “{text}” was of no use: nothing in the list says so")
    return [pattern.format(text=text) for text in typed if not any(text in some for some in used)]


def _with_what_is_known(session: Session, memory: ListMemory) -> ListMemory:
    """With what another sheet, or another import, has taught of these headings."""
    same_list = [each for each in list_memories(SessionReader(session)) if each.key == memory.key]
    return same_list[0].with_more(memory.mapping, memory.aliases) if same_list else memory
