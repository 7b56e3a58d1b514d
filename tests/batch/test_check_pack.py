"""The check pack points at what stands out, the same way each time."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from briefgen.data.areas import Areas, read_areas
from briefgen.delivery.store import store_at
from briefgen.pipeline.batch.job import Job
from briefgen.pipeline.batch.qa.lists import lists, slowest
from briefgen.pipeline.batch.qa.pack import DOZEN, drawn, write_pack
from briefgen.pipeline.batch.state import AreaState


@pytest.fixture(scope="module")
def areas() -> Areas:
    return read_areas()


@pytest.fixture
def states(areas: Areas) -> dict[str, AreaState]:
    """Forty authorities alike, but for one thing each."""
    made = {}
    for at, (code, area) in enumerate(list(areas.authorities.items())[:40]):
        values = {"hle.male.value": 60 + at % 5 / 10}
        made[code] = AreaState(
            code, "inputs", "style", "key", files={f"{area.file_stem}.pdf": ""}, sizes={f"{area.file_stem}.pdf": 200_000 + at},
            facts={"hle.male.value": f"{values['hle.male.value']:.1f}"}, values=values, own=("hle.male.value",), pages=9, seconds=1.0,
        )  # fmt: skip
    odd = made["E06000002"]
    made["E06000002"] = replace(odd, values={"hle.male.value": 6.0}, facts={"hle.male.value": "6.0"}, seconds=9.0)
    made["E06000003"] = replace(made["E06000003"], pages=8, missing=("not collected here", "suppressed"))
    return made


def test_what_stands_out_is_listed_first(states: dict[str, AreaState], areas: Areas) -> None:
    found = {listed.name: listed.rows for listed in lists(states, areas)}
    assert [row[:4] for row in found["outliers"]] == [("E06000002", "Middlesbrough", "hle.male.value", "6.0")]
    assert found["pages"] == (("E06000003", "Redcar and Cleveland", "8", "9"),)
    assert found["missing"] == (("E06000003", "Redcar and Cleveland", "2", "not collected here"),)
    lengths = [int(row[2]) for row in found["names"]]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] == max(len(areas.by_code[code].name.official) for code in states)
    assert int(found["files"][0][2]) == 201
    assert slowest(states, areas).rows[0] == ("E06000002", "Middlesbrough", "9.0")


def test_a_county_s_figure_in_a_district_is_no_outlier_of_it(states: dict[str, AreaState], areas: Areas) -> None:
    states["E06000002"] = replace(states["E06000002"], own=())
    assert next(listed for listed in lists(states, areas) if listed.name == "outliers").rows == ()


def test_the_contact_sheet_is_a_dozen_by_chance_and_the_same_each_time(
    states: dict[str, AreaState], areas: Areas, document: Callable[[str, str], bytes], tmp_path: Path
) -> None:
    job = Job(store_at(str(tmp_path)), ("pdf",), date(2026, 11, 23), None, "", "")
    for state in states.values():
        job.store.write(next(iter(state.files)), document("E06000053", "pdf"))
    first = write_pack(job, states, areas)
    assert first == write_pack(job, dict(reversed(states.items())), areas)
    pictures = [name for name in first if name.endswith(".png")]
    assert len(pictures) == DOZEN
    assert pictures != [
        f"qa/first-pages/{next(iter(s.files)).removesuffix('.pdf')}.png" for s in list(states.values())[:DOZEN]
    ]
    image = Image.open(io.BytesIO(first[pictures[0]])).convert("L")
    assert image.width == 420
    low, high = image.getextrema()
    assert low < 100 < 250 < high  # ink on paper, not an empty sheet
    page = first["qa/index.html"].decode()
    for state in drawn(job, states):
        assert f'alt="First page of the briefing of {areas.by_code[state.area].name.official}, {state.unit}"' in page
    rows = list(csv.reader(io.StringIO(first["qa/outliers.csv"].decode("utf-8-sig"))))
    assert rows[0] == ["area", "name", "fact", "shown", "score"]
