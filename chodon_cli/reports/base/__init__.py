"""What reports are made of: units and periods, rows, rates, the records behind a figure."""
