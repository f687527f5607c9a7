"""People, and their posts: who served in which unit, as what, from when to when."""

from chodon_cli.nouns import person, post
from chodon_cli.register.tables import row_class

StaffRow = row_class(person.DECLARATION)
PostRow = row_class(post.DECLARATION)
