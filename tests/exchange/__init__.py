"""What comes in and goes out: folders, office lists, templates, workbooks."""
