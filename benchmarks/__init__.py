"""How fast the program is, and what its statistics are worth."""
