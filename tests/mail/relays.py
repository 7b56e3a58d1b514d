# ruff: noqa: N802  # the names of aiosmtpd
"""A mail relay on loopback (aiosmtpd) that can be made to fail at every stage, and what it was given."""

import asyncio
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

# Before the greeting, at each command, within the letter, after all of it without and with the relay keeping it, and
# after its answer.
STAGES = ("connect", "tls", "auth", "mail", "rcpt", "data", "body", "forgotten", "kept", "answered")
USER, PASSWORD = "policy@council.example", "a pass-phrase of the council"


@dataclass(frozen=True, slots=True)
class Arrived:
    recipient: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.content, policy=policy.default)


Answer = Callable[[str, str], str | None]  # (stage, recipient or "") -> what to say instead, None: as usual


@dataclass
class LoopbackRelay:
    """Listens on a free port of 127.0.0.1 while entered. fault: called at each stage; "drop" cuts the connection."""

    authority: trustme.CA | None = None
    certificate: trustme.LeafCert | None = None
    password: str | None = PASSWORD
    largest: int = 30_000_000
    each: int = 0  # letters a connection; 0: any
    implicit: bool = False  # smtps
    fault: Callable[[str], bool] = lambda stage: False
    says: Answer = lambda stage, recipient: None
    arrived: list[Arrived] = field(default_factory=list)
    connections: int = 0
    envelopes: list[dict[str, Any]] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> "LoopbackRelay":
        self._context = None
        if self.authority is not None:
            certificate = self.certificate or self.authority.issue_cert("localhost", "127.0.0.1")
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(self._context)
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda loop, context: None)  # cut connections are the point
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def _listen(self) -> asyncio.Server:
        inner = self._context if self.implicit else None
        return await self._loop.create_server(self._protocol, "127.0.0.1", 0, ssl=inner)

    def _protocol(self) -> "_Session":
        return _Session(self, self._loop)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        async def stop() -> None:
            self._server.close()
            for task in asyncio.all_tasks():
                if task is not asyncio.current_task():
                    task.cancel()
            await asyncio.sleep(0)

        asyncio.run_coroutine_threadsafe(stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    @property
    def address(self) -> str:
        scheme = "smtps" if self.implicit else "smtp+starttls" if self.authority is not None else "smtp"
        user = "policy%40council.example@" if self.password else ""
        return f"{scheme}://{user}localhost:{self.port}"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        if self.password is not None and (data.login, data.password) == (USER.encode(), self.password.encode()):
            return AuthResult(success=True)
        return AuthResult(success=False, handled=False, message="535 5.7.8 The password has expired")


class _Session(SMTP):
    """One connection."""

    def __init__(self, relay: LoopbackRelay, loop: asyncio.AbstractEventLoop) -> None:
        secure = relay.authority is not None
        super().__init__(
            self, hostname="loopback", loop=loop, data_size_limit=relay.largest, ident="relay",
            tls_context=None if relay.implicit else relay._context, require_starttls=secure and not relay.implicit,
            auth_required=relay.password is not None, auth_require_tls=secure and not relay.implicit,
            authenticator=relay.authenticate, auth_exclude_mechanism=["LOGIN"],
        )  # fmt: skip
        self._relay = relay
        self._letters = 0

    def _cut(self, stage: str) -> bool:
        if not self._relay.fault(stage):
            return False
        assert self.transport is not None
        self.transport.abort()
        return True

    async def _instead(self, stage: str, recipient: str = "") -> bool:
        words = self._relay.says(stage, recipient)
        if words is not None:
            await self.push(words)
            if words.startswith("421"):
                assert self.transport is not None
                self.transport.close()
        return words is not None

    async def _handle_client(self) -> None:
        self._relay.connections += 1
        if not self._cut("connect"):
            await super()._handle_client()

    async def smtp_STARTTLS(self, arg: str) -> None:
        if not self._cut("tls") and not await self._instead("tls"):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:
        if not self._cut("auth") and not await self._instead("auth"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if self._relay.each and self._letters >= self._relay.each:
            await self.push("421 4.7.0 Too many letters on one connection")
            assert self.transport is not None
            self.transport.close()
        elif not self._cut("mail") and not await self._instead("mail"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        to = (arg or "").partition("<")[2].partition(">")[0]
        if not self._cut("rcpt") and not await self._instead("rcpt", to):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if self._cut("data") or await self._instead("data"):
            return
        self._letters += 1
        if self._relay.fault("body"):
            await self.push("354 go on")
            await self._reader.read(64)
            assert self.transport is not None
            self.transport.abort()
            return
        await super().smtp_DATA(arg)
        self._cut("answered")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self._cut("forgotten"):
            return "451 never heard"
        self._relay.envelopes.append({"from": envelope.mail_from, "options": envelope.mail_options})
        content = envelope.original_content or b""
        for recipient in envelope.rcpt_tos:
            words = self._relay.says("kept", recipient)
            if words is not None:
                return words
            self._relay.arrived.append(Arrived(recipient, content))
        self._cut("kept")
        return "250 2.0.0 queued"


@dataclass
class Once:
    """A fault at the nth time a stage is reached; do: what happens there, True cuts the connection."""

    stage: str
    nth: int
    do: Callable[[], bool] = lambda: True
    _seen: int = 0

    def __call__(self, stage: str) -> bool:
        if stage != self.stage:
            return False
        self._seen += 1
        return self._seen == self.nth and self.do()
