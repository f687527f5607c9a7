"""Plans, directives, decisions: known by number and day of issue together."""

from chodon_cli.nouns import document
from chodon_cli.register.tables import row_class

DocumentRow = row_class(document.DECLARATION)
