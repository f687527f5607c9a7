"""How many of those that may have been meant are named: enough to choose from, never a screen of them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from chodon_cli.errors import Rejected
from chodon_cli.queries import resolve
from chodon_cli.queries.nearest import near_people, near_units, nearest

WORDS = {f"phòng số {place}": f"P{place}" for place in range(20)}
UNITS = [(f"P{place}", f"Phòng số {place}", None) for place in range(20)]


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    """Twelve people of one name, and twelve units of one."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE staff (id, code, full_name, search_key, name_key, voided_on)")
        db.execute("CREATE TABLE unit (id, code, name, aliases, search_key, opened_on, closed_on, voided_on)")
        db.execute("CREATE TABLE unit_past (unit_id, name, parent_id, until_on)")
        for n in range(12):
            row = (n, f"CC{n:03}", "Lê Văn An", "le van an", f"an{n:03}", None)
            db.execute("INSERT INTO staff VALUES (?, ?, ?, ?, ?, ?)", row)
            unit = (n, f"TV{n:02}", f"Tổ văn thư số {n}", "VTLT", f"to van thu so {n}", None, None, None)
            db.execute("INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?)", unit)
        yield db


def test_three_words_six_people_and_ten_meanings_are_named(db: sqlite3.Connection) -> None:
    assert nearest("phong so", WORDS).count("P") == 3
    assert len(near_units("Phòng số", UNITS)) == 3
    assert near_people(db, "an").count("Lê Văn An") == 6
    assert "…" in near_people(db, "an")
    with pytest.raises(Rejected) as several:
        resolve.unit(db, "VTLT")
    assert several.value.hint.count("TV") == 10
