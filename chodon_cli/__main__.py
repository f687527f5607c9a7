"""`python -m chodon_cli` and the `chodon` command."""

import gc
import sys
from typing import NoReturn

gc.disable()  # a command lives for a tenth of a second: collecting costs more than it frees


def main() -> NoReturn:
    """The `chodon` command."""
    try:
        from chodon_cli import app
    except KeyboardInterrupt:  # before there is a language to say it in
        sys.exit(130)
    try:
        app.main()
    finally:
        gc.freeze()  # nor does it pay to search everything once more at the end


if __name__ == "__main__":
    main()
