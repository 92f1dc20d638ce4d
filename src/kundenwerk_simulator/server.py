"""The played partners' mailboxes and services behind a web address."""

from __future__ import annotations

import hmac
import json
import re
import time
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final
from urllib.parse import unquote, urlsplit

from kundenwerk_simulator.lookups import Answer, Lookups
from kundenwerk_simulator.postbox import Postbox, Receipt, Refused

MAX_LETTER_BYTES: Final = 64 * 1024 * 1024
LOOKUPS: Final = "/auskunft/"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_STATUS: Final = {
    Receipt.TAKEN: HTTPStatus.CREATED,
    Receipt.KNOWN: HTTPStatus.OK,
    Receipt.OTHER_CONTENT: HTTPStatus.CONFLICT,
}


class SimulatorServer(ThreadingHTTPServer):
    """Serves one postbox per path, ``/market`` and ``/bank``, and questions at ``/auskunft``."""

    daemon_threads = True

    def __init__(
        self,
        address: tuple[str, int],
        boxes: Mapping[str, Postbox],
        token: str = "",
        lookups: Lookups | None = None,
    ) -> None:
        super().__init__(address, _Handler)
        self.lookups = lookups or Lookups()
        self.boxes = dict(boxes)
        self.token = token

    @property
    def url(self) -> str:
        """Where the server listens."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: SimulatorServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        if self.path == "/health":
            self._answer(HTTPStatus.OK, b"ok")
            return
        if self.path.startswith(LOOKUPS):
            self._look_up(b"")
            return
        box, rest = self._route()
        if box and rest == ["out"]:
            self._answer(HTTPStatus.OK, json.dumps(box.listing()).encode(), "application/json")
        elif box and len(rest) == 2 and rest[0] == "out":
            content = box.read(rest[1])
            self._answer(HTTPStatus.NOT_FOUND if content is None else HTTPStatus.OK, content or b"")
        else:
            self._answer(HTTPStatus.NOT_FOUND)

    def do_PUT(self) -> None:
        content = self._body()
        box, rest = self._route()
        if content is None or not box or len(rest) != 2 or rest[0] != "in":
            self._answer(HTTPStatus.NOT_FOUND)
        elif not _NAME.fullmatch(rest[1]):
            self._answer(HTTPStatus.BAD_REQUEST, "Der Name ist unzulässig.".encode())
        else:
            self._receive(box, rest[1], content)

    def do_POST(self) -> None:
        content = self._body()
        if content is None or not self.path.startswith(LOOKUPS):
            self._answer(HTTPStatus.NOT_FOUND)
        else:
            self._look_up(content)

    def _look_up(self, content: bytes) -> None:
        path = self.path.removeprefix(LOOKUPS)
        given = self.headers.get("Authorization", "")
        self._tell(self.server.lookups.answer(path, given, content))

    def _tell(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in {**answer.headers, "Content-Length": str(answer.length)}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for piece in answer.pieces:
                time.sleep(answer.pause)
                self.wfile.write(piece)
        except OSError:  # the other side had enough
            self.close_connection = True

    def do_DELETE(self) -> None:
        box, rest = self._route()
        found = box is not None and len(rest) == 2 and rest[0] == "out" and box.acknowledge(rest[1])
        self._answer(HTTPStatus.NO_CONTENT if found else HTTPStatus.NOT_FOUND)

    def _receive(self, box: Postbox, name: str, content: bytes) -> None:
        try:
            receipt = box.receive(name, content)
        except Refused as refusal:
            self._answer(HTTPStatus.UNPROCESSABLE_ENTITY, str(refusal).encode())
            return
        self._answer(_STATUS[receipt])

    def _route(self) -> tuple[Postbox | None, list[str]]:
        """The postbox a request means, and the rest of its path."""
        parts = [unquote(part) for part in urlsplit(self.path).path.strip("/").split("/")]
        given = self.headers.get("Authorization", "").encode("latin-1", "replace")
        if self.server.token and not hmac.compare_digest(
            given, f"Bearer {self.server.token}".encode()
        ):
            return None, []
        return self.server.boxes.get(parts[0]), parts[1:]

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MAX_LETTER_BYTES:
            self.close_connection = True
            return None
        return self.rfile.read(int(length))

    def _answer(self, status: HTTPStatus, content: bytes = b"", kind: str = "") -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        if status is not HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if status is not HTTPStatus.NO_CONTENT:
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay silent; the letters themselves are the record."""
