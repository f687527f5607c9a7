"""What `check` lists."""

from tests.harness import Chodon

OF_RATINGS = ["rating-missing", "rating-twice", "rating-by-other-unit", "rating-too-short", "rating-above-ceiling"]


def check_findings(chodon: Chodon, *codes: str) -> list[tuple[str, str]]:
    """Code and record of what `check` lists, of these codes or else of ratings."""
    rows = chodon("check -f json", status=None).json["rows"]
    return [(row["code"], row["record"]) for row in rows if row["code"] in (codes or OF_RATINGS)]
