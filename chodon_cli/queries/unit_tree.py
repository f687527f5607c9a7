"""In which row of a report a unit counts: its own, an ancestor's, or its successor's."""

from collections.abc import Collection
from copy import copy
from sqlite3 import Connection
from typing import NamedTuple

from chodon_cli import dates
from chodon_cli.dates import Period
from chodon_cli.locale import _, figure
from chodon_cli.queries.names import AS_IT_WAS
from chodon_cli.store import Reader
from chodon_cli.text import sort_key
from chodon_cli.words.unit import UNIT_KIND

PLACES_SQL = "place (unit_id, line) AS (SELECT CAST(key AS INTEGER), value FROM json_each(:places))"
OWN_PLACES_SQL = """
place (unit_id, line) AS (SELECT id, id FROM unit WHERE id IN (SELECT CAST(key AS INTEGER) FROM json_each(:places)))
"""  # the same where each unit has its own row: in the order of the units, so that nothing is sorted to group by them

MOST_UNITS_NAMED = 12  # how many closed units a note names
NAMES_AND_PARENTS_OF_A_DAY_SQL = f"""
SELECT u.code, was.name, above.code
FROM ({AS_IT_WAS}) was JOIN unit u ON u.id = was.unit_id LEFT JOIN unit above ON above.id = was.parent_id
"""


def units_as_they_were(db: Reader, day: str) -> dict[str, tuple[str, str | None]]:
    """Of each unit that was renamed or moved after the day, by its code: its name then, and what it was under."""
    return {code: (name, above) for code, name, above in db.execute(NAMES_AND_PARENTS_OF_A_DAY_SQL, {"end": day})}


class UnitInPeriod(NamedTuple):
    id: int
    code: str
    name: str
    kind: str
    parent_id: int | None
    opened_on: str | None
    closed_on: str | None
    successor_id: int | None
    sort_key: bytes


class UnitTree:
    """All units, and which stands for which: those of then, or (now) the successors of those closed before today.

    Those of then are called, and stand under one another, as on the last day of the period, those of now as today;
    whoever was above and had closed before the period, or opened after it, is passed over.
    """

    def __init__(self, db: Reader, today: str, now: bool = False, period: Period | None = None) -> None:
        sql = """
        SELECT id, code, name, kind, parent_id, opened_on, closed_on, successor_id, sort_key
        FROM unit WHERE voided_on IS NULL
        """
        self._units = {row[0]: UnitInPeriod(*row) for row in db.execute(sql, {})}
        self._today = today if now else None
        self._period = None if now else period
        end = today if now else period and period.end
        if end:
            for id, name, parent_id in db.execute(AS_IT_WAS, {"end": end}):
                if id in self._units:
                    was = {"name": name, "parent_id": parent_id, "sort_key": sort_key(name)}
                    self._units[id] = self._units[id]._replace(**was)

    def __getitem__(self, id: int) -> UnitInPeriod:
        return self._units[id]

    @property
    def number(self) -> int:
        """How many units there are."""
        return len(self._units)

    @property
    def succeeded(self) -> list[int]:
        """The units that close on a day, and leave their work to another."""
        return [id for id, unit in self._units.items() if unit.closed_on and unit.successor_id is not None]

    def as_of_day(self, day: str) -> "UnitTree":
        """The same units, of which the successors stand for those closed before the day."""
        other = copy(self)
        other._today, other._period = day, None
        return other

    def standing(self, id: int) -> int:
        """The unit that stands for this one: itself, or the last of its successors."""
        seen = set()
        while self._today and id not in seen:
            seen.add(id)
            unit = self._units[id]
            if not unit.closed_on or unit.closed_on >= self._today or unit.successor_id is None:
                break
            id = unit.successor_id
        return id

    def path(self, id: int) -> list[int]:
        """From the top of the tree down to the unit that stands for this one."""
        line = [self.standing(id)]
        while (above := self.living_parent(line[-1])) is not None and above not in line:
            line.append(above)
        return line[::-1]

    def living_parent(self, id: int) -> int | None:
        """The nearest unit above that stands for its own, or lived in the period; None at the top."""
        passed = {id}
        parent = self._units[id].parent_id
        while parent in self._units and parent is not None and parent not in passed and not self.has_lived(parent):
            passed.add(parent)
            parent = self._units[parent].parent_id
        return self.standing(parent) if parent in self._units and parent is not None else None

    def has_lived(self, id: int) -> bool:
        """Whether the unit was there on any day of the period."""
        unit, period = self._units[id], self._period
        return not period or ((unit.closed_on or period.end) >= period.start and (unit.opened_on or "") <= period.end)

    def places(self, under: int | None = None, depth: int | None = None) -> dict[int, int]:
        """Unit id -> id of the unit in whose row it counts; only those under a unit, rolled up to a depth, if asked."""
        if under is None and depth is None:
            return {id: self.standing(id) for id in self._units}  # whatever stands above it
        lines = {}
        top = None if under is None else self.standing(under)
        for id in self._units:
            line = self.path(id)
            if top is not None:
                if top not in line:
                    continue
                line = line[line.index(top) :]
            lines[id] = line[min(depth or len(line), len(line)) - 1]
        return lines

    def ids_beneath(self, top: int) -> set[int]:
        """The unit and those that stand under it, whether they live or not."""
        ids = {top}
        for id in self._units:
            line: list[int] = []
            above: int | None = id
            while above is not None and above in self._units and above not in line and above not in ids:
                line.append(above)
                above = self._units[above].parent_id
            if above in ids:
                ids.update(line)
        return ids

    def order(self, id: int) -> tuple[int, bytes, str]:
        """Kinds together, then names in dictionary order."""
        unit = self._units[id]
        return UNIT_KIND.rank(unit.kind), unit.sort_key, unit.code


