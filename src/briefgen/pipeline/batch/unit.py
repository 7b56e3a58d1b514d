"""One document to make: an authority and a variant."""

from dataclasses import dataclass

from briefgen.model.codes import GssCode
from briefgen.model.variant import FULL, Variant


@dataclass(frozen=True, slots=True)
class Unit:
    """Its key names its state, its entry in the manifest and its row in failures.csv."""

    code: GssCode
    variant: Variant = FULL

    @property
    def key(self) -> str:
        """`E06000002`, with a ward `E06000002-E05009856`, in another layout `E06000002-one-page`."""
        return "-".join((self.code, *(word.removeprefix("ward-") for word in self.variant.words)))
