"""`chodon config`: what is set for the program on a machine, under the options and the environment."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chodon_cli import configuration
from tests.cli.terminal import on_terminal
from tests.harness import Chodon, begin


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing read before counts, and no pager of the outside."""
    configuration.contents.cache_clear()
    monkeypatch.delenv("PAGER", raising=False)


def listed(chodon: Chodon) -> dict[str, tuple[str, str]]:
    return {row["key"]: (row["value"], row["source"]) for row in chodon("config list -f json").json["rows"]}


def test_every_key_has_a_default_that_it_takes(chodon: Chodon) -> None:
    assert set(listed(chodon)) == set(configuration.CONFIGURATION_KEYS)
    for key, known in configuration.CONFIGURATION_KEYS.items():
        assert not known.words or known.default in known.words, key


def test_an_option_goes_before_the_environment_before_the_register_before_the_person(
    chodon: Chodon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHODON_LANG")
    chodon("config set language en")
    assert "Units" in chodon("unit list").stdout
    chodon("config set --here language vi")
    assert "Đơn vị" in chodon("unit list").stdout
    monkeypatch.setenv("CHODON_LANG", "en")
    assert "Units" in chodon("unit list").stdout
    assert "Đơn vị" in chodon("--lang vi unit list").stdout
    assert listed(chodon)["language"] == ("en", "CHODON_LANG")


def test_the_register_that_is_set_is_used_and_the_file_beside_it_counts(
    chodon: Chodon, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other folder").mkdir()
    other = begin(sample, tmp_path / "other folder" / "sổ.db")
    monkeypatch.delenv("CHODON_REGISTER")
    chodon("config set register", other)
    assert chodon("info -f json").json["rows"][0]["file"] == str(other)
    chodon("config set --here color never")
    assert configuration.file_beside(tmp_path / "other folder" / "x").exists()
    assert "\x1b" not in on_terminal("unit", "show", "PNV").raw


@pytest.mark.slow
def test_a_pager_that_is_set_is_the_one_that_runs(chodon: Chodon, sample: Path, register: Path) -> None:
    begin(sample, register)
    chodon("config set pager 'head -n 3'")
    assert len(on_terminal("unit", "list").lines) == 3
    assert len(on_terminal("unit", "list", PAGER="cat").lines) > 90


def test_a_file_that_comes_with_a_register_starts_no_program(
    chodon: Chodon, sample: Path, register: Path, tmp_path: Path
) -> None:
    begin(sample, register)
    ran = tmp_path / "ran"
    program = tmp_path / "evil"
    program.write_text(f"#!/bin/sh\ntouch '{ran}'\ncat\n")
    program.chmod(0o755)
    register.with_name("chodon.toml").write_text(f'pager = "{program}"\n')
    on_terminal("unit", "list", lines=10, keys=b"q")
    assert not ran.exists() and listed(chodon)["pager"] == ("less", "")
    done = chodon("config set --here pager", program, status=2)
    assert "each person" in done.stderr and done.stderr.count("\n") == 1
    chodon("config set pager", program)
    on_terminal("unit", "list", lines=10, keys=b"q")
    assert ran.exists()


def test_asking_can_be_switched_off(chodon: Chodon) -> None:
    chodon("config set input off")
    assert on_terminal("violation", "log").status == 2


def test_an_empty_text_takes_a_key_away(chodon: Chodon) -> None:
    chodon("config set color never")
    chodon("config set color", "")
    assert listed(chodon)["color"] == ("auto", "")


@pytest.mark.parametrize(
    ("line", "told"),
    [("config set nothing x", "nothing"), ("config set language fr", "fr"), ("config set color", "missing")],
)
def test_what_is_not_taken_is_refused_and_nothing_is_written(chodon: Chodon, line: str, told: str) -> None:
    assert told in chodon(line, status=2).stderr
    assert not configuration.user_file().exists()


@pytest.mark.parametrize("text", ["language =", "x = 1", "language = 'fr'", "color = 'auto'\ncolor = 'never'", "\xff"])
def test_a_file_that_cannot_be_read_is_one_line_that_names_it(chodon: Chodon, text: str) -> None:
    file = configuration.user_file()
    file.parent.mkdir(parents=True)
    file.write_bytes(text.encode("latin-1"))
    done = chodon("unit list", status=2)
    assert str(file) in done.stderr and done.stderr.count("\n") == 1
    assert "(at" not in done.stderr, "the words of a library"


def test_a_file_that_cannot_be_written_is_named_and_not_its_draft(chodon: Chodon, register: Path) -> None:
    register.with_name("chodon.toml").mkdir()
    done = chodon("config set --here color never", status=2)
    assert str(register.with_name("chodon.toml")) in done.stderr and ".draft" not in done.stderr


def test_the_file_is_its_owners_alone(chodon: Chodon) -> None:
    chodon("config set color never")
    assert stat.S_IMODE(configuration.user_file().stat().st_mode) == 0o600
    assert str(configuration.user_file()) in chodon("config path -f json").stdout


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_whatever_is_set_is_read_back(text: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    configuration.write(file, "pager", text)
    assert configuration.contents(file)["pager"] == text
