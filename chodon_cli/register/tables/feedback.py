"""What citizens said of a unit or a person, and what they were answered."""

from chodon_cli.nouns import feedback
from chodon_cli.register.tables import row_class

FeedbackRow = row_class(feedback.DECLARATION)
