"""What GOV.UK Notify answers, on loopback, as its documentation and client describe it: keys, faults, look-ups."""

import base64
import json
import re
import threading
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE, SECRET = str(uuid.UUID(int=1)), str(uuid.UUID(int=2))
KEY = f"briefings-{SERVICE}-{SECRET}"
TEMPLATE = str(uuid.UUID(int=3))
FIELDS = {"subject", "link_to_file"}


@dataclass
class Notify:
    """fault: what happens instead: "", an HTTP status, or one of the ways to lose an answer. mute: no look-ups."""

    fault: str = ""
    mute: bool = False
    accepted: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __enter__(self) -> "Notify":
        stand_in = self

        class Handler(_Handler):
            notify = stand_in

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)


class _Handler(BaseHTTPRequestHandler):
    notify: Notify
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *words: object) -> None:
        """Nothing."""

    def _say(self, status: int, answer: dict[str, Any] | bytes) -> None:
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _fail(self, status: int, error: str, message: str) -> None:
        self._say(status, {"status_code": status, "errors": [{"error": error, "message": message}]})

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _known(self) -> bool:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            return bool(jwt.decode(token, SECRET, algorithms=["HS256"])["iss"] == SERVICE)
        except jwt.PyJWTError:
            return False

    def do_GET(self) -> None:
        reference = parse_qs(urlsplit(self.path).query).get("reference", [""])[0]
        self.notify.asked.append(reference)
        if self.notify.mute:
            self._fail(500, "InternalServerError", "Internal server error")
            return
        found = [one["id"] for one in self.notify.accepted if one["reference"] == reference]
        self._say(200, {"notifications": [{"id": id, "reference": reference} for id in found]})

    def do_POST(self) -> None:
        letter = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        fault = self.notify.fault
        if not self._known():
            self._fail(403, "AuthError", "Invalid token: API key not found")
        elif letter["template_id"] != TEMPLATE:
            self._fail(400, "BadRequestError", "Template not found")
        elif not re.fullmatch(r"[^@\s]+@[^@\s]+\.example", letter["email_address"]):
            self._fail(400, "ValidationError", "email_address Not a valid email address")
        elif FIELDS - set(letter["personalisation"]):
            self._fail(400, "BadRequestError", "Missing personalisation: link_to_file")
        elif fault == "429":
            self._fail(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds")
        elif fault == "500":
            self._fail(500, "InternalServerError", "Internal server error")
        elif fault == "hangs up before":
            self._hang_up()
        else:
            link = letter["personalisation"]["link_to_file"]
            if isinstance(link, dict):
                letter["file"] = base64.b64decode(link["file"])
            self.notify.accepted.append({**letter, "id": str(uuid.uuid4())})
            if fault == "500 after":
                self._fail(500, "InternalServerError", "Internal server error")
            elif fault == "hangs up after":
                self._hang_up()
            elif fault == "garbled":
                self._say(201, b"<html>busy</html>")
            else:
                self._say(201, {"id": self.notify.accepted[-1]["id"], "reference": letter["reference"]})
