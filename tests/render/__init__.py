"""The law as data: which rule held on which day, and what follows from it."""
