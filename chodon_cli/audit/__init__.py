"""The journal read: what was done by whom, whether it is whole, and whether it gives the tables as they stand."""
