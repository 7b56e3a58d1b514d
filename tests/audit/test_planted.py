"""Planted defects: what was tried on a finished file, how often, and whether the audit said so. docs/audit.md is the table."""

import io
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from tests.audit.test_audit import digit_changed
from tests.audit.test_seen import DRAWN, PLANTED, TWIN
from tests.conftest import ROOT

from briefgen.audit.read_html import read_html
from briefgen.audit.read_pdf import read_pdf
from briefgen.pipeline.audit import Audited, audit, audit_content
from briefgen.pipeline.session import Session

AREA = "E06000002"
NAME = "E06000002-middlesbrough"
Plant = Callable[[bytes, int], bytes]


@dataclass(frozen=True, slots=True)
class Defect:
    what: str
    plant: Plant
    times: int = 1
    redraw: bool = False  # seen only when the pages are drawn again


def _pdf(change: Callable[[pikepdf.Pdf, random.Random], None]) -> Plant:
    def plant(content: bytes, seed: int) -> bytes:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            change(pdf, random.Random(seed))
            out = io.BytesIO()
            pdf.save(out)
            return out.getvalue()

    return plant


def _stream(pdf: pikepdf.Pdf, at: int, change: Callable[[str], str]) -> None:
    page = pdf.pages[at]
    before = page.Contents.read_bytes().decode("latin-1")
    after = change(before)
    assert after != before
    page.Contents = pdf.make_stream(after.encode("latin-1"))


def _numbers_swapped(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Two figures of one page change places: the words are the same, each in another's place."""
    pages = list(range(1, len(pdf.pages)))
    chance.shuffle(pages)
    for at in pages:
        page = pdf.pages[at]
        digits: set[str] = set()
        for font in page.Resources.Font.values():
            table = font.ToUnicode.read_bytes().decode("latin-1")
            digits |= {g.lower() for g, u in re.findall(r"(?m)^<(\w{4})> *<00(3\d|2[ce])>", table)}
        stream = page.Contents.read_bytes().decode("latin-1")
        artifacts = [m.span() for m in re.finditer(r"/Artifact.*?EMC", stream, re.S)]
        cells = [
            m for m in re.finditer(r"(?<=\[<)[0-9a-f]{8,}(?=>\] TJ)", stream)
            if {m[0][n : n + 4] for n in range(0, len(m[0]), 4)} <= digits and not any(a <= m.start() < b for a, b in artifacts)
        ]  # fmt: skip
        pairs = [(a, b) for a in cells for b in cells if a.start() < b.start() and a[0] != b[0]]
        if pairs:
            a, b = chance.choice(pairs)
            text = stream[: a.start()] + b[0] + stream[a.end() : b.start()] + a[0] + stream[b.end() :]
            page.Contents = pdf.make_stream(text.encode("latin-1"))
            return
    raise AssertionError("no page holds two figures")


def _tags(node: object) -> list[pikepdf.Dictionary]:
    found: list[pikepdf.Dictionary] = []
    kids = node.get("/K", [])  # type: ignore[attr-defined]
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *_tags(kid)]
    return found


def _figure(pdf: pikepdf.Pdf, chance: random.Random) -> pikepdf.Dictionary:
    return chance.choice([tag for tag in _tags(pdf.Root.StructTreeRoot) if str(tag.get("/Alt", ""))])


def _alt_digit(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    with_digit = [t for t in _tags(pdf.Root.StructTreeRoot) if re.search(r"\d", str(t.get("/Alt", "")))]
    tag = chance.choice(with_digit)
    text = str(tag.Alt)
    at = chance.choice([m.start() for m in re.finditer(r"\d", text)])
    tag.Alt = pikepdf.String(text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :])


