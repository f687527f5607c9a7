"""Compiles the catalogues, takes in the guide's first page, and writes down for completion what each command takes.

The backend calls this when the package is built.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FIRST_DAY = datetime(2022, 1, 1)  # of the catalogues: the same source gives the same bytes, whenever it is built


WRITE_OUTLINES = """
import sys
from pathlib import Path
from chodon_cli.app import learn
from chodon_cli.cli.completion.shipped_outlines import write_outlines
write_outlines(learn, Path(sys.argv[1]))
"""
PLACE_OF_OUTLINES = "chodon_cli/cli/completion"


class CompileCatalogues(BuildHookInterface[Any]):
    """Makes chodon.mo of each chodon.po, and puts beside the program the page that `chodon tour` goes through.

    Into a wheel, and not into the folder of the source, go the outlines of all commands.
    """

    _folder_of_outlines: "tempfile.TemporaryDirectory[str]"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        for po in Path(self.root, "chodon_cli/locale").rglob("*.po"):
            with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
                texts = read_po(source, locale=po.parts[-3])
                texts.creation_date = texts.revision_date = FIRST_DAY
                write_mo(target, texts)
        self._copy_guide()
        if self.target_name == "wheel" and version == "standard":  # an editable one runs from the folder of the source
            self._take_in_outlines(build_data["force_include"])

    def _copy_guide(self) -> None:
        guide = Path(self.root, "chodon_cli/guide")
        guide.mkdir(exist_ok=True)
        shutil.copyfile(Path(self.root, "docs/huong-dan/01-bat-dau.md"), guide / "01-bat-dau.md")

    def _take_in_outlines(self, force_include: dict[str, str]) -> None:
        """Have them put in their place: file -> where in the wheel. Their folder goes when the build is over."""
        self._folder_of_outlines = tempfile.TemporaryDirectory()
        folder = self._folder_of_outlines.name
        path = os.pathsep.join([self.root, *sys.path])  # what the build needs may lie in a folder of its own
        env = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
        subprocess.run([sys.executable, "-c", WRITE_OUTLINES, folder], check=True, env=env, cwd=self.root)
        for file in Path(folder).iterdir():
            force_include[str(file)] = f"{PLACE_OF_OUTLINES}/{file.name}"
