"""What the global options --color, --quiet and --no-pager say; `render.use` sets it once a command."""

color = "auto"
quiet = False
paged = True
