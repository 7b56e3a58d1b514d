"""Debian's Postfix as a council's relay: started in a temporary folder, on loopback, for this test only."""

import grp
import hashlib
import os
import pwd
import shutil
import smtplib
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import trustme
from letters import letter, letters, pdf, run, to

from briefgen.delivery.mail.channels.relay import Relay
from briefgen.delivery.mail.channels.smtp import SmtpChannel
from briefgen.delivery.mail.ledger import Ledger

MASTER = Path("/usr/lib/postfix/sbin/master")
PEOPLE = 60
MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
myhostname = localhost
mydestination =
alias_maps =
local_recipient_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
message_size_limit = 100000
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
smtpd_tls_cert_file = {folder}/certificate.pem
smtpd_tls_key_file = {folder}/key.pem
smtpd_tls_security_level = encrypt
smtpd_relay_restrictions = permit_auth_destination, reject
smtpd_reject_unlisted_recipient = yes
virtual_mailbox_domains = council.example
virtual_mailbox_base = {folder}/inboxes
virtual_mailbox_maps = regexp:{folder}/inboxes.regexp
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
"""
SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
virtual unix - n n - - virtual
error unix - - n - - error
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not under pytest's own: Postfix's daemons are other users, and must be able to walk to it."""
    made = Path(tempfile.mkdtemp(prefix="relay-"))  # a socket's path must also be short
    made.chmod(0o755)
    before = os.umask(0o022)  # what is made in it, too
    yield made
    os.umask(before)
    shutil.rmtree(made)


@pytest.fixture
def port(folder: Path, authority: trustme.CA) -> Iterator[int]:
    if not MASTER.exists():
        pytest.skip("Postfix is not installed (apt install postfix, or make test MTA=postfix)")
    if os.geteuid() != 0:
        pytest.skip("Postfix can be started by root only")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    nobody = pwd.getpwnam("nobody")
    for name, owner in (("spool", 0), ("data", pwd.getpwnam("postfix").pw_uid), ("inboxes", nobody.pw_uid)):
        (folder / name).mkdir()
        os.chown(folder / name, owner, grp.getgrgid(nobody.pw_gid).gr_gid)
    certificate = authority.issue_cert("localhost")
    certificate.private_key_pem.write_to_path(folder / "key.pem")
    (folder / "key.pem").chmod(0o600)
    certificate.cert_chain_pems[0].write_to_path(folder / "certificate.pem")
    (folder / "inboxes.regexp").write_text("/^councillor\\.[0-9]+@/ all/\n")
    words = {"folder": folder, "port": number, "uid": nobody.pw_uid, "gid": nobody.pw_gid}
    (folder / "main.cf").write_text(MAIN.format(**words))
    (folder / "master.cf").write_text(SERVICES.format(**words))
    subprocess.run(["/usr/sbin/postfix", "-c", folder, "check"], check=True, capture_output=True, timeout=30)
    with (folder / "out").open("wb") as out:
        master = subprocess.Popen([MASTER, "-c", folder, "-d"], stdout=out, stderr=out)
    try:
        _until(lambda: _greets(number), folder)
        yield number
    finally:
        master.terminate()  # and it its own children
        master.wait(20)


def _greets(port: int) -> bool:
    try:
        with smtplib.SMTP("localhost", port, timeout=5):
            return True
    except OSError:
        return False


def _until(done: Callable[[], bool], folder: Path) -> None:
    deadline = time.monotonic() + 30
    while not done():
        assert time.monotonic() < deadline, (folder / "log").read_text()[-2000:]
        time.sleep(0.1)


@pytest.mark.slow
def test_sixty_letters_through_postfix(port: int, folder: Path, ledger_file: Path, trusted: Path) -> None:
    given = letters(PEOPLE)
    nobody = to(letter(PEOPLE), "someone.else@council.example")
    elsewhere = to(letter(PEOPLE + 1), "councillor.1@elsewhere.example")
    relay = Relay.parse(f"smtp+starttls://localhost:{port}")
    tally = run(ledger_file, [*given, nobody, elsewhere], SmtpChannel(relay, None, trusted))
    assert (tally.sent, tally.refused, tally.unknown, tally.deferred) == (PEOPLE, 2, 0, 0)
    again = run(ledger_file, given, SmtpChannel(relay, None, trusted))
    assert (again.sent, again.already) == (0, PEOPLE)
    held = Ledger(ledger_file)
    assert "User unknown" in str(held.suppressed(nobody.address))
    assert held.suppressed(elsewhere.address) is None  # it is us whom the relay refuses
    assert all("queued as" in row.answer for row in held.rows("state = 'sent'"))
    held.close()
    inbox = folder / "inboxes" / "all" / "new"
    _until(lambda: inbox.is_dir() and len(list(inbox.iterdir())) >= PEOPLE, folder)
    expected = {one.address: one for one in given}
    got: Counter[str] = Counter()
    for path in inbox.iterdir():
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        one = expected[str(message["Delivered-To"])]
        got[one.address] += 1
        assert message["To"].addresses[0].addr_spec == one.address
        assert message["Message-ID"] == one.message_id
        assert "with ESMTPS" in str(message["Received"])
        (attached,) = message.iter_attachments()
        assert attached.get_filename() == f"{one.areacd}.pdf"
        assert hashlib.sha256(attached.get_content()).digest() == hashlib.sha256(pdf(one.areacd)).digest()
        assert f"ward {one.ward}.\n" in message.get_body(("plain",)).get_content()
    assert got == Counter(expected.keys())
