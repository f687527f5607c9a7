"""The journal: proven, read, taken back."""
