"""Asking the register: SELECTs made from a noun's columns, references resolved, filters of lists."""
