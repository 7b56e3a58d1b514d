"""The whole of data/, in the order the tables depend on each other."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

from briefgen import resources
from briefgen.data.compile.areas import build_areas
from briefgen.data.compile.boundaries import build_boundaries
from briefgen.data.compile.constituencies import build_constituencies
from briefgen.data.compile.deprivation import build_deprivation, build_need, build_neighbourhoods
from briefgen.data.compile.funds import build_funds
from briefgen.data.compile.gradients import build_gradients
from briefgen.data.compile.observations import build_observations
from briefgen.errors import DataError


def build(sources: Path, out: Path, say: Callable[[str], None] = lambda text: None) -> None:
    """Compile every table from the official files under `sources`; the hand-made catalogue is carried along.

    Raises DataError naming the file that is missing.
    """
    if not sources.is_dir():
        raise DataError(f"{sources} is not a folder; name the folder of official files with --sources.")
    out.mkdir(parents=True, exist_ok=True)
    catalogue = resources.data_dir() / "catalogue"
    if catalogue.resolve() != (out / "catalogue").resolve():
        shutil.copytree(catalogue, out / "catalogue", dirs_exist_ok=True)
    try:
        for name, step in (
            ("areas", build_areas),
            ("observations", _observations),
            ("gradients", build_gradients),
            ("deprivation", build_deprivation),
            ("neighbourhoods", build_neighbourhoods),
            ("need", build_need),
            ("funds", build_funds),
            ("boundaries", build_boundaries),
            ("constituencies", build_constituencies),
        ):
            say(name)
            step(sources, out)
    except FileNotFoundError as error:
        raise DataError(f"{error.filename} is missing; the folder given with --sources is not complete.") from error


def _observations(sources: Path, out: Path) -> None:
    with (out / "reference/areas.csv").open(encoding="utf-8") as file:
        areas = list(csv.DictReader(file))
    current = {row["code"] for row in areas}
    upper = {row["code"] for row in areas if row["kind"] not in ("region", "country") and not row["county"]}
    build_observations(sources, out, current, upper)
