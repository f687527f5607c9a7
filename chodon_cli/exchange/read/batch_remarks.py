"""What is said of a list that was read: once for all the lines of which it holds."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from chodon_cli.locale import N_, _, figure, one_or_several
from chodon_cli.text import ranges


def of_unused_settings(file: str, lines_by_key: Mapping[str, Collection[int]]) -> list[str]:
    """That --set was not used for rows which say it themselves, and the way out."""
    one = N_("{file}: --set {key} was not used for {number} row that says it itself; for all: --override {key}=…")
    several = N_(
        "{file}: --set {key} was not used for {number} rows that say it themselves; for all: --override {key}=…"
    )
    return [
        one_or_several(len(lines), one, several).format(file=file, key=key, number=figure(len(lines), 0))
        for key, lines in lines_by_key.items()
        if lines
    ]


def of_units(file: str, remarks: Iterable[tuple[str, Sequence[int]]]) -> list[str]:
    """What is to be said of units that no column names. `remarks`: each with its lines."""
    one, several = N_("{file}: line {numbers}: {remark}"), N_("{file}: lines {numbers}: {remark}")
    return [
        one_or_several(len(lines), one, several).format(file=file, numbers=ranges(lines), remark=remark)
        for remark, lines in remarks
    ]


def of_values(
    file: str, head: Mapping[str, str], lines_by_remark: Mapping[tuple[str, str], Sequence[int]]
) -> list[str]:
    """What is to be said of values that were taken otherwise than they stand there, by key and remark.

    `head`: key of a column -> its heading in the list.
    """
    one, several = N_("{file}: line {numbers}, {column}: {remark}"), N_("{file}: lines {numbers}, {column}: {remark}")
    return [
        one_or_several(len(lines), one, several).format(
            file=file, numbers=ranges(lines), column=head.get(key) or key, remark=remark
        )
        for (key, remark), lines in lines_by_remark.items()
    ]


def of_lines_left_aside(file: str, lines: Sequence[int]) -> list[str]:
    """The hint that names the lines that were taken for totals, titles or signatures: nobody should wonder."""
    if not lines:
        return []
    return [_("{file}: lines that are no rows: {numbers}").format(file=file, numbers=", ".join(map(str, lines)))]
