"""Many rows at once: an import, from checked rows to records."""
