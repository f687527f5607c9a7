"""What reports must say, worked out from an exported folder in plain Python, without the program."""
