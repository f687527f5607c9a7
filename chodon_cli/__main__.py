"""`python -m chodon_cli` and the `chodon` command."""

import os
import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # nothing is begun yet, and there is no language
    signal.signal(signal.SIGINT, lambda _number, _frame: os._exit(130))  # to say it in: app.main says it

import gc
from typing import NoReturn

from chodon_cli import imported_later

imported_later.import_later()
# Pydantic would look for plugins in every package of the machine, and run them; we have none
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
gc.disable()  # a command lives for a tenth of a second: collecting costs more than it frees


def main() -> NoReturn:
    """The `chodon` command."""
    from chodon_cli import app

    try:
        app.main()
    finally:
        gc.freeze()  # nor does it pay to search everything once more at the end


if __name__ == "__main__":
    main()
