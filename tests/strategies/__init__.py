"""Hypothesis strategies that draw whole registers: folders to import and what is then done to them."""
