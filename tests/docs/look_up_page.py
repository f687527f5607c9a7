"""The guide's page to look things up: every command, option, code of `check`, setting and key of the configuration.

What the guide has elsewhere it has not again: the options that take the values of columns are in the page of the folder
layout, and the verbs that are the same for all plain records stand here once. So a new column, or a new noun of that
kind, changes nothing here.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from chodon_cli import locale
from chodon_cli.audit.verify import MEANINGS_OF_FINDINGS
from chodon_cli.configuration import CONFIGURATION_KEYS
from chodon_cli.locale import catalogue
from chodon_cli.nouns import registry
from chodon_cli.queries.settings import SETTINGS_OF_AN_OFFICE
from chodon_cli.rules.meanings import MEANINGS_OF_RULES
from chodon_cli.store.soundness import MEANINGS_OF_DAMAGE
from tests.commands.command_tree import leaf_commands
from tests.docs.generated_tables import row

MOST_COMMANDS = 4  # that have an option are named
ANY_PLAIN = "BẢN_GHI"  # stands for the name of any plain noun
PLAIN_VERBS = {"add", "edit", "void", "list", "show"}
ENTERS_ANY = "Enter a record ({noun}); it gets its number."  # what the verb `add` of plain nouns says
HEAD = """# 20. Tra cứu: mọi lệnh, tùy chọn, mã của check, cài đặt

Trang này do chương trình sinh ra; mỗi lệnh, mỗi tùy chọn được giải thích đầy đủ bằng `chodon help LỆNH`.
Mã thoát ở [bài 8](08-loi-thuong-gap.md).

- `BẢN_GHI` là tên của bất kỳ loại bản ghi nào chỉ có năm lệnh `add`, `list`, `show`, `edit`, `void`,
  như `training` (học tập), `commendation` (khen thưởng), `pledge` (cam kết): năm lệnh ấy giống nhau ở mọi loại
  nên chỉ ghi một lần. `list` của từng loại còn lọc theo `--staff`, `--year` và các cột ghi bằng từ có sẵn, nếu có.
- Tùy chọn để gõ **giá trị của một cột** (`--on`, `--note` …) ở cuối ô *ghi gì* của cột đó
  trong [bài 15](15-bo-cuc-tep.md); dưới đây là các tùy chọn còn lại.
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


@cache
def plain_nouns() -> frozenset[str]:
    """The nouns that have the verbs of all plain records, said in the same words, and no other; in any language."""
    enters_any = {
        translated(ENTERS_ANY).format(noun=translated(each.one))
        for each in registry.all_nouns().values()
        for translated in (str, in_vietnamese)
    }
    verbs: dict[str, set[str]] = {}
    for path, command in leaf_commands():
        if path[-1] != "add" or command.help in enters_any:
            verbs.setdefault(path[0], set()).add(path[-1])
    return frozenset(noun for noun, its in verbs.items() if its == PLAIN_VERBS)


def line_of(path: tuple[str, ...]) -> str:
    """The command as the page names it."""
    return " ".join([ANY_PLAIN if path[0] in plain_nouns() else path[0], *path[1:]])


def commands() -> list[tuple[str, str]]:
    """Each command with what it does."""
    lines = {line_of(path): (command.help or "").splitlines()[0] for path, command in leaf_commands()}
    lines[f"{ANY_PLAIN} add"] = in_vietnamese(ENTERS_ANY).format(noun="bản ghi")
    return [(line, lines[line]) for line in plain_first(lines)]


def options() -> list[tuple[str, str, str]]:
    """Each option that takes no column's value, with its meaning; where commands differ in that, a line for each."""
    having: dict[tuple[str, str], dict[str, set[str]]] = {}
    for path, command in leaf_commands():
        for parameter in command.params:
            names = [name for name in (*parameter.opts, *parameter.secondary_opts) if name.startswith("--")]
            for name in names:
                meaning = getattr(parameter, "help", None) or ""
                if not takes_a_column(path[0], name, meaning):
                    having.setdefault((name, meaning), {}).setdefault(line_of(path), set()).add(path[0])
    rows = []
    for (name, meaning), nouns_of_line in sorted(having.items()):
        lines = [line for line, nouns in nouns_of_line.items() if is_of_all(line, nouns)]
        if lines:
            rows.append((name, meaning, named(lines)))
    return rows


def is_of_all(line: str, nouns: set[str]) -> bool:
    """Whether every noun that the line stands for has it."""
    return not line.startswith(ANY_PLAIN) or nouns == plain_nouns()


def takes_a_column(noun: str, option: str, meaning: str) -> bool:
    """Whether the option is that of a column of the noun, as its declaration has it."""
    declared = registry.all_nouns().get(noun)
    return any(
        option == field.option and meaning.startswith(in_vietnamese(field.option_help or field.help))
        for field in (declared.fields if declared else ())
    )


def plain_first(lines: Iterable[str]) -> list[str]:
    """So that the name of a new plain noun moves nothing."""
    return sorted(lines, key=lambda line: not line.startswith(ANY_PLAIN))


def named(lines: list[str]) -> str:
    rest = len(lines) - MOST_COMMANDS
    return ", ".join(plain_first(lines)[:MOST_COMMANDS]) + (f" và {rest} lệnh khác" if rest > 0 else "")


def meanings_of_codes() -> Mapping[str, str]:
    """Each code of `check` with what `check --explain` says of it."""
    meanings = {**MEANINGS_OF_DAMAGE, **MEANINGS_OF_FINDINGS, **MEANINGS_OF_RULES}
    return {code: in_vietnamese(text) for code, text in meanings.items()}


def in_vietnamese(text: str) -> str:
    return catalogue("vi").gettext(text)
