"""unit.csv: the units, open and closed."""

from collections.abc import Sequence
from dataclasses import replace
from json import dumps
from sqlite3 import Connection

from chodon_cli import dates
from chodon_cli.input_row import Values
from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Derived, Field, Noun, Privacy, Switch
from chodon_cli.nouns.fields import VOIDED_FIELDS
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.names import AS_IT_WAS
from chodon_cli.queries.text_search import find_condition, text_finder
from chodon_cli.queries.unit_tree import units_as_they_were
from chodon_cli.result import Result, Row
from chodon_cli.words.unit import UNIT_KIND

FIELDS = [
    Field(
        "code",
        "code",
        is_needed=True,
        option="--code",
        option_help=N_("Another code."),
        metavar="CODE",
        help=N_("Its code, which no other unit has: letters, digits and . / - _."),
        headings=("Mã", "Mã số", "Số hiệu", "Mã đơn vị"),
    ),
    Field(
        "name",
        is_needed=True,
        privacy=Privacy.KEEP,
        option="--name",
        help=N_("Full name of the unit."),
        headings=("Tên", "Tên đơn vị", "Tên cơ quan", "Tên cơ quan, đơn vị", "Cơ quan, đơn vị", "Đơn vị"),
    ),
    Field(
        "kind",
        "word",
        is_needed=True,
        option="--kind",
        option_help=N_("Kind of unit."),
        help=N_("What kind of unit it is."),
        label=N_("Kind of unit"),
        headings=("Loại đơn vị", "Loại hình", "Loại"),
    ),
    Field(
        "parent",
        "code",
        label=N_("Under"),
        sql="above.code",
        refers_to="unit",
        option="--parent",
        option_help=N_("The unit above it."),
        help=N_("Code or name of the unit above it."),
        headings=("Trực thuộc", "Đơn vị cấp trên", "Đơn vị chủ quản", "Cơ quan chủ quản", "Cơ quan cấp trên"),
    ),
    Field(
        "opened_on",
        "date",
        3,
        option="--opened",
        option_help=N_("Its first day; without one it always existed."),
        help=N_("Its first day; empty if it was always there."),
        headings=("Ngày thành lập", "Thành lập ngày"),
    ),
    Field(
        "closed_on",
        "date",
        2,
        option="--closed",
        option_help=N_("Its last day; “” opens it again."),
        help=N_("Its last day, if it has closed."),
        headings=("Ngày kết thúc hoạt động", "Ngày giải thể", "Đóng từ"),
    ),
    Field(
        "successor",
        "code",
        2,
        label=N_("Successor"),
        sql="heir.code",
        refers_to="unit",
        option="--successor",
        option_help=N_("The unit it was merged into; “” for none."),
        help=N_("The unit it was merged into, if it was; only with a last day."),
        headings=("Đơn vị kế thừa", "Sáp nhập vào", "Nhập vào"),
    ),
    Field(
        "aliases",
        "text",
        8,
        shown="asked",
        label=N_("Also written"),
        privacy=Privacy.KEEP,
        is_seldom=True,
        help=N_("Other ways in which lists write its name, parted by semicolons."),
        headings=("Tên viết khác", "Tên gọi khác", "Tên viết tắt"),
    ),
    *VOIDED_FIELDS,
]
DECLARATION = Noun(
    "unit",
    N_("Units"),
    alias="u",
    order="u.code",
    fields=FIELDS,
    derived=(Derived("sort_key", bytes), Derived("search_key")),
    joins="""LEFT JOIN unit above ON above.id = u.parent_id
LEFT JOIN unit heir ON heir.id = u.successor_id
""",
    place=10,
    counted_as="units",
    filters=("as_of", "tree", "find", "voided"),
    switches={"tree": Switch(N_("Each unit beneath the one it is under."))},
)
BENEATH_ON_A_DAY_SQL = f"""(
    u.id IN (SELECT was.unit_id FROM ({AS_IT_WAS}) was WHERE was.parent_id = :id)
    OR u.parent_id = :id AND u.id NOT IN (SELECT was.unit_id FROM ({AS_IT_WAS}) was)
)"""


