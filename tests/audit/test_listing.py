"""The journal in people's words: who did what when, to which record."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from chodon_cli.audit.describe import RecordDescriber
from chodon_cli.invocation import command_line, without_identity_numbers
from chodon_cli.queries import known_codes
from tests.commands.command_tree import leaf_commands
from tests.harness import Chodon, begin, open_to_read, some_of

LOG = "violation log --staff CC002 --standard TT01 --on 2022-03-01"


@pytest.fixture
def filled(register: Path, sample: Path, chodon: Chodon, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample, and by two clerks: a violation (3), its correction (4), a task done (5), a look (6)."""
    begin(sample, register)
    for clerk, line in (
        ("Bà Hà", LOG),
        ("Ông Tư", "violation edit VP-2022-0171 --severity serious --note 'thẻ gãy làm đôi'"),
        ("Ông Tư", "staff edit CC002 --id-number 006190000001"),
        ("Bà Hà", "staff show CC002 --reveal"),
    ):
        monkeypatch.setenv("CHODON_OPERATOR", clerk)
        chodon(line)
    return register


def entry_numbers(chodon: Chodon, *words: str) -> list[int]:
    return [row["n"] for row in chodon("audit list -f json", *words).json["rows"]]


def test_entries_are_found_by_record_person_clerk_day_and_text(filled: Path, chodon: Chodon) -> None:
    assert entry_numbers(chodon) == [6, 5, 4, 3, 2, 1]
    assert entry_numbers(chodon, "--record", "VP-2022-0171") == [4, 3]
    assert entry_numbers(chodon, "--record", "vp-2022-0001") == [2]
    assert {3, 4, 5} <= {*entry_numbers(chodon, "--staff", "CC002")}
    assert entry_numbers(chodon, "--operator", "ba ha") == [6, 3]
    assert entry_numbers(chodon, "--operator", "'") == []
    assert entry_numbers(chodon, "--find", "THE GAY LAM DOI") == [4]
    assert entry_numbers(chodon, "--period", "2001") == []
    assert entry_numbers(chodon, "--operator", "ba ha", "--record", "VP-2022-0171") == [3]
    chodon("violation log --staff CC002 --standard TT01 --on 2022-03-02")
    chodon("undo")
    assert entry_numbers(chodon, "--staff", "CC002")[:2] == [8, 7], "what was taken back, and that it was"
    whats = [row["what"] for row in chodon("audit list -f json").json["rows"]]
    assert [what for what in whats if not what[:1].isupper()] == []


def changes(done: Any) -> list[tuple[str, str, str, str]]:
    return [(row["record"], row["field"], row["before"], row["after"]) for row in done]


def test_an_entry_shows_each_record_before_and_after(filled: Path, chodon: Chodon) -> None:
    shown = chodon("audit show 4 -f json").json
    assert changes(shown["details"][0]["rows"]) == [
        ("VP-2022-0171", "Severity", "Minor", "Serious"),
        ("VP-2022-0171", "Note", "", "thẻ gãy làm đôi"),
    ]
    entered = {row["field"]: row["after"] for row in chodon("audit show 3 -f json").json["details"][0]["rows"]}
    assert entered["Person"] == "CC002"
    assert entered["Standard"] == "TT01"
    assert entered["Occurred on"] == "01/03/2022"


def test_a_record_shows_what_became_of_it(filled: Path, chodon: Chodon) -> None:
    rows = chodon("audit show VP-2022-0171 -f json").json["rows"]
    assert sorted({row["n"] for row in rows}) == [3, 4]
    assert [row["operator"] for row in rows][-1] == "Ông Tư"
    assert chodon("audit show cc002 -f json").json["rows"]


