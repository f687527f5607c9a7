"""Tasks: their verbs, the series, files, and every figure against one that was worked out without the program."""

from pathlib import Path
from typing import Any

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.harness import Chodon, Prepare, assert_refused, begin, everything, state

FIGURES = ["assigned", "due", "on_time", "done_late", "open_late", "cancelled", "extended", "overdue"]


OFFICE = (
    "unit add PNV 'Phòng Nội vụ' --kind office",
    "unit add PTP 'Phòng Tư pháp' --kind office",
    "unit add THB 'Trường B' --kind school",
    "staff add --name 'Nguyễn Văn An' --unit PNV --category cc --title 'Trưởng phòng' --from 2021-01-01",
    "document add 30/KH-UBND --issued 2021-03-15",
    "document add 30/KH-UBND --issued 2022-02-23",
)


@pytest.fixture
def office(chodon: Chodon, prepare: Prepare) -> Chodon:
    """A unit with two people, a plan, and a school that hands over to another on 2022-08-01."""
    prepare(*OFFICE)
    return chodon


def assign(chodon: Chodon, *more: object, unit: str = "PNV", on: str = "2022-03-01", due: str = "2022-03-25") -> Any:
    """The task as it was entered."""
    return chodon("task assign -f json", "Rà soát", "--unit", unit, "--on", on, "--due", due, *more).json["rows"][0]


def task(chodon: Chodon, number: str) -> Any:
    return chodon("task show -f json --columns number,unit,staff,due_on,current_due_on,state,extensions", number).json[
        "rows"
    ][0]


# The verbs


def test_the_same_task_once_more_is_said_and_entered(office: Chodon) -> None:
    assign(office), assign(office, due="2022-03-26"), assign(office, unit="PTP"), assign(office, "--staff", "CC001")
    line = "task assign 'Rà soát' --unit PNV --on 2022-03-02 --due 2022-03-25"
    assert "due day: NV-2022-0001\n" in office(line).stderr
    office("task void NV-2022-0001 --reason twice")
    assert "due day: NV-2022-0005\n" in office(line).stderr
    for _time in range(4):
        office(line)
    five = ", ".join(f"NV-2022-000{n}" for n in range(5, 10))
    assert f"due day: {five}, and 1 more\n" in office(line).stderr


def test_a_task_is_assigned_put_off_twice_and_done_late(office: Chodon) -> None:
    made = assign(office, "--document", "30/KH-UBND@2022-02-23", "--staff", "nguyen van an")
    assert made["number"] == "NV-2022-0001" and made["document"] == "30/KH-UBND@2022-02-23"
    for on, until in [("2022-03-20", "2022-04-10"), ("2022-04-10", "2022-04-20")]:
        office(f"task extend NV-2022-0001 --until {until} --on {on} --by 'Chủ tịch' --reason 'chờ số liệu'")
    assert task(office, "nv-2022-0001")["current_due_on"] == "2022-04-20"
    assert office("--today 2022-04-20 task show NV-2022-0001 -f json --columns state").json["rows"] == [
        {"state": "open"}
    ]
    assert task(office, "NV-2022-0001")["state"] == "late"
    office("task done NV-2022-0001 --on 2022-04-21 --quality tốt")
    shown = task(office, "NV-2022-0001")
    assert (shown["state"], shown["due_on"], shown["extensions"]) == ("done-late", "2022-03-25", 2)
    told = office("task show NV-2022-0001").stdout
    assert told.index("20/03/2022") < told.index("10/04/2022") and "chờ số liệu" in told


