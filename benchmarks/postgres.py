"""Many clerks at one register on a PostgreSQL server: how many writes a second, how long each waits, and what is lost.

    python -m benchmarks.postgres [CLIENTS [WRITES [READERS [KILLS]]]]

Starts a private server that writes to the disk (`fsync`), moves the sample data there, and lets CLIENTS processes (64)
write WRITES commands (50) each while READERS (8) ask for `report compliance` again and again: once with a connection a
command, as typed one by one, once as `chodon shell` keeps its connection. Before that the same number of processes
insert as many rows by bare `INSERT` and `COMMIT`. Python is loaded in all of them: the start of a program is what
`startup.py` measures. With KILLS the server is stopped at once (`pg_ctl -m immediate`) so many times, then for good,
and its synchronous standby promoted; a command that ended with 4 is typed again. At the end every number that was
acknowledged must be there once, the numbers without a gap, and the journal must prove it all.
"""

import contextlib
import io
import os
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from chodon_cli import app, store
from tests.store import postgres_server
from tests.store.postgres_server import Server

SAMPLE = Path(__file__).parent.parent / "sample_data"
DURABLE = ("max_connections=200", "fsync=on")
NUMBER = re.compile(r"^(VP|NV|PA)-\d{4}-\d+", re.MULTILINE)
TABLES = {"VP": "violation", "NV": "task", "PA": "feedback"}
LINES = (
    "violation log --staff CC001 --standard TG01 --on 2024-{month:02}-{day:02} --note {note} -f csv",
    "task assign Báo-cáo --unit PTCKH --on 2024-{month:02}-{day:02} --due 2024-12-31 --note {note} -f csv",
    "feedback add --on 2024-{month:02}-{day:02} --kind praise --unit PTCKH --text {note} -f csv",
)
Work = Callable[[int, Path], None]


def in_processes(count: int, work: Work, folder: Path) -> list[int]:
    """Run the work in so many processes at once; the process ids, to be waited for."""
    folder.mkdir(exist_ok=True)
    processes = []
    for place in range(count):
        if (pid := os.fork()) == 0:
            try:
                work(place, folder / f"{place}.txt")
                os._exit(0)
            except BaseException as error:  # whatever it is, this process ends here
                sys.stderr.write(f"client {place}: {error!r}\n")
                os._exit(1)
        processes.append(pid)
    return processes


def wait_for(processes: list[int]) -> None:
    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in processes]
    assert not any(codes), codes


