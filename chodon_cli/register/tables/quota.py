"""How many people of a category a unit may have in a year."""

from chodon_cli.nouns import quota
from chodon_cli.register.tables import row_class

QuotaRow = row_class(quota.DECLARATION)
