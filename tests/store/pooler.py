"""A pooler, as pgbouncer is with `pool_mode = transaction`: a transaction has whichever connection is free.

Here it is never the one before, so that whatever is said to the server outside of a transaction is lost.
"""

import os
import select
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg

from tests.store.postgres_server import Server

KNOWN = {"server_version": "15.0", "client_encoding": "UTF8", "standard_conforming_strings": "on"}
REFUSED = struct.pack("!I", 80877103), struct.pack("!I", 80877104)  # what asks for encryption
IDLE = b"I"


@contextmanager
def pooling(server: Server, database: str) -> Iterator[str]:
    """The address of the database by way of a pooler, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_serve, args=(listener, server.url(database)), daemon=True).start()
        yield f"postgresql://office@127.0.0.1:{listener.getsockname()[1]}/{database}"


def _serve(listener: socket.socket, url: str) -> None:
    while True:
        try:
            client, _address = listener.accept()
        except OSError:  # the block has ended
            return
        threading.Thread(target=_serve_client, args=(client, url), daemon=True).start()


def _serve_client(client: socket.socket, url: str) -> None:
    with client, closing(psycopg.connect(url)) as one, closing(psycopg.connect(url)) as other:
        while client.recv(struct.unpack("!I", client.recv(4))[0] - 4)[:4] in REFUSED:
            client.sendall(b"N")
        client.sendall(_message(b"R", bytes(4)))
        for name, value in KNOWN.items():
            client.sendall(_message(b"S", f"{name}\0{value}\0".encode()))
        client.sendall(_message(b"K", struct.pack("!II", 1, 1)) + _message(b"Z", IDLE))
        with (
            socket.socket(fileno=os.dup(one.fileno())) as first,
            socket.socket(fileno=os.dup(other.fileno())) as second,
        ):
            _pass_on(client, [first, second])


def _message(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("!I", len(content) + 4) + content


def _pass_on(client: socket.socket, servers: list[socket.socket]) -> None:
    is_idle, unread = True, b""
    while True:
        for side in select.select([client, servers[0]], [], [])[0]:
            if not (data := side.recv(1 << 16)):
                return
            if side is not client:
                client.sendall(data)
                unread += data
                while len(unread) >= (end := 1 + int.from_bytes(unread[1:5], "big")) > 1:
                    is_idle = unread[5:6] == IDLE if unread[:1] == b"Z" else is_idle
                    unread = unread[end:]
            else:
                if is_idle:
                    servers.reverse()
                    is_idle = False
                servers[0].sendall(data)
