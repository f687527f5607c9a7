"""Files from outside into rows that know their place, and the register out into files."""