@pytest.mark.slow
def test_lateness_cannot_be_erased_by_an_extension_or_a_cancellation_afterwards(office: Chodon) -> None:
    for _each in range(3):
        assign(office, on="2022-01-05", due="2022-03-01")
    late = "--until 2022-06-30 --on 2022-06-20 --by 'Trưởng phòng' --reason 'xin thêm'"
    office(f"task extend NV-2022-0001 {late}")
    office("task done NV-2022-0001 --on 2022-06-25")
    office("task cancel NV-2022-0002 --on 2022-06-20 --reason 'rút'")
    office("task extend NV-2022-0003 --until 2022-04-30 --on 2022-03-01 --by 'Trưởng phòng' --reason 'xin thêm'")
    office("task done NV-2022-0003 --on 2022-04-30")
    keys = ("due", "on_time", "done_late", "cancelled_late", "on_time_rate", "on_time_original_rate", "mean_days_late")
    totals = office("report tasks --period 2022H1 -f json").json["totals"]
    assert [totals[key] for key in keys] == [3, 1, 1, 1, 33.3, 0.0, 113.5]  # 116 and 111 days
    compliance = office("report compliance --period 2022H1 -f json").json["totals"]
    assert [compliance[f"tasks_{key}"] for key in keys if "rate" in key or key == "due"] == [3, 33.3, 0.0]


def test_an_extension_that_is_void_no_longer_counts_and_may_be_granted_anew(office: Chodon) -> None:
    assign(office)
    extend = "task extend NV-2022-0001 --until 2022-04-10 --on 2022-03-20 --by An --reason x"
    office(extend)
    office("task void NV-2022-0001 --extension 2022-04-10 --reason nhầm")
    assert task(office, "NV-2022-0001")["current_due_on"] == "2022-03-25"
    office(extend)
    assert task(office, "NV-2022-0001")["extensions"] == 1


def test_the_list_tells_what_is_open_and_what_is_late(office: Chodon) -> None:
    for on in ("2022-03-25", "2022-03-26", None, None):
        number = assign(office)["number"]
        if on:
            office("task done", number, "--on", on)
    office("task extend NV-2022-0004 --until 2027-01-01 --on 2022-03-02 --by An --reason x")
    office("task edit NV-2022-0002 --title 'Đổi mới lề lối'")

    def listed(*options: str) -> list[str]:
        return [row["number"][-1] for row in office("task list -f json", *options).json["rows"]]

    assert listed() == ["1", "2", "3", "4"]
    assert listed("--open") == ["3", "4"]
    assert listed("--late") == ["2", "3"]
    assert listed("--late", "--open") == ["3"]
    assert listed("--find", "doi moi") == ["2"]
    assert listed("--period", "2021") == [] and listed("--unit", "PTP") == []
    office("task void NV-2022-0001 --reason nhầm")
    assert listed() == ["2", "3", "4"] and listed("--voided") == ["1", "2", "3", "4"]


