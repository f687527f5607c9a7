"""What Typer and the standard library name at their top is loaded when it is used, and is the module itself then."""

import subprocess
import sys

LEFT_AND_USED = """
import sys
from chodon_cli import imported_later
imported_later.import_later()
from chodon_cli.root import app
import subprocess, textwrap, tokenize
from linecache import getline
awaited = [name for name in imported_later.SELDOM_USED if vars(sys.modules[name]).get("_is_awaited")]
assert {"bz2", "ipaddress", "lzma", "subprocess", "textwrap", "tokenize"} <= {*awaited}, awaited
assert textwrap.shorten("a b c", 3, placeholder="") == "a b"
assert textwrap.shorten is sys.modules["textwrap"].shorten and sys.modules["textwrap"] is not textwrap
try:
    subprocess.run([sys.executable, "-c", "raise SystemExit(3)"], check=True)
except subprocess.CalledProcessError as error:
    assert error.returncode == 3
assert tokenize.open and not hasattr(tokenize, "nothing")
"""


def test_what_is_seldom_used_is_loaded_when_it_is() -> None:
    done = subprocess.run([sys.executable, "-c", LEFT_AND_USED], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_what_is_loaded_already_stays() -> None:
    from chodon_cli import imported_later

    imported_later.import_later(["subprocess"])
    assert sys.modules["subprocess"] is subprocess
