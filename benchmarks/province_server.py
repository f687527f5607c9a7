"""How long questions take of a province on a PostgreSQL server, beside psql that runs the bare count.

    python -m benchmarks.province_server [district] [tenth] [province] [--bound]

Brings a generated register to a private server, and asks each question there as a process of its own, warm; with
--bound only those that have a bound, the reports. Processor time is what is printed, of the client and of the server,
for it says the same on a busy machine; beside it the peak of the client's memory, and the same for psql with the bare
SQL.
"""

import os
import re
import shlex
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from benchmarks import claims
from benchmarks.claims import Claim
from benchmarks.generated_registers import TODAY, copy_of
from benchmarks.province_questions import QUESTIONS
from chodon_cli.store.postgres import moving
from tests.store import postgres_server
from tests.store.postgres_server import PASSWORD, Server

LIKE_A_SERVER = ("shared_buffers=512MB", "work_mem=32MB", "fsync=off", "autovacuum=off")
TICK = os.sysconf("SC_CLK_TCK")
TIMES_PSQL = 1.5  # a report of a province, at most
NUMBER_IN_SQLITE = re.compile(r"printf\('(\w+-)%d-%04d', ([\w.]+), ([\w.]+)\)")


class Cost(NamedTuple):
    """Seconds of the client's and of the server's processor, and the most memory the client held, in MB."""

    client: float
    server: float
    megabytes: int

    @property
    def seconds(self) -> float:
        return self.client + self.server


def cost(server: Server, words: list[str]) -> Cost:
    """What it costs to run it, as a process of its own whose output nobody reads."""
    others, begun = processes(server).keys(), server_seconds(server)
    known = {**os.environ, "PGPASSWORD": PASSWORD, "CHODON_TODAY": TODAY}
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=known)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 3), words
    while processes(server).keys() - others:  # what a process used counts as the server's when it has taken leave of it
        time.sleep(0.05)
    client = used.ru_utime + used.ru_stime
    return Cost(client, server_seconds(server) - begun, used.ru_maxrss // 1024)


def server_seconds(server: Server) -> float:
    """What the server and its processes have used of the processor, those that have ended included."""
    ticks = [int(word) for words in processes(server).values() for word in words[11:13]]
    own = Path("/proc", postmaster(server), "stat").read_text().rpartition(")")[2].split()
    return (sum(ticks) + sum(map(int, own[11:15]))) / TICK


def processes(server: Server) -> dict[str, list[str]]:
    """The server's processes by their number: what the system says of each, from its state on."""
    of_server, parent = {}, postmaster(server)
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = place.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if words[1] == parent:
            of_server[place.parent.name] = words
    return of_server


def postmaster(server: Server) -> str:
    """The number of the process that has the others."""
    return (server.folder / "data/postmaster.pid").read_text().split()[0]


def as_psql_reads(sql: str) -> str:
    """The bare SQL, which is written for the shell of SQLite."""
    sql = sql.replace("group_concat(", "string_agg(").replace("GROUP BY c.id\n", "GROUP BY c.id, s.id, u.id, e.id\n")
    sql = NUMBER_IN_SQLITE.sub(r"'\1' || \2 || '-' || lpad(\3::text, greatest(4, length(\3::text)), '0')", sql)
    return f"SET search_path = chodon, pg_catalog; {sql}"


def main() -> None:
    """Print a line a question of the registers that are named, a tenth of a province if none is."""
    kept, words = [], sys.argv[1:]
    questions = [each for each in QUESTIONS if "--bound" not in words or each.line.startswith("report")]
    for size in [word for word in words if word != "--bound"] or ["tenth"]:
        with tempfile.TemporaryDirectory() as name, postgres_server.running(LIKE_A_SERVER) as server:
            file, url = copy_of(size, Path(name)), server.create("so")
            with closing(sqlite3.connect(file, isolation_level=None)) as db:
                moving.bring(db, url)
            moving.go_live(url)
            open_to_all = server.url("so", password=None)
            psql = str(server.programs / "psql")  # Debian's on the path is a program in Perl that starts it
            start = cost(server, [psql, "-c", "SELECT 1", open_to_all]).seconds
            chodon = [sys.executable, "-m", "chodon_cli", "-r", open_to_all]
            print(f"{size}: chodon client + server s, MB | psql client + server s, MB | ratio")
            for question in questions:
                bare = [psql, "--csv", "-c", as_psql_reads(question.sql), open_to_all]
                ours = cost(server, [*chodon, *shlex.split(question.line), "-f", "csv"])
                theirs = cost(server, bare)
                ratio = round(ours.seconds / max(theirs.seconds, start), 2)
                is_bound = size == "province" and question.line.startswith("report")
                most = TIMES_PSQL if is_bound else None
                kept.append(Claim("province_server", f"{question.line} ÷ psql", size, ratio, "x", most))
                print(
                    f"{question.line:52} {ours.client:5.2f} + {ours.server:5.2f}, {ours.megabytes:4} |"
                    f" {theirs.client:5.2f} + {theirs.server:5.2f}, {theirs.megabytes:4} |"
                    f" {ratio:5.1f}{'   OVER' if kept[-1].is_over else ''}",
                    flush=True,
                )
    claims.keep(kept)


if __name__ == "__main__":
    main()
