"""A real server on this machine that can be told to behave badly."""

import hashlib
import http.server
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from corpora.catalogue import RemoteFile
from corpora.https import Server

TEXT = b"".join(b"%d Zeile\r\n" % number for number in range(40_000))
ON_THIS_MACHINE = Server(timeout=10, plain_http=True)


class Place(http.server.ThreadingHTTPServer):
    """Serves `body` at every path without one of its own; what else it does is set by a test."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.body = TEXT
        self.others: dict[str, bytes] = {}  # what is at these paths instead
        self.status = 200
        self.ranges = True
        self.cut_after: int | None = None  # bytes, then the connection is closed
        self.resets = False  # rather than closes it
        self.silent_after: int | None = None  # bytes, then nothing more comes
        self.announces = True
        self.location: str | None = None
        self.asked: list[str | None] = []  # the Range header of each request
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/data/text.txt"

    def file(self, body: bytes = TEXT, name: str = "text.txt") -> RemoteFile:
        """Return the file as a catalogue has it that knows `body`."""
        url = self.url.replace("text.txt", name)
        return RemoteFile(url, len(body), hashlib.sha1(b"blob %d\0" % len(body) + body).hexdigest())


class Handler(http.server.BaseHTTPRequestHandler):
    server: Place  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_GET(self) -> None:
        place = self.server
        asked = self.headers.get("Range")
        place.asked.append(asked)
        if place.location is not None or place.status >= 400:
            self.send_response(place.status if place.location is None else 302)
            if place.location is not None:
                self.send_header("Location", place.location)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = place.others.get(self.path, place.body)
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked and place.ranges else 0
        if start >= len(body):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        if start:
            end = len(body) - 1
            self.send_header("Content-Range", f"bytes {start}-{end}/{len(body)}")
        if place.announces:
            self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        with suppress(OSError):  # who asked may be gone
            self._send(body[start:])

    def _send(self, body: bytes) -> None:
        limit = self.server.silent_after if self.server.cut_after is None else self.server.cut_after
        self.wfile.write(body[:limit])
        self.wfile.flush()
        if self.server.resets:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        if self.server.silent_after is not None:
            self.server.over.wait(30)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Place]:
    with Place() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
