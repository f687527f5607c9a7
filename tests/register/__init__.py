"""What may be done to the register: one by one and in bulk."""
