"""The ledger: one row for each letter, written before and after it is handed over, so that a crash loses nothing.

A row is `handing` just before the last byte leaves. Whatever is found so by a later run has an unknown fate: it is
listed for a person, and never sent again by itself.
"""

import hashlib
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import filelock

from briefgen.delivery.mail.addresses import key
from briefgen.delivery.mail.letter import Letter
from briefgen.delivery.mail.outcomes import OPEN, State
from briefgen.errors import MailError

VERSION = 1
SCHEMA = f"""
CREATE TABLE letters (
  id INTEGER PRIMARY KEY, edition TEXT NOT NULL, area TEXT NOT NULL, inbox TEXT NOT NULL, ward TEXT NOT NULL,
  content TEXT NOT NULL, address TEXT NOT NULL, message_id TEXT NOT NULL, state TEXT NOT NULL, since TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0, answer TEXT NOT NULL DEFAULT '', UNIQUE (edition, area, inbox, ward, content)
);
CREATE TABLE suppressed (inbox TEXT PRIMARY KEY, reason TEXT NOT NULL, since TEXT NOT NULL);
CREATE TABLE notes (id INTEGER PRIMARY KEY, since TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE salt (value TEXT NOT NULL);
PRAGMA user_version = {VERSION};
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One letter as the ledger knows it; since: when it came into this state, ISO 8601."""

    id: int
    edition: str
    area: str
    inbox: str
    ward: str
    content: str
    address: str
    message_id: str
    state: State
    since: str
    tries: int
    answer: str


