"""Many clerks at one register on a PostgreSQL server: how many writes a second, how long each waits, and what is lost.

    python -m benchmarks.postgres [CLIENTS [WRITES [READERS [KILLS]]]]

Starts a private server that writes to the disk (`fsync`), moves the sample data there, and lets CLIENTS processes (64)
write WRITES commands (50) each while READERS (8) ask for `report compliance` again and again: as `chodon shell` keeps
its connection, with a connection a command (a fifth of the writes), and with a program of its own for each (a fiftieth:
neither has a bound, and they take minutes). In the same way, readers and all, the same number of processes insert the
same rows by bare `INSERT … COMMIT`: the record and the two rows that the journal keeps of it, with the indexes of their
tables and none of the rules. With KILLS the server is stopped at once (`pg_ctl -m immediate`) so many times, then for
good, and its synchronous standby promoted; a command that ended with 4 is typed again. At the end every number that was
acknowledged must be there once, the numbers without a gap, and the journal must prove it all.
"""

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from benchmarks import claims
from benchmarks.claims import Claim
from benchmarks.province_server import server_seconds
from chodon_cli import app, store
from tests.store import postgres_server
from tests.store.postgres_server import Server

SAMPLE = Path(__file__).parent.parent / "sample_data"
DURABLE = ("max_connections=200", "fsync=on")
NUMBER = re.compile(r"^(VP|NV|PA)-\d{4}-\d+", re.MULTILINE)
TABLES = {"VP": "violation", "NV": "task", "PA": "feedback"}
LINES = (
    "violation log --staff {staff} --standard TG01 --on 2024-{month:02}-{day:02} --note {note} -f csv",
    "task assign Báo-cáo --unit PTCKH --on 2024-{month:02}-{day:02} --due 2024-12-31 --note {note} -f csv",
    "feedback add --on 2024-{month:02}-{day:02} --kind praise --unit PTCKH --text {note} -f csv",
)
PEOPLE_SQL = """
SELECT DISTINCT s.code FROM chodon.staff s JOIN chodon.post p ON p.staff_id = s.id
JOIN chodon.unit u ON u.id = p.unit_id
WHERE s.voided_on IS NULL AND p.voided_on IS NULL AND p.started_on < '2024-01-01' AND p.ended_on IS NULL
AND u.closed_on IS NULL ORDER BY s.code
"""
JOURNAL = ("changeset", "change")
COPIES_SQL = "CREATE SCHEMA bare;" + "".join(
    f"CREATE TABLE bare.{table} (LIKE chodon.{table} INCLUDING CONSTRAINTS INCLUDING INDEXES);"
    f"ALTER TABLE bare.{table} ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;"
    for table in (*TABLES.values(), *JOURNAL)
)
COUNTED_SQL = (
    "CREATE SEQUENCE bare.{table}_n; ALTER TABLE bare.{table} ALTER COLUMN n SET DEFAULT nextval('bare.{table}_n')"
)
SHELLS, CONNECTIONS, PROGRAMS = "kept connections", "a connection a command", "a program a command"
PARTS = {SHELLS: 1, CONNECTIONS: 5, PROGRAMS: 50}  # the part of the writes that is tried so
Work = Callable[[int, Path], None]
TIMES_BARE = 4  # as many bare rows in the time of one write, at most


class Measured(NamedTuple):
    """Commands a second, and all that is said of them."""

    rate: float
    said: str


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


def wait_for(processes: list[int]) -> float:
    """Until all have ended; the seconds of the processor that they used."""
    ended = [os.wait4(pid, 0) for pid in processes]
    codes = [os.waitstatus_to_exitcode(status) for _pid, status, _used in ended]
    assert not any(codes), codes
    return sum(used.ru_utime + used.ru_stime for _pid, _status, used in ended)


