"""Letters a second, composed and handed to a relay on loopback: `.venv/bin/python benchmarks/mail.py [LETTERS]`.

Two relays, each a process of its own that keeps nothing, with STARTTLS and AUTH: aiosmtpd, which reads line by line in
Python, and one that only looks for the last dot and so is no limit. For each, the same bytes are also handed over by
smtplib alone, without ledger: what the relay and the encryption allow. Every child process is ended.
"""

import asyncio
import logging
import multiprocessing
import smtplib
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.headerregistry import Address
from multiprocessing.connection import Connection
from pathlib import Path

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope

from briefgen.delivery.mail.channels.relay import Relay
from briefgen.delivery.mail.channels.smtp import SmtpChannel
from briefgen.delivery.mail.ledger import Ledger
from briefgen.delivery.mail.letter import Letter
from briefgen.delivery.mail.recipients import Recipient
from briefgen.pipeline.mail.compose import Composer, Sender
from briefgen.pipeline.mail.folder import Briefings
from briefgen.pipeline.mail.send import Sending
from briefgen.pipeline.session import Session

AREAS = ("E06000002", "E07000122", "E09000020")


class Sink:
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        return "250 2.0.0 queued"


def _context(certificate: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def line_by_line(certificate: str, say: Connection) -> None:
    """aiosmtpd. Tells its port, then serves until it is ended."""
    logging.disable()

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(
                Sink(), hostname="loopback", loop=loop, tls_context=_context(certificate), require_starttls=True,
                auth_required=True, authenticator=lambda *words: AuthResult(success=True),
            ), "127.0.0.1", 0,
        )  # fmt: skip
        say.send(server.sockets[0].getsockname()[1])
        await asyncio.sleep(600)

    asyncio.run(serve())


def last_dot(certificate: str, say: Connection) -> None:
    """As little of a relay as SMTP allows, one connection after another."""
    context = _context(certificate)
    with socket.create_server(("127.0.0.1", 0)) as server:
        say.send(server.getsockname()[1])
        while True:
            plain, _ = server.accept()
            with plain:
                _talk(plain, context)


def _talk(plain: socket.socket, context: ssl.SSLContext) -> None:
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    plain.sendall(b"220 loopback\r\n")
    talk: socket.socket = plain
    while word := talk.recv(1000)[:4].upper():
        if word == b"EHLO":
            talk.sendall(b"250-loopback\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n")
        elif word == b"STAR":
            talk.sendall(b"220 go\r\n")
            talk = context.wrap_socket(plain, server_side=True)
        elif word == b"AUTH":
            talk.sendall(b"235 good\r\n")
        elif word == b"QUIT":
            talk.sendall(b"221 bye\r\n")
        elif word == b"DATA":
            talk.sendall(b"354 go on\r\n")
            tail = b""
            while not tail.endswith(b"\r\n.\r\n"):
                tail = tail[-5:] + talk.recv(262_144)
            talk.sendall(b"250 queued\r\n")
        else:
            talk.sendall(b"250 fine\r\n")


def timed(what: str, count: int, do: Callable[[], object]) -> None:
    began, busy = time.perf_counter(), time.process_time()
    do()
    took, used = time.perf_counter() - began, time.process_time() - busy
    print(f"{what:<46}{took:>8.2f} s{count / took:>6.0f} a second{1000 * used / count:>8.1f} ms of our processor each")


def bare(letters: list[Letter], port: int, trust: ssl.SSLContext) -> None:
    with smtplib.SMTP("localhost", port) as smtp:
        smtp.starttls(context=trust)
        smtp.login("policy@council.example", "words")
        for letter in letters:
            smtp.sendmail("policy@council.example", [letter.address], letter.message.as_bytes())


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(
            [Path(sys.executable).with_name("briefgen"), "batch", *AREAS, "--out", folder, "--quiet"],
            check=True,
            timeout=300,
        )
        authority = trustme.CA()
        authority.cert_pem.write_to_path(folder / "authority.pem")
        authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(folder / "relay.pem")
        letters = compose(count, folder)
        for relay in (line_by_line, last_dot):
            hear, say = multiprocessing.Pipe(duplex=False)
            child = multiprocessing.Process(target=relay, args=(str(folder / "relay.pem"), say), daemon=True)
            child.start()
            try:
                hand_over(letters, folder, relay.__name__.replace("_", " "), hear.recv())
            finally:
                child.terminate()
                child.join()


def compose(count: int, folder: Path) -> list[Letter]:
    session = Session()
    areas = [area for code, area in session.areas.authorities.items() if str(code) in AREAS]
    people = [
        Recipient(n + 2, f"Councillor {n}", f"councillor.{n}@council.example", areas[n % len(areas)], None, "", "")
        for n in range(count)
    ]
    ours = "policy@council.example"
    composer = Composer(
        Briefings(folder, session), Sender(Address("Policy", addr_spec=ours), ours, ours), datetime.now(UTC)
    )
    timed(f"check {len(areas)} files (hash, audit)", len(areas), lambda: composer.check(people[: len(areas)]))
    letters: list[Letter] = []
    timed(f"compose {count}", count, lambda: letters.extend(composer.letter(person) for person in people))
    print(f"  {len(letters[0].message.as_bytes()) / 1000:.0f} kB each")
    return letters


def hand_over(letters: list[Letter], folder: Path, relay: str, port: int) -> None:
    address = f"smtp+starttls://policy%40council.example@localhost:{port}"
    way = SmtpChannel(Relay.parse(address), "words", folder / "authority.pem")
    sending = Sending(way, Ledger(folder / f"{relay}.sqlite"), lambda: datetime.now(UTC), time.sleep)
    timed(f"{relay}: hand over, ledger and all", len(letters), lambda: sending.run(letters))
    trust = ssl.create_default_context(cafile=folder / "authority.pem")
    timed(f"{relay}: the same by smtplib alone", len(letters), lambda: bare(letters, port, trust))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
