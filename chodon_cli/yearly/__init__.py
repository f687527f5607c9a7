"""A year of people: who is to be rated, and what each still lacks."""
