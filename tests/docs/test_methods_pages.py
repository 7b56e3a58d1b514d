"""docs/methods.md and docs/methods-coverage.md: made from the methods' docstrings and the register of worked numbers."""

import ast
import importlib
import re
from html import escape
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.spec.worked import REGISTER, Worked

from briefgen import statistics

METHODS_HEAD = """# Methods

Each method with its formula, units, reference and limits, and the worked numbers that a test reproduces each time the
tests run. Made from the docstrings of `briefgen.statistics` and from the tests in `tests/spec` (`make golden` writes it
again); the numbers are England's of the edition of November 2026. References to METHODS are to the sections of the
definitions that the program was built to; [the list of worked numbers](methods-coverage.md) goes through them one by one.
"""
COVERAGE_HEAD = """# Every worked number, and what became of it

The definitions that the program was built to give worked numbers, computed independently. Each is listed with the test
that reproduces it; where ours differs, with the working. *tables*: from `data/` alone. *official files*: needs the
official files beside the checkout (`-m sources`). Made by `make golden`.

| section | worked numbers | from | outcome | test in `tests/spec` |
|---|---|---|---|---|
"""
# What no test can reproduce from figures: definitions, and numbers about things a briefing does not show.
ELSEWHERE = (
    ("1.1", "296 districts and 21 counties: 317; 153 upper tiers (63 + 36 + 33 + 21)", "tests/data/test_check.py, `data check`"),
    ("2.4", "54 % of annual smoking, 70 % of happiness scores too imprecise", "not in our figures: grade D, shown nowhere"),
    ("2", "happiness 9/272/23 of 304", "not in our figures: grade D, shown nowhere"),
    ("2.5", "Middlesbrough’s nearest demographic neighbours", "not in our figures: the global list only is read"),
    ("2.7", "England 11.54, computed", "tests/data/test_anomalies.py (row 28)"),
    ("2.8", "England 19.8 % (2024/25)", "tests/data/test_anomalies.py (row 29)"),
    ("3", "Pendle 53.0 % (41.1 to 64.9) in work", "tests/data/test_anomalies.py (row 25)"),
    ("4", "polarities", "declared in data/catalogue/indicators.toml"),
    ("6", "SD 2.5 years in the discontinued series", "not in our figures: the series is not read"),
    ("8.4", "NCMP 2020/21 (18 areas; England 25.5)", "tests/data/test_anomalies.py (row 17): the year is left out"),
    ("15.6", "the sensitivity table of 32 variants", "docs/need-variants.md, tests/docs/test_need_variants.py"),
    ("17.3", "18.9 and 19.4, 19.1 and 18.8 of the superseded releases", "quoted, not computed: the releases are not read"),
    ("21.5", "first priority kept in 86 %, whole set in 78 % of redraws", "not in our figures: a simulation; the briefing says only that some would change"),
)  # fmt: skip


def registered() -> list[Worked]:
    """Every worked number, in the order of the sections; `sources` as the test's marks say."""
    from dataclasses import replace

    for path in sorted((ROOT / "tests/spec").glob("test_*.py")):
        importlib.import_module(f"tests.spec.{path.stem}")
    found = []
    for entry in dict.fromkeys(REGISTER):
        module, name = entry.test.split(".")
        test = getattr(importlib.import_module(f"tests.spec.{module}"), name)
        marks = {mark.name for mark in getattr(test, "pytestmark", [])}
        found.append(replace(entry, sources="sources" in marks))
    return sorted(found, key=lambda entry: [int(n) for n in re.findall(r"\d+", entry.section)] + [0])


