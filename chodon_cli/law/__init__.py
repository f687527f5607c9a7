"""What the law says and what the offices call things: values in TOML, pure functions beside them, told the day."""

from functools import cache
from pathlib import Path
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The values of one TOML file of this folder."""
    import tomllib  # what needs no law waits for no reader of it

    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))
