"""What an earlier run left for one authority: its key, its facts and the hashes of its files."""

import json
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from briefgen.delivery.files import write_file

FOLDER = ".briefgen"


@dataclass(frozen=True, slots=True)
class AreaState:
    """inputs: the run's fingerprint; key: of what this area's documents show; files: name to sha256."""

    code: str
    inputs: str
    key: str
    files: dict[str, str]
    facts: dict[str, str]
    seconds: float
    changed: tuple[str, ...] = ()
    verdicts: dict[str, str] = field(default_factory=dict)  # by measure key, page one's 99.8 %

    def whole(self, out: Path) -> bool:
        """Does every file still hold what was written?"""
        for name, digest in self.files.items():
            try:
                content = (out / name).read_bytes()
            except OSError:
                return False
            if sha256(content).hexdigest() != digest:
                return False
        return True


def _path(out: Path, code: str) -> Path:
    return out / FOLDER / f"{code}.json"


def read_state(out: Path, code: str) -> AreaState | None:
    """None where there is none, or where it cannot be understood (then the area is made again)."""
    try:
        held = json.loads(_path(out, code).read_text("utf-8"))
        return AreaState(**{**held, "changed": tuple(held["changed"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_state(out: Path, state: AreaState) -> None:
    write_file(_path(out, state.code), (json.dumps(asdict(state), sort_keys=True) + "\n").encode())