def run(url: str, line: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = app.run(["-r", url, *line.split(" ")])
    return status, out.getvalue(), err.getvalue()


def run_apart(url: str, line: str) -> tuple[int, str, str]:
    """The same as a program of its own."""
    words = [sys.executable, "-m", "chodon_cli", "-r", url, *line.split(" ")]
    done = subprocess.run(words, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def writing(url: str, people: list[str], writes: int, how: str) -> Work:
    """What a clerk does: one command after the other, each again for as long as the server is away.

    Everybody gets a violation in turn, so that nobody has a thousand.
    """
    run_line = run_apart if how == PROGRAMS else run

    def write(place: int, notes: Path) -> None:
        with notes.open("w") as file, store.staying_connected() if how == SHELLS else contextlib.nullcontext():
            for each in range(writes):
                staff = people[(place * writes + each) % len(people)]
                when = {"month": 1 + each % 12, "day": 1 + place % 28}
                line = LINES[each % len(LINES)].format(**when, staff=staff, note=f"{place}-{each}")
                while True:
                    begun = time.perf_counter()
                    status, out, err = run_line(url, line)
                    if status != 4:
                        break
                    assert err.count("\n") == 1, err
                    file.write("refused\n")
                    time.sleep(0.2)
                number = NUMBER.search(out)
                assert status == 0 and number, (status, out, err)
                file.write(f"{number[0]} {time.perf_counter() - begun}\n")

    return write


def copies(server: Server) -> list[str]:
    """Make copies of the tables that the lines write to, empty and without rules; what writes the same rows there."""
    server.ask("so", COPIES_SQL)
    for table in TABLES.values():
        server.ask("so", COUNTED_SQL.format(table=table))
    return [
        f"BEGIN; {'; '.join(last_row(server, each) for each in (table, *JOURNAL))}; COMMIT" for table in TABLES.values()
    ]


def last_row(server: Server, table: str) -> str:
    """SQL that writes the table's last row into its copy, under an id and a number of its own."""
    known = f"attrelid = 'chodon.{table}'::regclass AND attnum > 0 AND attname NOT IN ('id', 'n') ORDER BY attnum"
    columns = [str(name) for (name,) in server.ask("so", f"SELECT attname FROM pg_attribute WHERE {known}")]
    quoted = ", ".join(f"quote_nullable({name}::text)" for name in columns)
    [values] = server.ask("so", f"SELECT {quoted} FROM chodon.{table} ORDER BY id DESC LIMIT 1")
    return f"INSERT INTO bare.{table} ({', '.join(columns)}) VALUES ({', '.join(map(str, values))})"


def inserting(url: str, writes: int, bare: list[str]) -> Work:
    """The floor: the same rows, of each write in a transaction of its own, and nothing else."""

    def insert(place: int, notes: Path) -> None:
        import psycopg

        with psycopg.connect(url, autocommit=True) as db, notes.open("w") as file:
            for each in range(writes):
                begun = time.perf_counter()
                db.execute(bare[each % len(bare)].encode())
                file.write(f"{place}-{each} {time.perf_counter() - begun}\n")

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


def kill_again_and_again(server: Server, standby: Server | None, kills: int, processes: list[int]) -> float:
    for _kill in range(kills):
        time.sleep(1.5)
        server.stop("immediate")
        server.start()
    if standby:
        time.sleep(1.5)
        server.stop("immediate")
        standby.promote()
    return wait_for(processes)


@contextlib.contextmanager
def asked_meanwhile(url: str, folder: Path, readers: int) -> Iterator[list[float]]:
    """Let so many ask until the block ends; how long each answer took, in seconds, is known then."""
    folder.mkdir(exist_ok=True)
    times: list[float] = []
    asked = in_processes(readers, asking(url, folder / "done"), folder / "read")
    try:
        yield times
    finally:
        (folder / "done").touch()
        wait_for(asked)
        times += [float(line) for file in (folder / "read").iterdir() for line in file.read_text().split()]


def main(clients: int = 64, writes: int = 50, readers: int = 8, kills: int = 0) -> None:
    with tempfile.TemporaryDirectory() as name, postgres_server.running(DURABLE) as server:
        folder, url = Path(name), server.create("so")
        for line in ("init", f"import {SAMPLE}", f"move --to {url}"):
            app.run(["-q", "-r", str(folder / "so.db"), *line.split(" ")])
        people = [str(code) for (code,) in server.ask("so", PEOPLE_SQL)]
        for line in LINES:  # what every client needs is loaded once
            run(url, line.format(month=1, day=1, note="first", staff=people[0]))
        if kills:
            print(f"{clients} clients × {writes} writes, {readers} readers, {kills} kills and a take-over")
            kill_and_take_over(server, url, folder, people, (clients, writes, readers, kills))
            return
        print(f"{clients} clients × {writes} writes, {readers} readers")
        bare = copies(server)
        with asked_meanwhile(url, folder / "bare", readers):
            begun, used = time.perf_counter(), server_seconds(server)
            client = wait_for(in_processes(clients, inserting(url, writes, bare), folder / "bare/written"))
            floor = clients * writes / (time.perf_counter() - begun)
            cost = cost_of(client, server_seconds(server) - used, clients * writes, readers)
        waits = notes_of(folder / "bare/written")[1]
        print(f"bare INSERT … COMMIT of the same rows {floor:.0f}/s; {said_of(waits)}; {cost}")
        kept = []
        for how in (SHELLS, CONNECTIONS, PROGRAMS):
            each = max(1, writes // PARTS[how])
            measured = measure(server, url, folder / how, writing(url, people, each, how), clients, readers, floor)
            print(how, measured.said, flush=True)
            what = f"{clients} clients × {each} writes, {readers} readers, {how}"
            most = TIMES_BARE if how == SHELLS else None
            kept.append(
                Claim("postgres", f"bare rows ÷ writes: {what}", "", round(floor / measured.rate, 2), "x", most)
            )
        claims.keep(kept)


def kill_and_take_over(server: Server, url: str, folder: Path, people: list[str], numbers: tuple[int, ...]) -> None:
    clients, writes, readers, kills = numbers
    with postgres_server.standby_of(server) as standby:
        server.wait_for_standby()
        either = url.replace(f":{server.port}", f":{server.port},127.0.0.1:{standby.port}")
        work = writing(either, people, writes, CONNECTIONS)
        killing = partial(kill_again_and_again, server, standby, kills)
        print(measure(standby, either, folder / "killed", work, clients, readers, 0, killing).said)
        server.start()


def measure(
    server: Server,
    url: str,
    folder: Path,
    work: Work,
    clients: int,
    readers: int,
    floor: float,
    meanwhile: Callable[[list[int]], float] = wait_for,
) -> Measured:
    """Let them write and read, see that all is there on that server, and say how fast it was."""
    with asked_meanwhile(url, folder, readers) as reads:
        begun, used = time.perf_counter(), server_seconds(server)
        client = meanwhile(in_processes(clients, work, folder / "written"))
        seconds, there = time.perf_counter() - begun, server_seconds(server) - used
    acknowledged, waits, refused = notes_of(folder / "written")
    verify(server, url, acknowledged)
    rate = len(acknowledged) / seconds
    said = f"""
  acknowledged, each there once, no gap, audit verify passes: {len(acknowledged)}
  commands {rate:.0f}/s{f" = {rate / floor:.3f} of bare" if floor else ""}; {said_of(waits)}
  {cost_of(client, there, len(waits), readers)}
  a report meanwhile: {len(reads)} of them, median {median(reads) if reads else 0:.2f} s
  refused with one line and typed again: {refused}"""
    return Measured(rate, said)


def said_of(waits: list[float]) -> str:
    return f"a write: median {median(waits):.3f} s, 99th percentile {quantiles(waits, n=100)[98]:.3f} s"


def cost_of(client: float, server: float, writes: int, readers: int) -> str:
    """What a write takes of the processor: it says the same on a busy machine. Readers cost the server, too."""
    of_server = "" if readers else f" + {1000 * server / writes:.1f} ms of the server"
    return f"a write costs {1000 * client / writes:.1f} ms of the client{of_server}"


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
