"""`python -m chodon_cli` and the `chodon` command."""

import gc

gc.disable()  # a command lives for a tenth of a second: collecting costs more than it frees

from chodon_cli.app import main  # noqa: E402  (after the collector is off, or it runs during the imports)

if __name__ == "__main__":
    main()
