"""A package that is not there: one line says which, and how to get it; nothing is half done."""

import os
from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.terminal import on_terminal
from tests.harness import begin, state

HIDE = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == {package!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Hidden())
"""
EXTRA = [
    ("docxtpl", "draft decision VV-2021-0008 -o out/x.docx", "pip install 'chodon[docx]'"),
    ("docxtpl", "draft all --case VV-2022-0008 -o out/all", "pip install 'chodon[docx]'"),
    ("docxtpl", "report bulletin --period 2022Q1 -o out/x.docx", "pip install 'chodon[docx]'"),
    ("vl_convert", "report compliance --period 2022Q1 --chart -o out/x.svg", "pip install 'chodon[charts]'"),
    ("vl_convert", "report compliance --period 2022Q1 --chart -o out/x.png", "pip install 'chodon[charts]'"),
    ("pyrage", "backup out --encrypt-to age1x", "pip install 'chodon[encrypt]'"),
    ("pyarrow", "export out/x --parquet", "pip install 'chodon[parquet]'"),
]
NEEDED = [
    ("prompt_toolkit", "shell"),
    ("prompt_toolkit", "violation log"),
    ("icalendar", "due -f ics"),
    ("xlsxwriter", "unit list -o out/x.xlsx"),
    ("jinja2", "unit list -o out/x.html"),
    ("python_calamine", "import list.xlsx"),
    ("sqlmodel", "unit edit PNV --name X"),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("package", "line", "hint"), [*EXTRA, *((package, line, f"pip install {package}") for package, line in NEEDED)]
)
def test_one_line_says_how_to_get_it(
    sample: Path, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, line: str, hint: str
) -> None:
    begin(sample, register)
    before = state(register)
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    hidden.joinpath("sitecustomize.py").write_text(HIDE.format(package=package))
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("out").mkdir()
    xlsxwriter.Workbook(tmp_path / "list.xlsx").close()
    path = os.pathsep.join(filter(None, [str(hidden), str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH")]))
    screen = on_terminal("--lang", "en", *line.split(), columns=200, is_begun=True, PYTHONPATH=path)
    assert screen.status == 1, screen.text
    told = [each for each in screen.lines if each.startswith(("error:", "hint:"))]
    assert "package" in told[0] and hint in " ".join(told), screen.text
    assert "Traceback" not in screen.text and "fault of the program" not in screen.text
    assert not any(tmp_path.joinpath("out").iterdir()) and state(register) == before