def methods_page() -> str:
    parts = [METHODS_HEAD]
    entries = registered()
    for path in sorted(Path(statistics.__file__).parent.glob("[a-z]*.py")):
        heading = path.stem.replace("_", "-")
        doc = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        title, _, rest = doc.partition("\n")
        body = re.sub(r"^(Formula|Units|Reference|Limits): ", r"- **\1.** ", rest.strip(), flags=re.M)
        shown = [entry for entry in entries if entry.method == heading]
        examples = "".join(
            f"- {entry.numbers}" + (f" (ours: {entry.ours})" if entry.ours else "") + "\n" for entry in shown
        )
        parts.append(f"## {heading}\n\n{title}\n\n{body}\n" + (f"\nWorked numbers:\n\n{examples}" if examples else ""))
    return "\n".join(parts)


STYLE = "body{font:16px/1.5 sans-serif;max-width:48em;margin:2em auto;padding:0 1em}"


def methods_html() -> str:
    """The same page as HTML, for readers of a PDF: headings, paragraphs and lists are all it has."""
    made, listing = [], False
    for block in re.sub(r"\n(?=- )", "\n\n", methods_page()).split("\n\n"):
        text = escape(" ".join(block.split()))
        text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", re.sub(r"`(.+?)`", r"<code>\1</code>", text))
        text = re.sub(r"\[(.+?)\]\(.+?\)", r"\1", text)
        item = text.startswith("- ")
        if item != listing:
            made.append("<ul>" if item else "</ul>")
            listing = item
        if item:
            made.append(f"<li>{text[2:]}</li>")
        elif text.startswith("## "):
            made.append(f'<h2 id="{text[3:]}">{text[3:]}</h2>')
        else:
            made.append(f"<h1>{text[2:]}</h1>" if text.startswith("# ") else f"<p>{text}</p>")
    body = "\n".join([*made, "</ul>"] if listing else made)
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>Methods of the briefings</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def coverage_page() -> str:
    rows = []
    for entry in registered():
        outcome = f"ours: {entry.ours}" if entry.ours else "reproduced"
        rows.append(
            (entry.section, entry.numbers, "official files" if entry.sources else "tables", outcome, f"`{entry.test}`")
        )
    rows += [(section, numbers, "–", outcome, "–") for section, numbers, outcome in ELSEWHERE]
    rows.sort(key=lambda row: [int(n) for n in re.findall(r"\d+", row[0])] + [0])
    counted = f"\n{len(registered())} groups of worked numbers, {sum(1 for e in registered() if e.ours)} of them with a difference.\n"
    return COVERAGE_HEAD + "".join("| " + " | ".join(row) + " |\n" for row in rows) + counted


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("docs/methods.md", methods_page),
        ("docs/methods-coverage.md", coverage_page),
        ("src/briefgen/statistics/methods.html", methods_html),
    ],
)
def test_the_page_is_what_the_tests_say(request: pytest.FixtureRequest, name: str, made) -> None:  # type: ignore[no-untyped-def]
    path = ROOT / name
    if request.config.getoption("--update-golden"):
        path.write_text(made(), "utf-8")
    assert path.read_text("utf-8") == made()


def test_every_section_with_worked_numbers_is_covered() -> None:
    """Sections 1 to 21 of the definitions; 22 and 23 are phrasings and bad input, tested in tests/text and tests/data."""
    covered = {
        int(re.match(r"\d+", text)[0])
        for text in [*(e.section for e in registered()), *(row[0] for row in ELSEWHERE)]
        if text[0].isdigit()
    }  # type: ignore[index]
    assert covered >= set(range(1, 22))


def test_every_method_gives_formula_units_reference_limits_and_an_example() -> None:
    shown = {entry.method for entry in registered()}
    for path in Path(statistics.__file__).parent.glob("[a-z]*.py"):
        doc = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        assert all(f"\n{word}: " in doc for word in ("Formula", "Units", "Reference", "Limits")), path.name
        assert path.stem.replace("_", "-") in shown, path.name


def test_every_fact_leads_to_a_method_that_is_described(briefing) -> None:  # type: ignore[no-untyped-def]
    headings = set(re.findall(r"^## (.+)$", methods_page(), re.M))
    used = {fact.method for code in ("E06000002", "E10000017", "E06000053") for fact in briefing(code).facts.values()}
    assert used - {None} <= headings