WRONG = [  # command line, exit status, what the line must say
    ("task assign X --unit PNV --on 2022-03-01 --due 2022-02-28", 1, "before Assigned on"),
    ("task assign X --unit PNV --on 2027-03-01 --due 2027-04-28", 1, "after today"),
    ("task assign X --unit NONE --on 2022-03-01 --due 2022-04-28", 1, "NONE"),
    ("task assign X --unit PNV --document 30/KH-UBND --on 2022-03-01 --due 2022-04-28", 1, "30/KH-UBND@2021-03-15"),
    ("task assign X --unit PTP --staff CC001 --on 2022-03-01 --due 2022-04-28", 1, "no post in PTP"),
    ("task assign X --unit PNV --staff CC001 --on 2020-03-01 --due 2022-04-28", 1, "no post in PNV"),
    ("task assign X --unit THB --on 2022-08-01 --due 2022-08-28", 1, "THB closed on 31/07/2022"),
    ("task assign X --unit PNV --on 2022-03-01", 2, "--due"),
    ("task assign X --unit PNV --on 2022-03-01 --due 2022-03-05 --repeats often", 2, "often"),
    ("task done NV-2022-0001 --on 2022-02-28", 1, "before Assigned on"),
    ("task done NV-2022-0002 --on 2022-05-01", 1, "was done on 05/04/2022"),
    ("task done NV-2022-0003 --on 2022-05-01", 1, "was cancelled on 02/03/2022"),
    ("task done NV-2022-0004 --on 2022-05-01", 1, "is void"),
    ("task done NV-2022-0009 --on 2022-05-01", 1, "NV-2022-0009"),
    ("task extend NV-2022-0001 --until 2022-03-25 --on 2022-03-02 --by An --reason x", 1, "not to a later day"),
    ("task extend NV-2022-0001 --until 2022-03-10 --on 2022-03-02 --by An --reason x", 1, "not to a later day"),
    (
        "task extend NV-2022-0001 --until 2022-04-10 --on 2022-02-02 --by An --reason x",
        1,
        "before the task was assigned",
    ),
    ("task extend NV-2022-0002 --until 2022-06-10 --on 2022-04-02 --by An --reason x", 1, "was done"),
    ("task extend NV-2022-0001 --until 2022-04-10 --on 2022-03-02 --by An --reason ''", 2, "--reason needs a value"),
    ("task cancel NV-2022-0001 --on 2022-03-05 --reason ''", 2, "--reason needs a value"),
    ("task edit NV-2022-0001 --quality good", 1, "Done on"),
    ("task edit NV-2022-0001 --on 2021-12-31", 1, "belongs to the year 2022"),
    ("task edit NV-2022-0002 --done 2022-03-03", 1, "after the task was done"),
    ("task edit NV-2022-0002 --due 2022-04-01", 1, "not to a later day"),
    ("task void NV-2022-0001 --extension 2022-04-04 --reason x", 1, "never put off"),
    ("unit void PNV --reason x", 1, "NV-2022-0001"),
    ("staff void CC001 --reason x", 1, "NV-2022-0001"),
    ("document void 30/KH-UBND@2022-02-23 --reason x", 1, "NV-2022-0001"),
    ("staff edit CC001 --post 2021-01-01 --from 2022-03-02", 1, "NV-2022-0001"),
    ("report tasks --cell PNV:nothing", 2, "nothing"),
    ("report tasks --depth 0", 2, "depth"),
]


ASSIGN = "task assign 'Rà soát' --unit PNV --on 2022-03-01 --due 2022-03-25"
TASKS = (  # the first is open, the others are done, cancelled and void
    f"{ASSIGN} --document 30/KH-UBND@2022-02-23 --staff CC001",
    *(ASSIGN, ASSIGN, ASSIGN),
    "task extend NV-2022-0002 --until 2022-04-01 --on 2022-03-20 --by An --reason x",
    "task done NV-2022-0002 --on 2022-04-05",
    "task cancel NV-2022-0003 --on 2022-03-02 --reason thôi",
    "task void NV-2022-0004 --reason nhầm",
    "unit merge THB --into PTP --on 2022-08-01",
)


@pytest.mark.mostly_slow
@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(
    chodon: Chodon, prepare: Prepare, register: Path, line: str, status: int, told: str
) -> None:
    prepare(*OFFICE, *TASKS)
    before = state(register)
    done = chodon(line, status=status)
    assert done.stdout == "" and done.stderr.count("\n") == 1 and told in done.stderr
    assert state(register) == before


def test_a_correction_takes_away_an_end(office: Chodon) -> None:
    assign(office)
    office("task done NV-2022-0001 --on 2022-03-20 --quality poor")
    office("task edit NV-2022-0001 --done ''")
    office("task cancel NV-2022-0001 --on 2022-03-21 --reason thôi")
    office("task edit NV-2022-0001 --cancelled ''")
    assert task(office, "NV-2022-0001")["state"] == "late"


# Those that come again


def rolled(chodon: Chodon, today: str) -> list[tuple[str, str, str]]:
    rows = chodon(f"--today {today} task roll -f json").json["rows"]
    return [(row["unit"], row["assigned_on"], row["due_on"]) for row in rows]


