"""The guide's page to look things up: every command, option, code of `check`, setting and key of the configuration."""

from collections.abc import Iterable, Mapping

from chodon_cli import locale
from chodon_cli.audit.verify import MEANINGS_OF_FINDINGS
from chodon_cli.configuration import CONFIGURATION_KEYS
from chodon_cli.locale import catalogue
from chodon_cli.queries.settings import SETTINGS_OF_AN_OFFICE
from chodon_cli.rules.meanings import MEANINGS_OF_RULES
from chodon_cli.store.soundness import MEANINGS_OF_DAMAGE
from tests.commands.command_tree import leaf_commands
from tests.docs.generated_tables import row

MOST_COMMANDS = 4  # that have an option are named
HEAD = """# 20. Tra cứu: mọi lệnh, tùy chọn, mã của check, cài đặt

Trang này do chương trình sinh ra; mỗi lệnh, mỗi tùy chọn được giải thích đầy đủ bằng `chodon help LỆNH`.
Mã thoát ở [bài 8](08-loi-thuong-gap.md).
"""


def look_up_page() -> str:
    """The page as the program now is, in Vietnamese."""
    locale.use("vi")
    tables: dict[str, tuple[tuple[str, ...], Iterable[Iterable[str]]]] = {
        "Lệnh": (("lệnh", "làm gì"), commands()),
        "Tùy chọn": (("tùy chọn", "nghĩa", "lệnh"), options()),
        "Mã của `check`": (("mã", "nghĩa"), meanings_of_codes().items()),
        "Cài đặt của cơ quan (`settings`)": (
            ("khóa", "nghĩa"),
            [(key, in_vietnamese(each.meaning)) for key, each in SETTINGS_OF_AN_OFFICE.items()],
        ),
        "Cấu hình trên máy (`config`)": (
            ("khóa", "nghĩa"),
            [(key, in_vietnamese(each.meaning)) for key, each in CONFIGURATION_KEYS.items()],
        ),
    }
    return HEAD + "".join(table(title, head, rows) for title, (head, rows) in tables.items())


def table(title: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A section with a table, whose first column is code."""
    lines = [row([*head]), "|" + "---|" * len([*head])]
    lines += [row([f"`{first}`", *(cell.replace("|", "\\|") for cell in rest)]) for first, *rest in rows]
    return f"\n## {title}\n\n" + "\n".join(lines) + "\n"


def commands() -> list[tuple[str, str]]:
    """Each command with what it does."""
    return [(" ".join(path), (command.help or "").splitlines()[0]) for path, command in leaf_commands()]


def options() -> list[tuple[str, str, str]]:
    """Each option with what it means; where commands mean different things by it, a line for each."""
    having: dict[tuple[str, str], list[str]] = {}
    for path, command in leaf_commands():
        for parameter in command.params:
            names = [name for name in (*parameter.opts, *parameter.secondary_opts) if name.startswith("--")]
            for name in names:
                having.setdefault((name, getattr(parameter, "help", None) or ""), []).append(" ".join(path))
    return [(name, meaning, named(paths)) for (name, meaning), paths in sorted(having.items())]


def named(paths: list[str]) -> str:
    rest = len(paths) - MOST_COMMANDS
    return ", ".join(paths[:MOST_COMMANDS]) + (f" và {rest} lệnh khác" if rest > 0 else "")


def meanings_of_codes() -> Mapping[str, str]:
    """Each code of `check` with what `check --explain` says of it."""
    meanings = {**MEANINGS_OF_DAMAGE, **MEANINGS_OF_FINDINGS, **MEANINGS_OF_RULES}
    return {code: in_vietnamese(text) for code, text in meanings.items()}


def in_vietnamese(text: str) -> str:
    return catalogue("vi").gettext(text)
