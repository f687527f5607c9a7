"""`privacy`: all that is held of a person in one document, and erased by law with the chain and the counts whole."""

from pathlib import Path

import pytest

from chodon_cli.nouns.declaration import Privacy
from chodon_cli.register import erasure
from tests.harness import Chodon, assert_refused, open_to_read, open_to_write
from tests.stress import torture

WHO_LEFT = """
SELECT code, full_name FROM staff WHERE voided_on IS NULL AND id NOT IN (
    SELECT staff_id FROM post WHERE ended_on IS NULL AND voided_on IS NULL
)
"""
SECRETS = ("Lý Thị Bí Mật", "006190000001", "ô kê nhà họ Lý", "1990-05-06", "don-rieng")
ENTERED = [
    "staff add --code X1 --name 'Lý Thị Bí Mật' --unit PNV --category civil-servant --from 2020-01-01"
    " --born 1990-05-06 --sex female --id-number 006190000001 --note 'ô kê nhà họ Lý'",
    "violation log --staff X1 --standard TT01 --on 2022-03-01 --note 'ô kê nhà họ Lý của Lý Thị Bí Mật'",
    "violation edit VP-2022-0171 --severity serious",
    "case open VP-2022-0171 --on 2022-03-05",
    "case step VV-2022-0044 --kind review --on 2022-03-09 --note 'ô kê nhà họ Lý'",
    "violation log --staff X1 --standard TG01 --on 2022-04-01",
    "violation remind VP-2022-0172 --on 2022-04-02 --note 'Lý Thị Bí Mật đã hứa'",
    "task assign 'Việc' --unit PNV --staff X1 --on 2022-01-05 --due 2022-03-01",
    "task extend NV-2022-0188 --until 2022-04-01 --on 2022-02-20 --by 'Trưởng phòng' --reason 'ô kê nhà họ Lý'",
    "inspection record --unit PNV --kind surprise --on 2022-05-05 --check TT01=0/1:X1",
    "training add --staff X1 --field language --title 'ô kê nhà họ Lý' --on 2021-01-01",
]


@pytest.fixture
def person(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chodon: Chodon) -> Path:
    """The sample, with a person who has left."""
    monkeypatch.chdir(tmp_path)
    for line in ENTERED:
        done = chodon(line, status=None)
        assert done.status == 0 or "training" in line, done.stderr
    Path("don-rieng.txt").write_text("đơn riêng", "utf-8")
    chodon("attach add VP-2022-0171 don-rieng.txt")
    chodon("staff leave X1 --on 2022-06-30 --reason resigned")
    return filled


def test_a_report_has_everything_and_the_journal_keeps_that_it_was_asked_for(person: Path, chodon: Chodon) -> None:
    told = chodon("privacy report X1 -f json").stdout
    for said in ("Lý Thị Bí Mật", "006190000001", "ô kê nhà họ Lý", "06/05/1990", "VP-2022-0171", "don-rieng.txt"):
        assert said in told
    for part in ("NN-2022-0010", "NV-2022-0188 · 20/02/2022", "VV-2022-0044 · 1", "KT-2022-103 · TT01 · 1"):
        assert part in told, part
    assert "everything" in chodon("audit list --staff X1").stdout + chodon("audit list -f json").stdout


def test_where_else_the_name_stands_is_told_when_it_is_erased(small: Path, chodon: Chodon) -> None:
    chodon("staff add --code X1 --name 'Lý Thị Bí_Mật' --unit PNV --category civil-servant --from 2020-01-01")
    chodon("staff leave X1 --on 2022-06-30 --reason resigned")
    chodon("violation log --staff CC001 --standard TT01 --on 2022-03-01 --note 'cùng Lý Thị Bí_Mật'")
    chodon("violation log --staff CC001 --standard TT01 --on 2022-03-02 --note 'cùng Lý Thị BíxMật'")
    chodon("task assign 'Thay LÝ THỊ BÍ_MẬT' --unit PNV --on 2022-01-05 --due 2022-03-01")
    told = chodon("privacy erase X1 --reason 'theo đơn'").stderr
    assert "the name stands in words about others, which are not erased: VP-2022-0005, NV-2022-0001\n" in told
    assert "words about others" not in chodon("privacy erase X1 --reason 'theo đơn'").stderr


