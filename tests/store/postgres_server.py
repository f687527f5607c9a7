"""A PostgreSQL server of the tests' own: in a folder that goes, on a free port of this machine."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "mat-khau-cua-may-chu"
VIETNAMESE = "LOCALE_PROVIDER icu ICU_LOCALE 'vi'"
SETTINGS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=100")


@dataclass(frozen=True)
class Server:
    """A server that runs: its folder, port and programs."""

    folder: Path
    port: int
    programs: Path
    settings: tuple[str, ...] = SETTINGS

    def url(self, database: str, user: str = "office", password: str | None = PASSWORD) -> str:
        secret = f":{password}" if password else ""
        return f"postgresql://{user}{secret}@127.0.0.1:{self.port}/{database}"

    def create(self, database: str, is_vietnamese: bool = False) -> str:
        """Make an empty database, which sorts by bytes, or as Vietnamese is sorted; its address."""
        how = f"TEMPLATE template0 {VIETNAMESE}" if is_vietnamese else ""
        self.ask("postgres", f"CREATE DATABASE {database} {how}")
        return self.url(database)

    def ask(self, database: str, sql: str, user: str = "office") -> list[tuple[object, ...]]:
        """What the database answers, asked past the program."""
        import psycopg

        with psycopg.connect(self.url(database, user), autocommit=True) as db:
            cursor = db.execute(sql.encode())
            while cursor.nextset():
                pass
            return cursor.fetchall() if cursor.description else []

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        options += "".join(f" -c {setting}" for setting in self.settings)
        self.run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        self.run("pg_ctl", "-D", "data", "-w", "-m", mode, "stop")

    def wait_for_standby(self) -> None:
        """Let what is committed from now on be on the standby too before anybody is told."""
        self.ask("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.ask("postgres", "SELECT pg_reload_conf()")
        while self.ask("postgres", "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") != [(1,)]:
            self.ask("postgres", "SELECT pg_sleep(0.05)")

    def promote(self) -> None:
        """Let a standby become the server that takes writes."""
        self.run("pg_ctl", "-D", "data", "-w", "promote")

    def run(self, program: str, *words: str) -> None:
        as_nobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
        line = [*as_nobody, str(self.programs / program), *words]
        environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}
        subprocess.run(
            line, cwd=self.folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )


def programs() -> Path:
    """The folder of the server's programs: Debian keeps them out of the path, a folder a version."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: float(each.parent.name))
    on_path = shutil.which("initdb")
    return folders[-1] if folders else Path(on_path or "initdb").resolve().parent


@contextmanager
def standby_of(primary: Server) -> Iterator[Server]:
    """A server that follows the other, until the block ends or it is promoted."""
    folder = Path(tempfile.mkdtemp(prefix="chodon-pg-", dir=primary.folder.parent))
    try:
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        with socket.create_server(("127.0.0.1", 0)) as free:
            server = Server(folder, free.getsockname()[1], primary.programs, primary.settings)
        words = ["-D", "data", "-R", "-X", "stream", "-c", "fast", "--no-sync", "-d", primary.url("postgres")]
        server.run("pg_basebackup", *words)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(settings: tuple[str, ...] = SETTINGS, how_to_log_in: str = "scram-sha-256") -> Iterator[Server]:
    """A new server until the block ends: in memory, unless its settings let it write to the disk for good.

    `how_to_log_in`: with `trust` no password is asked for, which spares both sides half of what a connection costs.
    """
    memory = Path("/dev/shm")
    is_in_memory = "fsync=off" in settings and os.access(memory, os.W_OK)
    folder = Path(tempfile.mkdtemp(prefix="chodon-pg-", dir=memory if is_in_memory else None))
    try:
        if os.geteuid() == 0:  # the server refuses to run as root
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        with socket.create_server(("127.0.0.1", 0)) as free:
            server = Server(folder, free.getsockname()[1], programs(), settings)
        (folder / "password").write_text(PASSWORD)
        (folder / "password").chmod(0o644)
        cluster = ["-D", "data", "-U", "office", "-A", how_to_log_in, "--pwfile=password"]
        server.run("initdb", *cluster, "--locale=C", "-E", "UTF8", "--no-sync")
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
