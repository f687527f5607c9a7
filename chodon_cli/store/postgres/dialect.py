"""The program's SQL, which is written once, as PostgreSQL reads it.

Most of it is the same in both. Functions that PostgreSQL lacks stand in the register's own schema under their names
(`functions.sql`). What is left is grammar, and put right here, in the nesting of the statement's brackets:

- parameters: `:name` and `?` become `%(name)s`, a percent sign doubles;
- nothing comes first in SQLite's order and last in PostgreSQL's: each ORDER BY says what SQLite does;
- `CROSS JOIN … ON` (which keeps SQLite from reordering) is a JOIN, and a JOIN without ON is a CROSS JOIN;
- a SELECT in FROM has to have a name; `IS` between two values is IS NOT DISTINCT FROM; LIKE passes over upper case;
- IN () is IN (a SELECT without rows);
- json_group_array is json_agg, as text;
- a condition that is NULL is replaced by FALSE, not by 0, and added up as a number;
- a short list of numbers in JSON is two arrays, of which PostgreSQL knows what is in them when it plans;
- an index that answers alone has the id of the row at its end, as each of SQLite's has;
- no index has a title: an entry of one has room for 2,700 bytes there;
- group_concat is string_agg;
- LIMIT -1 is OFFSET 0;
- the day number of a day, and a day so many days after another, are PostgreSQL's own dates (`_days`);
- a list in JSON gives numbers or texts, as its first element is one: columns are of one type here.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from chodon_cli.store.postgres.planner_words import reword_for_planner

TOKEN_PATTERN = re.compile(
    r"""(?P<space>\s+|--[^\n]*)|(?P<text>'(?:[^']|'')*')|(?P<quoted>"(?:[^"]|"")*")|(?P<parameter>:[A-Za-z_]\w*|\?\d*)
    |(?P<word>[A-Za-z_]\w*)|(?P<number>\d+(?:\.\d+)?)|(?P<sign>\|\||[<>!=]=|<>|.)""",
    re.VERBOSE | re.DOTALL,
)
DAYS_LATER = re.compile(r"'([+-]?\d+) days'")
TYPES = {"INTEGER": "BIGINT", "REAL": "DOUBLE PRECISION", "BLOB": "BYTEA", "TEXT": 'TEXT COLLATE "C"'}
END_OF_ORDER = {"LIMIT", "OFFSET", "ROWS", "RANGE", "GROUPS", "UNION", "EXCEPT", "INTERSECT"}
END_OF_FROM = {"WHERE", "GROUP", "ORDER", "HAVING", "WINDOW", "LIMIT", "UNION", "EXCEPT", "INTERSECT"}
BETWEEN_TABLES = {"JOIN", "CROSS", "LEFT", "INNER", *END_OF_FROM}
IS_ASKED_ALIKE = {"NULL", "TRUE", "FALSE", "DISTINCT"}  # words behind IS that mean in both what they say
CONDITION_WORDS = {"<", ">", "=", "<=", ">=", "<>", "BETWEEN", "IN", "IS", "NOT", "AND", "OR", "LIKE", "EXISTS"}
TRUTHS = {"0": "FALSE", "1": "TRUE"}
RESERVED_NAMES = {"ROW"}  # names of ours that are words of PostgreSQL's
JSON_AGGREGATES = {"JSON_GROUP_ARRAY": "json_agg"}  # which give a document there, text here
OTHER_NAMES = {**JSON_AGGREGATES, "GROUP_CONCAT": "string_agg"}
COLUMNS_OF_WHAT_ANSWERS_ALONE = 4  # of an index: what finds rows has fewer, and is smaller if it has no more
IN_NO_INDEX = "title"  # a column of texts as long as somebody likes
KEYS_ENDING, VALUES_ENDING = "_keys", "_values"  # endings of the names of a short list's two arrays
Node: TypeAlias = "str | list[Node]"  # a word, or what stands in brackets
EACH_VALUE: list[Node] = ["SELECT", "value", "FROM", "json_each"]
EACH_KEY: list[Node] = ["SELECT", "CAST", ["key", "AS", "INTEGER"], "FROM", "json_each"]
NO_ROWS = "( SELECT NULL WHERE FALSE )"  # what IN () says to SQLite


class Lists(NamedTuple):
    """The parameters that are lists of numbers in JSON, and those of them that have few."""

    of_numbers: frozenset[str] = frozenset()
    few: frozenset[str] = frozenset()


NO_LISTS = Lists()


@lru_cache(maxsize=1000)
def translate(sql: str, lists: Lists = NO_LISTS) -> str:
    """The statement for psycopg; `lists`: which parameters are lists of numbers in JSON."""
    return " ".join(_flatten(_level(_days(_nest(_tokens(reword_for_planner(sql)))), lists)))


def with_arrays(values: Mapping[str, object], lists: Lists) -> dict[str, object]:
    """The values, and for each short list its keys and its values as arrays."""
    named = dict(values)
    for name in lists.few:
        pairs = json.loads(str(values[name]))
        pairs = pairs if isinstance(pairs, dict) else dict(enumerate(pairs))
        for ending, numbers in ((KEYS_ENDING, pairs.keys()), (VALUES_ENDING, pairs.values())):
            named[name + ending] = f"{{{','.join(map(str, numbers))}}}"
    return named


def definition(sql: str, has_id: bool = False) -> str:
    """A table, index or view as SQLite keeps it, for PostgreSQL: columns have its types, text the order of bytes.

    `has_id`: whether the rows of an index's table have an id, which is in every index of SQLite.
    """
    nodes = _nest(_tokens(sql))
    if nodes[:2] == ["CREATE", "TABLE"]:
        nodes = [_columns_with_types(node) if isinstance(node, list) else node for node in nodes if node != "STRICT"]
    elif has_id and nodes[:2] == ["CREATE", "INDEX"] and isinstance(nodes[5], list):
        if IN_NO_INDEX in nodes[5]:
            place = max(nodes[5].index(IN_NO_INDEX), 1)
            del nodes[5][place - 1 : place + 1]  # with a comma beside it
        is_to_answer_alone = nodes[5].count(",") + 1 >= COLUMNS_OF_WHAT_ANSWERS_ALONE and "id" not in nodes[5]
        nodes[6:6] = ["INCLUDE", ["id"]] if is_to_answer_alone else []
    return " ".join(_flatten(_level(nodes, NO_LISTS))).replace("%%", "%")


def _tokens(sql: str) -> Iterator[str]:
    place = 0
    for match in TOKEN_PATTERN.finditer(sql):
        if match["parameter"]:
            name = match["parameter"][1:]
            if match["parameter"][0] == "?":
                place = max(place, int(name)) if name else place + 1
                name = f"p{name or place}"
            yield f"%({name})s"
        elif not match["space"]:
            yield match[0].replace("%", "%%")


def _nest(tokens: Iterator[str]) -> list[Node]:
    nodes: list[Node] = []
    for token in tokens:
        if token == ")":
            break
        nodes.append(_nest(tokens) if token == "(" else token)
    return nodes


def _flatten(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, list):
            yield from ("(", *_flatten(node), ")")
        else:
            yield node


def _columns_with_types(columns: list[Node]) -> list[Node]:
    """The columns and constraints of a table: a reference may be asked at the end of a transaction that says so."""
    nodes: list[Node] = []
    for place, node in enumerate(columns):
        before = columns[place - 1] if place else ","
        if isinstance(node, str) and isinstance(before, str) and before not in ("AS", ",", "CONSTRAINT"):
            nodes.append(TYPES.get(node, node))
        else:
            nodes.append(node)
        is_reference = isinstance(node, list) and place > 1 and columns[place - 2] == "REFERENCES"
        if is_reference and (place + 1 == len(columns) or columns[place + 1] != "DEFERRABLE"):
            nodes.append("DEFERRABLE")
    return nodes


def _days(nodes: list[Node]) -> list[Node]:
    """What is counted of days, by the dates of PostgreSQL itself, in half the time of functions in the names of SQLite.

    Those (`functions.sql`) stand in views and indexes, and where it is not plain that a day is moved by days.
    """
    nodes = [_days(node) if isinstance(node, list) else node for node in nodes]
    result: list[Node] = []
    for place, node in enumerate(nodes):
        word = _word(nodes, place - 1)
        if not isinstance(node, list) or word not in ("JULIANDAY", "DATE"):
            result.append(node)
        elif word == "JULIANDAY":
            result[-1] = [[node, "::date - DATE '4714-11-24 BC'"], "- 0.5::double precision"]
        elif (comma := _comma(node)) and (days := _days_later(node[comma + 1 :])):
            result[-1] = "to_char"
            result.append([node[:comma], "::date +", days, "::int", ",", "'YYYY-MM-DD'"])
        else:
            result.append(node)
    return result


def _comma(arguments: list[Node]) -> int:
    """The place of the one comma between two arguments; 0 if there are not two."""
    commas = [place for place in range(len(arguments)) if arguments[place] == ","]
    return commas[0] if len(commas) == 1 else 0


def _days_later(modifier: list[Node]) -> list[Node]:
    """The number of days in what moves a day: '+' || number || ' days', or '-1 days'; nothing for any other."""
    if len(modifier) == 1 and (match := DAYS_LATER.fullmatch(str(modifier[0]))):
        return [match[1]]
    if len(modifier) > 4 and modifier[:2] == ["'+'", "||"] and modifier[-2:] == ["||", "' days'"]:
        return modifier[2:-2]
    return []


def _level(nodes: list[Node], lists: Lists) -> list[Node]:
    nodes = [
        _level(ARGUMENTS_OF.get(_word(nodes, place - 1), list)(node), lists)
        if isinstance(node, list) and not _list_of_few(nodes, place, lists)
        else node
        for place, node in enumerate(nodes)
    ]
    return _order_nothing_first(_named_tables(_complete_joins(_words(_without_limit(nodes), lists))))


def _without_limit(nodes: list[Node]) -> list[Node]:
    """LIMIT -1 is none, and keeps a SELECT apart from what reads it: what it works out is worked out once."""
    result: list[Node] = []
    for node in nodes:
        result.append(node)
        if [_word(result, len(result) - back) for back in (3, 2, 1)] == ["LIMIT", "-", "1"]:
            result[-3:] = ["OFFSET", "0"]
    return result


def _with_truth(arguments: list[Node]) -> list[Node]:
    """What `coalesce` takes instead of a condition that is NULL: the number of SQLite as a truth."""
    first = [_word(arguments, place) for place in range(len(arguments))]
    first = first[: first.index(",")] if "," in first else []
    is_condition = bool(CONDITION_WORDS.intersection(first))
    return [*arguments[:-1], TRUTHS.get(str(arguments[-1]), arguments[-1])] if is_condition else arguments


def _as_number(arguments: list[Node]) -> list[Node]:
    """What `sum` adds up: a condition is 1 or 0 (an aggregate of our own for conditions is ten times as slow)."""
    words = [_word(arguments, place) for place in range(len(arguments))]
    is_condition = bool(CONDITION_WORDS.intersection(words)) and words[0] not in ("CASE", "SELECT", "DISTINCT")
    return [[*arguments], "::int"] if is_condition else arguments


def _word(nodes: list[Node], place: int) -> str:
    """The word at a place, in upper case; nothing where there is none, or a bracket."""
    node = nodes[place] if 0 <= place < len(nodes) else ""
    return node.upper() if isinstance(node, str) else ""


ARGUMENTS_OF = {"COALESCE": _with_truth, "SUM": _as_number}  # of a function whose arguments are not the same in both


def _words(nodes: list[Node], lists: Lists) -> list[Node]:
    result: list[Node] = []
    for place, node in enumerate(nodes):
        word, after, second = _word(nodes, place), _word(nodes, place + 1), _word(nodes, place + 2)
        if word == "LIKE":
            result.append("ILIKE")
        elif word == "IS" and not {after, second if after == "NOT" else ""} & IS_ASKED_ALIKE:
            result.append("IS DISTINCT FROM" if after == "NOT" else "IS NOT DISTINCT FROM")
        elif not node and _word(nodes, place - 1) == "IN":
            result.append(NO_ROWS)
        elif (name := _list_of_few(nodes, place, lists)) and _word(nodes, place - 1) == "IN":
            is_negative = _word(nodes, place - 2) == "NOT"
            ending = KEYS_ENDING if node[1:2] == ["CAST"] else VALUES_ENDING
            array: Node = [f"%({name}{ending})s", "::bigint[]"]
            result[-2 if is_negative else -1 :] = ["<> ALL" if is_negative else "= ANY", array]
        elif name:
            is_named = after == "AS" or (after[:1].isalpha() and after not in {"ON", "USING", *BETWEEN_TABLES})
            arrays = f"unnest ( %({name}{KEYS_ENDING})s ::bigint[] , %({name}{VALUES_ENDING})s ::bigint[] )"
            result[-1] = ["SELECT", f"one ::text AS key , other AS value FROM {arrays} AS pair ( one , other )"]
            result += [] if is_named else ["AS json_each"]
        elif word == "NOT" and result[-1:] == ["IS DISTINCT FROM"]:
            continue
        elif word in RESERVED_NAMES:
            result.append(f'"{word.lower()}"')
        elif word in TYPES and _word(nodes, place - 1) == "AS" and place + 1 == len(nodes):  # CAST(… AS INTEGER)
            result.append(TYPES[word])
        elif word in OTHER_NAMES:
            result.append(OTHER_NAMES[word])
        elif isinstance(node, list) and _word(nodes, place - 1) in JSON_AGGREGATES:
            result += [node, "::text"]
        elif word == "JSON_EACH":
            result.append(_json_each(nodes[place + 1], lists))
        else:
            result.append(node)
    return result


def _list_of_few(nodes: list[Node], place: int, lists: Lists) -> str:
    """The list of few numbers of which this is `json_each (…)`'s bracket, or of which IN selects each value or key."""
    node = nodes[place]
    if _word(nodes, place - 1) == "IN" and isinstance(node, list) and node[:-1] in (EACH_VALUE, EACH_KEY):
        node = node[-1]
    elif _word(nodes, place - 1) != "JSON_EACH":
        return ""
    name = node[0] if isinstance(node, list) and len(node) == 1 and isinstance(node[0], str) else ""
    return name[2:-2] if name[2:-2] in lists.few else ""


