"""What the folder of a whole register costs on its way out and, into a new register, in.

    python -m benchmarks.province_folder [district] [tenth] [province]

Prints the processor's seconds of all processes and the most megabytes of one.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import claims
from benchmarks.claims import Claim
from benchmarks.generated_registers import SIZES, TODAY, register_of
from benchmarks.process_cost import processor_seconds

MOST_SECONDS, MOST_MEGABYTES = 150, 500  # of a province, on its way in


def main() -> None:
    """Print two lines a size, of those that are named or all."""
    chodon = [sys.executable, "-m", "chodon_cli", "-q", "--today", TODAY, "-r"]
    kept = []
    for size in sys.argv[1:] or SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder, new = Path(name, "folder"), Path(name, "new.db")
            out = processor_seconds([*chodon, register_of(size), "export", folder])
            subprocess.run([*chodon, new, "init"], check=True)
            taken = processor_seconds([*chodon, new, "import", folder])
        bounds = (MOST_SECONDS, MOST_MEGABYTES) if size == "province" else (None, None)
        for what, cost, most in (("export", out, (None, None)), ("import of the exported folder", taken, bounds)):
            kept.append(Claim("province_folder", what, size, round(cost[0], 2), "s", most[0]))
            kept.append(Claim("province_folder", what, size, cost[1], "MB", most[1]))
            print(f"{size:<9} {what:<30} {cost[0]:7.2f} s {cost[1]:4} MB", flush=True)
    claims.keep(kept)


if __name__ == "__main__":
    main()
