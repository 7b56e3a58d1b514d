"""What an earlier run left for one document: its key, its facts and the hashes of its files."""

import json
from dataclasses import asdict, dataclass, field

from briefgen.delivery.folder import PRIVATE
from briefgen.delivery.store import Store


@dataclass(frozen=True, slots=True)
class AreaState:
    """inputs: the run's fingerprint; style: the same without figures; key: of what this unit's documents show.

    files: name to sha256; sizes: name to bytes; facts: id to display; values: id to the unrounded value; own: those
    of the area itself; pictures: id to hash; changed: fact to (before, after); redrawn: pictures that changed; because: why it was made.
    """

    unit: str
    inputs: str
    style: str
    key: str
    files: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    values: dict[str, float] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    pictures: dict[str, str] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)  # by measure key
    missing: tuple[str, ...] = ()  # what is not published for it
    pages: int = 0
    seconds: float = 0.0
    because: str = "new"
    changed: dict[str, tuple[str, str]] = field(default_factory=dict)
    redrawn: tuple[str, ...] = ()

    @property
    def area(self) -> str:
        return self.unit[:9]


def read_states(store: Store) -> dict[str, AreaState]:
    """By unit; one that cannot be understood is left out (then the unit is made again)."""
    found = {}
    for name, content in sorted(store.contents(PRIVATE).items()):
        try:
            held = json.loads(content)
            changed = {fact: (before, after) for fact, (before, after) in held["changed"].items()}
            lists = {name: tuple(held[name]) for name in ("own", "missing", "redrawn")}
            state = AreaState(**{**held, **lists, "changed": changed})
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
        if f"{state.unit}.json" == name:
            found[state.unit] = state
    return found


def write_state(store: Store, state: AreaState) -> None:
    store.write(f"{PRIVATE}/{state.unit}.json", (json.dumps(asdict(state), sort_keys=True) + "\n").encode())
