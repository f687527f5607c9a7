"""`import`: where what is taken in may come from."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness import SAMPLE_DATA, Chodon
from tests.store import on_server
from tests.strategies.generated import write_csv


def test_a_list_may_come_from_stdin_and_begin_with_a_byte_order_mark(chodon: Chodon, tmp_path: Path) -> None:
    chodon("import --as unit -", stdin="\ufeffcode;name;kind\r\nA;Phòng A;office\r\n")
    write_csv(tmp_path / "b.csv", ["code", "name", "kind"], [{"code": "B", "name": "Phòng B", "kind": "office"}])
    chodon("import", tmp_path / "b.csv")
    assert [row["code"] for row in chodon("unit list -f json").json["rows"]] == ["A", "B"]


def test_the_folder_where_one_stands_is_one(chodon: Chodon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    write_csv(
        tmp_path / "folder" / "unit.csv", ["code", "name", "kind"], [{"code": "B", "name": "B", "kind": "office"}]
    )
    monkeypatch.chdir(tmp_path / "folder")
    chodon("import", "", status=2)
    assert chodon("import . -f json").json["totals"]["new"] == 1


@pytest.mark.slow
def test_what_came_through_a_pipe_is_left_nowhere(register: Path, tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    command = [sys.executable, "-m", "chodon_cli", "import", "--as", "unit", "-"]
    env = {**on_server.environment(), "TMPDIR": str(tmp_path / "temporary")}
    subprocess.run(command, input=b"code,name,kind\nA,B,office\n", env=env, check=True, capture_output=True)
    assert not [*(tmp_path / "temporary").iterdir()]


@pytest.mark.slow
def test_the_sample_goes_in_on_the_last_day_that_it_tells_of(register: Path, chodon: Chodon) -> None:
    chodon("--today 2022-12-31 import", SAMPLE_DATA)
    assert chodon("--today 2022-12-31 report headcount --as-of 2022-12-31 -f json").json["totals"]["total"] > 1000
