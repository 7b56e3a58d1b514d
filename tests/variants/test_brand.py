"""A council's own brand: what is refused and why, what reaches the page, and how a branded file is audited."""

import io
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from PIL import Image

from briefgen.audit.read_html import read_html
from briefgen.audit.read_pdf import read_pdf
from briefgen.cli import main
from briefgen.errors import RenderError, UsageError
from briefgen.inputs.brand import read_brand
from briefgen.model.brand import contrast
from briefgen.model.variant import FULL, Layout, Variant
from briefgen.pipeline.audit import audit
from briefgen.pipeline.studio import Studio

STEM = "E06000002-middlesbrough"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20" viewBox="0 0 60 20">{}</svg>'
SHAPES = SVG.format('<circle cx="10" cy="10" r="9" fill="#00573C"/><path d="M30 2h20v16h-20z" fill="#8A3B00"/>')
FOREWORD = "Our town, in official figures. <script>alert(1)</script> <b>Bold</b> & honest."


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (120, 40)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, form)
    return out.getvalue()


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """A brand file of these keys, a logo beside it."""

    def write(content: bytes = SHAPES.encode(), /, raw: str | None = None, **keys: str) -> Path:
        (tmp_path / "logo.bin").write_bytes(content)
        known = {"name": "Middlesbrough Council", "logo": "logo.bin", **keys}
        path = tmp_path / "brand.toml"
        path.write_text(raw or "".join(f"{key} = '''{value}'''\n" for key, value in known.items()), "utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"colour": "#12436D"}, "'colour' is not a key of a brand; the keys are name, logo, primary, accent"),
        ({"name": ""}, "name is missing"),
        ({"name": "x" * 61}, "name has 61 letters and there is room for 60"),
        ({"foreword": "word " * 200}, "foreword has 999 letters and there is room for 700"),
        ({"foreword": "a\u200bb"}, "cannot be printed"),
        ({"primary": "navy"}, "primary is 'navy', which is no colour"),
        ({"primary": "#777777"}, "#777777 has a contrast of 4.47 to 1 on white and text needs 4.5 to 1"),
        ({"accent": "#FFDD00"}, "accent #FFDD00 has a contrast of 1.34 to 1"),
        ({"logo": "https://example.org/logo.png"}, "is not a file of this machine"),
        ({"logo": "file:///etc/passwd"}, "is not a file of this machine"),
        ({"logo": "//example.org/logo.png"}, "is not a file of this machine"),
        ({"logo": "data:image/png;base64,AAAA"}, "is not a file of this machine"),
        ({"logo": "none.png"}, "there is no logo file"),
        ({"logo": "."}, "there is no logo file"),
    ],
)
def test_a_mistake_is_a_sentence(written: Callable[..., Path], keys: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_brand(written(**keys))
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("name = Middlesbrough", "is no TOML file"),
        ("name = 5", "name is not a text"),
        ("name = ['a']", "is not a text"),
    ],
)
def test_a_broken_file_is_a_sentence(written: Callable[..., Path], raw: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read_brand(written(raw=raw))


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 900 million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("logo", "words"),
    [
        (b"MZ not an image", "is not a PNG, JPEG or SVG image"),
        (b"", "is not a PNG, JPEG or SVG image"),
        (picture("PNG")[:45], "save the logo"),
        (picture("GIF"), "is not a PNG, JPEG or SVG image"),
        (b"<html><body>logo</body></html>", "is not a PNG, JPEG or SVG image"),
        (b"<svg", "is not a PNG, JPEG or SVG image"),
        (picture("JPEG", "CMYK"), "is stored as CMYK; save it as RGB"),
        (bomb(), "save"),
        (picture("PNG", size=(3000, 2000)), "has 3000 by 2000 pixels"),
        (SVG.format("<script>alert(1)</script>").encode(), "holds <script>"),
        (SVG.format("<text>Council</text>").encode(), "holds <text>"),
        (SVG.format('<image href="http://example.org/x.png"/>').encode(), "holds <image>"),
        (SVG.format('<path onclick="x()" d="M0 0"/>').encode(), "points outside itself or runs something"),
        (SVG.format('<path fill="url(http://example.org/#a)" d="M0 0"/>').encode(), "points outside itself"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SHAPES.encode(), "declares a document type"),
    ],
)
def test_a_logo_that_is_none(written: Callable[..., Path], logo: bytes, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_brand(written(logo))
    assert words in str(caught.value)


def test_a_logo_of_40_mb_is_refused_unread(written: Callable[..., Path], tmp_path: Path) -> None:
    path = written()
    with (tmp_path / "logo.bin").open("wb") as file:
        file.truncate(40_000_000)
    with pytest.raises(UsageError, match=r"has 40\.0 MB and a logo may have 1 MB"):
        read_brand(path)


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#FFFFFF", 1.0), ("#000000", 21.0), ("#767676", 4.54), ("#12436D", 10.2)]
)
def test_contrast_is_that_of_the_guidelines(colour: str, ratio: float) -> None:
    """Published pairs: white on white, black, the lightest grey that passes, and the navy of the tokens."""
    assert contrast(colour) == pytest.approx(ratio, abs=0.05)


