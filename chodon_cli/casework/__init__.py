"""A case as a whole: its events, its clock, what breaks the law in it, and the explanation of every date."""
