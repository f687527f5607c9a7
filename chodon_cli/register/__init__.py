"""What may be done to the register: one module a noun, its verbs; the only SQLModel in the program."""