@pytest.mark.parametrize("logo", [SHAPES.encode(), picture("PNG", "RGBA"), picture("JPEG")], ids=["svg", "png", "jpeg"])
def test_it_reaches_the_page_and_is_audited_with_its_file(
    written: Callable[..., Path], tmp_path: Path, logo: bytes
) -> None:
    path = written(logo, primary="#00573C", accent="#8A3B00", contact="policy@example.org", foreword=FOREWORD)
    out = tmp_path / "out"
    done = CliRunner().invoke(
        main, ["render", "Middlesbrough", "--brand", str(path), "--format", "pdf,html", "--out", str(out)]
    )
    assert done.exit_code == 0, done.stderr
    html = (out / f"{STEM}.html").read_text("utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;" in html
    assert "#00573C" in html
    assert "#801650" in html  # a verdict's colour stays
    content = (out / f"{STEM}.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        alts = [str(o["/Alt"]) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        assert "Logo of Middlesbrough Council" in alts
    words = [token.text for token in read_pdf(content).words]
    for word in ("policy", "script", "alert", "Bold", "Foreword"):
        assert word in words
    assert CliRunner().invoke(main, ["audit", str(out), "--brand", str(path)]).exit_code == 0
    without = CliRunner().invoke(main, ["audit", str(out)])
    assert without.exit_code == 8
    assert "give its file with --brand" in without.stdout
    path.write_text(path.read_text("utf-8").replace("honest", "true"), "utf-8")
    other = CliRunner().invoke(main, ["audit", str(out), "--brand", str(path)])
    assert other.exit_code == 8
    assert "another brand than that of Middlesbrough Council" in other.stdout


def test_a_foreword_changed_in_the_file_is_caught(written: Callable[..., Path], tmp_path: Path) -> None:
    studio = Studio(brand=read_brand(written(foreword="Ninety councillors read this.")))
    made = studio.briefing(studio.areas.resolve("E06000002"))
    text = studio.render(made, ["html"])["html"].decode()
    path = tmp_path / f"{STEM}.html"
    path.write_text(text, "utf-8")
    assert audit(studio, path).findings == []
    path.write_text(text.replace("Ninety councillors", "Twelve councillors"), "utf-8")
    said = " ".join(f.what for f in audit(studio, path).findings)
    assert "Twelve" in said
    assert "Ninety" in said


def test_a_plain_file_does_not_pass_for_a_branded_one(
    written: Callable[..., Path], document: Callable[[str, str], bytes], tmp_path: Path
) -> None:
    path = tmp_path / f"{STEM}.html"
    path.write_bytes(document("E06000002", "html"))
    studio = Studio(brand=read_brand(written()))
    assert "not made with that of Middlesbrough Council" in audit(studio, path).findings[0].what


@pytest.mark.parametrize("layout", list(Layout))
def test_every_layout_names_the_council_in_its_furniture(written: Callable[..., Path], layout: Layout) -> None:
    studio = Studio(brand=read_brand(written(contact="policy@example.org")))
    page = studio._page(studio.briefing(studio.areas.resolve("E06000002"), Variant(layout)), "print")
    assert re.search(r'class="strings"[^>]* data-running="November 2026 \| Middlesbrough Council"', page.html)
    assert 'alt="Logo of Middlesbrough Council"' in page.html


def test_a_letter_the_font_lacks_is_refused(written: Callable[..., Path]) -> None:
    studio = Studio(brand=read_brand(written(foreword="Hello \U0001f600")))
    with pytest.raises(RenderError, match="lacks"):
        studio.render(studio.briefing(studio.areas.resolve("E06000002"), FULL), ["pdf"])


def test_batch_takes_a_brand_and_makes_all_again_when_it_changes(written: Callable[..., Path], tmp_path: Path) -> None:
    path, out = written(), tmp_path / "out"
    asked = [
        "batch",
        "Middlesbrough",
        "--format",
        "html",
        "--jobs",
        "1",
        "--memory",
        "16000",
        "--out",
        str(out),
        "--brand",
        str(path),
    ]
    assert "1 written" in CliRunner().invoke(main, asked).stderr
    assert "brand-" in read_html((out / f"{STEM}.html").read_bytes()).keywords
    assert "1 unchanged" in CliRunner().invoke(main, asked).stderr
    written(contact="Town Hall")
    assert "1 written" in CliRunner().invoke(main, asked).stderr


def test_one_page_leaves_the_foreword_out_and_says_so(written: Callable[..., Path], tmp_path: Path) -> None:
    """Name, logo, colours and contact are there; a long word from the leader has no room on a page for a meeting."""
    path, out = written(foreword=FOREWORD, contact="policy@example.org", primary="#00573C"), tmp_path / "out"
    asked = ["render", "Middlesbrough", "--brand", str(path), "--format", "html", "--out", str(out)]
    for option, said in (("--one-page", True), ("--large-print", False)):
        done = CliRunner().invoke(main, [*asked, option])
        assert done.exit_code == 0, done.stderr
        assert ("no room for the foreword" in done.stderr) is said
        html = (out / f"{STEM}{option[1:]}.html").read_text("utf-8")
        assert ("Our town, in official figures" in html) is not said
        for part in ("Middlesbrough Council", "Logo of", "policy@example.org", "#00573C"):
            assert part in html
    assert CliRunner().invoke(main, ["audit", str(out), "--brand", str(path)]).exit_code == 0
