"""Compiles the catalogues and takes in the guide's first page when the package is built: the backend calls this."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FIRST_DAY = datetime(2022, 1, 1)  # of the catalogues: the same source gives the same bytes, whenever it is built


class CompileCatalogues(BuildHookInterface[Any]):
    """Makes chodon.mo of each chodon.po, and puts beside the program the page that `chodon tour` goes through."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        for po in Path(self.root, "chodon_cli/locale").rglob("*.po"):
            with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
                texts = read_po(source, locale=po.parts[-3])
                texts.creation_date = texts.revision_date = FIRST_DAY
                write_mo(target, texts)
        guide = Path(self.root, "chodon_cli/guide")
        guide.mkdir(exist_ok=True)
        shutil.copyfile(Path(self.root, "docs/huong-dan/01-bat-dau.md"), guide / "01-bat-dau.md")
