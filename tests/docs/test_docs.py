"""The guide is the golden test: each ```console block is run, in order, and must print what the page shows.

Each page has a register of its own; a page that begins with `<!-- sổ mẫu -->` has the sample data in it. A line that
begins with `$ chodon` is run; what it prints, on either stream, stands under it. `--write-docs` rewrites the pages.
In English every line must end as it does in Vietnamese; of the sample data a few people are enough for that.
"""

import csv
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from chodon_cli.exchange import layout
from chodon_cli.labels import LABELS_OF_COLUMNS
from chodon_cli.locale import catalogue
from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Field
from tests.docs.look_up_page import plain_nouns
from tests.harness import OFFICE_LISTS, ROOT, SAMPLE_DATA, begin
from tests.stress import torture

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PIPE = re.compile(r"\$ chodon(.*?)(?: \| head -(\d+))?(?: \| grep -E \"(.*)\")?")
EXAMPLE = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.S)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_shows_what_the_program_prints(
    page: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    written = page.read_text("utf-8")
    if "```console" not in written:
        return
    begun(written, "vi", request, monkeypatch, tmp_path)
    chodon = request.getfixturevalue("chodon")
    ends: list[int] = []

    def play(block: re.Match[str]) -> str:
        return "".join(shown(chodon, line, ends) for line in re.findall(r"^\$ chodon .*$", block[0], re.M))

    actual = EXAMPLE.sub(play, written)
    if request.config.getoption("--write-docs"):
        page.write_text(actual, "utf-8")
    assert written == actual
    begun(written, "en", request, monkeypatch, tmp_path)
    for line, status in zip(re.findall(r"^\$ chodon .*$", "".join(EXAMPLE.findall(written)), re.M), ends, strict=True):
        english: list[int] = []
        shown(chodon, line, english)
        assert english == [status], line


@pytest.fixture(scope="session")
def few_of_the_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample with every twentieth of its people, and of all else what names no other of them."""
    folder, left_out = tmp_path_factory.mktemp("few"), set[str]()
    for noun in ("person", *(name for name in layout.FILE_NAMES if name != "person")):  # what is named stands before
        if (file := SAMPLE_DATA / layout.FILE_NAMES[noun]).exists():
            with file.open(encoding="utf-8", newline="") as given:
                heads, *rows = csv.reader(given)
            kept = rows[::20] if noun == "person" else [row for row in rows if not left_out & words_of(row)]
            left_out |= {row[0] for row in rows} - {row[0] for row in kept}
            with (folder / file.name).open("w", encoding="utf-8", newline="") as written:
                csv.writer(written).writerows([heads, *kept])
    return folder


def words_of(row: list[str]) -> set[str]:
    """What stands in its cells, where several stand in one each of them."""
    return set(" ".join(row).replace(";", " ").split())


def begun(
    written: str, language: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A folder and a register as the page begins with, in the language."""
    folder = tmp_path / language
    folder.mkdir()
    monkeypatch.setenv("CHODON_LANG", language)
    monkeypatch.chdir(folder)
    few = request.getfixturevalue("few_of_the_sample")
    (folder / "sample_data").symlink_to(SAMPLE_DATA if language == "vi" else few)
    if "<!-- sổ mẫu -->" in written:
        begin(request.getfixturevalue("sample"), request.getfixturevalue("register"))
    elif "$ chodon init" in written:
        monkeypatch.setenv("CHODON_REGISTER", "so.db")
    else:
        begin(request.getfixturevalue("empty"), request.getfixturevalue("register"))


def shown(chodon: Any, line: str, ends: list[int]) -> str:
    """The line followed by what it prints, and what it ended with; `| head -N` and `| grep -E` keep some lines."""
    command, head, pattern = PIPE.fullmatch(line).groups()  # type: ignore[union-attr]  # every line matches
    done = chodon(command, status=None)
    ends.append(done.status)
    lines = [text.rstrip() for text in (done.stdout + done.stderr).rstrip().splitlines()]
    kept = [text for text in lines if re.search(pattern or "", text)][: int(head) if head else None]
    return "\n".join([line, *kept]) + "\n"


def headings_of_columns(fields: Sequence[Field]) -> Iterator[set[str]]:
    """What the columns of a noun are called in each language, but for those that name another record."""
    own = [each for each in fields if each.shown in ("always", "people") and not each.refers_to]
    for translate in (str, catalogue("vi").gettext):
        yield {translate(each.label or LABELS_OF_COLUMNS.get(each.key, each.key)) for each in own}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_table_of_a_page_changes_when_a_noun_gets_a_column(page: Path) -> None:
    """Where every column of a noun stands, a new one would: the line names those that it is about."""
    of_nouns = [
        (noun.name, each) for noun in registry.all_nouns().values() for each in headings_of_columns(noun.fields)
    ]
    for block in EXAMPLE.findall(page.read_text("utf-8")):
        line = ""
        for text in block.splitlines():
            line = text if text.startswith("$ ") else line
            cells = {*re.split(r"\s{2,}", text.strip())}
            whole = [noun for noun, headings in of_nouns if len(headings) > 1 and headings <= cells]
            assert not whole, f"{line}: every column of {whole[0]}: choose some with --columns, or lines with | head -N"


@pytest.mark.parametrize("noun", sorted(file.stem for file in (ROOT / "chodon_cli" / "commands").glob("[a-z]*.py")))
def test_the_readme_names_every_command(noun: str) -> None:
    """But for nouns that have the verbs of all plain records and no other: those follow from a declaration."""
    rows = [line for line in PAGES[0].read_text("utf-8").splitlines() if line.startswith("| `")]
    assert any(f"`{noun.rstrip('_')}`" in row.split("|")[1] for row in rows) or noun in ("init", *plain_nouns())


ENTERED = [
    *("unit add", "quota set", "staff add", "document add", "standard add", "violation log", "case open"),
    *("inspection plan", "task assign", "feedback add", "rating add", "training add", "briefing add", "pledge add"),
    *("commendation add", "review open", "import", "export", "template", "check", "due"),
]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("words", ENTERED)
def test_the_guide_shows_how_each_noun_is_entered(words: str) -> None:
    lines = [
        line
        for page in PAGES[1:]
        for block in EXAMPLE.findall(page.read_text("utf-8"))
        for line in re.findall(r"^\$ chodon (.*)$", block, re.M)
    ]
    assert any(f" {words} " in f" {line} " for line in lines)


def test_the_readme_says_how_well_the_law_and_the_standards_are_verified(sample: Path, chodon: Any) -> None:
    said = " ".join(PAGES[0].read_text("utf-8").split())

    def verified(listing: str) -> Counter[str]:
        return Counter(row["verified"] for row in chodon(f"-r {sample} {listing} -f json").json["rows"])

    law, standards = verified("law list"), verified("standard list")
    assert (
        f"of {law.total()}, {law['V']} were read (`V`), {law['S']} rest on a secondary source (`S`), "
        f"{law['R']} are recalled (`R`), {law['N']} were not found (`N`)"
    ) in said
    assert f"Each of the {standards.total()} shipped standards" in said
    assert f"was read ({standards['V']} of them), `S` a secondary source says so ({standards['S']})" in said


@pytest.mark.slow
def test_the_way_to_a_first_table_is_under_ten_commands_and_works(tmp_path: Path) -> None:
    """The script of page 1, which the README has too; its first two lines install, and `make wheel` does that."""
    pages = [ROOT / "README.md", ROOT / "docs/huong-dan/01-bat-dau.md"]
    [script, again] = [
        next(block for block in re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.S) if "can-bo.xlsx" in block)
        for page in pages
    ]
    assert script == again
    installs, lines = script.splitlines()[:2], script.splitlines()[2:]
    assert [line.split()[-1] for line in installs] == ["~/chodon", "."] and len(lines) + 2 < 10
    (tmp_path / "chodon/bin").mkdir(parents=True)
    (tmp_path / "chodon/bin/chodon").symlink_to(torture.CHODON)
    (tmp_path / "can-bo.xlsx").write_bytes((OFFICE_LISTS / "tach-ho-ten.xlsx").read_bytes())
    bare = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-euc", "\n".join(lines)], cwd=tmp_path, env=bare, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    sheet = openpyxl.load_workbook(tmp_path / "tuan-thu.xlsx").worksheets[0]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "PGDDT")
    assert row[1] == "Phòng Giáo dục và Đào tạo" and 4 in row and 1 in row