def test_the_parts_of_a_record_tell_of_it(small: Path, chodon: Chodon) -> None:
    for line, record in (
        ("case open VP-2022-0001 --on 2022-03-05", "VV-2022-0001"),
        ("case step VV-2022-0001 --kind review --on 2022-03-10", "VV-2022-0001"),
        ("violation remind VP-2022-0002 --on 2022-03-05", "VP-2022-0002"),
        ("task assign T --unit PNV --staff CC001 --on 2022-01-05 --due 2022-03-01", "NV-2022-0001"),
        ("task extend NV-2022-0001 --until 2022-04-01 --on 2022-02-20 --by X --reason y", "NV-2022-0001"),
        ("inspection record --unit PNV --kind surprise --on 2022-05-05 --check TT01=1/2:VC005", "KT-2022-001"),
        ("unit rename PNV 'Phòng Nội vụ và Dân tộc' --on 2023-01-01", "PNV"),
    ):
        chodon(line)
        newest = entry_numbers(chodon)[0]
        assert newest in entry_numbers(chodon, "--record", record), line
        assert newest in {row["n"] for row in chodon(f"audit show {record} -f json").json["rows"]}, line
    of_one = {row["what"] for row in chodon("audit list -f json --staff CC001").json["rows"]}
    assert {"What happened to a case: 1 new", "Extensions of tasks: 1 new"} <= of_one
    assert entry_numbers(chodon, "--find", "what happened") == entry_numbers(chodon, "--record", "VV-2022-0001")[:1]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("which", ["VP-2022-9999", "99", "CC9999", "xyz", "VP-2022-99999999999999999999"])
def test_what_is_not_in_the_journal_is_not_found(filled: Path, chodon: Chodon, which: str) -> None:
    chodon("audit show", which, status=1)


def test_identity_numbers_stand_in_no_command_and_in_no_history(filled: Path, chodon: Chodon) -> None:
    with open_to_read(filled) as db:
        assert db.execute("SELECT command FROM changeset WHERE command LIKE '%006190000001%'").fetchall() == []
    for line in ("audit list", "audit show 5", "audit show CC002", "info"):
        assert "006190000001" not in chodon(line).stdout


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("line", "word"),
    [
        (f"{LOG} --note", "006190000001"),
        (f"{LOG} --note", "061900001"),
        ("unit add --kind office X", "006190000001"),  # as its name
    ],
)
def test_they_are_kept_out_wherever_they_are_typed(filled: Path, chodon: Chodon, line: str, word: str) -> None:
    chodon(f"{line} {word}")
    with open_to_read(filled) as db:
        (command,) = db.execute("SELECT command FROM changeset ORDER BY id DESC").fetchone()
    assert word not in command
    assert f"{word[:3]}…{word[-3:]}" in command


WHOLE = "006180123456"
CODES = ["123456789012", "061900002", "061 900 002"]  # of a unit, of a person, and not that of the person
OF_THE_OUTPUT = {"--columns", "--sort", "--format", "--headings", "--delimiter", "--output", "--top", "--chart"}
WAITING = {"shell", "sandbox", "tour"}  # these wait for somebody


def lines_with_the_number() -> Iterator[list[str]]:
    """Every command with the number as each argument, and as each option besides; the output's options once each."""
    options_tried = set[str]()
    for path, command in leaf_commands():
        words = [*path, *(WHOLE for each in command.params if each.param_type_name == "argument")]
        taking = [
            each for each in command.params if each.param_type_name == "option" and not getattr(each, "is_flag", False)
        ]
        needed = [word for each in taking if each.required for word in (each.opts[0], WHOLE)]
        yield [*words, *needed]
        for option in taking:
            if option.opts[0] not in OF_THE_OUTPUT & options_tried:
                yield [*words, option.opts[0], WHOLE]
        options_tried |= {option.opts[0] for option in taking}


