"""qa/: lists of what stands out as CSV, a contact sheet of a dozen first pages, and one page that shows both."""

import csv
import io
from hashlib import sha256

from briefgen.data.areas import Areas
from briefgen.pipeline.batch.job import Job
from briefgen.pipeline.batch.page import page
from briefgen.pipeline.batch.qa.lists import Listed, lists, slowest
from briefgen.pipeline.batch.state import AreaState
from briefgen.render.pdf.picture import first_page

DOZEN = 12
MOST = 25  # rows of a list that the page shows; its CSV holds all


def write_pack(job: Job, states: dict[str, AreaState], areas: Areas) -> dict[str, bytes]:
    """The pack's files by name; all but `qa/slowest.csv` are the same for the same documents."""
    files: dict[str, bytes] = {}
    made = lists(states, areas)
    for listed in (*made, slowest(states, areas)):
        files[f"qa/{listed.name}.csv"] = _csv(listed)
    sheet = []
    for state in drawn(job, states):
        pdf = next(name for name in sorted(state.files) if name.endswith(".pdf"))
        picture = f"first-pages/{pdf.removesuffix('.pdf')}.png"
        files[f"qa/{picture}"] = first_page(job.store.read(pdf))
        sheet.append((pdf, picture, areas.by_code[state.area].name.official, state.unit))
    files["qa/index.html"] = page(
        job, "qa.html.jinja", "qa.css", pictures=[picture for _, picture, *_ in sheet],
        lists=made, most=MOST, sheet=sheet, documents=len(states),
    )  # fmt: skip
    for name, content in files.items():
        job.store.write(name, content)
    return files


def drawn(job: Job, states: dict[str, AreaState]) -> list[AreaState]:
    """A dozen of those with a PDF, drawn by the hash of edition and unit: by chance, and the same each time."""
    lots = {sha256(f"{job.as_of.isoformat()} {key}".encode()).hexdigest(): state for key, state in states.items()}
    return [lots[lot] for lot in sorted(lots) if any(name.endswith(".pdf") for name in lots[lot].files)][:DOZEN]


def _csv(listed: Listed) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(listed.columns)
    writer.writerows(listed.rows)
    return out.getvalue().encode("utf-8-sig")