def test_the_next_is_made_once_and_an_extension_does_not_move_it(office: Chodon) -> None:
    assign(office, "--repeats", "hằng tháng")
    office("task extend NV-2022-0001 --until 2022-05-30 --on 2022-03-20 --by An --reason x")
    assert rolled(office, "2022-03-25") == []
    april, may = ("PNV", "2022-03-26", "2022-04-25"), ("PNV", "2022-04-26", "2022-05-25")
    assert rolled(office, "2022-04-26") == [april, may]
    assert rolled(office, "2022-04-26") == []
    assert rolled(office, "2022-05-26") == [("PNV", "2022-05-26", "2022-06-25")]


@pytest.mark.slow
def test_run_late_makes_what_running_every_day_would_have_made(office: Chodon, register: Path, tmp_path: Path) -> None:
    for repeats in ("weekly", "monthly", "quarterly", "half-yearly", "yearly"):
        assign(office, "--repeats", repeats, due="2022-03-31")
    begin(register, tmp_path / "copy.db")
    late = rolled(office, "2023-04-02")
    begin(tmp_path / "copy.db", register)
    often = [row for day in range(1, 366, 9) for row in rolled(office, f"2022-{1 + day // 31:02}-{1 + day % 28:02}")]
    often += [row for day in ("2023-01-31", "2023-03-01", "2023-03-31", "2023-04-01") for row in rolled(office, day)]
    assert sorted(late) == sorted([*often, *rolled(office, "2023-04-02")])


def test_a_thirty_first_is_one_again_after_february(office: Chodon) -> None:
    assign(office, "--repeats", "monthly", on="2022-01-03", due="2022-01-31")
    assert [due for _unit, _on, due in rolled(office, "2022-04-01")] == ["2022-02-28", "2022-03-31", "2022-04-30"]


@pytest.mark.parametrize(
    "line",
    [
        "task cancel NV-2022-0001 --on 2022-03-20 --reason thôi",
        "task void NV-2022-0001 --reason nhầm",
        "task edit NV-2022-0001 --repeats ''",
        "unit close PTP --on 2022-03-20",
    ],
)
def test_a_series_ends_with_a_last_one_that_is_cancelled_void_or_of_a_closed_unit(office: Chodon, line: str) -> None:
    assign(office, "--repeats", "monthly", unit="PTP")
    office(line)
    assert rolled(office, "2022-06-01") == []


def test_a_series_goes_on_after_a_void_or_cancelled_one_that_is_not_the_last(office: Chodon) -> None:
    assign(office, "--repeats", "monthly")
    assert len(rolled(office, "2022-05-01")) == 2
    office("task void NV-2022-0001 --reason nhầm")
    assert "series ends" not in office("task cancel NV-2022-0002 --on 2022-04-20 --reason thôi").stderr
    assert rolled(office, "2022-06-01") == [("PNV", "2022-05-26", "2022-06-25")]


def test_a_series_goes_on_where_the_unit_was_merged_and_without_a_person_who_left(office: Chodon) -> None:
    assign(office, "--repeats", "monthly", unit="THB", due="2022-07-25")
    assign(office, "--repeats", "monthly", "--staff", "CC001", due="2022-07-25")
    office("unit merge THB --into PTP --on 2022-07-26")
    office("staff transfer CC001 --on 2022-07-01 --to PTP")
    done = office("--today 2022-07-26 task roll -f json")
    assert [(row["unit"], row["staff"]) for row in done.json["rows"]] == [("PTP", None), ("PNV", None)]
    assert "PTP took over from THB" in done.stderr and "CC001 has no post in PNV" in done.stderr
    assert task(office, "NV-2022-0001")["unit"] == "THB"


# Files


