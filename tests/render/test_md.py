"""A Markdown table: whatever stands in a value, a reader of Markdown gets the same cells."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from chodon_cli import render
from chodon_cli.locale import N_
from chodon_cli.render import OutputOptions, md, xlsx
from chodon_cli.result import Column, Result

COLUMNS = [Column("code", "code"), Column("note", "text")]
texts = st.text(st.sampled_from("ab Ế|\\`*_[]<>#~&-!.1"), min_size=1).map(str.strip).filter(bool)


@given(rows=st.lists(st.tuples(texts, texts), min_size=1, max_size=4))
def test_a_value_is_one_cell_and_reads_as_it_is(rows: list[tuple[str, str]]) -> None:
    file = io.StringIO()
    md.write(Result(N_("Notes"), COLUMNS, rows), file, OutputOptions("md", None))
    lines = [line for line in file.getvalue().splitlines() if line.startswith("|")]
    for line in lines:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 3, line  # each bar that parts cells, and no other
    told = [re.sub(r"\\(.)", r"\1", line) for line in lines[2:]]
    assert told == [f"| {code} | {note} |" for code, note in rows]


@pytest.mark.parametrize("name", ["table", "md", "html"])
def test_where_there_is_no_row_a_sentence_says_so(name: str) -> None:
    """In the list that is asked for, and in one that stands beneath another, which a screen leaves out."""
    empty = Result(N_("Notes"), COLUMNS, [], empty="nobody was late")
    whole = Result(N_("Notes"), COLUMNS, [("a", "b")], layout="record", details=[empty])
    for result in (empty, *([whole] if name != "table" else [])):
        file = io.StringIO()
        render.format_module(name).write(result, file, OutputOptions(name, None))
        assert file.getvalue().count("nobody was late") == 1


def test_a_sheet_without_a_row_says_so_beneath_its_headings() -> None:
    empty = Result(N_("Notes"), COLUMNS, [], empty="nobody was late")
    wide = Result(N_("Notes"), [Column(f"c{place}", "text") for place in range(12)], [], empty="nobody was early")
    for result in (empty, Result(N_("Notes"), COLUMNS, [("a", "b")], layout="record", details=[empty, wide])):
        file = io.BytesIO()
        xlsx.write(result, file, OutputOptions("xlsx", None))
        file.seek(0)
        book = CalamineWorkbook.from_filelike(file)
        lines = [line for name in book.sheet_names for line in book.get_sheet_by_name(name).to_python()]
        for part in (result, *result.details):
            if not part.rows:
                said = next(place for place, line in enumerate(lines) if part.empty in line)
                assert [*filter(None, lines[said - 1])] == [column.heading for column in part.columns]
