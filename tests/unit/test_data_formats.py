"""The data files: whole, and safe to open in a spreadsheet."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from briefgen.model.briefing import Briefing
from briefgen.render.data_files import to_csv, to_json

Brief = Callable[[str], Briefing]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_text_that_a_spreadsheet_would_run_is_quoted(briefing: Brief, start: str) -> None:
    own = briefing("E06000002")
    name = replace(own.area.name, official=f"{start}cmd()")
    rows = list(csv.reader(io.StringIO(to_csv(replace(own, area=replace(own.area, name=name))).decode("utf-8-sig"))))
    texts = [cell for row in rows[1:] for cell in (row[1], row[3], row[6], row[11])]
    assert any(cell == f"'{start}cmd()" for cell in texts)
    assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_the_csv_holds_every_fact_unrounded(briefing: Brief) -> None:
    own = briefing("E06000002")
    rows = {row["fact"]: row for row in csv.DictReader(io.StringIO(to_csv(own).decode("utf-8-sig")))}
    assert set(rows) == set(own.facts)
    for id, fact in own.facts.items():
        assert float(rows[id]["value"]) == float(fact.value)
        assert rows[id]["shown"].lstrip("'") == fact.display
    assert all(row["licence"] for row in rows.values() if row["source"] != "computed")


def test_the_json_is_the_whole_briefing(briefing: Brief) -> None:
    own = briefing("E06000002")
    held = json.loads(to_json(own))
    assert [section["id"] for section in held["sections"]] == [section.id for section in own.sections]
    assert set(held["facts"]) == set(own.facts)
    point = held["sections"][0]["points"][0]["sentence"]
    assert set(point) == {"rule", "text", "facts"}
