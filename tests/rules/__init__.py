"""What a change may not break, and what `check` lists beside it."""