def run(url: str, line: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = app.run(["-r", url, *line.split(" ")])
    return status, out.getvalue(), err.getvalue()


def writing(url: str, writes: int, is_shell: bool) -> Work:
    """What a clerk does: one command after the other, each again for as long as the server is away."""

    def write(place: int, notes: Path) -> None:
        with notes.open("w") as file, store.staying_connected() if is_shell else contextlib.nullcontext():
            for each in range(writes):
                line = LINES[each % len(LINES)].format(month=1 + each % 12, day=1 + place % 28, note=f"{place}-{each}")
                while True:
                    begun = time.perf_counter()
                    status, out, err = run(url, line)
                    if status != 4:
                        break
                    assert err.count("\n") == 1, err
                    file.write("refused\n")
                    time.sleep(0.2)
                number = NUMBER.search(out)
                assert status == 0 and number, (status, out, err)
                file.write(f"{number[0]} {time.perf_counter() - begun}\n")

    return write


def inserting(url: str, writes: int) -> Work:
    """The floor: as many rows, each in a transaction of its own, and nothing else."""

    def insert(place: int, _notes: Path) -> None:
        import psycopg

        with psycopg.connect(url, autocommit=True) as db:
            for each in range(writes):
                db.execute("INSERT INTO bare (note) VALUES (%s)", (f"{place}-{each}" * 30,))

    return insert


def asking(url: str, until: Path) -> Work:
    """Somebody who asks for a report again and again."""

    def ask(_place: int, notes: Path) -> None:
        times = []
        while not until.exists():
            begun = time.perf_counter()
            if run(url, "report compliance --period 2022 -f csv")[0] == 0:
                times.append(time.perf_counter() - begun)
        notes.write_text("\n".join(map(str, times)))

    return ask


def kill_again_and_again(server: Server, standby: Server | None, kills: int, processes: list[int]) -> None:
    for _kill in range(kills):
        time.sleep(1.5)
        server.stop("immediate")
        server.start()
    if standby:
        time.sleep(1.5)
        server.stop("immediate")
        standby.promote()
    wait_for(processes)


def main(clients: int = 64, writes: int = 50, readers: int = 8, kills: int = 0) -> None:
    with tempfile.TemporaryDirectory() as name, postgres_server.running(DURABLE) as server:
        folder, url = Path(name), server.create("so")
        for line in ("init", f"import {SAMPLE}", f"move --to {url}"):
            app.run(["-q", "-r", str(folder / "so.db"), *line.split(" ")])
        run(url, LINES[0].format(month=1, day=1, note="first"))  # what every client needs is loaded once
        server.ask("so", "CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text)")
        begun = time.perf_counter()
        wait_for(in_processes(clients, inserting(url, writes), folder / "bare"))
        floor = clients * writes / (time.perf_counter() - begun)
        print(f"{clients} clients × {writes} writes, {readers} readers; bare INSERT … COMMIT {floor:.0f}/s")
        if not kills:
            for is_shell in (False, True):
                how = "kept connections" if is_shell else "a connection a command"
                print(how, measure(url, folder / how, server, None, clients, writes, readers, 0, is_shell, floor))
            return
        with postgres_server.standby_of(server) as standby:
            server.wait_for_standby()
            either = url.replace(f":{server.port}", f":{server.port},127.0.0.1:{standby.port}")
            print(f"{kills} kills and a take-over")
            print(measure(either, folder, server, standby, clients, writes, readers, kills, False, floor))
            server.start()


def measure(
    url: str,
    folder: Path,
    server: Server,
    standby: Server | None,
    clients: int,
    writes: int,
    readers: int,
    kills: int,
    is_shell: bool,
    floor: float,
) -> str:
    """Let them write and read, see that all is there, and say how fast it was."""
    folder.mkdir(exist_ok=True)
    begun, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    asked = in_processes(readers, asking(url, folder / "done"), folder / "read")
    try:
        typed = in_processes(clients, writing(url, writes, is_shell), folder / "written")
        kill_again_and_again(server, standby, kills, typed)
        rate = clients * writes / (time.perf_counter() - begun)
        used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - used
    finally:
        (folder / "done").touch()
        wait_for(asked)
    acknowledged, waits, refused = notes_of(folder / "written")
    reads = [float(line) for file in (folder / "read").iterdir() for line in file.read_text().split()]
    verify(standby or server, url, acknowledged)
    return f"""
  acknowledged, each there once, no gap, audit verify passes: {len(acknowledged)}
  commands {rate:.0f}/s = {rate / floor:.3f} of bare; {used / (clients * writes) * 1000:.1f} ms of the client each
  a write: median {median(waits):.2f} s, 99th percentile {quantiles(waits, n=100)[98]:.2f} s
  a report meanwhile: {len(reads)} of them, median {median(reads) if reads else 0:.2f} s
  refused with one line and typed again: {refused}"""


def notes_of(folder: Path) -> tuple[list[str], list[float], int]:
    """The numbers that were acknowledged, how long each took in seconds, and how often a command was refused."""
    lines = [line.split(" ") for file in folder.iterdir() for line in file.read_text().splitlines()]
    written = [line for line in lines if line != ["refused"]]
    return [number for number, _seconds in written], [float(each) for _n, each in written], len(lines) - len(written)


def verify(server: Server, url: str, acknowledged: list[str]) -> None:
    """All that was acknowledged is there once, the numbers have no gap, and the journal proves the register."""
    assert len(acknowledged) == len(set(acknowledged))
    for prefix, table in TABLES.items():
        numbers = {n for (n,) in server.ask("so", f"SELECT n FROM chodon.{table} WHERE year = 2024")}
        assert numbers == set(range(1, len(numbers) + 1)), f"{table}: a gap"
        told = {int(each.rpartition("-")[2]) for each in acknowledged if each.startswith(prefix)}
        assert told <= numbers, f"{table}: lost {told - numbers}"
    status, out, err = run(url, "audit verify")
    assert status == 0, (out, err)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
