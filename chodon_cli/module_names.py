"""Which modules a folder of the program has: commands, nouns, words, formats, rules and duties are found by them."""

import os


def module_names(folder: str) -> list[str]:
    """The modules in the folder by name, in order, without those that begin with `_`."""
    names = os.listdir(folder)  # noqa: PTH208  # every command asks; Path.glob loads and compiles patterns
    return sorted(name.removesuffix(".py") for name in names if name.endswith(".py") and not name.startswith("_"))