@pytest.mark.slow
def test_tasks_come_back_byte_for_byte_void_ones_among_them(office: Chodon, empty: Path, tmp_path: Path) -> None:
    assign(office, "--document", "30/KH-UBND@2022-02-23", "--staff", "CC001", "--repeats", "monthly")
    office("task extend NV-2022-0001 --until 2022-03-30 --on 2022-03-20 --by An --reason x")
    office("task extend NV-2022-0001 --until 2022-04-10 --on 2022-03-20 --by An --reason '=x'")
    assign(office)
    office("task void NV-2022-0002 --reason nhầm")
    office("--today 2022-06-01 task roll")
    office("task cancel NV-2022-0003 --on 2022-06-01 --reason thôi")
    first, second = tmp_path / "first", tmp_path / "second"
    office("export", first)
    copy = begin(empty, tmp_path / "copy.db")
    office(f"-r {copy} import", first)
    office(f"-r {copy} export", second)
    assert {file.name: file.read_bytes() for file in first.iterdir()} == {
        file.name: file.read_bytes() for file in second.iterdir()
    }
    assert "NV-2022-0002" in (second / "task.csv").read_text("utf-8")
    assert {row["file"]: row["new"] for row in office(f"-r {copy} import -f json", first).json["rows"]}["task.csv"] == 0


def test_a_folder_written_by_hand_is_taken_in_and_its_faults_are_all_named(office: Chodon, tmp_path: Path) -> None:
    folder = tmp_path / "hand"
    folder.mkdir()
    (folder / "task.csv").write_text(
        "number,title,document,unit,assigned_on,due_on,done_on\n"
        "NV-2022-0001,Rà soát,30/KH-UBND@2022-02-23,PNV,01/03/2022,25/03/2022,\n"
        ",Rà soát,,PNV,01/03/2022,25/03/2022,20/03/2022\n",
        "utf-8",
    )
    extensions = "task,extended_on,due_on,extended_by,reason\nNV-2022-0001,20/03/2022,10/04/2022,Chủ tịch,bận\n"
    (folder / "task_extension.csv").write_text(extensions, "utf-8")
    assert office("import -f json", folder).json["totals"]["new"] == 3
    assert task(office, "NV-2022-0001")["current_due_on"] == "2022-04-10"
    (folder / "task.csv").write_text(
        "title,unit,staff,assigned_on,due_on,done_on,series\n"
        "A,PNV,CC001,2020-03-01,2022-03-25,,\n"
        "B,PNV,,2022-03-01,2022-02-25,2022-02-01,\n"
        "C,PNV,,2022-03-01,2022-03-25,,NV-2021-0009\n",
        "utf-8",
    )
    (folder / "task_extension.csv").write_text(extensions.replace("10/04", "09/04").replace("20/03", "21/03"), "utf-8")
    told = office("import", folder, status=1).stderr
    for fault in ("task.csv:2", "task.csv:3: due_on", "task.csv:3: done_on", "task_extension.csv:2"):
        assert fault in told
    (folder / "task_extension.csv").unlink()
    (folder / "task.csv").write_text("title,unit,assigned_on,due_on,series\nC,PNV,2022-03-01,2022-03-25,NV-2021-0009\n")
    assert "there is no NV-2021-0009" in office("import", folder, status=1).stderr


def test_an_office_list_is_read_by_its_headings(office: Chodon, tmp_path: Path) -> None:
    source = tmp_path / "giao-viec.csv"
    source.write_text(
        "DANH SÁCH NHIỆM VỤ ĐƯỢC GIAO,,,,,\n"
        "STT,Nội dung công việc,Đơn vị chủ trì,Người thực hiện,Ngày giao,Thời hạn\n"
        "1,Rà soát nội quy,Phòng Nội vụ,Nguyễn Văn An,01/03/2022,25/03/2022\n"
        "2,Báo cáo,Phòng Tư pháp,,01/03/2022,25/03/2022\n",
        "utf-8",
    )
    assert office("import -f json", source).json["totals"]["new"] == 2
    assert task(office, "NV-2022-0001")["staff"] == "CC001"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_template_is_read_back(office: Chodon, tmp_path: Path, language: str) -> None:
    from python_calamine import CalamineWorkbook

    office(f"--lang {language} template task -o", tmp_path / "mau.xlsx")
    head = CalamineWorkbook.from_path(tmp_path / "mau.xlsx").get_sheet_by_index(0).to_python()[0]
    row = dict.fromkeys(head, "") | dict(
        zip(head, ["", "Rà soát", "", "PNV", "", "01/03/2022", "25/03/2022"], strict=False)
    )
    (tmp_path / "mau.csv").write_text(
        ",".join(map(str, head)) + "\n" + ",".join(map(str, row.values())) + "\n", "utf-8"
    )
    assert office("import --as task -f json", tmp_path / "mau.csv").json["totals"]["new"] == 1


