"""Days that can be written and cannot be true: refused in every list unless somebody says so, and listed by `check`."""

import csv
import io
from pathlib import Path

import pytest

from chodon_cli.exchange import layout
from chodon_cli.queries.plausible import day_keys, implausible_days
from tests.harness import TODAY, Chodon

LISTS = {
    "unit": ("code,name,kind,opened_on", "MOI,Tổ Mới,office,{day}"),
    "person": ("code,full_name,born_on", "CC777,Lò Văn Bảy,{day}"),
    "post": ("staff,unit,category,started_on", "CC002,PNV,CC,{day}"),
    "staff": ("code,full_name,unit,category,started_on", "CC777,Lò Văn Bảy,PNV,CC,{day}"),
    "document": ("number,issued_on", "12/QĐ,{day}"),
    "standard": ("code,group,title,in_force_from", "ZZ01,duty,Thử,{day}"),
    "inspection": ("unit,kind,planned_on", "PNV,planned,{day}"),
    "training": ("staff,field,started_on", "CC001,it,{day}"),
    "commendation": ("staff,form,decided_on", "CC001,certificate,{day}"),
    "task": ("title,unit,assigned_on,due_on", "Báo cáo,PNV,2022-01-01,{day}"),
    "feedback": ("received_on,kind,text,unit,due_on", "2022-01-01,praise,Tốt,PNV,{day}"),
}
EARLY, LATE = "0985-05-01", "2222-05-01"
MAY_COME = {"unit", "post", "staff", "standard", "inspection", "task", "feedback"}  # whose day may lie ahead
TAKES_EARLY = set(LISTS) - {"task", "feedback", "post", "commendation", "training"}  # no other rule is in the way


@pytest.fixture
def office(chodon: Chodon) -> None:
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    chodon("staff add --code CC001 --name 'Hà Văn Một' --born 1990-01-01 --unit PNV --category CC --from 2020-01-01")
    chodon("import - --as person", stdin="code,full_name,born_on\nCC002,Lò Văn Hai,1990-01-01\n")


@pytest.mark.mostly_slow
@pytest.mark.parametrize("noun", LISTS)
@pytest.mark.parametrize("day", [EARLY, LATE])
def test_a_day_that_cannot_be_true_is_refused_and_can_be_insisted_on(
    chodon: Chodon, office: None, noun: str, day: str
) -> None:
    head, row = LISTS[noun]
    stdin = f"{head}\n{row.format(day=day)}\n"
    refused = chodon(f"import - --as {noun}", stdin=stdin, status=1).stderr
    if (day == LATE and noun in MAY_COME) or (day == EARLY and noun in TAKES_EARLY):
        assert "--plausible no" in refused
        chodon(f"import - --as {noun} --plausible no", stdin=stdin)
        chodon(f"import - --as {noun}", stdin=stdin)  # it is there, and changes nothing
        assert "days-implausible" in {row["code"] for row in chodon("check -f json", status=None).json["rows"]}


@pytest.mark.parametrize("noun", [noun for noun in layout.NAMES_OF_NOUNS if noun not in layout.NOUNS_OF_OUR_OWN])
def test_every_day_of_every_list_is_held_against_what_can_be_true(noun: str) -> None:
    keys = day_keys(layout.readable(noun).values())
    for day in (EARLY, LATE):
        record = dict.fromkeys(keys, day)
        wrong = {key for key, _why in implausible_days(keys, record, TODAY)}
        assert wrong == set(keys) - ({"born_on"} if day == LATE else set())


def test_a_register_is_read_back_whatever_its_days(
    chodon: Chodon, office: None, register: Path, tmp_path: Path
) -> None:
    chodon("import - --as document --plausible no", stdin=f"number,issued_on\n12/QĐ,{EARLY}\n")
    chodon("export", tmp_path / "out")
    chodon("-r", tmp_path / "other.db", "init")
    chodon("-r", tmp_path / "other.db", "import", tmp_path / "out")
    listed = chodon("-r", tmp_path / "other.db", "document", "list", "-f", "csv").stdout
    assert [row["issued_on"] for row in csv.DictReader(io.StringIO(listed))] == [EARLY]


def test_a_post_is_held_against_the_birth_that_is_known(chodon: Chodon, office: None) -> None:
    row = "staff,unit,category,started_on,ended_on\nCC001,PNV,CC,1999-01-01,1999-12-31\n"
    refused = chodon("import - --as post", stdin=row, status=1).stderr
    assert "would be 9 years old" in refused and "--plausible no" in refused


def test_the_rule_says_that_it_is_of_any_record(chodon: Chodon) -> None:
    assert "of any record" in chodon("check --explain days-implausible").stdout
