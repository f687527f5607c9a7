"""Questions to the register: one module a report, with HELP, COLUMNS, its SQL and `report(db, …) -> Result`."""
