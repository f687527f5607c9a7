"""Asking the register: SELECTs made from a noun's columns, references resolved, filters of lists."""

MOST_CANDIDATES = 100  # that a half-typed word is answered with; here, where whoever shows them reads it without SQL
