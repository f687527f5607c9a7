"""What is the same in each command line of a process, made once: `chodon shell` reads one after the other."""

from collections.abc import Callable, Mapping
from functools import partial

from chodon_cli.cli.typer_adapter import ClickParameter, Context, NoSuchOption, OptionParser, TyperOption

PLAIN = (bool, int, str, tuple)  # values that nobody can change


class OneLineParser(OptionParser):
    """Of one command line. A short option (`-f`) is not held against the long ones for which it might be a misprint.

    Typer looks among those first, and makes proposals that it throws away: it loaded difflib for every line with one.
    """

    def _match_long_opt(self, opt: str, explicit_value: str | None, state: object) -> None:
        if opt not in self._long_opt and opt[:2] not in self._opt_prefixes:
            raise NoSuchOption(opt, ctx=self.ctx)
        super()._match_long_opt(opt, explicit_value, state)  # type: ignore[arg-type]  # what it is concerns Typer alone


def parser_for(parser: OptionParser, ctx: Context) -> OptionParser:
    """The parser of a command for one command line, which is all that the context tells it."""
    own = OneLineParser(ctx)
    own.__dict__ |= {**parser.__dict__, "ctx": ctx}
    return own


def remember_value_if_not_typed(parameter: ClickParameter) -> None:
    """Let the value of what is not typed be found once: most of a command's options are not."""
    can_prompt = isinstance(parameter, TyperOption) and parameter.prompt is not None
    if parameter.required or parameter.callback or parameter.envvar or callable(parameter.default) or can_prompt:
        return
    name, handle = parameter.name or "", parameter.handle_parse_result
    known: list[tuple[object, Callable[[Context], None]]] = []  # the value, and what says where it came from

    def handle_once(ctx: Context, opts: Mapping[str, object], args: list[str]) -> tuple[object, list[str]]:
        if opts.get(name) is not None or ctx.resilient_parsing or ctx.default_map or ctx.auto_envvar_prefix:
            return handle(ctx, opts, args)
        if not known:
            value, rest = handle(ctx, opts, args)
            if (source := ctx.get_parameter_source(name)) and (value is None or isinstance(value, PLAIN)):
                known.append((value, partial(Context.set_parameter_source, name=name, source=source)))
            return value, rest
        [(value, say_source)] = known
        say_source(ctx)
        if parameter.expose_value:
            ctx.params[name] = value
        return value, args

    setattr(parameter, "handle_parse_result", handle_once)  # noqa: B010  # mypy lets no method be assigned
