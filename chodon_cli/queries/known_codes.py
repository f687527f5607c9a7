"""Whether a number is a code of the register: such a one is shown whole where an identity number is not."""

from chodon_cli import store
from chodon_cli.errors import ChodonError
from chodon_cli.store import Reader

IS_CODE_SQL = """
SELECT 1 WHERE (
    EXISTS (SELECT 1 FROM unit WHERE code = :number)
    OR EXISTS (SELECT 1 FROM staff WHERE code = :number)
    OR EXISTS (SELECT 1 FROM standard WHERE code = :number)
) AND NOT EXISTS (SELECT 1 FROM staff WHERE id_number = :number)
"""


def is_code(db: Reader, number: str) -> bool:
    """Whether a unit, a person or a standard has this code, void ones too, and nobody has it as identity number."""
    return db.execute(IS_CODE_SQL, {"number": number}).fetchone() is not None


def is_code_of_the_register(number: str) -> bool:
    """The same of the register chosen; not if it cannot be read: then nobody knows."""
    try:
        with store.reading() as db:
            return is_code(db, number)
    except (ChodonError, OSError):
        return False
