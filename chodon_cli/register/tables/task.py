"""What a unit, or a person in it, was told to do by a day; and each later day that was granted."""

from chodon_cli.nouns import task, task_extension
from chodon_cli.register.tables import row_class

TaskRow = row_class(task.DECLARATION)
TaskExtensionRow = row_class(task_extension.DECLARATION)