def _json_each(argument: Node, lists: Lists) -> str:
    words = [word for word in argument if isinstance(word, str)]
    is_nested = words[1:] == [".", "value"]  # a list in a list; what a column of a table holds are ids
    is_parameter = len(argument) == len(words) == 1 and words[0].startswith("%(")
    is_text = is_nested or (is_parameter and words[0][2:-2] not in lists.of_numbers)
    return "json_each" if is_text else "json_each_number"


def _complete_joins(nodes: list[Node]) -> list[Node]:
    result: list[Node] = []
    for place, node in enumerate(nodes):
        if _word(nodes, place) == "JOIN":
            has_condition = _has_condition(nodes, place)
            if result[-1:] == ["CROSS"]:
                del result[-1 if has_condition else len(result) :]
            elif not has_condition:
                result.append("CROSS")
        result.append(node)
    return result


def _has_condition(nodes: list[Node], place: int) -> bool:
    for later in range(place + 1, len(nodes)):
        if _word(nodes, later) in ("ON", "USING"):
            return True
        if _word(nodes, later) in BETWEEN_TABLES:
            return False
    return False


def _named_tables(nodes: list[Node]) -> list[Node]:
    result: list[Node] = []
    is_from = False
    for place, node in enumerate(nodes):
        word, before, after = _word(nodes, place), _word(nodes, place - 1), _word(nodes, place + 1)
        is_from = word == "FROM" or (is_from and word not in END_OF_FROM)
        result.append(node)
        is_select = isinstance(node, list) and _word(node, 0) in ("SELECT", "WITH", "VALUES")
        if is_select and is_from and before in ("FROM", "JOIN", ","):
            is_named = after == "AS" or (after[:1].isalpha() and after not in {"ON", "USING", *BETWEEN_TABLES})
            result += [] if is_named else [f"AS unnamed_{place}"]
    return result


def _order_nothing_first(nodes: list[Node]) -> list[Node]:
    result: list[Node] = []
    item: list[Node] | None = None
    for place, node in enumerate(nodes):
        word = _word(nodes, place)
        if item is not None and (word in END_OF_ORDER or word == ","):
            result += [*item, *_nulls(item), node]
            item = [] if word == "," else None
        elif item is not None:
            item.append(node)
        else:
            result.append(node)
            if word == "BY" and _word(nodes, place - 1) == "ORDER":
                item = []
    return result if item is None else [*result, *item, *_nulls(item)]


def _nulls(item: list[Node]) -> list[Node]:
    if "NULLS" in (_word(item, place) for place in range(len(item))):
        return []
    return ["NULLS LAST" if _word(item, len(item) - 1) == "DESC" else "NULLS FIRST"]
