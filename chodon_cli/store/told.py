"""What this account was last told of a register, so that it is told only what is new: by `check`, by `due`.

It is kept outside the register, in the account's own folder for states: asking writes nothing to what is asked, and two
who ask take no news from each other. It is kept twice, by where the register lies and by which register it is. So it is
known after the register was moved, restored or brought to a server; and what is told of a copy hides nothing of the
other, for where a register was asked before goes first.
"""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from chodon_cli import durable, invocation, store
from chodon_cli.errors import ChodonError, system_reason, what_to_do
from chodon_cli.store import beside


class Memory(NamedTuple):
    """Where it is kept what was told to one question of the register that is open."""

    of_place: Path
    of_register: Path

    def recall(self) -> object:
        """What was told the last time; None where nobody asked yet, or what is kept is not whole."""
        for file in self:
            try:
                return json.loads(file.read_bytes())
            except (OSError, ValueError, RecursionError):
                continue
        return None

    def remembering(self, contents: object) -> Callable[[], None]:
        """What keeps it for the next time, once it was shown. ChodonError if it cannot be kept."""

        def remember() -> None:
            for file in self:
                try:
                    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    with durable.draft_of(file) as draft:
                        draft.write_text(json.dumps(contents, ensure_ascii=False), "utf-8")
                        durable.put(draft, file)
                except OSError as error:
                    raise ChodonError(f"{file}: {system_reason(error)}", what_to_do(error)) from error

        return remember


def memory_of(db: store.Reader, *question: object) -> Memory:
    """The memory of this question, which is plain data, to the register that is open."""
    from platformdirs import user_state_path

    url = store.origin()
    place = str(store.path().resolve()) if url is None else invocation.without_password(url)
    register = beside.identity(db)
    folder = user_state_path("chodon", appauthor=False)

    def file(*of: object) -> Path:
        digest = sha256(json.dumps([*of, *question], ensure_ascii=False).encode()).hexdigest()
        return folder / f"told-{digest[:16]}.json"

    return Memory(file(place, register), file(register))
