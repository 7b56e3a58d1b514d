"""The ledger: one row for each letter, written before and after it is handed over, so that a crash loses nothing.

A row is `handing` just before the last byte leaves. Whatever is found so by a later run has an unknown fate: it is
listed for a person, and never sent again by itself.
"""

import hashlib
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import filelock

from briefgen.delivery.mail.addresses import key
from briefgen.delivery.mail.letter import Letter
from briefgen.delivery.mail.outcomes import OPEN, State
from briefgen.errors import MailError

VERSION = 1
# IF NOT EXISTS: two commands may open a new file at once.
SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS letters (
  id INTEGER PRIMARY KEY, edition TEXT NOT NULL, area TEXT NOT NULL, inbox TEXT NOT NULL, ward TEXT NOT NULL,
  content TEXT NOT NULL, address TEXT NOT NULL, message_id TEXT NOT NULL, state TEXT NOT NULL, since TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0, answer TEXT NOT NULL DEFAULT '', UNIQUE (edition, area, inbox, ward, content)
);
CREATE TABLE IF NOT EXISTS suppressed (inbox TEXT PRIMARY KEY, reason TEXT NOT NULL, since TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, since TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS salt (value TEXT NOT NULL);
INSERT INTO salt SELECT '{{salt}}' WHERE NOT EXISTS (SELECT 1 FROM salt);
PRAGMA user_version = {VERSION};
COMMIT;
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
    """Opens or makes the file. Raises MailError when it cannot be, is damaged, of another version, or no ledger."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock(10) if not path.exists() or not path.stat().st_size else nullcontext():
                self._open()
        except filelock.Timeout:
            raise self._busy() from None
        except (sqlite3.Error, OSError) as error:
            raise MailError(f"{path} cannot be used as a ledger ({error}); give another with --ledger.") from error

    def _open(self) -> None:
        self._db = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")  # a commit is on the disk when it returns
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version == 0 and not self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                self.path.chmod(0o600)  # it names people
                self._db.executescript(SCHEMA.format(salt=secrets.token_hex(16)))
            elif version != VERSION:
                raise MailError(f"{self.path} is a ledger of another version; use the briefgen that made it.")
            found = self._db.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise MailError(f"{self.path} is damaged ({found}); restore it from a copy before anything is sent.")
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        self._db.close()

    def _lock(self, seconds: float) -> filelock.BaseFileLock:
        return filelock.FileLock(f"{self.path}.lock", timeout=seconds)

    def _busy(self) -> MailError:
        return MailError(f"Another run is sending from {self.path}; wait for it, then run the same command again.")

    def _do(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(sql, values)
        except sqlite3.Error as error:
            raise MailError(
                f"{self.path} cannot be written ({error}); sending has stopped: make room, run the same command again."
            ) from error

    def _get(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise MailError(f"{self.path} cannot be read ({error}); restore it from a copy.") from error

    @contextmanager
    def held(self) -> Iterator[None]:
        """For as long as letters are sent: one run at a time. What an earlier run left in hand becomes unknown."""
        lock = self._lock(0)
        try:
            lock.acquire()
        except filelock.Timeout:
            raise self._busy() from None
        except OSError as error:
            raise MailError(f"{self.path}.lock cannot be written ({error.strerror}); nothing was sent.") from error
        try:
            self._do(
                "UPDATE letters SET state = ?, answer = 'the run ended before the answer came' WHERE state = ?",
                (State.UNKNOWN, State.HANDING),
            )
            yield
        finally:
            lock.release()

    def plan(self, letters: Sequence[Letter], now: datetime) -> dict[int, Letter]:
        """Every letter has a row afterwards; the ids that may be sent, in the order given."""
        when = now.isoformat(timespec="seconds")
        with self._transaction():
            for x in letters:
                self._do(
                    "INSERT OR IGNORE INTO letters"
                    " (edition, area, inbox, ward, content, address, message_id, state, since)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*x.slot, x.content, x.address, x.message_id, State.PLANNED, when),
                )
            # An older version that never left makes room for the one that will.
            self._do(
                "DELETE FROM letters WHERE id IN (SELECT a.id FROM letters a JOIN letters b"
                " USING (edition, area, inbox, ward) WHERE a.id < b.id AND a.state IN (?, ?) AND b.state = ?)",
                (*OPEN, State.PLANNED),
            )
        found = {}
        for letter in letters:
            rows = self._get(
                "SELECT id, state FROM letters WHERE edition = ? AND area = ? AND inbox = ? AND ward = ? AND content = ?",
                (*letter.slot, letter.content),
            )
            if rows and rows[0][1] in OPEN:
                found[rows[0][0]] = letter
        return found

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._do("BEGIN IMMEDIATE")
        try:
            yield
            self._do("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # a full disk has rolled back already
                self._db.execute("ROLLBACK")
            raise

    def earlier(self, letter: Letter) -> Row | None:
        """The same slot filled, or perhaps filled, with other content."""
        rows = self.rows(
            "edition = ? AND area = ? AND inbox = ? AND ward = ? AND content != ? AND state IN (?, ?, ?)",
            (*letter.slot, letter.content, State.SENT, State.UNKNOWN, State.HANDING),
        )
        return rows[0] if rows else None

    def row(self, letter: Letter) -> Row | None:
        """Of this very content."""
        rows = self.rows(
            "edition = ? AND area = ? AND inbox = ? AND ward = ? AND content = ?", (*letter.slot, letter.content)
        )
        return rows[0] if rows else None

    def mark(self, id: int, state: State, now: datetime, answer: str = "") -> None:
        """`handing` is on the disk when this returns. The rest outlives the program's death, and a power cut only makes
        it `unknown` again, so it need not wait for the disk: that would halve the letters a second.
        """
        self._do(f"PRAGMA synchronous = {'FULL' if state is State.HANDING else 'NORMAL'}")
        tried = 1 if state is State.HANDING else 0
        self._do(
            "UPDATE letters SET state = ?, since = ?, answer = ?, tries = tries + ? WHERE id = ?",
            (state, now.isoformat(timespec="seconds"), answer, tried, id),
        )
        self._do("PRAGMA synchronous = FULL")

    def rows(self, where: str = "1", values: Sequence[object] = ()) -> list[Row]:
        found = self._get(f"SELECT * FROM letters WHERE {where} ORDER BY id", values)
        return [Row(**{**dict(zip(Row.__slots__, row, strict=True)), "state": State(row[8])}) for row in found]

    def counts(self) -> dict[State, int]:
        return {State(s): n for s, n in self._get("SELECT state, count(*) FROM letters GROUP BY state ORDER BY state")}

    def note(self, text: str, now: datetime) -> None:
        """What a person decided in writing, kept with the letters it concerns."""
        self._do("INSERT INTO notes (since, note) VALUES (?, ?)", (now.isoformat(timespec="seconds"), text))

    def notes(self) -> list[tuple[str, str]]:
        return self._get("SELECT since, note FROM notes ORDER BY id")

    def suppress(self, address: str, reason: str, now: datetime) -> None:
        self._do("INSERT OR IGNORE INTO suppressed VALUES (?, ?, ?)",
                         (key(address), reason, now.isoformat(timespec="seconds")))  # fmt: skip

    def suppressed(self, address: str) -> str | None:
        """The reason, or None. An erased person is known by a hash only."""
        rows = self._get("SELECT reason FROM suppressed WHERE inbox IN (?, ?)", (key(address), self._hashed(address)))
        return str(rows[0][0]) if rows else None

    def allow(self, address: str) -> bool:
        """Off the list again, where the address was mended. False: it was not on it.

        What an erased person had got is known to be theirs again, so that nothing comes twice.
        """
        inbox, hashed = key(address), self._hashed(address)
        with self._transaction():
            done = self._do("DELETE FROM suppressed WHERE inbox IN (?, ?)", (inbox, hashed))
            self._do("UPDATE OR REPLACE letters SET inbox = ? WHERE inbox = ?", (inbox, hashed))
        return done.rowcount > 0

    def _hashed(self, address: str) -> str:
        salt = self._get("SELECT value FROM salt")[0][0]
        return "erased:" + hashlib.sha256(f"{salt}|{key(address)}".encode()).hexdigest()

    def erase(self, address: str, now: datetime) -> int:
        """The address out of every row; a hash stays, so that the person is not written to again. Returns the rows."""
        hashed = self._hashed(address)
        with self.held():
            with self._transaction():
                done = self._do("UPDATE OR REPLACE letters SET inbox = ?, address = '', message_id = '', answer = '' WHERE inbox = ?",
                                (hashed, key(address)))  # fmt: skip
                self._do("DELETE FROM suppressed WHERE inbox = ?", (key(address),))
                self._do("INSERT OR REPLACE INTO suppressed VALUES (?, 'asked to be erased', ?)",
                         (hashed, now.isoformat(timespec="seconds")))  # fmt: skip
            self._do("VACUUM")  # the old pages too
            self._do("PRAGMA wal_checkpoint(TRUNCATE)")  # and the log that held them
        return done.rowcount