def _alt_gone(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    del _figure(pdf, chance)["/Alt"]


def _replaced(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    chance.choice(_tags(pdf.Root.StructTreeRoot)).ActualText = pikepdf.String("99 of 90")


def _info(key: str, text: str) -> Plant:
    def change(pdf: pikepdf.Pdf, _: random.Random) -> None:
        pdf.docinfo[f"/{key}"] = pikepdf.String(text or str(pdf.docinfo[f"/{key}"]).replace("7.0", "9.0"))

    return _pdf(change)


def _xmp(pdf: pikepdf.Pdf, _: random.Random) -> None:
    text = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(text.replace(b"50.0%", b"05.0%"))


def _bookmark(pdf: pikepdf.Pdf, _: random.Random) -> None:
    with pdf.open_outline() as outline:
        outline.root[-1].title = "9 Another section"


def _page_copied(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    pdf.pages.append(pdf.pages[chance.randrange(len(pdf.pages))])


def _page_blank(pdf: pikepdf.Pdf, _: random.Random) -> None:
    pdf.add_blank_page(page_size=(595, 842))
    pdf.pages[-1].Resources = pikepdf.Dictionary()
    pdf.pages[-1].Contents = pdf.make_stream(b"")


def _page_gone(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    del pdf.pages[chance.randrange(1, len(pdf.pages))]


def _pages_swapped(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    at = chance.randrange(1, len(pdf.pages) - 1)
    page = pdf.pages[at]
    del pdf.pages[at]
    pdf.pages.insert(at + 1, page)


def _note(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    page = pdf.pages[chance.randrange(len(pdf.pages))]
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[50, 50, 200, 80],
                              Contents=pikepdf.String("Blackpool 50.9"))  # fmt: skip
    page.Annots = pdf.make_indirect(pikepdf.Array([*page.get("/Annots", []), pdf.make_indirect(note)]))


def _outside_link(pdf: pikepdf.Pdf, _: random.Random) -> None:
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[50, 50, 200, 80],
                              A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org")))  # fmt: skip
    pdf.pages[2].Annots = pdf.make_indirect(pikepdf.Array([*pdf.pages[2].get("/Annots", []), pdf.make_indirect(link)]))


def _glyphs(pdf: pikepdf.Pdf, at: int) -> tuple[str, str]:
    """(a font of the page, the glyphs of two of its digits)."""
    for name, font in pdf.pages[at].Resources.Font.items():
        table = font.ToUnicode.read_bytes().decode("latin-1")
        digits = re.findall(r"(?m)^<(\w{4})> *<003\d>", table)
        if len(digits) > 1:
            return str(name), digits[0] + digits[1]
    raise AssertionError


def _text_added(wrap: str) -> Plant:
    def change(pdf: pikepdf.Pdf, chance: random.Random) -> None:
        at = chance.randrange(1, len(pdf.pages))
        font, glyphs = _glyphs(pdf, at)
        show = f"BT {font} 8 Tf 1 0 0 1 60 60 Tm [<{glyphs}>] TJ ET"
        _stream(pdf, at, lambda text: text + "\n" + wrap.format(show) + "\n")

    return _pdf(change)


def _in_a_run(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """A figure more inside a paragraph, in the paper's own colour and of no size."""
    at = chance.randrange(1, len(pdf.pages))
    font, glyphs = _glyphs(pdf, at)
    added = f"1 1 1 rg BT {font} 0.1 Tf 1 0 0 1 60 60 Tm <{glyphs}> Tj ET EMC"
    _stream(
        pdf,
        at,
        lambda text: re.sub(r"(/Span\s+<<.{0,40}?BDC.*?)EMC", lambda m: m[1] + added, text, count=1, flags=re.S),
    )


def _halo(pdf: pikepdf.Pdf, _: random.Random) -> None:
    def change(text: str) -> str:
        shown = re.search(r"2 Tr.*?\[<([0-9a-f]+)>\] TJ 0 Tr", text, re.S)
        assert shown is not None
        return text[: shown.start(1)] + shown[1][:4] * (len(shown[1]) // 4) + text[shown.end(1) :]

    _stream(pdf, 1, change)


def _stroke(change: Callable[[re.Match[str]], str]) -> Plant:
    def plant(pdf: pikepdf.Pdf, chance: random.Random) -> None:
        def edit(text: str) -> str:
            spots = list(re.finditer(r"[\d.]+ RG [\d.]+ w 1 J \[\] 0 d ([\d.]+) ([\d.]+) m \1 \2 l", text))
            spot = chance.choice(spots)
            return text[: spot.start()] + change(spot) + text[spot.end() :]

        _stream(pdf, 2, edit)

    return _pdf(plant)


def _dot_moved(spot: re.Match[str]) -> str:
    return spot[0].replace(f"{spot[1]} {spot[2]}", f"{float(spot[1]) + 20:g} {spot[2]}")


def _line_more(spot: re.Match[str]) -> str:
    return f"0 0 m 50 50 l S {spot[0]}"


def _patch(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    at = chance.randrange(1, len(pdf.pages))
    patch = "/Artifact BMC q 1 1 1 rg 60 300 200 100 re f Q EMC\n"

    def before_the_foot(text: str) -> str:
        place = text.rindex("/Artifact")
        return text[:place] + patch + text[place:]

    _stream(pdf, at, before_the_foot)


def _acts(pdf: pikepdf.Pdf, _: random.Random) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def _enclosure(name: str, content: bytes | None) -> Plant:
    def change(pdf: pikepdf.Pdf, _: random.Random) -> None:
        if content is None:
            del pdf.attachments[name]
        else:
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content)

    return _pdf(change)


PDF = (
    Defect("a digit of the text changed", digit_changed, 30),
    Defect("two figures of one page swapped", _pdf(_numbers_swapped), 20),
    Defect("a digit of a picture’s description changed", _pdf(_alt_digit), 8),
    Defect("a picture’s description taken away", _pdf(_alt_gone), 3),
    Defect("a tag that replaces its text", _pdf(_replaced), 3),
    Defect("another title", _info("Title", "Middlesbrough: Another title")),
    Defect("a figure of the summary in the metadata changed", _info("Subject", "")),
    Defect("other keywords", _info("Keywords", "E06000002, Pendle")),
    Defect("another author", _info("Author", "somebody")),
    Defect("a figure of the XMP packet changed", _pdf(_xmp)),
    Defect("a bookmark renamed", _pdf(_bookmark)),
    Defect("a page once more at the end", _pdf(_page_copied), 3),
    Defect("a blank page added", _pdf(_page_blank)),
    Defect("a page taken out", _pdf(_page_gone), 4),
    Defect("two pages swapped", _pdf(_pages_swapped), 3),
    Defect("a note laid on a page", _pdf(_note), 3),
    Defect("a link to somewhere outside", _pdf(_outside_link)),
    Defect("text that cannot be seen", _text_added("/Span <</MCID 9999>> BDC 3 Tr {} 0 Tr EMC"), 3),
    Defect("text in no tag", _text_added("{}"), 3),
    Defect("text as a running foot", _text_added("/Artifact BMC {} EMC"), 3),
    Defect("text under a number that no tag names", _text_added("/Span <</MCID 9999>> BDC {} EMC"), 3),
    Defect("a white figure inside a paragraph", _pdf(_in_a_run), 3),
    Defect("a halo of another text", _pdf(_halo)),
    Defect("a dot of a chart moved", _stroke(_dot_moved), 5),
    Defect("a line more in a chart", _stroke(_line_more), 5),
    Defect("an action on opening", _pdf(_acts)),
    Defect("an enclosure of other content", _enclosure(f"{NAME}.csv", b"fact,value\r\n")),
    Defect("an enclosure taken out", _enclosure(f"{NAME}.json", None)),
    Defect("an enclosure more", _enclosure("notes.txt", b"58.7%")),
    Defect("a white patch over a page", _pdf(_patch), 3, redraw=True),
)  # fmt: skip


def _html(pattern: str, change: Callable[[re.Match[str]], str]) -> Plant:
    def plant(content: bytes, seed: int) -> bytes:
        text = content.decode()
        spot = random.Random(seed).choice(list(re.finditer(pattern, text)))
        made = text[: spot.start()] + change(spot) + text[spot.end() :]
        assert made != text
        return made.encode()

    return plant


def _other_digit(spot: re.Match[str]) -> str:
    return spot[0][:-1] + str((int(spot[0][-1]) + 1) % 10)


def _rows_swapped(content: bytes, seed: int) -> bytes:
    """The figures of two rows of one table change places."""
    text = content.decode()
    chance = random.Random(seed)
    while True:
        table = chance.choice(list(re.finditer(r"<tbody>(.*?)</tbody>", text, re.S)))
        cells = list(re.finditer(r"<data [^>]*>[^<]*</data>", table[1]))
        pairs = [(a, b) for a in cells for b in cells if a.start() < b.start() and a[0] != b[0]]
        if pairs:
            a, b = chance.choice(pairs)
            body = table[1]
            body = body[: a.start()] + b[0] + body[a.end() : b.start()] + a[0] + body[b.end() :]
            return (text[: table.start(1)] + body + text[table.end(1) :]).encode()


HTML = (
    Defect("a digit of the text changed", _html(r"<data [^>]*>[^<\d]*\d", _other_digit), 20),
    Defect("the value behind a figure changed", _html(r'<data value="-?\d', _other_digit), 10),
    Defect("the fact behind a figure changed", _html(r'data-fact="[a-z_]+', lambda m: m[0] + "x"), 3),
    Defect("two figures of one table swapped", _rows_swapped, 10),
    Defect("a path of a picture changed", _html(r'<path d="M\d', _other_digit), 10),
    Defect("a picture’s description changed", _html(r'aria-label="[^"]*?\d', _other_digit), 5),
    Defect("the description in the head changed", _html(r'name="description" content="\d', _other_digit)),
    Defect("a script added", _html(r"</body>", lambda m: "<script>1</script></body>")),
    Defect("a comment added", _html(r"</main>", lambda m: "<!-- 58.7% --></main>")),
    Defect("a style changed", _html(r"<body>", lambda m: '<body style="display:none">')),
    Defect("a section taken out", _html(r'(?s)<section [^>]*id="sec-spread".*?</section>', lambda m: "")),
)  # fmt: skip


@pytest.fixture(scope="module")
def caught(
    session: Session, briefing, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Defect, str, bytes, int], bool]:  # type: ignore[no-untyped-def]
    own = briefing(AREA)
    folder = tmp_path_factory.mktemp("planted")

    def found(defect: Defect, suffix: str, sound: bytes, seed: int) -> bool:
        content = defect.plant(sound, seed)
        if defect.redraw:
            path = folder / f"{NAME}.pdf"
            path.write_bytes(content)
            assert not audit(session, path).findings  # reading alone does not see it
            return bool(audit(session, path, redraw=True).findings)
        result = Audited(Path(f"{NAME}.{suffix}"))
        read = read_pdf(content) if suffix == "pdf" else read_html(content)
        audit_content(session.renderer.documents(own), read, result, paper=suffix == "pdf")
        return bool(result.findings)

    return found


@pytest.mark.parametrize(
    ("suffix", "defect"),
    [*(("pdf", d) for d in PDF), *(("html", d) for d in HTML)],
    ids=lambda item: item if isinstance(item, str) else item.what.replace(" ", "-"),
)
def test_every_planted_defect_is_caught(document, caught, suffix: str, defect: Defect) -> None:  # type: ignore[no-untyped-def]
    sound = document(AREA, suffix)
    missed = [seed for seed in range(defect.times) if not caught(defect, suffix, sound, seed)]
    assert missed == []


HEAD = """# What the audit catches

`briefgen audit` reads a finished file back and compares it with the briefing computed afresh. Each of these defects was
planted in a sound file (with another seed each time) and the audit said so every time; the tests in `tests/audit` plant
them again. A map, a chart or a table of another area, a swapped file and figures changed since are tested beside them.
*Drawn again* means that only `briefgen audit --redraw` sees it: it changes no word, no tag and no picture.

Besides the words the audit asks what a reader sees and what a reader's program does. Each glyph of an embedded font has
the outline, the width and the letter of the font that the program ships, and no hints. Each dictionary has only the keys
that the program writes, so that scripts, actions, forms, layers, films, stamps and other kinds of fonts are found without
being looked for by name. The sheets are A4, upright and in one piece. The file is one writing, not locked, not damaged,
with nothing before or after it. With `--redraw` the briefing is printed again: the same bytes are the same file; else
every pixel of every page (108 to the inch, no tolerance), and where each link and bookmark leads, is compared. A
council's logo is accounted for by its brand file only; a picture exchanged for the logo, and anything laid over a page
before its last text, need `--redraw`. A file that another program has saved anew passes where it still says and shows
the same; one made ready for the web (linearised), signed or written to by an editor does not: make it again. An HTML file
must be ours to the letter, so nothing can be added to it at all.

| file | defect | planted | caught | how |
|---|---|---|---|---|
"""


def test_the_table_of_defects(request: pytest.FixtureRequest) -> None:
    rows = [
        f"| {suffix.upper()} | {d.what} | {d.times} | {d.times} | {'drawn again' if d.redraw else 'read back'} |\n"
        for suffix, defects in (("pdf", PDF), ("html", HTML))
        for d in defects
    ]
    rows += [f"| PDF | {fault} | 1 | 1 | read back |\n" for fault in PLANTED]
    rows += [f"| PDF | {fault} | 1 | 1 | drawn again |\n" for fault in DRAWN]
    rows += [f"| HTML | {fault} | 1 | 1 | read back |\n" for fault in TWIN]
    path = ROOT / "docs/audit.md"
    if request.config.getoption("--update-golden"):
        path.write_text(HEAD + "".join(rows), "utf-8")
    assert path.read_text("utf-8") == HEAD + "".join(rows)
