"""chodon: the register with which a Vietnamese public authority keeps discipline and working style in order."""

__version__ = "0.1.0"