def as_json(places: dict[int, int] | dict[int, str]) -> str:
    """The places as the :places of a question that begins with `WITH place …`."""
    from json import dumps

    return dumps(places)


def unit_id(db: Connection, unit: str | None) -> int | None:
    """The id of the unit that --unit names."""
    return None if unit is None else _id_of(db, unit)


def _id_of(db: Reader, reference: str) -> int:
    from chodon_cli.queries import resolve  # only where a unit is named

    return resolve.unit(db, reference).id


def ids_under(db: Reader, reference: str, is_now: bool = False, day: str | None = None) -> set[int]:
    """The ids of the unit that is named and of those under it on the day (today if none is given).

    Now: of those too that one of these succeeded.
    """
    today, top = dates.today(), _id_of(db, reference)
    tree = UnitTree(db, today, is_now, Period(day or today, day or today))
    return {*tree.places(top)} if is_now else tree.ids_beneath(top)


def succession_note(db: Reader, reference: str | None) -> list[str]:
    """Which closed units count with a successor, of all or of those that stand with one under the unit."""
    tree = UnitTree(db, dates.today(), now=True)
    places = tree.places(None if reference is None else _id_of(db, reference))
    successions = sorted((tree[id].code, tree[heir].code) for id in places if (heir := tree.standing(id)) != id)
    names = [_("{unit} with {successor}").format(unit=unit, successor=heir) for unit, heir in successions]
    more = (
        [_("and {number} more").format(number=figure(len(names) - MOST_UNITS_NAMED, 0))]
        if len(names) > MOST_UNITS_NAMED
        else []
    )
    return [
        _("closed units count with their successors: {units}").format(
            units=", ".join([*names[:MOST_UNITS_NAMED], *more])
        )
    ] * bool(names)


def under_unit_condition(db: Reader, reference: str, is_now: bool = False) -> tuple[str, str]:
    """A condition on the unit u, and its value :unit_ids: the unit that is named or one under it; see `ids_under`."""
    return among_units_condition(ids_under(db, reference, is_now))


def among_units_condition(ids: Collection[int]) -> tuple[str, str]:
    """A condition on the unit u, and its value :unit_ids: one of these."""
    from json import dumps

    return "u.id IN (SELECT value FROM json_each(:unit_ids))", dumps(sorted(ids))