@pytest.mark.slow
def test_an_anonymised_export_says_nothing_of_what_was_written_and_counts_the_same(
    chodon: Chodon, register: Path, sample: Path, empty: Path, tmp_path: Path
) -> None:
    begin(sample, register)
    before = chodon("report tasks --period 2022 -f json").json
    chodon("export --anonymise --days exact", tmp_path / "veiled")
    text = (tmp_path / "veiled" / "task.csv").read_text("utf-8")
    assert "Rà soát" not in text and "CC0" not in text
    assert "Chủ tịch" not in (tmp_path / "veiled" / "task_extension.csv").read_text("utf-8")
    begin(empty, register)
    chodon("import", tmp_path / "veiled")
    after = chodon("report tasks --period 2022 -f json").json
    assert after["rows"] == before["rows"] and after["totals"] == before["totals"]


# What falls due


def test_due_tells_the_day_to_which_a_task_was_put_off(office: Chodon) -> None:
    assign(office, "--document", "30/KH-UBND@2022-02-23")
    office("task extend NV-2022-0001 --until 2022-04-10 --on 2022-03-20 --by An --reason x")
    assign(office)
    office("task done NV-2022-0002 --on 2022-03-02")
    assert office("--today 2022-03-21 due -f json").json["rows"] == []
    (row,) = office("--today 2022-04-01 due -f json").json["rows"]
    assert (row["kind"], row["number"], row["due_on"], row["days_left"]) == ("task", "NV-2022-0001", "2022-04-10", 9)
    assert "30/KH-UBND@2022-02-23" in row["basis"]
    office("--today 2022-04-11 due --exit-code", status=3)


# The figures


WRITES: Lines = {
    "task assign": ["task assign 'Báo cáo' --unit PNV --on 2026-01-05 --due 2026-01-25 --repeats monthly"],
    "task extend": ["task extend NV-2026-0001 --until 2026-02-05 --on 2026-01-20 --by 'Chủ tịch' --reason 'bận'"],
    "task done": ["task done NV-2026-0001 --on 2026-02-06 --quality good"],
    "task edit": ["task edit NV-2026-0001 --quality ''"],
    "task roll": ["task roll"],
    "task cancel": ["task cancel NV-2026-0002 --on 2026-02-25 --reason 'thôi'"],
    "task void": [
        "task void NV-2026-0001 --extension 2026-02-05 --reason nhầm",
        "task void NV-2026-0001 --reason nhầm",
    ],
}


@pytest.mark.slow
def test_each_write_of_a_task_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.slow
def test_what_roll_would_make_is_shown_first_and_a_slip_of_the_day_makes_nothing(filled: Path, chodon: Chodon) -> None:
    before = everything(filled)
    shown = chodon("--today 2023-06-01 task roll --dry-run -f json")
    assert shown.json["rows"] and "periods at once" in shown.stderr
    assert everything(filled) == before
    assert_refused(filled, "--today 2202-11-23 task roll", 1, "more than 500 tasks would be made")
    made = chodon("--today 2023-06-01 task roll -f json").json["rows"]
    assert [row["number"] for row in made] == [row["number"] for row in shown.json["rows"]]