def list_units(db: Connection, as_of: str | None, tree: bool, find: str | None, voided: bool) -> Result:
    """The units by code, or as the tree they form; with a day, those open on it, found by what they were called too."""
    day = as_of or dates.today()
    where: list[str] = []
    values: Values = {}
    if as_of:
        where += ["coalesce(u.opened_on, '') <= :day", "coalesce(u.closed_on, '9999-12-31') >= :day"]
        values["day"] = as_of
    if find:
        condition, sought = find_condition("u.search_key", find)
        has_it = text_finder(find)
        called_so = [code for code, (name, _above) in units_as_they_were(db, day).items() if has_it([name])]
        where.append(f"({condition} OR u.code IN (SELECT value FROM json_each(:called_so)))")
        values |= {**sought, "called_so": dumps(called_so)}
    result = replace(lists.listing(db, DECLARATION, where, show_voided=voided, **values), as_of=as_of)
    result = replace(result, rows=as_they_were(db, result.rows, day))
    return in_tree(result) if tree else result


def as_they_were(db: Connection, units: Sequence[Row], day: str) -> Sequence[Row]:
    """The same units, each under the name and the unit above it of the day."""
    past = units_as_they_were(db, day)
    if not past:
        return units
    code, name, parent = ([field.key for field in FIELDS].index(key) for key in ("code", "name", "parent"))
    rows = []
    for row in map(list, units):
        row[name], row[parent] = past.get(str(row[code]), (row[name], row[parent]))
        rows.append(tuple(row))
    return rows


def in_tree(result: Result) -> Result:
    """The same units, each after the one it is under, kinds together, with how deep each stands."""
    code, kind, parent = (result.position(key) for key in ("code", "kind", "parent"))
    present = {row[code] for row in result.rows}
    below: dict[str | None, list[tuple[object, ...]]] = {}
    for row in sorted(result.rows, key=lambda row: (UNIT_KIND.rank(row[kind]), row[code])):
        below.setdefault(row[parent] if row[parent] in present else None, []).append(row)
    rows, depths, waiting = [], [], [(row, 0) for row in reversed(below.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        rows.append(row)
        depths.append(depth)
        waiting += [(child, depth + 1) for child in reversed(below.get(str(row[code]), []))]
    return replace(result, rows=rows, tree=depths)


def show_unit(db: Connection, reference: str, today: str) -> Result:
    """One unit: what was entered of it, the people who serve there today, and the units beneath it."""
    from chodon_cli.nouns import post
    from chodon_cli.nouns.post import ON_DAY

    id = lookup.even_if_void(lookup.unit, db, reference).id
    units = as_they_were(db, lists.rows(db, DECLARATION, ["u.id = :id"], id=id), today)
    serving = ["u.id = :id", "p.voided_on IS NULL", *ON_DAY]
    order = "CASE p.leadership WHEN 'head' THEN 0 WHEN 'deputy' THEN 1 ELSE 2 END, s.name_key, s.code"
    people = [column if column.key != "full_name" else replace(column, shown="always") for column in post.FIELDS]
    people = [replace(c, shown="asked") if c.key in ("unit", "ended_on", "reason") else c for c in people]
    beneath = lists.listing(db, DECLARATION, [BENEATH_ON_A_DAY_SQL], id=id, end=today)
    return Result(
        N_("Unit"),
        [replace(column, shown="always") for column in FIELDS],
        units,
        layout="record",
        details=[
            Result(
                N_("People who serve here"), people, lists.rows(db, post.DECLARATION, serving, order, id=id, day=today)
            ),
            replace(beneath, rows=as_they_were(db, beneath.rows, today), title=N_("Units beneath it")),
        ],
    )
