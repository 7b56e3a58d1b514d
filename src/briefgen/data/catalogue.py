"""The indicator and source catalogues."""

import tomllib
from pathlib import Path
from typing import Any

from briefgen.data.tables import folder
from briefgen.errors import DataError
from briefgen.model.catalogue import Grade, Indicator, Polarity, Roles, Source, Unit
from briefgen.model.period import Period


def _toml(data: Path | None, name: str) -> dict[str, dict[str, Any]]:
    path = folder(data) / "catalogue" / name
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise DataError(f"{path} is missing; install briefgen again.") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}; mend the file.") from error


def read_indicators(data: Path | None = None) -> dict[str, Indicator]:
    """Indicators by id, in catalogue order. Raises DataError naming the entry and key that is wrong."""
    found = {}
    for id, entry in _toml(data, "indicators.toml").items():
        try:
            fields = dict(entry)
            fields["unit"], fields["polarity"] = Unit(entry["unit"]), Polarity(entry["polarity"])
            fields["grade"], fields["latest"] = Grade(entry["grade"]), Period.parse(entry["latest"])
            fields["sexes"] = tuple(entry["sexes"])
            found[id] = Indicator(id=id, **fields)
        except (KeyError, ValueError, TypeError) as error:
            raise DataError(f"catalogue/indicators.toml, [{id}]: {error}; mend the entry.") from error
    return found


def read_sources(data: Path | None = None) -> dict[str, Source]:
    """Publications by id. Raises DataError naming the entry that is wrong."""
    found = {}
    for id, entry in _toml(data, "sources.toml").items():
        try:
            found[id] = Source(id=id, **({"published": None} | entry))
        except TypeError as error:
            raise DataError(f"catalogue/sources.toml, [{id}]: {error}; mend the entry.") from error
    return found


def read_roles(data: Path | None = None) -> Roles:
    """What each period stands for. Raises DataError naming the key that is wrong."""
    entry = _toml(data, "roles.toml")
    try:
        return Roles(
            **{name: Period.parse(text) for name, text in entry["periods"].items()},
            small=frozenset(entry["areas"]["small"]),
            joint={code: frozenset(indicators) for code, indicators in entry["joint"].items()},
        )
    except (KeyError, ValueError, TypeError) as error:
        raise DataError(f"catalogue/roles.toml: {error}; mend the entry.") from error


def read_levers(data: Path | None = None) -> dict[str, dict[str, str]]:
    """What each body can pull on, by indicator."""
    return _toml(data, "levers.toml")
