"""In which row of a report a unit counts: its own, an ancestor's, or its successor's."""

from dataclasses import dataclass
from json import dumps
from sqlite3 import Connection

from chodon_cli.queries import resolve as lookup
from chodon_cli.words import KIND

PLACES = "place (unit_id, line) AS (SELECT CAST(key AS INTEGER), value FROM json_each(:places))"


@dataclass(frozen=True)
class UnitInPeriod:
    id: int
    code: str
    name: str
    kind: str
    parent_id: int | None
    closed_on: str | None
    successor_id: int | None
    sort_key: bytes


class UnitTree:
    """All units, and which stands for which: those of then, or (now) the successors of those closed before today."""

    def __init__(self, db: Connection, today: str, now: bool = False) -> None:
        sql = """
        SELECT id, code, name, kind, parent_id, closed_on, successor_id, sort_key FROM unit WHERE voided_on IS NULL
        """
        self._units = {row[0]: UnitInPeriod(*row) for row in db.execute(sql)}
        self._today = today if now else None

    def __getitem__(self, id: int) -> UnitInPeriod:
        return self._units[id]

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
        while (parent := self._units[line[-1]].parent_id) in self._units:
            above = self.standing(parent)  # type: ignore[arg-type]  # a key of the units is no None
            if above in line:
                break
            line.append(above)
        return line[::-1]

    def places(self, under: int | None = None, depth: int | None = None) -> dict[int, int]:
        """Unit id -> id of the unit in whose row it counts; only those under a unit, rolled up to a depth, if asked."""
        found = {}
        top = None if under is None else self.standing(under)
        for id in self._units:
            line = self.path(id)
            if top is not None:
                if top not in line:
                    continue
                line = line[line.index(top) :]
            found[id] = line[min(depth or len(line), len(line)) - 1]
        return found

    def order(self, id: int) -> tuple[int, bytes, str]:
        """Kinds together, then names in dictionary order."""
        unit = self._units[id]
        return KIND.rank(unit.kind), unit.sort_key, unit.code


def as_json(places: dict[int, int] | dict[int, str]) -> str:
    """The places as the :places of a question that begins with `WITH place …`."""
    return dumps(places)


def unit_id(db: Connection, unit: str | None) -> int | None:
    """The id of the unit that --unit names."""
    return None if unit is None else lookup.unit(db, unit).id
