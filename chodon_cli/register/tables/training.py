"""What somebody studied, from when to when."""

from chodon_cli.nouns import training
from chodon_cli.register.tables import row_class

TrainingRow = row_class(training.DECLARATION)
