"""Which document of an authority a file is: its name, its metadata and its content must agree."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from briefgen.cli import main
from briefgen.errors import UsageError
from briefgen.model.codes import GssCode
from briefgen.model.variant import FULL, Layout, Variant
from briefgen.pipeline.audit import audit
from briefgen.pipeline.session import Session

STEM = "E06000002-middlesbrough"
LARGE = Variant(Layout.LARGE_PRINT)


@pytest.fixture(scope="module")
def large(session: Session) -> bytes:
    made = session.briefing(session.areas.resolve("E06000002"), LARGE)
    return session.renderer.documents(made).contents(["html"])["html"]


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("ward", [None, GssCode("E05009857")])
@pytest.mark.parametrize("political", [False, True])
def test_the_words_lead_back_to_the_variant(layout: Layout, ward: GssCode | None, political: bool) -> None:
    made = Variant(layout, ward, political)
    assert Variant.parse(("E06000002", "Middlesbrough", *made.words, "deprivation")) == made
    assert (made.suffix == "") is (made == FULL)


def test_a_variant_says_what_it_is_in_name_and_metadata(large: bytes, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["render", "Middlesbrough", "--large-print", "--format", "html,csv", "--out", str(tmp_path)]
    )
    assert done.exit_code == 0, done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"{STEM}-large-print.{s}" for s in ("csv", "html")]
    assert (tmp_path / f"{STEM}-large-print.html").read_bytes() == large
    audited = CliRunner().invoke(main, ["audit", str(tmp_path)])
    assert audited.exit_code == 0, audited.output
    assert "numbers traced" in audited.stdout


def test_a_name_that_its_metadata_denies(
    session: Session, document: Callable[[str, str], bytes], large: bytes, tmp_path: Path
) -> None:
    for stem, content in ((STEM, large), (f"{STEM}-large-print", document("E06000002", "html"))):
        path = tmp_path / f"{stem}.html"
        path.write_bytes(content)
        assert "what it says inside makes it" in audit(session, path).findings[0].what
    assert CliRunner().invoke(main, ["audit", str(tmp_path)]).exit_code == 8


def test_metadata_that_its_content_denies(document: Callable[[str, str], bytes], tmp_path: Path) -> None:
    """Name and metadata changed alike, the pages left: only the briefing computed afresh can tell."""
    with pikepdf.open(io.BytesIO(document("E06000002", "pdf"))) as pdf:
        pdf.docinfo["/Keywords"] = pikepdf.String(f"{pdf.docinfo['/Keywords']}, one-page")
        pdf.save(tmp_path / f"{STEM}-one-page.pdf")
    done = CliRunner().invoke(main, ["audit", str(tmp_path)])
    assert done.exit_code == 8
    assert "is missing" in done.stdout


def test_a_ward_in_the_metadata_that_is_not_of_the_authority(session: Session, tmp_path: Path) -> None:
    made = session.briefing(session.areas.resolve("E06000002"), Variant(ward=GssCode("E05009857")))
    path = tmp_path / f"{STEM}-ward-E05000932.html"
    path.write_bytes(session.renderer.documents(made).contents(["html"])["html"].replace(b"E05009857", b"E05000932"))
    assert "is a ward of Sefton (E08000014)" in audit(session, path).findings[0].what


@pytest.mark.parametrize(
    ("area", "text", "code"),
    [
        ("E06000002", "E05009857", "E05009857"),
        ("E06000002", " e05009857 ", "E05009857"),
        ("E06000002", "central", "E05009857"),
        ("E06000002", "Central ward", "E05009857"),
        ("E06000002", "Brambles and Thorntree", "E05009856"),
        ("E10000017", "Hambleton and Stalmine", "E05009940"),
    ],
)
def test_wards_that_people_type(session: Session, area: str, text: str, code: str) -> None:
    assert session.ward(text, session.areas.resolve(area).area) == code


@pytest.mark.parametrize(
    ("area", "text", "words"),
    [
        ("E06000002", "Ainsdale", "is a ward of Sefton (E08000014), not of Middlesbrough (E06000002)"),
        ("E06000002", "E05000932", "is a ward of Sefton (E08000014)"),
        ("E06000002", "Centrl", "did you mean Central?"),
        ("E06000002", "", "has no ward ''"),
        ("E06000002", "../../x\x00", "has no ward '../../x'"),
        ("E06000002", "Abbey", "other authorities have one of that name"),
        ("E10000017", "Overton", "give the code: E05005216 (in Hyndburn) or E05014899"),
    ],
)
def test_wards_that_cannot_be(session: Session, area: str, text: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        session.ward(text, session.areas.resolve(area).area)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--one-page", "--large-print"], "not both"),
        (["--one-page", "--ward", "Central"], "no room"),
        (["--one-page", "--with", "political-geography"], "no room"),
        (["--ward", "Ainsdale"], "Sefton"),
        (["--with", "astrology"], "political-geography"),
    ],
)
def test_what_cannot_be_had_at_once_is_a_sentence(options: list[str], words: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["render", "Middlesbrough", *options, "--out", str(tmp_path)])
    assert done.exit_code == 2
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []
