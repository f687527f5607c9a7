"""The registers of other offices, taken in under a unit: apart, complete, and again and again."""

import csv
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.harness import Chodon, assert_refused, begin, everything, examples, open_to_read, run
from tests.store import on_server
from tests.strategies.generated import Generated, Lived, registers

PDF = b"%PDF-1.4 the minutes\n"
COUNTED = ("staff", "headcount", "violations", "violators", "serious", "unhandled", "open_cases", "disciplined")
PERIODS = ("2022", "2020-01-01..2026-11-23")


def make_office(path: Path, empty: Path) -> Path:
    """The register of an office with two units, two people, and one record of nearly every kind."""
    begin(empty, path)
    run(f"-r {path} unit add UB 'UBND xã A' --kind commune")
    run(f"-r {path} unit add VP 'Văn phòng xã A' --kind office --parent UB")
    post = "--category civil-servant --from 2015-01-01"
    who = "--name 'Lý Văn A' --id-number 004066067848"
    run(f"-r {path} staff add --code CC001 {who} --unit UB --title 'Chủ tịch' {post}")
    run(f"-r {path} staff add --code CC002 --name 'Hà Thị B xã A' --born 1980-01-01 --unit VP {post}")
    for line in (
        "document add 05-CT/TW --issued 2021-05-15 --kind 'Chỉ thị' --title 'Học tập'",
        "document add 1/KH-UBND --issued 2022-01-05 --title 'Kế hoạch của xã A'",
        "standard add XX01 'Quy tắc của xã A' --group Riêng",
        "inspection plan --unit VP --on 2022-03-01",
        "inspection record KT-2022-001 --on 2022-03-01 --check TG01=1/2:CC002 --check XX01=1/1",
        "violation log --staff CC002 --standard XX01 --on 2022-03-01 --inspection KT-2022-001",
        "violation log --staff CC001 --standard TG01 --on 2022-04-01",
        "case open VP-2022-0001 --on 2022-03-05",
        "case step VV-2022-0001 --kind review --on 2022-03-20",
        "task assign Báo --unit VP --staff CC002 --on 2022-01-10 --due 2022-02-10 --document 1/KH-UBND",
        "task extend NV-2022-0001 --until 2022-02-20 --on 2022-02-01 --by UB --reason Bận",
        "pledge add --staff CC002 --document 05-CT/TW --year 2022 --on 2022-01-20",
        "feedback add --unit VP --staff CC002 --on 2022-03-02 --kind complaint --text Chậm",
        "quota set VP --year 2022 --category civil-servant --number 3",
        "unit rename VP 'Văn phòng mới xã A' --on 2022-06-01",
        "review open --year 2022 --on 2022-11-15",
        "settings set organisation 'UBND xã A'",
    ):
        run(f"-r {path} {line}")
    minutes = path.with_suffix(".pdf")
    minutes.write_bytes(PDF)
    run(f"-r {path} attach add VP-2022-0001", minutes)
    return path


