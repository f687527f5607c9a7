"""What can be typed: one module a noun, found by its file, imported when it is asked for.

A module has `HELP = N_("…")`, its one line in the help above it, which is read from the source without
importing it, and `group`, whose commands return a Result. A group with one command of its own name is that command.
"""
