"""The register of worked numbers: which test reproduces which, and where ours differ.

`@worked("13", "7.3, 19.8, 72.9")` ties a test to the section of METHODS and the numbers as they stand there.
`ours` gives the working where a worked number cannot be reproduced; docs/methods-coverage.md is made from the register.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Test = TypeVar("Test", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Worked:
    """One entry. ours: None where the numbers are reproduced; else what comes out, and why."""

    section: str
    numbers: str
    test: str
    sources: bool
    ours: str | None = None
    method: str | None = None  # heading of docs/methods.md that shows it as an example


REGISTER: list[Worked] = []


def worked(section: str, numbers: str, *, ours: str | None = None, method: str | None = None) -> Callable[[Test], Test]:
    """Stands nearest the function, below its marks; `sources` is read when the page is made."""

    def keep(test: Test) -> Test:
        REGISTER.append(
            Worked(section, numbers, f"{test.__module__.rsplit('.', 1)[-1]}.{test.__name__}", False, ours, method)
        )  # type: ignore[attr-defined]
        return test

    return keep