def counted(chodon: Chodon) -> object:
    return chodon("report compliance --period 2022 -f json").json["rows"]


def test_erasing_leaves_counts_and_chain_whole_and_nothing_of_the_person_in_any_file(
    person: Path, chodon: Chodon
) -> None:
    before = counted(chodon)
    files = chodon("attach list VP-2022-0171 -f json").json["rows"]
    chodon("privacy erase X1 --reason 'theo yêu cầu'")
    assert counted(chodon) == before
    assert torture.faults(person) == []
    assert "all as they were written" in chodon("audit verify").stdout
    assert not Path(f"{person}.files", files[0]["sha256"][:2], files[0]["sha256"]).exists()
    raw = b"".join(file.read_bytes() for file in [person, *person.parent.glob("register.db-*")])
    for secret in SECRETS:
        assert secret.encode() not in raw, secret
    shown = chodon("staff show X1 -f json").stdout + chodon("audit show X1").stdout + chodon("audit list").stdout
    assert not any(secret in shown for secret in SECRETS)


def test_what_was_erased_cannot_be_changed_unnoticed_either(person: Path, chodon: Chodon) -> None:
    chodon("privacy erase X1 --reason 'theo yêu cầu'")
    with open_to_write(person) as db:
        edited = "UPDATE change SET after = replace(after, 'X1', 'X2') WHERE erased IS NOT NULL AND after LIKE '%X1%'"
        assert db.execute(edited).rowcount
    chodon("audit verify", status=3)


def test_a_person_of_an_import_is_erased_out_of_its_packed_entry(filled: Path, chodon: Chodon) -> None:
    with open_to_read(filled) as db:
        code, name = db.execute(WHO_LEFT).fetchone()
    chodon("privacy erase", code, "--reason", "x")
    assert "all as they were written" in chodon("audit verify").stdout
    assert torture.faults(filled) == []
    assert chodon("staff show", code, "-f", "json").json["rows"][0]["full_name"] == code
    assert name not in chodon("audit show", code).stdout


def test_what_is_there_stays_where_a_record_needs_it() -> None:
    for table, noun in erasure._nouns().items():
        left = erasure.without_personal_data(table, {field.stored_as: "x" for field in noun.fields}, "X1")
        kept = [field.stored_as for field in noun.fields if field.privacy_in_force is Privacy.REPLACE]
        assert [left[column] for column in kept if column != "void_reason"] == ["…"] * sum(
            column != "void_reason" for column in kept
        ), table


def test_who_was_disciplined_is_erased(person: Path, chodon: Chodon) -> None:
    [case] = [row["number"] for row in chodon("case list --staff X1 -f json").json["rows"]]
    decision = "--form warning --decision 9/QĐ-BÍ-MẬT --on 2022-05-05 --effective 2022-05-05"
    chodon("case decide", case, *decision.split())
    chodon("privacy erase X1 --reason x")
    assert "all as they were written" in chodon("audit verify").stdout
    assert b"9/Q\xc4\x90-B\xc3\x8d-M\xe1\xba\xacT" not in person.read_bytes()


def test_who_still_serves_is_not_erased(person: Path, chodon: Chodon) -> None:
    assert_refused(person, "privacy erase CC012 --reason x", 1, "still serves")
    assert_refused(person, "privacy erase X1 --reason ' '", 1, "reason")


def test_what_is_due_follows_from_the_setting(person: Path, chodon: Chodon) -> None:
    assert_refused(person, "privacy due", 1, "retention-years")
    chodon("settings set retention-years 3")
    assert "X1" in [row["staff"] for row in chodon("privacy due -f json").json["rows"]]
    chodon("privacy erase X1 --reason x")
    assert "X1" not in [row["staff"] for row in chodon("privacy due -f json").json["rows"]]


def test_the_years_that_data_is_kept_end_on_the_same_day_of_the_month(small: Path, chodon: Chodon) -> None:
    chodon("staff add --code X1 --name 'Lý Thị Bí' --unit PNV --category civil-servant --from 2020-01-01")
    chodon("staff leave X1 --on 2020-02-20 --reason resigned")
    chodon("settings set retention-years 2")
    for today, due in (("2022-02-19", []), ("2022-02-20", ["X1"])):  # a leap day lies between
        assert [row["staff"] for row in chodon(f"--today {today} privacy due -f json").json["rows"]] == due, today
