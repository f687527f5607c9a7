"""Files from outside into rows that know where they stand, and faults."""
