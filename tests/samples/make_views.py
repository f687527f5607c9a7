"""The statements that make the views anew, for the revision that needs them.

python -m tests.samples.make_views >chodon_cli/store/migrations/versions/NNNN_what_has_changed.sql
"""

from chodon_cli.queries.views import READABLE_VIEWS, sql_of


def statements() -> str:
    """Each view dropped, if it is there, and made; a semicolon ends a statement."""
    return "\n".join(f"DROP VIEW IF EXISTS {view.name};\n\n{sql_of(view)};\n" for view in READABLE_VIEWS)


if __name__ == "__main__":
    print(statements(), end="")
