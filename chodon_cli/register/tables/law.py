"""What the office has confirmed or set of a rule of law: who checked it, when, against what."""

from chodon_cli.nouns import law
from chodon_cli.register.tables import row_class

LawRow = row_class(law.DECLARATION)
