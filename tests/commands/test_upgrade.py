"""`upgrade` of a register that needs none; what an older one goes through is in `tests/store/`."""

from pathlib import Path

from chodon_cli.store.revision_files import latest_revision
from tests.harness import Chodon

LATEST = latest_revision()


def test_an_upgrade_of_a_register_that_is_up_to_date_makes_no_copy(filled: Path, chodon: Chodon) -> None:
    assert chodon("upgrade").stdout.startswith("Register\n")
    row = chodon("upgrade -f json").json["rows"][0]
    assert (row["revision"], row["copy"]) == (LATEST, None)
    assert not [*filled.parent.glob("*.bak")]
