"""Word documents: filled in, with marked gaps, whole or not at all; nothing in them acts."""

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from chodon_cli import locale
from chodon_cli.errors import ChodonError, NotFound
from chodon_cli.render import _docx
from tests.samples import decree_30, make_documents

HOSTILE = [
    "{{ 7*7 }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{_{ 7*7 }_}",
    "{_% if a %_}",
    "{# gone #}",
    "</w:t></w:r><w:p/><script>alert(1)</script>",
    "&lt;b&gt; &amp; <b>",
    "=HYPERLINK(1)",
    "]]>",
    "{{ ''.__class__.__mro__ }}",
    "“ngoặc” Nguyễn Thị Ế",
]


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


def made(tmp_path: Path, *texts: str) -> Path:
    """A template of these paragraphs."""
    document = decree_30.new_document()
    for text in texts:
        decree_30.paragraph(document, text)
    path = tmp_path / "template.docx"
    decree_30.save(document, path)
    return path


def texts(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


def test_user_text_stands_as_it_is(tmp_path: Path) -> None:
    template = made(tmp_path, "a {{ one }} b", "{%p for each in many %}", "{{ each.text }}", "{%p endfor %}")
    out = tmp_path / "o.docx"
    for hostile in HOSTILE:
        values: dict[str, Any] = {"one": hostile, "many": [{"text": each} for each in HOSTILE]}
        assert _docx.fill(template, values, out) == []
        assert texts(out) == [f"a {hostile} b", *HOSTILE]
    assert out.stat().st_mode & 0o777 == 0o600


def test_what_is_missing_is_a_marked_gap_and_named_once(tmp_path: Path) -> None:
    template = made(tmp_path, "x {{ unit }}, {{ place|upper }}, {{ of.note }} y", "{{ unit }} {{ known }}")
    out = tmp_path / "o.docx"
    labels = {"note": "a note", "unit": "Unit", "place": "place"}
    gaps = _docx.fill(template, {"of": {"note": None}, "known": ""}, out, labels)
    assert gaps == ["Unit", "place", "a note"]  # in the language in use; a document is Vietnamese
    unit, place = (locale.catalogue("vi").gettext(label) for label in ("Unit", "place"))
    assert texts(out) == [f"x [{unit}], [{place.upper()}], [a note] y", f"[{unit}] "]
    runs = [run for paragraph in Document(str(out)).paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.highlight_color] == [
        *(f"[{unit}]", f"[{place.upper()}]", "[a note]", f"[{unit}]")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{{ x.__class__.__mro__ }}",
        "{% for a in range(10**9) %}{{ a }}{% endfor %}",
        "{% for %}",
        "{{ 1/0 }}",
        "{{ x|safe }}",
    ],
)
def test_a_template_that_cannot_be_filled_in_is_said_in_one_line(tmp_path: Path, text: str) -> None:
    out = tmp_path / "o.docx"
    out.write_text("as it was")
    try:
        gaps = _docx.fill(made(tmp_path, text), {"x": "u"}, out)
    except ChodonError as error:
        assert "template cannot be filled in" in str(error) and "\n" not in str(error)
        assert out.read_text() == "as it was"
    else:  # what the sandbox gives nothing of is a gap
        assert gaps and "class" not in "".join(texts(out)).replace("__class__", "")


def test_what_is_no_document_is_said(tmp_path: Path) -> None:
    for name, data in {"a.docx": b"text", "b.docx": b""}.items():
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(ChodonError, match="no Word document"):
            _docx.fill(path, {}, tmp_path / "o.docx")
    with zipfile.ZipFile(tmp_path / "c.docx", "w") as empty:
        empty.writestr("x", "y")
    with pytest.raises(ChodonError, match="no Word document"):
        _docx.fill(tmp_path / "c.docx", {}, tmp_path / "o.docx")
    with pytest.raises(ChodonError, match="no such file"):
        _docx.fill(tmp_path / "none.docx", {}, tmp_path / "o.docx")
    with pytest.raises(NotFound):
        _docx.template("none")
    assert not (tmp_path / "o.docx").exists()


def test_without_the_package_one_line_says_how_to_get_it(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['docxtpl'] = None\n"
        "from pathlib import Path\n"
        "from chodon_cli.errors import ChodonError\n"
        "from chodon_cli.render import _docx\n"
        "try: _docx.fill(Path('x'), {}, Path('y'))\n"
        "except ChodonError as error: print(error, error.hint)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "pip install 'chodon[docx]'" in done.stdout


@pytest.mark.slow
def test_the_templates_are_those_that_the_program_makes(tmp_path: Path) -> None:
    make_documents.write(tmp_path)
    shipped = {path.name: path.read_bytes() for path in _docx.TEMPLATES_FOLDER.glob("*.docx")}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.suffix == ".docx"} == shipped, (
        "python -m tests.samples.make_documents"
    )
