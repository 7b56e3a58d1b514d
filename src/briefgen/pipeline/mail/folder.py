"""A folder of finished briefings, as a batch left it: what it says it holds, and whether that is so."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.errors import MailError
from briefgen.model.area import Area
from briefgen.model.codes import GssCode
from briefgen.pipeline.audit import audit
from briefgen.pipeline.session import Session


@dataclass(frozen=True, slots=True)
class Finished:
    """A file that is what the manifest says, and whose every number was traced to its area."""

    name: str
    content: bytes
    digest: str


@dataclass
class Briefings:
    """One folder. Every file is read, hashed and audited once, however many people get it."""

    folder: Path
    session: Session
    _checked: dict[str, Finished] = field(default_factory=dict)

    @cached_property
    def manifest_hash(self) -> str:
        """Part of what an approval holds."""
        return sha256(self._bytes).hexdigest()

    @cached_property
    def _bytes(self) -> bytes:
        path = self.folder / "manifest.json"
        try:
            return path.read_bytes()
        except OSError:
            raise MailError(
                f"{path} is missing, so nothing vouches for the files; make them with `briefgen batch --out {self.folder}`."
            ) from None

    @cached_property
    def _manifest(self) -> dict[str, Any]:
        try:
            manifest: dict[str, Any] = json.loads(self._bytes)
            manifest["areas"], manifest["edition"]
        except (ValueError, KeyError, TypeError) as error:
            raise MailError(
                f"{self.folder / 'manifest.json'} is damaged ({error}); run `briefgen batch` on the folder again."
            ) from error
        return manifest

    @property
    def edition(self) -> str:
        return str(self._manifest["edition"])

    def file(self, area: Area, ward: GssCode | None, suffix: str) -> Finished:
        """The briefing of an area, or its ward's. Raises MailError where it is missing, changed, or not that area's."""
        unit = f"{area.code}-{ward}" if ward else str(area.code)
        entry = self._manifest["areas"].get(unit)
        make = (
            f"briefgen batch --wards RECIPIENTS.csv --out {self.folder}"
            if ward
            else f"briefgen batch {area.code} --out {self.folder}"
        )
        if entry is None:
            what = f"ward {ward} of {area.name.prose}" if ward else area.name.prose
            raise MailError(f"the folder has no briefing of {what}; run `{make}`")
        stem = f"{area.file_stem}-ward-{ward}" if ward else area.file_stem
        name = f"{stem}.{suffix}"
        if name in self._checked:
            return self._checked[name]
        wanted = entry["files"].get(name)
        if wanted is None:
            raise MailError(f"the folder has no {suffix} of {area.name.prose}; run `{make} --format {suffix}`")
        self._checked[name] = self._check(name, wanted, make)
        return self._checked[name]

    def _check(self, name: str, wanted: str, make: str) -> Finished:
        path = self.folder / name
        try:
            content = path.read_bytes()
        except OSError as error:
            raise MailError(f"{name} cannot be read ({error.strerror}); run `{make}`") from error
        digest = sha256(content).hexdigest()
        if digest != wanted:
            raise MailError(f"{name} is not the file the manifest vouches for; run `{make}`")
        if self.session.as_of.isoformat() != self.edition:
            raise MailError(
                f"{name} is of the edition of {self.edition}, this program makes {self.session.as_of}; run `{make}`"
            )
        findings = audit(self.session, path).findings
        if findings:
            raise MailError(f"{name} does not pass the audit ({findings[0].what}); run `{make} --force`")
        return Finished(name, content, digest)
