"""What the program is handed out as: one file, a Debian package, a site."""
