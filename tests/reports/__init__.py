"""Every figure of every report against one that was worked out without the program."""
