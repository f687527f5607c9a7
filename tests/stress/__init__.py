"""Long programs, to be run by hand: many writers, kills, full disks, lists that go bad in every way."""

import os
import tempfile

# What they try at random may set things for the person who runs them: these are their own folders, gone at the end.
_HOMES = tempfile.TemporaryDirectory(prefix="chodon-stress-")
os.environ |= {f"XDG_{home}_HOME": f"{_HOMES.name}/{home}" for home in ("CONFIG", "STATE", "DATA")}
