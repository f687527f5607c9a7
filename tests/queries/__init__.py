"""What is asked of the register: `chodon_cli/queries/`."""
