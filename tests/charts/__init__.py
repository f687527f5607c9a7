"""Charts: their data is that of the report, they are drawn, and nothing in them acts."""
