"""The audit against planted faults: each kind of wrong file is caught, every time."""

import io
import random
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from briefgen.audit.read_pdf import read_pdf
from briefgen.cli import main
from briefgen.model.briefing import Briefing
from briefgen.model.variant import Layout
from briefgen.pipeline.audit import Audited, audit, audit_content
from briefgen.pipeline.session import Session

Document = Callable[[str, str], bytes]
STEMS = {"E06000002": "E06000002-middlesbrough", "E07000122": "E07000122-pendle", "E10000017": "E10000017-lancashire"}


def put(folder: Path, code: str, content: bytes, suffix: str = "pdf") -> Path:
    path = folder / f"{STEMS[code]}.{suffix}"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("code", STEMS)
@pytest.mark.parametrize("suffix", ["pdf", "html"])
def test_a_sound_file_has_no_finding(
    session: Session, document: Document, tmp_path: Path, code: str, suffix: str
) -> None:
    found = audit(session, put(tmp_path, code, document(code, suffix), suffix))
    assert found.findings == []
    assert found.numbers > 500


def digit_changed(content: bytes, at: int) -> bytes:
    """One digit of the text changed in the page itself, as a mistaken tool or a hand would."""
    chance = random.Random(at)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[chance.randrange(len(pdf.pages))]
        cmap = next(iter(page.Resources.Font.values())).ToUnicode.read_bytes().decode("latin-1")
        digits = {g.lower() for g, u in re.findall(r"<(\w{4})>\s*<00(3\d)>", cmap)}
        stream = page.Contents.read_bytes().decode("latin-1")
        spots = [
            (m.start(1) + 4 * n, m[1][4 * n : 4 * n + 4].lower())
            for m in re.finditer(r"<([0-9a-f]+)>(?=[^\[]*\] TJ)", stream)
            for n in range(len(m[1]) // 4)
        ]
        artifacts = [m.span() for m in re.finditer(r"/Artifact.*?EMC", stream, re.S)]
        halos = [m.span() for m in re.finditer(r"2 Tr.*?0 Tr", stream, re.S)]
        hidden = [*artifacts, *halos]
        spots = [(p, g) for p, g in spots if g in digits and not any(a <= p < b for a, b in hidden)]
        place, glyph = chance.choice(spots)
        other = chance.choice(sorted(digits - {glyph}))
        page.Contents = pdf.make_stream((stream[:place] + other + stream[place + 4 :]).encode("latin-1"))
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize("at", range(25))
def test_a_changed_digit_is_caught(session: Session, document: Document, tmp_path: Path, at: int) -> None:
    found = audit(session, put(tmp_path, "E06000002", digit_changed(document("E06000002", "pdf"), at)))
    assert any("number" in finding.what for finding in found.findings)


@pytest.mark.parametrize("at", range(10))
def test_a_changed_digit_in_html_is_caught(session: Session, document: Document, tmp_path: Path, at: int) -> None:
    text = document("E06000002", "html").decode()
    chance = random.Random(at)
    spot = chance.choice([m.start(1) for m in re.finditer(r"<data [^>]*>[^<\d]*(\d)", text)])
    other = chance.choice([d for d in "0123456789" if d != text[spot]])
    changed = text[:spot] + other + text[spot + 1 :]
    assert audit(session, put(tmp_path, "E06000002", changed.encode(), "html")).findings


@pytest.mark.parametrize(
    "figure",
    [
        "brief.locator",
        "brief.map",
        "deprivation.map",
        "deprivation.bars",
        "health.trend",
        "health.scatter.male",
        "money.quadrant",
        "spread.strip",
    ],
)
def test_a_picture_of_another_area_is_caught(
    session: Session, briefing: Callable[[str], Briefing], figure: str
) -> None:
    own, other = briefing("E06000002"), briefing("E06000009")
    name = figure.replace(".", "-")
    page, foreign = (session.renderer.pages.render(b, media="print") for b in (own, other))
    drawings = page.drawings | {name: foreign.drawings[name]}
    made = session.renderer.writer(Layout.FULL).write(type(page)(page.html, drawings), session.as_of)
    result = Audited(Path("x.pdf"))
    audit_content(session.renderer.documents(own), read_pdf(made.content), result, paper=True)
    assert any(name in finding.what or "number" in finding.what for finding in result.findings)


@pytest.mark.parametrize(
    "table", ["deprivation.named", "deprivation.domains", "health.outcomes", "money.awards", "determinants.spine"]
)
def test_a_table_of_another_area_is_caught(session: Session, briefing: Callable[[str], Briefing], table: str) -> None:
    own, other = briefing("E06000002"), briefing("E06000009")
    name = table.replace(".", "-")
    page, foreign = (session.renderer.pages.render(b, media="print") for b in (own, other))
    pattern = re.compile(rf'<table[^>]* id="{name}">.*?</table>', re.S)
    ours, theirs = pattern.search(page.html), pattern.search(foreign.html)
    assert ours is not None
    assert theirs is not None
    some = next(key for key in page.drawings if key.startswith("strip"))
    html = page.html.replace(ours[0], re.sub(r"chart:strip-\d+", f"chart:{some}", theirs[0]))
    made = session.renderer.writer(Layout.FULL).write(type(page)(html, page.drawings), session.as_of)
    result = Audited(Path("x.pdf"))
    audit_content(session.renderer.documents(own), read_pdf(made.content), result, paper=True)
    assert any("number" in finding.what for finding in result.findings)


def test_swapped_files_are_caught(session: Session, document: Document, tmp_path: Path) -> None:
    path = put(tmp_path, "E06000002", document("E07000122", "pdf"))
    assert "says inside that it is of E07000122" in audit(session, path).findings[0].what


def test_a_swapped_title_is_caught(session: Session, document: Document, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(document("E06000002", "pdf"))) as pdf:
        pdf.docinfo["/Title"] = pikepdf.String("Pendle: Levelling up, measured")
        pdf.save(tmp_path / "E06000002-middlesbrough.pdf")
    assert "is titled" in audit(session, tmp_path / "E06000002-middlesbrough.pdf").findings[0].what


def test_a_swapped_enclosure_is_caught(session: Session, document: Document, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(document("E06000002", "pdf"))) as pdf:
        pdf.attachments["E06000002-middlesbrough.csv"] = pikepdf.AttachedFileSpec(pdf, document("E07000122", "csv"))
        pdf.save(tmp_path / "E06000002-middlesbrough.pdf")
    found = audit(session, tmp_path / "E06000002-middlesbrough.pdf").findings
    assert "the enclosed E06000002-middlesbrough.csv is not this briefing's" in [f.what for f in found]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nnothing", b"\xff\xfe"])
def test_what_is_no_briefing_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    done = CliRunner().invoke(main, ["audit", str(put(tmp_path, "E06000002", content))])
    assert done.exit_code == 8
    assert "Traceback" not in done.output


def test_figures_that_have_changed_since_are_said(
    session: Session, document: Document, briefing: Callable[[str], Briefing], tmp_path: Path
) -> None:
    other = document("E06000002", "html").decode().replace(briefing("E06000002").edition.data_hash, "0" * 16)
    assert "other figures" in audit(session, put(tmp_path, "E06000002", other.encode(), "html")).findings[0].what


def test_an_empty_folder_is_a_sentence(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["audit", str(tmp_path)])
    assert done.exit_code == 2
    assert "no PDF or HTML" in done.stderr


@pytest.mark.parametrize(
    "asked", ["hle.male.value", "imd.rank", "luf.led", "health.title.worse", "most deprived tenth"]
)
def test_why_leads_to_rule_source_and_licence(asked: str) -> None:
    done = CliRunner().invoke(main, ["why", "Middlesbrough", asked])
    assert done.exit_code == 0
    assert "rule " in done.stdout
    assert "Open Government Licence" in done.stdout


def test_why_offers_near_matches() -> None:
    done = CliRunner().invoke(main, ["why", "Middlesbrough", "hle.mail.value"])
    assert done.exit_code == 2
    assert "hle.male.value" in done.stderr
