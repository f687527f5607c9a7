"""Time to read lists that grow in one direction: columns, dots, tags, marks, wrong rows; twice as much, twice as long.

python -m benchmarks.reading
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.harness import run

HEAD = "Họ và tên,Đơn vị,Ngày vào,Loại,Chức danh"
ROW = "Nguyễn Văn An,PNV,01/03/2019,CC,Chuyên viên"
MARKED = "Nguye\u0302\u0303n Va\u0306n An,PNV,01/03/2019,CC," + "e\u0302\u0301" * 20 + "\n"
TRIES = 2  # of three tries the quickest counts
STEPS = (1, 2, 4)
KINDS: dict[str, tuple[int, Callable[[int], str]]] = {
    "columns": (200, lambda n: HEAD + "".join(f",h{place}" for place in range(n)) + f"\n{ROW}\n"),
    "dots": (10_000, lambda n: f"{HEAD}\n{ROW}\nTổng số: {'…' * n} người (bằng chữ: {'.' * n}),,,,\n"),
    "tags": (1000, lambda n: f"<table><tr><th>{HEAD.replace(',', '<th>')}" + f"<tr><td>{ROW.replace(',', '<td>')}" * n),
    "open tags": (5000, lambda n: "<table>" + "<a " * n),
    "marks": (1000, lambda n: f"{HEAD}\n" + MARKED * n),
    "wrong rows": (1000, lambda n: f"{HEAD}\n" + "Nguyễn Văn An,KHÔNG,99/99/2019,CC,x\n" * n),
}


def seconds(register: Path, file: Path) -> float:
    begun = time.process_time()
    run("import", file, status=None)
    return time.process_time() - begun


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        register, file = Path(folder) / "register.db", Path(folder) / "list.csv"
        run("-r", register, "init")
        os.environ["CHODON_REGISTER"] = str(register)
        seconds(register, file_of(file, f"{HEAD}\n{ROW}\n"))  # what is loaded once
        for name, (size, make) in KINDS.items():
            taken = [min(seconds(register, file_of(file, make(size * step))) for _ in range(TRIES)) for step in STEPS]
            grown = zip(STEPS, taken, strict=True)
            print(f"{name:12} " + "  ".join(f"{size * step:>8,}: {each:6.3f} s" for step, each in grown))
    return 0


def file_of(file: Path, text: str) -> Path:
    file.write_text(text, "utf-8")
    return file


if __name__ == "__main__":
    sys.exit(main())
