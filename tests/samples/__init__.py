"""The programs that write `sample_data/` and the lists of `tests/fixtures/lists/`."""