@pytest.mark.slow
def test_no_refusal_no_journal_and_no_question_shows_one(
    small: Path, tmp_path: Path, chodon: Chodon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chodon("staff edit CC002 --id-number", WHOLE)  # as a code it may be shown, once nobody has it as identity number
    for words in some_of(lines_with_the_number()):
        if not WAITING & {*words}:
            assert WHOLE not in chodon("", *words, status=None).stderr, words
    chodon("-q backup", tmp_path / "copies")  # where the last one lies is told by `info`
    with open_to_read(small) as db:
        assert [command for (command,) in db.execute("SELECT command FROM changeset") if WHOLE in command] == []
    for line in (
        "info",
        "audit list",
        f"audit list --find {WHOLE}",
        f"staff list --find {WHOLE}",
        f"due --unit {WHOLE}",
    ):
        for form in ("json", "html"):
            assert WHOLE not in chodon(f"{line} -f {form}", status=None).stdout, line


@pytest.fixture
def numbered(filled: Path, chodon: Chodon) -> Path:
    """The same with a unit and a person in it whose codes look like identity numbers."""
    unit, person, _other = CODES
    chodon(f"unit add {unit} 'Trường số' --kind school")
    chodon(f"staff add --code {person} --name 'Lý Số' --unit {unit} --category public-employee --from 2020-01-01")
    return filled


@pytest.mark.slow
def test_codes_of_the_register_are_shown_whole_with_every_option_but_that_of_the_identity_number(
    numbered: Path,
) -> None:
    with open_to_read(numbered) as db:
        is_code = partial(known_codes.is_code, db)
        for words in some_of(lines_with_the_number()):
            for code in CODES:
                typed = [code if word == WHOLE else word for word in words]
                line = without_identity_numbers(command_line(typed), is_code)
                masked = line.count("061…002") + line.count("123…012")
                assert masked == (typed.count(code) if code not in CODES[:2] else typed.count("--id-number")), line


def test_messages_parameters_lists_and_the_journal_show_codes_whole(numbered: Path, chodon: Chodon) -> None:
    unit, person, spaced = CODES
    chodon(f"violation log --staff {person} --standard TT01 --on 2022-03-01 --note '{spaced} {WHOLE}'")
    command = chodon("audit list -f json").json["rows"][0]["command"]
    assert f"--staff {person}" in command and "061…002 006…456" in command
    result = chodon(f"report compliance --period 2022 --unit {unit} -f json").json
    assert result["parameters"]["unit"] == unit and f"--unit {unit}" in result["command"]
    assert unit in chodon(f"unit add {unit} X --kind office", status=1).stderr
    assert "123…013" in chodon("unit show 123456789013", status=1).stderr
    chodon(f"staff edit CC003 --id-number {person}")  # from now on it is somebody's
    assert person not in chodon(f"staff add --code {person} --name X --unit PNV", status=None).stderr
    assert person not in chodon("info").stdout


def test_faults_of_a_list_show_codes_whole(numbered: Path, chodon: Chodon, tmp_path: Path) -> None:
    unit, person, _spaced = CODES
    file = tmp_path / "violation.csv"
    file.write_text(f"staff,standard,occurred_on\n{person},TT99,2022-03-01\n{person[:-1]}3,TT01,2022-03-01\n")
    told = chodon("import", file, status=1).stderr
    assert "061…003" in told and "061900003" not in told
    file = tmp_path / "person.csv"
    file.write_text(f"full_name,unit,category,started_on,id_number\nLý A,{unit},CC,2999-01-01,{person}\n")
    told = chodon("import --as staff", file, status=1).stderr
    assert person not in told


@pytest.mark.mostly_slow
@pytest.mark.parametrize("typed", ["006 180 123 456", "006.180.123.456", "0061 8012 3456", "061 900 001"])
def test_however_they_are_typed(filled: Path, chodon: Chodon, typed: str) -> None:
    chodon("violation edit VP-2022-0001 --note", typed)
    assert f"--note {typed[:3]}…{typed[-3:]}" in chodon("info").stdout.replace("'", "")


SILENT = {"id", "year", "n", "sha256"}  # the number of a record; what is called so everywhere
COMPUTED = {"sort_key", "search_key", "name_key", "number_key"}  # in no entry
OWN = {"alembic_version", "changeset", "change", "number_given"}  # tables of the journal itself


def test_every_table_and_column_has_a_name_in_peoples_words(filled: Path) -> None:
    with open_to_read(filled) as db:
        describer = RecordDescriber(db)
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")} - OWN
        for table in tables:
            assert describer.kind(table) != table
            columns = {row[1] for row in db.execute(f"SELECT * FROM pragma_table_info('{table}')")}
            for column in columns - SILENT - COMPUTED:
                assert describer.heading(table, column) != column, (table, column)


@pytest.mark.parametrize(
    ("record", "kind"), [("VP-2022-0001", "Violations"), ("VV-2022-0008", "Cases"), ("PNV", "Units")]
)
def test_an_attached_file_is_shown_with_its_record(
    filled: Path, chodon: Chodon, tmp_path: Path, record: str, kind: str
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4")
    chodon("attach add", record, scan)
    rows = chodon("audit show 7 -f json").json["details"][0]["rows"]
    assert {row["record"] for row in rows} == {"scan.pdf"} and {row["kind"] for row in rows} == {"Attached files"}
    shown = {row["field"]: row["after"] for row in rows}
    assert (shown["Kind of record"], shown["Record"]) == (kind, record)
    chodon("settings set place X")
    rows = chodon("audit show 8 -f json").json["details"][0]["rows"]
    assert {(row["kind"], row["record"]) for row in rows} == {("Settings", "place")}
