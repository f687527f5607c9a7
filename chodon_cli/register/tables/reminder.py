"""Who was reminded of which violation."""

from chodon_cli.nouns import reminder
from chodon_cli.register.tables import row_class

ReminderRow = row_class(reminder.DECLARATION)