@pytest.fixture(scope="module")
def offices(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two offices that have the same codes and numbers; to be copied, never written to."""
    folder = tmp_path_factory.mktemp("offices")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"LANG": "en", "TODAY": "2026-11-23", "OPERATOR": "tester"}.items():
            patch.setenv(f"CHODON_{name}", value)
        first, second = make_office(folder / "a.db", empty), begin(empty, folder / "b.db")
        run(f"-r {first} export", folder / "a")
        shutil.copytree(folder / "a", folder / "b")
        for file in (folder / "b").glob("*.csv"):
            text = file.read_text("utf-8").replace("xã A", "xã B").replace("004066067848", "004099067841")
            file.write_text(text, "utf-8", newline="")
        run(f"-r {second} import --ignore-manifest", folder / "b")
        run(f"-r {second} export", folder / "b2")
        shutil.rmtree(folder / "b")
        (folder / "b2").rename(folder / "b")
    return first, second


@pytest.fixture
def above(register: Path, chodon: Chodon) -> Path:
    """The register that takes them in."""
    chodon("unit add TINH 'UBND tỉnh' --kind other")
    chodon("unit add A 'Xã A' --kind commune --parent TINH")
    chodon("unit add B 'Xã B' --kind commune --parent TINH")
    return register


def counts(chodon: Chodon, *line: object) -> dict[str, tuple[int, ...]]:
    """File -> new, changed, unchanged, refused, gone, where there is anything but the same."""
    rows = chodon("import -f json", *line).json["rows"]
    keys = ("new", "changed", "refused", "gone")
    return {row["file"]: some for row in rows if any(some := tuple(row[key] for key in keys))}


def test_two_offices_keep_their_codes_and_numbers_apart(
    above: Path, offices: tuple[Path, Path], tmp_path: Path, chodon: Chodon
) -> None:
    for unit, office in zip("AB", offices, strict=True):
        chodon("import", office.with_suffix(""), "--office", unit)
    units = {row["code"]: row["parent"] for row in chodon("unit list -f json").json["rows"]}
    assert units == {"TINH": None, "A": "TINH", "B": "TINH", "A.UB": "A", "A.VP": "A.UB", "B.UB": "B", "B.VP": "B.UB"}
    violations = chodon("violation list -f json").json["rows"]
    assert [(v["number"], v["staff"], v["standard"], v["inspection"]) for v in violations] == [
        ("VP-2022-0001", "A.CC002", "XX01", "KT-2022-001"),
        ("VP-2022-0002", "A.CC001", "TG01", None),
        ("VP-2022-0003", "B.CC002", "B.XX01", "KT-2022-002"),
        ("VP-2022-0004", "B.CC001", "TG01", None),
    ]
    documents = [row["number"] for row in chodon("document list -f json").json["rows"]]
    assert sorted(documents) == ["05-CT/TW", "1/KH-UBND", "1/KH-UBND (B)"], "what is the same is there once"
    assert [row["document"] for row in chodon("task list -f json").json["rows"]] == ["1/KH-UBND", "1/KH-UBND (B)"]
    assert "UBND xã" not in chodon("settings list -f csv").stdout, "what an office has set is its own"
    chodon("attach get 2 --to", tmp_path / "back.pdf")
    assert (tmp_path / "back.pdf").read_bytes() == PDF
    for report in ("compliance", "violations", "cases", "tasks", "feedback"):
        period = f"report {report} --period 2022 -f json"
        parts = [chodon(f"-r {office} {period}").json["totals"] for office in offices]
        whole = chodon(period).json["totals"]
        for key in [key for key, value in whole.items() if type(value) is int and "interval" not in key]:
            assert whole[key] == sum(part[key] for part in parts), (report, key)
    chodon("audit verify")
    before = everything(above)
    for unit, office in zip("AB", offices, strict=True):
        assert counts(chodon, office.with_suffix(""), "--office", unit) == {}
    assert everything(above) == before, "the same folder a second time changes nothing"
    chodon("export", tmp_path / "out")
    chodon(f"-r {tmp_path / 'other.db'} init")
    chodon(f"-r {tmp_path / 'other.db'} import", tmp_path / "out")
    again = counts(chodon, offices[1].with_suffix(""), "--office", "B")
    assert again == {}, "an export has what the offices call their records"


@pytest.mark.slow
def test_a_newer_export_says_what_is_new_changed_and_gone(
    above: Path, offices: tuple[Path, Path], tmp_path: Path, chodon: Chodon
) -> None:
    chodon("import", offices[1].with_suffix(""), "--office", "B")
    chodon("import", offices[0].with_suffix(""), "--office", "A")
    office = begin(offices[0], tmp_path / "office.db")
    copy_kept_files(offices[0], office)
    chodon(f"-r {office} violation edit VP-2022-0001 --severity serious")
    chodon(f"-r {office} violation log --staff CC002 --standard TT01 --on 2022-05-01")
    chodon(f"-r {office} staff edit CC002 --code CC902")
    chodon(f"-r {office} unit edit VP --code VANPHONG")
    chodon(f"-r {office} export", newer := tmp_path / "newer")
    for name, mark in (("violation.csv", "VP-2022-0002"), ("pledge.csv", "CC902"), ("quota.csv", "VANPHONG")):
        drop(newer / name, mark)
    line = (newer, "--office", "A", "--ignore-manifest")
    drop(newer / "task_extension.csv", "NV-2022-0001")
    wanted = {"violation.csv": (1, 1, 0, 1), "pledge.csv": (0, 0, 0, 1), "quota.csv": (0, 0, 0, 1)}
    wanted["task_extension.csv"] = (0, 0, 0, 1)
    before = everything(above)
    assert counts(chodon, *line, "--dry-run") == wanted
    assert everything(above) == before
    done = chodon("import", *line)
    assert "violation.csv: no more in the register of A, and stays here: VP-2022-0004" in done.stderr
    extension = "task_extension.csv: no more in the register of A, and void here now: NV-2022-0002 · 2022-02-20"
    assert extension in done.stderr, "what is void leaves an export, and nothing else does"
    violations = {row["number"]: row for row in chodon("violation list -f json").json["rows"]}
    assert [violations[n]["severity"] for n in ("VP-2022-0003", "VP-2022-0001")] == ["serious", "minor"]
    assert violations["VP-2022-0005"]["staff"] == "A.CC002", "whose code was corrected there is who it was"
    done = chodon("import", *line, "--gone", "void")
    assert "violation.csv: no more in the register of A, and void here now: VP-2022-0004" in done.stderr
    assert "quota.csv: no more in the register of A, and stays here: A.VP · 2022 · civil-servant" in done.stderr
    voided = "SELECT voided_on IS NOT NULL FROM violation WHERE n = 4"
    assert ask(above, voided) == [(1,)]
    assert counts(chodon, *line) == {"quota.csv": (0, 0, 0, 1)}, "what is void is nobody's loss"
    chodon(f"-r {office} export", whole := tmp_path / "whole")
    back = {"violation.csv": (0, 1, 0, 0), "pledge.csv": (0, 1, 0, 0), "task_extension.csv": (1, 0, 0, 0)}
    assert counts(chodon, whole, "--office", "A") == back
    assert ask(above, voided) == [(0,)], "what comes back counts again"
    chodon("audit verify")
    for _each in range(3):
        chodon("undo --yes")
    assert len(chodon("violation list -f json").json["rows"]) == 4
    assert counts(chodon, *line, "--dry-run") == wanted, "taken back, the same comes again"


def ask(register: Path, sql: str) -> list[tuple[Any, ...]]:
    with open_to_read(register) as db:
        return db.execute(sql).fetchall()


def copy_kept_files(register: Path, another: Path) -> None:
    """What is kept with the records of the one, for the other; on a server it came along."""
    if not on_server.IS_WANTED:
        shutil.copytree(f"{register}.files", f"{another}.files")


def drop(file: Path, mark: str) -> None:
    """Take the lines that have this cell out of an exported file."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    kept = [line for place, line in enumerate(lines) if not place or mark not in line.split(",")]
    assert len(kept) < len(lines)
    file.write_text("".join(kept), "utf-8", newline="")


@pytest.mark.slow
def test_a_person_of_two_offices_is_one_and_keeps_the_posts_of_each(
    above: Path, offices: tuple[Path, Path], empty: Path, tmp_path: Path, chodon: Chodon
) -> None:
    office = begin(offices[0], tmp_path / "a.db")
    copy_kept_files(offices[0], office)
    chodon(f"-r {office} staff leave CC001 --on 2022-12-31 --reason moved")
    chodon(f"-r {office} export", tmp_path / "a")
    other = begin(empty, tmp_path / "b.db")
    chodon(f"-r {other} unit add UB 'UBND xã B' --kind commune")
    post = "--unit UB --category civil-servant"
    chodon(f"-r {other} staff add --code CC007 --name 'Lý A' --id-number 004066067848 {post} --from 2023-01-01")
    chodon(f"-r {other} export", tmp_path / "b")
    chodon("import", tmp_path / "a", "--office", "A")
    done = chodon("import", tmp_path / "b", "--office", "B")
    assert "people whom another office has too, taken for the same: A.CC001" in done.stderr
    assert chodon("staff show A.CC001 -f json").json["rows"][0]["full_name"] == "Lý Văn A", "the first office's word"
    before = everything(above)
    assert counts(chodon, tmp_path / "a", "--office", "A") == counts(chodon, tmp_path / "b", "--office", "B") == {}
    assert everything(above) == before
    twice = chodon("import", tmp_path / "a", "--office", "B", status=1)
    assert "none of its units is in it" not in twice.stderr, "both call it UB"
    assert "another office has a post of this person from that day" in twice.stderr
    assert everything(above) == before
    chodon(f"-r {other} staff void CC007 --reason lầm")
    chodon(f"-r {other} export", tmp_path / "b2")
    assert counts(chodon, tmp_path / "b2", "--office", "B") == {"post.csv": (0, 0, 0, 1)}
    assert ask(above, "SELECT count(*) FROM post WHERE unit_id = 4 AND voided_on IS NULL") == [(1,)]
    chodon("import", tmp_path / "b2", "--office", "B")
    chodon("privacy erase A.CC001 --reason hạn")
    done = chodon("import", tmp_path / "a", "--office", "A", status=1)
    assert "staff.csv:2: code “A.CC001”: erased here, and not there" in done.stderr
    chodon(f"-r {office} privacy erase CC001 --reason hạn")
    chodon(f"-r {office} export", tmp_path / "a3")
    chodon("import", tmp_path / "a3", "--office", "A")
    assert ask(above, "SELECT full_name, id_number FROM staff WHERE code = 'A.CC001'") == [("A.CC001", None)]


def test_what_is_in_the_way_is_refused_with_all_of_it(
    above: Path, offices: tuple[Path, Path], tmp_path: Path, chodon: Chodon
) -> None:
    folder = offices[0].with_suffix("")
    assert_refused(above, f"import {folder} --office NOBODY", 1, "there is no such unit")
    assert_refused(above, f"import {folder} --gone void", 2, "--gone goes with --office")
    assert_refused(above, f"import {folder / 'unit.csv'} --office A", 2, "takes in a whole folder")
    run(f"-r {offices[0]} export --anonymise --days exact", nameless := tmp_path / "nameless")
    assert_refused(above, f"import {nameless} --office A --ignore-manifest", 1, "an anonymised export; who is who")
    chodon("unit add A.VP 'Khác' --kind office")
    chodon("staff add --code A.CC002 --name Khác --unit A --category contract --from 2020-01-01")
    done = chodon("import", folder, "--office", "A", status=1)
    assert done.stderr.count("this code is that of another record, which did not come from this office") == 2
    assert chodon("unit list -f csv").stdout.count("A.") == 1
    chodon("import", offices[1].with_suffix(""), "--office", "B")
    stranger = tmp_path / "stranger"
    shutil.copytree(folder, stranger)
    with (stranger / "unit.csv").open("w", encoding="utf-8") as file:
        csv.writer(file).writerows([["code", "name", "kind"], ["KHAC", "Xã khác", "commune"]])
    line = f"import {stranger} --office B --ignore-manifest"
    assert_refused(above, line, 1, "this is not the register that came under B before")


def test_who_got_another_code_is_known_by_what_nobody_else_has(
    above: Path, offices: tuple[Path, Path], tmp_path: Path, chodon: Chodon
) -> None:
    chodon("import", offices[0].with_suffix(""), "--office", "A")
    newer = tmp_path / "newer"
    shutil.copytree(offices[0].with_suffix(""), newer)

    def exchange(name: str, *pairs: tuple[str, str]) -> None:
        text = (newer / name).read_text("utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        (newer / name).write_text(text, "utf-8", newline="")

    exchange("staff.csv", ("CC001,Lý Văn A", "CC009,Lý Văn Ba"))
    for name in ("post.csv", "violation.csv"):
        exchange(name, ("CC001", "CC009"))
    line = (newer, "--office", "A", "--ignore-manifest")
    assert counts(chodon, *line, "--dry-run") == {"staff.csv": (0, 1, 0, 0)}, "the identity number says who it is"
    staff = newer / "staff.csv"
    [line_of_b] = [each for each in staff.read_text("utf-8").splitlines() if "Hà Thị B" in each]
    exchange("staff.csv", (line_of_b, "\n".join(line_of_b.replace("CC002", code) for code in ("CC902", "CC903"))))
    for name in ("post.csv", "inspection_check.csv", "violation.csv", "case.csv", "pledge.csv", "task.csv"):
        exchange(name, ("CC002", "CC902"))
    exchange("feedback.csv", ("CC002", "CC902"))
    found = counts(chodon, *line, "--dry-run")
    assert found["staff.csv"] == (2, 1, 0, 1), "two may be the one that is gone: so neither is"
    exchange("staff.csv", (line_of_b.replace("CC002", "CC903") + "\n", ""))
    assert counts(chodon, *line, "--dry-run") == {"staff.csv": (0, 1, 0, 0)}
    chodon("staff edit A.CC002 --id-number 004099067841")
    exchange("staff.csv", ("CC902,Hà Thị B xã A,1980-01-01,,", "CC902,Hà Thị B xã A,1980-01-01,,004099067842"))
    exchange("document.csv", ("1/KH-UBND,,2022-01-05", "1/KH-UBND,,2022-01-04"))
    assert counts(chodon, *line, "--dry-run")["task.csv"] == (0, 1, 0, 0), "which it names is the one in the folder"
    assert counts(chodon, *line, "--dry-run")["staff.csv"] == (1, 1, 0, 1), "another number: somebody of the same name"
    exchange("document.csv", ("1/KH-UBND,", ","))
    assert "number: this is needed" in chodon("import", *line, "--dry-run", status=1).stderr


@pytest.mark.slow
@given(drawn=registers(), more=registers())
@examples(2)
def test_the_whole_is_the_sum_of_its_offices_in_any_order(
    drawn: Generated, more: Generated, lived: Lived, empty: Path, tmp_path: Path
) -> None:
    more = replace(more, files={**more.files, "staff": [{**row, "id_number": ""} for row in more.files["staff"]]})
    folders, parts = {}, {}
    for unit, each in (("A", drawn), ("B", more)):
        folders[unit] = tmp_path / unit
        shutil.rmtree(folders[unit], ignore_errors=True)
        lived(each).rename(folders[unit])
        parts[unit] = [run(f"report compliance --period {p} -f json").json["totals"] for p in PERIODS]
    outcomes = []
    for order in ("AB", "BA"):
        whole = begin(empty, tmp_path / "whole.db")
        for unit in "AB":
            run(f"-r {whole} unit add {unit} 'Xã {unit}' --kind commune")
        for unit in order:
            run(f"-r {whole} import", folders[unit], "--office", unit)
        reports = [run(f"-r {whole} report compliance --period {p} -f json").json for p in PERIODS]
        for place, text in enumerate(reports):
            sums = {key: parts["A"][place][key] + parts["B"][place][key] for key in COUNTED}
            assert {key: text["totals"][key] for key in COUNTED} == sums
        before = everything(whole)
        for unit in order:
            run(f"-r {whole} import", folders[unit], "--office", unit)
        assert everything(whole) == before
        outcomes.append([report["rows"] for report in reports])
    assert outcomes[0] == outcomes[1]


def test_each_name_of_an_office_leads_to_a_record(above: Path, offices: tuple[Path, Path], chodon: Chodon) -> None:
    chodon("import", offices[0].with_suffix(""), "--office", "A")
    kinds = dict(ask(above, "SELECT noun, count(*) FROM office_record GROUP BY noun"))
    assert kinds.keys() >= {"unit", "staff", "document", "inspection", "violation", "discipline_case", "task", "pledge"}
