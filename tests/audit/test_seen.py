"""What a reader sees and what a reader's program does: faults that leave the words as they are are found all the same."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.audit import seen
from tests.audit.seen import ALERT, Plant
from tests.conftest import AWKWARD
from tests.variants.test_brand import SHAPES, picture
from tests.variants.test_combinations import LONG

from briefgen.audit.read_html import read_html
from briefgen.audit.read_pdf import read_pdf
from briefgen.errors import AuditError
from briefgen.model.brand import Logo
from briefgen.model.variant import FULL, Layout, Variant
from briefgen.pipeline.audit import Audited, audit, audit_content
from briefgen.pipeline.session import Session

AREA, NAME = "E06000002", "E06000002-middlesbrough"
Document = Callable[[str, str], bytes]
SQUARE = b"1 1 1 rg 60 300 200 100 re f"

# The fault, how it is planted, and a word of what is said of it.
PLANTED: dict[str, tuple[Plant, str]] = {
    # Fonts.
    "two digits exchanged": (seen.exchanged("2", "7"), "draws other glyphs than ours: '2', '7'"),
    "two narrow letters exchanged": (seen.exchanged("l", "i"), "draws other glyphs than ours: 'i', 'l'"),
    "the point and the comma exchanged": (seen.exchanged(".", ","), "draws other glyphs than ours: ',', '.'"),
    "minus and plus exchanged": (seen.exchanged("−", "+"), "draws other glyphs than ours: '+', '−'"),
    "a digit drawn by nothing": (seen.reprogrammed(seen.emptied), "draws other glyphs than ours: '1'"),
    "a digit moved within its width": (seen.reprogrammed(seen.shifted), "draws other glyphs than ours: '1'"),
    "letters a sixteenth as large": (seen.reprogrammed(seen.shrunk), "more than the glyphs"),
    "hints that move points": (seen.reprogrammed(seen.hinted), "more than the glyphs"),
    "another weight's file": (seen.saved(seen.other_weight), "draws other glyphs"),
    "glyph codes exchanged with their letters": (seen.saved(seen.codes_exchanged), "calls a glyph another letter"),
    "codes that lead to other glyphs": (seen.saved(seen.glyph_table), "CIDToGIDMap"),
    "an encoding of its own": (seen.saved(seen.encoding), "font /Encoding"),
    "digits without a width": (seen.saved(seen.widths), "other widths"),
    "widths of upright writing": (seen.saved(seen.upright), "/DW2"),
    "a font that is not embedded": (seen.saved(seen.bare), "no /FontFile2"),
    "a font of drawings": (seen.saved(seen.drawn_font), "/CharProcs"),
    # What a program does.
    "a script as a page opens": (seen.on_page("/AA", Dictionary(O=ALERT)), "page has /AA"),
    "a script of all pages": (seen.on_pages("/AA", Dictionary(O=ALERT)), "pages has /AA"),
    "a script as the file closes": (seen.on_root("/AA", Dictionary(WC=ALERT)), "catalog has /AA"),
    "a script of the file": (seen.saved(seen.scripted_names), "names has /JavaScript"),
    "a place that the file opens at": (seen.on_root("/OpenAction", Array([0, Name.Fit])), "catalog has /OpenAction"),
    "a bookmark's script": (seen.on_bookmark("/A", ALERT), "bookmark has /A"),
    "a bookmark's additional action": (seen.on_bookmark("/AA", Dictionary(U=ALERT)), "bookmark has /AA"),
    "a link's additional action": (seen.on_link("/AA", Dictionary(E=ALERT)), "link has /AA"),
    "a link's script": (seen.on_link("/A", ALERT), "action has /JS"),
    "a link that starts a program": (
        seen.on_link("/A", Dictionary(S=Name.Launch, F=String("a.exe"))), "action has /F"),
    "a link that does a second thing": (
        seen.on_link("/A", Dictionary(S=Name.URI, URI=String("#"), Next=ALERT)), "action has /Next"),
    "a link to another file": (seen.on_link("/A", Dictionary(S=Name.GoToR, F=String("a.pdf"))), "action has /F"),
    "a form": (seen.on_root("/AcroForm", Dictionary(Fields=[], XFA=String("<x/>"))), "catalog has /AcroForm"),
    "a field laid on a page": (seen.annotated(Subtype=Name.Widget, FT=Name.Tx, V=String("9")), "link has /FT"),
    "a field that sends": (
        seen.annotated(Subtype=Name.Widget, A=Dictionary(S=Name.SubmitForm, F=String("https://example.org"))),
        "link /Subtype"),
    "a stamp": (seen.annotated(Subtype=Name.Stamp, Name=Name.Approved), "link /Subtype"),
    "a film": (seen.annotated(Subtype=Name.Screen, MK=Dictionary()), "link has /MK"),
    "a marked passage": (seen.annotated(Subtype=Name.Highlight, QuadPoints=[0] * 8), "link has /QuadPoints"),
    "a link drawn as a white square": (
        seen.annotated(Subtype=Name.Link, BS=Dictionary(W=90), C=[1, 1, 1]), "border /W"),
    "a tag said otherwise": (seen.saved(seen.tag_spoken), "/Phoneme"),
    "a text said otherwise": (seen.drawn(seen.text_spoken), "more, or other, than its number"),
    # Layers.
    "a layer that is off": (seen.saved(seen.layered), "catalog has /OCProperties"),
    "layers, none in use": (seen.on_root("/OCProperties", Dictionary(OCGs=[], D=Dictionary())), "/OCProperties"),
    "a link on a layer": (seen.on_link("/OC", Dictionary(Type=Name.OCG, Name=String("a"))), "link has /OC"),
    # Sheets.
    "a page turned": (seen.on_page("/Rotate", 180), "page has /Rotate"),
    "all pages turned": (seen.on_pages("/Rotate", 90), "has /Rotate"),
    "a page cut to a stamp": (seen.on_page("/CropBox", Array([100, 100, 150, 150])), "page has /CropBox"),
    "all pages cut": (seen.on_pages("/CropBox", Array([100, 100, 150, 150])), "has /CropBox"),
    "a sheet cut to its half": (seen.on_page("/MediaBox", Array([0, 0, 595.275591, 421])), "its boxes differ"),
    "a sheet moved": (seen.on_page("/TrimBox", Array([9, 9, 604.275591, 850.889764])), "its boxes differ"),
    "a box for the art": (seen.on_page("/ArtBox", Array([0, 0, 50, 50])), "page has /ArtBox"),
    "a page of another scale": (seen.on_page("/UserUnit", 9), "page has /UserUnit"),
    "a page shown for a second": (seen.on_page("/Dur", 1), "page has /Dur"),
    # Laid over or made pale.
    "a patch after the last text": (seen.appended(SQUARE), "over its last text"),
    "a picture laid over": (seen.image, "image of a logo"),
    "a picture within the page": (
        seen.inserted(b"BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI"), "INLINE IMAGE"),
    "a drawing with letters laid over": (seen.lettered_form, "a drawing within it uses the operator"),
    "colours that mean others": (seen.saved(seen.white_default), "colours has /DefaultRGB"),
    "another colour profile": (seen.saved(seen.other_profile), "not sRGB"),
    "text that is see-through": (seen.saved(seen.see_through), "see-through"),
    "colours turned round": (seen.saved(seen.blended), "state has /BM"),
    "letters of no width": (seen.inserted(b"0 Tz"), "operator Tz"),
    "letters apart": (
        seen.drawn(lambda text: re.sub(rb"\[<(\w{4})(\w+)>\] TJ", rb"[<\1> -900 <\2>] TJ", text, count=1)),
        "stand apart"),
    # The file.
    "locked with an empty password": (
        seen.saved(lambda pdf: None, encryption=pikepdf.Encryption(owner="", user="")), "encrypted"),
    "locked against changes": (
        seen.saved(lambda pdf: None, encryption=pikepdf.Encryption(owner="owner", user="")), "encrypted"),
    "locked in an older way": (
        seen.saved(lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="", R=4)), "encrypted"),
    "a second writing": (seen.updated, "added to after it was written"),
    "words after its end": (lambda content: content + b"<script>", "after its end"),
    "words before its beginning": (lambda content: b"<html>\n" + content, "before its beginning"),
    "a table of objects that leads astray": (seen.damaged, "damaged"),
    "a drawing that nothing draws": (seen.saved(seen.leftover), "no part of it uses"),
    "rights for one program": (seen.on_root("/Perms", Dictionary(UR3=Dictionary())), "catalog has /Perms"),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED)
def test_what_the_words_do_not_show_is_found(
    session: Session, briefing: Callable, document: Document, fault: str  # type: ignore[type-arg]
) -> None:  # fmt: skip
    plant, word = PLANTED[fault]
    result = Audited(Path(f"{NAME}.pdf"))
    audit_content(
        session.renderer.documents(briefing(AREA)), read_pdf(plant(document(AREA, "pdf"))), result, paper=True
    )
    assert [finding.what for finding in result.findings if word in finding.what]


def test_a_locked_file_is_a_sentence(document: Document) -> None:
    lock = seen.saved(lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(AuditError, match="locked with a password"):
        read_pdf(lock(document(AREA, "pdf")))


def test_only_the_glyphs_exchanged_are_named(session: Session, briefing: Callable, document: Document) -> None:  # type: ignore[type-arg]
    """All else of a font that another tool wrote anew is still ours."""
    result = Audited(Path(f"{NAME}.pdf"))
    changed = seen.exchanged("2", "7")(document(AREA, "pdf"))
    audit_content(session.renderer.documents(briefing(AREA)), read_pdf(changed), result, paper=True)
    assert {finding.what.split("glyphs than ours: ")[1] for finding in result.findings} == {"'2', '7'"}


def test_a_file_saved_anew_is_still_sound(session: Session, document: Document, tmp_path: Path) -> None:
    path = tmp_path / f"{NAME}.pdf"
    path.write_bytes(seen.saved(lambda pdf: None)(document(AREA, "pdf")))
    assert path.read_bytes() != document(AREA, "pdf")
    assert audit(session, path, redraw=True).findings == []


def _moved(before: bytes) -> bytes:
    """Two words of one line height change places: the order of the tags stays."""
    spots = list(re.finditer(rb"1 0 0 -1 ([\d.]+ [\d.]+) Tm", before))
    one, other = spots[len(spots) // 2], spots[len(spots) // 2 + 3]
    return (before[: one.start(1)] + other[1] + before[one.end(1) : other.start(1)] + one[1] + before[other.end(1) :])  # fmt: skip


def _white(before: bytes) -> bytes:
    at = before.rindex(b" rg", 0, before.rindex(b"/Span"))
    start = re.search(rb"[\d.]+ [\d.]+ [\d.]+\Z", before[:at])
    assert start is not None
    return before[: start.start()] + b"1 1 1" + before[at:]


def _marks(pdf: pikepdf.Pdf) -> None:
    """The disc of *worse* drawn where *better* stands."""
    drawings = pdf.pages[0].Resources.XObject
    names = sorted(drawings.keys())
    drawings[names[0]], drawings[names[1]] = drawings[names[1]], drawings[names[0]]


def _led_astray(pdf: pikepdf.Pdf) -> None:
    links = [note for page in pdf.pages for note in page.get("/Annots", []) if "/Dest" in note]
    other = next(link for link in links if str(link.Dest) != str(links[0].Dest))
    links[0].Dest = String(str(other.Dest))


def _bookmark_astray(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].children[-1].destination = Array([pdf.pages[0].obj, Name.XYZ, 0, 800, 0])


DRAWN: dict[str, Plant] = {
    "a patch in the middle of a page": seen.inserted(SQUARE),
    "a nearly white patch": seen.inserted(SQUARE.replace(b"1 1 1", b"0.99 0.99 0.99")),
    "two words in each other's place": seen.drawn(_moved),
    "a text made white": seen.drawn(_white),
    "verdict marks exchanged": seen.saved(_marks),
    "a link that leads elsewhere": seen.saved(_led_astray),
    "a bookmark that leads elsewhere": seen.saved(_bookmark_astray),
}


@pytest.mark.parametrize("fault", DRAWN)
def test_what_only_drawing_shows_is_found_by_redrawing(
    session: Session, document: Document, tmp_path: Path, fault: str
) -> None:
    path = tmp_path / f"{NAME}.pdf"
    path.write_bytes(DRAWN[fault](document(AREA, "pdf")))
    assert audit(session, path, redraw=True).findings


LAYOUTS = {
    "full": ("E06000002", FULL), "one page": ("E06000058", Variant(Layout.ONE_PAGE)),
    "large print": ("E06000002", Variant(Layout.LARGE_PRINT)), "political": ("E06000002", Variant(political=True)),
}  # fmt: skip
LOGOS = {
    "shapes": (SHAPES.encode(), "image/svg+xml"), "colour": (picture("PNG"), "image/png"),
    "see-through": (picture("PNG", "RGBA"), "image/png"), "grey": (picture("PNG", "L"), "image/png"),
    "palette": (picture("PNG", "P"), "image/png"), "photograph": (picture("JPEG"), "image/jpeg"),
}  # fmt: skip


@pytest.mark.parametrize("code", AWKWARD)
def test_nothing_odd_is_found_in_an_awkward_area(document: Document, code: str) -> None:
    assert read_pdf(document(code, "pdf")).oddities == ()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_odd_is_found_in_any_layout(session: Session, layout: str) -> None:
    code, variant = LAYOUTS[layout]
    made = session.renderer.documents(session.briefing(session.areas.resolve(code), variant)).contents(["pdf"])["pdf"]
    assert read_pdf(made).oddities == ()


@pytest.mark.parametrize("logo", LOGOS)
def test_a_logo_is_accounted_for_by_its_brand_alone(session: Session, logo: str) -> None:
    own = Session(brand=replace(LONG, logo=Logo(*LOGOS[logo])))
    briefing = own.briefing(own.areas.resolve("E06000058"), Variant(Layout.ONE_PAGE))
    read = read_pdf(own.renderer.documents(briefing).contents(["pdf"])["pdf"])
    branded, bare = Audited(Path("x.pdf")), Audited(Path("x.pdf"))
    audit_content(own.renderer.documents(briefing), read, branded, paper=True)
    assert branded.findings == []
    audit_content(session.renderer.documents(briefing), read, bare, paper=True)
    assert any("of a logo" in finding.what for finding in bare.findings) == (logo != "shapes")


TWIN = {
    "a script": ("</body>", "<script>document.title=1</script></body>"),
    "a script fetched": ("</head>", '<script src="https://example.org/a.js"></script></head>'),
    "what is done as it opens": ("<body>", '<body onload="alert(1)">'),
    "what is done at a touch": ("<main", '<main onclick="alert(1)"'),
    "a page that leads away": ("</head>", '<meta http-equiv="refresh" content="0;url=https://example.org"></head>'),
    "another base": ("</head>", '<base href="https://example.org/"></head>'),
    "a style sheet fetched": ("</head>", '<link rel="stylesheet" href="https://example.org/a.css"></head>'),
    "a picture fetched": ("</main>", '<img src="https://example.org/a.png" alt=""></main>'),
    "a page within": ("</main>", '<iframe src="https://example.org"></iframe></main>'),
    "a form": ("</main>", '<form action="https://example.org"></form></main>'),
    "figures replaced by the style": ("</style>", 'data{font-size:0}data::after{content:"9";font-size:9pt}</style>'),
    "figures hidden by the style": ("</style>", "data{display:none}</style>"),
    "figures of the ground's colour": ("</style>", "td{color:#fff}</style>"),
    "letters of another font": ("font-weight:400;font-display:block", "font-weight:401;font-display:block"),
    "a link that is a script": ('href="#', 'href="javascript:alert(1)#'),
    "a comment": ("</body>", "<!-- 58.7% --></body>"),
}


@pytest.mark.parametrize("fault", TWIN)
def test_the_twin_is_ours_to_the_letter(
    session: Session, briefing: Callable, document: Document, fault: str  # type: ignore[type-arg]
) -> None:  # fmt: skip
    sound = document(AREA, "html").decode()
    old, new = TWIN[fault]
    assert old in sound
    result = Audited(Path(f"{NAME}.html"))
    audit_content(
        session.renderer.documents(briefing(AREA)), read_html(sound.replace(old, new, 1).encode()), result, paper=False
    )
    assert result.findings
