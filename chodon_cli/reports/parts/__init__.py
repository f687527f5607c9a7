"""The questions of which the compliance report is put together, one module a subject."""
