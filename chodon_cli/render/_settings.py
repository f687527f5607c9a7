"""What the global options --color, --quiet and --no-pager say; `render.use` sets it once a command."""

color = "auto"
quiet = False
pager: str | None = None  # the command of the pager; None: none
