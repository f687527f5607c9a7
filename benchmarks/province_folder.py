"""What the folder of a whole register costs on its way out and, into a new register, in.

    python -m benchmarks.province_folder [district] [tenth] [province]

Prints the processor's seconds of all processes and the most megabytes of one. Of a province the yardsticks are laid
before and after.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import mean

from benchmarks import claims
from benchmarks.claims import Claim
from benchmarks.generated_registers import SIZES, TODAY, register_of
from benchmarks.process_cost import processor_seconds
from benchmarks.yardstick import Yardsticks

PROGRAM = "province_folder"
MOST_SECONDS, MOST_MEGABYTES = 150, 500  # of a province, on its way in
LAID = 5  # times before it, and after


def main() -> None:
    """Print two lines a size, of those that are named or all."""
    chodon = [sys.executable, "-m", "chodon_cli", "-q", "--today", TODAY, "-r"]
    beside, kept = Yardsticks(), list[Claim]()
    for size in sys.argv[1:] or SIZES:
        is_bound = size == "province"
        with tempfile.TemporaryDirectory() as name:
            folder, new = Path(name, "folder"), Path(name, "new.db")
            out = processor_seconds([*chodon, register_of(size), "export", folder])
            subprocess.run([*chodon, new, "init"], check=True)
            times = [beside.times(MOST_SECONDS) for _each in range(LAID * is_bound)]
            taken = processor_seconds([*chodon, new, "import", folder])
            times += [beside.times(MOST_SECONDS) for _each in range(LAID * is_bound)]
        most = (MOST_SECONDS, MOST_MEGABYTES) if is_bound else (None, None)
        for what, cost, bounds in (("export", out, (None, None)), ("import of the exported folder", taken, most)):
            seconds, megabytes = cost
            kept += [
                claims.of_turns(PROGRAM, what, size, [seconds], "s", bounds[0], [mean(times)] if times else []),
                Claim(PROGRAM, what, size, megabytes, "MB", bounds[1]),
            ]
            print(f"{size:<9} {what:<30} {seconds:7.2f} s {megabytes:4} MB", flush=True)
    claims.keep([*kept, *beside.claims(PROGRAM)])


if __name__ == "__main__":
    main()