class Ledger:
    """Opens or makes the file. Raises MailError when it cannot be, or is of another version, or no ledger at all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")  # a commit is on the disk when it returns
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version == 0 and not self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                self._db.executescript(f"BEGIN; {SCHEMA} COMMIT;")
                self._db.execute("INSERT INTO salt VALUES (?)", (secrets.token_hex(16),))
                path.chmod(0o600)  # it names people
            elif version != VERSION:
                raise MailError(f"{path} is a ledger of another version; use the briefgen that made it.")
        except (sqlite3.Error, OSError) as error:
            raise MailError(f"{path} cannot be used as a ledger ({error}); give another with --ledger.") from error

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def held(self) -> Iterator[None]:
        """For as long as letters are sent: one run at a time. What an earlier run left in hand becomes unknown."""
        lock = filelock.FileLock(f"{self.path}.lock", timeout=0)
        try:
            with lock:
                self._db.execute(
                    "UPDATE letters SET state = ?, answer = 'the run ended before the answer came' WHERE state = ?",
                    (State.UNKNOWN, State.HANDING),
                )
                yield
        except filelock.Timeout:
            raise MailError(f"Another run is sending from {self.path}; wait for it.") from None
        except sqlite3.Error as error:
            raise MailError(
                f"{self.path} cannot be written ({error}); sending has stopped, run the same command again."
            ) from error

    def plan(self, letters: Sequence[Letter], now: datetime) -> dict[int, Letter]:
        """Every letter has a row afterwards; the ids that may be sent, in the order given."""
        when = now.isoformat(timespec="seconds")
        with self._transaction():
            self._db.executemany(
                "INSERT OR IGNORE INTO letters (edition, area, inbox, ward, content, address, message_id, state, since)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(*x.slot, x.content, x.address, x.message_id, State.PLANNED, when) for x in letters],
            )
            # An older version that never left makes room for the one that will.
            self._db.execute(
                "DELETE FROM letters WHERE id IN (SELECT a.id FROM letters a JOIN letters b"
                " USING (edition, area, inbox, ward) WHERE a.id < b.id AND a.state IN (?, ?) AND b.state = ?)",
                (*OPEN, State.PLANNED),
            )
        found = {}
        for letter in letters:
            row = self._db.execute(
                "SELECT id, state FROM letters WHERE edition = ? AND area = ? AND inbox = ? AND ward = ? AND content = ?",
                (*letter.slot, letter.content),
            ).fetchone()
            if row is not None and row[1] in OPEN:
                found[row[0]] = letter
        return found

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def earlier(self, letter: Letter) -> Row | None:
        """The same slot filled, or perhaps filled, with other content."""
        rows = self.rows(
            "edition = ? AND area = ? AND inbox = ? AND ward = ? AND content != ? AND state IN (?, ?, ?)",
            (*letter.slot, letter.content, State.SENT, State.UNKNOWN, State.HANDING),
        )
        return rows[0] if rows else None

    def state(self, letter: Letter) -> State | None:
        rows = self.rows(
            "edition = ? AND area = ? AND inbox = ? AND ward = ? AND content = ?", (*letter.slot, letter.content)
        )
        return rows[0].state if rows else None

    def mark(self, id: int, state: State, now: datetime, answer: str = "") -> None:
        tried = 1 if state is State.HANDING else 0
        self._db.execute(
            "UPDATE letters SET state = ?, since = ?, answer = ?, tries = tries + ? WHERE id = ?",
            (state, now.isoformat(timespec="seconds"), answer, tried, id),
        )

    def rows(self, where: str = "1", values: Sequence[object] = ()) -> list[Row]:
        found = self._db.execute(f"SELECT * FROM letters WHERE {where} ORDER BY id", values)
        return [Row(**{**dict(zip(Row.__slots__, row, strict=True)), "state": State(row[8])}) for row in found]

    def counts(self) -> dict[State, int]:
        return {
            State(s): n
            for s, n in self._db.execute("SELECT state, count(*) FROM letters GROUP BY state ORDER BY state")
        }

    def note(self, text: str, now: datetime) -> None:
        """What a person decided in writing, kept with the letters it concerns."""
        self._db.execute("INSERT INTO notes (since, note) VALUES (?, ?)", (now.isoformat(timespec="seconds"), text))

    def notes(self) -> list[tuple[str, str]]:
        return list(self._db.execute("SELECT since, note FROM notes ORDER BY id"))

    def suppress(self, address: str, reason: str, now: datetime) -> None:
        self._db.execute("INSERT OR IGNORE INTO suppressed VALUES (?, ?, ?)",
                         (key(address), reason, now.isoformat(timespec="seconds")))  # fmt: skip

    def suppressed(self, address: str) -> str | None:
        """The reason, or None. An erased person is known by a hash only."""
        row = self._db.execute(
            "SELECT reason FROM suppressed WHERE inbox IN (?, ?)", (key(address), self._hashed(address))
        ).fetchone()
        return str(row[0]) if row else None

    def allow(self, address: str) -> bool:
        """Off the list again, where the address was mended. False: it was not on it."""
        done = self._db.execute("DELETE FROM suppressed WHERE inbox IN (?, ?)", (key(address), self._hashed(address)))
        return done.rowcount > 0

    def _hashed(self, address: str) -> str:
        salt = self._db.execute("SELECT value FROM salt").fetchone()[0]
        return "erased:" + hashlib.sha256(f"{salt}|{key(address)}".encode()).hexdigest()

    def erase(self, address: str, now: datetime) -> int:
        """The address out of every row; a hash stays, so that the person is not written to again. Returns the rows."""
        hashed = self._hashed(address)
        with self._transaction():
            done = self._db.execute("UPDATE letters SET inbox = ?, address = '', message_id = '', answer = '' WHERE inbox = ?",
                                    (hashed, key(address)))  # fmt: skip
            self._db.execute("DELETE FROM suppressed WHERE inbox = ?", (key(address),))
            self._db.execute("INSERT OR REPLACE INTO suppressed VALUES (?, 'asked to be erased', ?)",
                             (hashed, now.isoformat(timespec="seconds")))  # fmt: skip
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.execute("VACUUM")  # the old pages too
        return done.rowcount
