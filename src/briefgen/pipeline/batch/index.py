"""index.html: every authority of the folder in one page that can be searched, sorted and clicked, without a server."""

from typing import Any

import jinja2
from markupsafe import Markup

from briefgen import resources
from briefgen.delivery.files import write_file
from briefgen.model.area import Area
from briefgen.pipeline.batch.state import FOLDER, AreaState, read_state
from briefgen.pipeline.batch.work import Job
from briefgen.render.fonts import embedded_faces
from briefgen.render.maps.locator import region_paths
from briefgen.render.styles import stylesheets
from briefgen.sources.areas import Areas
from briefgen.sources.boundaries import read_authorities

COLUMNS = (  # heading, fact, and the measure whose verdict stands beside it
    ("Deprivation rank", "imd.rank", ""),
    ("In most deprived tenth", "imd.proportion", ""),
    ("Healthy life, women", "hle.female.value", "hle.female"),
    ("Healthy life, men", "hle.male.value", "hle.male"),
    ("Fund, led awards", "luf.led", ""),
)


def write_index(job: Job, areas: Areas) -> None:
    """From the states of the run and what the folder holds."""
    rows: list[dict[str, Any]] = []
    for path in sorted((job.out / FOLDER).glob("E*.json")):
        state = read_state(job.out, path.stem)
        area = areas.authorities.get(path.stem)
        if state is None or area is None:
            continue
        region = areas.by_code[area.region].name.official if area.region else ""
        links = sorted(state.files, key=lambda name: ("html", "pdf", "csv", "json").index(name.rsplit(".", 1)[1]))
        rows.append({
            "code": str(area.code),
            "name": area.name.official,
            "region": region,
            "cells": [_cell(state, area, fact, measure) for _, fact, measure in COLUMNS],
            "files": [(name, name.rsplit(".", 1)[1].upper()) for name in links],
        })  # fmt: skip
    rows.sort(key=lambda row: str(row["name"]))
    templates = job.templates or resources.templates_dir()
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates), undefined=jinja2.StrictUndefined, autoescape=True, trim_blocks=True
    )
    html = environment.get_template("index.html.jinja").render(
        rows=rows,
        columns=[heading for heading, *_ in COLUMNS],
        edition=f"{job.as_of:%B %Y}",
        css=Markup(embedded_faces() + "\n".join(stylesheets(templates, "screen.css", "index.css").values())),
        paths=_map(rows),
    )
    write_file(job.out / "index.html", html.encode())


def _cell(state: AreaState, area: Area, fact: str, measure: str) -> tuple[str, str]:
    """(figure, word): a verdict, or whose figure it is."""
    figure = state.facts.get(fact, "–").split(" [")[0]
    if fact == "imd.rank" and figure != "–":
        return f"{figure} of {state.facts['imd.authorities']}", ""
    if figure == "–" or not measure:
        return figure, ""
    return figure, "the county’s" if area.county else state.verdicts.get(measure, "")


def _map(rows: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """(path, address, name) of every district that has a briefing."""
    where = {str(row["code"]): row for row in rows}
    made = []
    for code, path in region_paths(read_authorities(), 120.0):
        row = where.get(code)
        files = row["files"] if row else []
        address = files[0][0] if files else ""
        made.append((path, address, str(row["name"]) if row else ""))
    return made
