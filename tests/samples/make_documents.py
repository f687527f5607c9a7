"""The Word templates that come with the program, each put together from the parts of decree_30.py.

    python -m tests.samples.make_documents

writes them into chodon_cli/render/templates/. An office edits a copy in Word; what is to change for everybody is
changed here, so that a difference can be read.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from chodon_cli.render import _docx
from tests.samples import decree_30
from tests.samples.bulletin_document import bulletin
from tests.samples.draft_documents import DRAFTS

DOCUMENTS: dict[str, Callable[[], Any]] = {  # name of the template -> what puts the document together
    **DRAFTS,
    "bulletin": bulletin,
}


def write(folder: Path) -> None:
    for name, make in DOCUMENTS.items():
        decree_30.save(make(), folder / f"{name}.docx")


if __name__ == "__main__":
    write(_docx.TEMPLATES_FOLDER)
