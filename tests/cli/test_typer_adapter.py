"""What this program relies on in Typer beyond what it documents: when the pin moves, this says what no longer holds."""

from inspect import Parameter
from typing import Annotated, Any

import pytest
import typer

from chodon_cli.cli import typer_adapter
from chodon_cli.cli.i18n import Command, Commands
from chodon_cli.locale import use


@pytest.fixture
def app() -> typer.Typer:
    """Two commands: `first` takes a needed number and an option, `second` nothing."""
    use("en")
    app = typer.Typer(cls=Commands, help="All of it.", add_completion=False, rich_markup_mode=None)

    @app.command("first", cls=Command)
    def first(
        number: Annotated[str, typer.Argument(metavar="NUMBER")], on: Annotated[str, typer.Option("--on")]
    ) -> None:
        raise typer.Exit(7)

    @app.command("second", cls=Command)
    def second() -> None:
        pass

    return app


@pytest.mark.parametrize(
    ("line", "kind", "says"),
    [
        ("first", typer_adapter.MissingParameter, ""),
        ("first 1", typer_adapter.MissingParameter, ""),
        ("first 1 --on", typer_adapter.BadOptionUsage, "requires an argument"),
        ("first 1 --on 1 --onn 2", typer_adapter.NoSuchOption, "--onn"),
        ("second 2", typer_adapter.UsageError, "Got unexpected extra argument"),
        ("third", typer_adapter.UsageError, "No such command 'third'"),
    ],
)
def test_a_wrong_line_raises_what_is_wrong_with_it(app: typer.Typer, line: str, kind: type[Any], says: str) -> None:
    with pytest.raises(typer_adapter.TyperException) as raised:
        typer_adapter.run_app(app, line.split(), "x")
    assert type(raised.value) is kind
    assert says in raised.value.message


def test_a_missing_parameter_is_named_with_its_kind(app: typer.Typer) -> None:
    with pytest.raises(typer_adapter.MissingParameter) as raised:
        typer_adapter.run_app(app, ["first"], "x")
    assert raised.value.param is not None and raised.value.ctx is not None
    assert raised.value.param.param_type_name == "argument" and raised.value.param.metavar == "NUMBER"
    kinds = [(parameter.required, parameter.param_type_name) for parameter in raised.value.ctx.command.params]
    assert kinds == [(True, "argument"), (True, "option")]


def test_a_command_that_ends_with_a_status_returns_it(app: typer.Typer) -> None:
    assert typer_adapter.run_app(app, ["first", "1", "--on", "x"], "x") == 7
    assert typer_adapter.run_app(app, ["second"], "x") == 0


def test_parameters_come_from_a_rewritten_signature() -> None:
    seen: list[str] = []
    app = typer.Typer(add_completion=False)
    day = Parameter("day", Parameter.KEYWORD_ONLY, default="", annotation=Annotated[str, typer.Option("--day")])

    def run(**values: str) -> None:
        seen.append(values["day"])

    app.command()(typer_adapter.with_parameters(run, [day]))
    assert typer_adapter.run_app(app, ["--day", "2022-03-01"], "x") == 0
    assert seen == ["2022-03-01"]
    assert [parameter.name for parameter in typer_adapter.only_command(app).params] == ["day"]


def test_what_was_typed_is_told_from_what_was_not(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, bool] = {}
    app = typer.Typer(add_completion=False)

    @app.command()
    def run(
        ctx: typer.Context,
        typed: Annotated[str, typer.Option()] = "",
        given: Annotated[str, typer.Option(envvar="GIVEN")] = "",
    ) -> None:
        seen.update({name: typer_adapter.is_typed(ctx, name) for name in ("typed", "given")})

    monkeypatch.setenv("GIVEN", "by the environment")
    typer_adapter.run_app(app, ["--typed", "a"], "x")
    assert seen == {"typed": True, "given": False}


def test_help_goes_through_the_parts_that_are_translated(app: typer.Typer, capsys: pytest.CaptureFixture[str]) -> None:
    use("vi")
    try:
        typer_adapter.run_app(app, ["--help"], "x")
        typer_adapter.run_app(app, ["first", "--help"], "x")
    finally:
        use("en")
    out = capsys.readouterr().out
    assert out.startswith("Cách dùng: x [TÙY CHỌN] LỆNH") and "Hiện hướng dẫn này rồi dừng." in out
    group = typer_adapter.group_of(app)
    assert list(group.commands) == ["first", "second"]
    first = typer_adapter.leaf(group, typer.Context(group), ["first"])
    assert [parameter.name for parameter in first.params] == ["number", "on"]
    assert group.commands["first"] is first and group.commands["second"] is None  # built when it is asked for
