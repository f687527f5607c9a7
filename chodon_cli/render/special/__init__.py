"""Formats that only some commands have, which name them: one module a format, as beside this folder."""
