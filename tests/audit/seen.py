"""Faults that leave a PDF's words as they are: planted in a sound file, each as a function of its bytes."""

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables import ttProgram
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Array, Dictionary, Name, Stream, String

from briefgen import resources

Plant = Callable[[bytes], bytes]
ALERT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def saved(change: Callable[[pikepdf.Pdf], None], **options: Any) -> Plant:
    def plant(content: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            change(pdf)
            out = io.BytesIO()
            pdf.save(out, **options)
            return out.getvalue()

    return plant


def fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return list(pdf.pages[0].Resources.Font.values())


def glyphs_of(font: Any) -> dict[str, int]:
    table = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"(?m)^<(\w{4})> <(\w{4})>$", table)
    return {chr(int(text, 16)): int(glyph, 16) for glyph, text in pairs}


def reprogrammed(change: Callable[[TTFont, dict[str, int]], None]) -> Plant:
    """Each embedded font taken apart, changed and put back."""

    def edit(pdf: pikepdf.Pdf) -> None:
        for font in fonts(pdf):
            looks = font.DescendantFonts[0].FontDescriptor
            program = TTFont(io.BytesIO(looks.FontFile2.read_bytes()), recalcBBoxes=False)
            change(program, glyphs_of(font))
            out = io.BytesIO()
            program.save(out)
            looks.FontFile2.write(out.getvalue())

    return saved(edit)


def exchanged(one: str, other: str) -> Plant:
    """The outlines of two letters exchanged: the page shows one for the other, the text layer is right."""

    def change(program: TTFont, known: dict[str, int]) -> None:
        if one in known and other in known:
            a, b = (program.getGlyphName(known[letter]) for letter in (one, other))
            shapes = program["glyf"].glyphs
            shapes[a], shapes[b] = shapes[b], shapes[a]
            metrics = program["hmtx"].metrics
            metrics[a], metrics[b] = metrics[b], metrics[a]

    return reprogrammed(change)


def emptied(program: TTFont, known: dict[str, int]) -> None:
    program["glyf"].glyphs[program.getGlyphName(known["1"])] = Glyph(b"")


def shifted(program: TTFont, known: dict[str, int]) -> None:
    """The left side bearing moves an outline within its width."""
    name = program.getGlyphName(known["1"])
    advance, bearing = program["hmtx"].metrics[name]
    program["hmtx"].metrics[name] = (advance, bearing + 300)


def shrunk(program: TTFont, _: dict[str, int]) -> None:
    program["head"].unitsPerEm = 16000


def hinted(program: TTFont, _: dict[str, int]) -> None:
    """Hints are a program that may move every point."""
    made = program["fpgm"] = newTable("fpgm")
    made.program = ttProgram.Program()
    made.program.fromBytecode(b"\xb0\x00\x21")


def other_weight(pdf: pikepdf.Pdf) -> None:
    for font in fonts(pdf):
        looks = font.DescendantFonts[0].FontDescriptor
        looks.FontFile2.write((resources.fonts_dir() / "SourceSansPro-Black.ttf").read_bytes())


def codes_exchanged(pdf: pikepdf.Pdf) -> None:
    """The page shows glyph 7 for 2; the font's table calls the glyphs by the other's letter, so the text is as it was."""
    a, b = ({glyphs_of(font)[d] for font in fonts(pdf)} for d in "27")
    (two,), (seven,) = a, b
    swap = {f"{two:04x}": f"{seven:04x}", f"{seven:04x}": f"{two:04x}"}

    def other(text: str) -> str:
        return "".join(swap.get(text[n : n + 4], text[n : n + 4]) for n in range(0, len(text), 4))

    for page in pdf.pages:
        drawn = page.Contents.read_bytes().decode("latin-1")
        page.Contents.write(re.sub(r"<([0-9a-f]+)>", lambda m: f"<{other(m[1])}>", drawn).encode("latin-1"))
    for font in fonts(pdf):
        table = font.ToUnicode.read_bytes().decode("latin-1")
        font.ToUnicode.write(re.sub(r"(?m)^<(\w{4})>(?= <\w{4}>$)", lambda m: f"<{other(m[1])}>", table).encode())


def glyph_table(pdf: pikepdf.Pdf) -> None:
    """Codes lead to other glyphs than their own."""
    for font in fonts(pdf):
        known = glyphs_of(font)
        order = list(range(2000))
        order[known["2"]], order[known["7"]] = known["7"], known["2"]
        font.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"".join(n.to_bytes(2, "big") for n in order))


def encoding(pdf: pikepdf.Pdf) -> None:
    for font in fonts(pdf):
        known = glyphs_of(font)
        table = (f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 begincidchar "
                 f"<{known['2']:04x}> {known['7']} endcidchar endcmap")  # fmt: skip
        font.Encoding = Stream(
            pdf, table.encode(), Type=Name.CMap, CMapName=Name("/Other"), UseCMap=Name("/Identity-H")
        )


def widths(pdf: pikepdf.Pdf) -> None:
    """Digits with no width lie upon one another."""
    for font in fonts(pdf):
        font.DescendantFonts[0].W = Array([glyphs_of(font)["2"], Array([0])])


def upright(pdf: pikepdf.Pdf) -> None:
    for font in fonts(pdf):
        font.DescendantFonts[0].DW2 = Array([0, 0])


def bare(pdf: pikepdf.Pdf) -> None:
    """A font that is not embedded is whatever the reader's machine has of that name."""
    del fonts(pdf)[0].DescendantFonts[0].FontDescriptor["/FontFile2"]


def drawn_font(pdf: pikepdf.Pdf) -> None:
    """A font whose glyphs are little drawings (Type 3)."""
    fonts(pdf)[0].Subtype = Name.Type3
    fonts(pdf)[0].CharProcs = Dictionary(a=pdf.make_stream(b"0 0 d0"))


def on_pages(key: str, value: Any) -> Plant:
    return saved(lambda pdf: pdf.Root.Pages.__setitem__(key, value))


def on_page(key: str, value: Any, at: int = 1) -> Plant:
    return saved(lambda pdf: pdf.pages[at].obj.__setitem__(key, value))


def on_root(key: str, value: Any) -> Plant:
    return saved(lambda pdf: pdf.Root.__setitem__(key, value))


def on_link(key: str, value: Any) -> Plant:
    def change(pdf: pikepdf.Pdf) -> None:
        link = next(note for page in pdf.pages for note in page.get("/Annots", []))
        link[key] = value

    return saved(change)


def on_bookmark(key: str, value: Any) -> Plant:
    def change(pdf: pikepdf.Pdf) -> None:
        item = pdf.Root.Outlines.First
        item[key] = value
        if key == "/A":  # a bookmark either leads or acts
            del item["/Dest"]

    return saved(change)


def annotated(**keys: Any) -> Plant:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[1]
        note = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[60, 300, 260, 400], F=4, **keys))
        page.Annots = Array([*page.get("/Annots", []), note])

    return saved(change)


def scripted_names(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), ALERT]))


def layered(pdf: pikepdf.Pdf) -> None:
    """What is drawn of page two stands on a layer that is off."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("a")))
    pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer], Order=[]))
    page = pdf.pages[1]
    page.Resources.Properties = Dictionary(oc=layer)
    page.Contents.write(b"/OC /oc BDC\n" + page.Contents.read_bytes() + b"\nEMC")


def drawn(change: Callable[[bytes], bytes], at: int = 1) -> Plant:
    """A page's operators changed."""

    def edit(pdf: pikepdf.Pdf) -> None:
        before = pdf.pages[at].Contents.read_bytes()
        after = change(before)
        assert after != before
        pdf.pages[at].Contents.write(after)

    return saved(edit)


def appended(operators: bytes) -> Plant:
    return drawn(lambda before: before + b"\n/Artifact BMC q " + operators + b" Q EMC\n")


def inserted(operators: bytes) -> Plant:
    """In the middle of a page, before its last text."""

    def change(before: bytes) -> bytes:
        at = before.rindex(b"/Artifact")
        return before[:at] + b"/Artifact BMC q " + operators + b" Q EMC\n" + before[at:]

    return drawn(change)


def called(**keys: Any) -> Plant:
    """An XObject added and called for in a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        content = keys.get("content", b"\xff")
        more = {name: value for name, value in keys.items() if name != "content"}
        pdf.pages[1].Resources.XObject.over = Stream(pdf, content, Type=Name.XObject, **more)

    def plant(content: bytes) -> bytes:
        return inserted(b"200 0 0 100 60 300 cm /over Do")(saved(change)(content))

    return plant


def image(pdf_content: bytes) -> bytes:
    plant = called(Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8, ColorSpace=Name.DeviceGray)
    return plant(pdf_content)


def lettered_form(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        font = next(iter(pdf.pages[0].Resources.Font.keys()))
        glyph = glyphs_of(fonts(pdf)[0])["e"]
    text = f"BT {font} 1 Tf 0 0 Td <{glyph:04x}> Tj ET".encode()
    return called(Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), content=text)(content)


def white_default(pdf: pikepdf.Pdf) -> None:
    """Every colour means another: the resources' own idea of RGB."""
    pdf.pages[0].Resources.ColorSpace.DefaultRGB = Array(
        [Name.CalRGB, Dictionary(WhitePoint=[1, 1, 1], Gamma=[9, 9, 9])]
    )


def other_profile(pdf: pikepdf.Pdf) -> None:
    profile = pdf.pages[0].Resources.ColorSpace.srgb[1]
    profile.write(profile.read_bytes()[:-40] + bytes(40))


def see_through(pdf: pikepdf.Pdf) -> None:
    for state in pdf.pages[0].Resources.ExtGState.values():
        state.ca = 0


def blended(pdf: pikepdf.Pdf) -> None:
    for state in pdf.pages[0].Resources.ExtGState.values():
        state.BM = Name.Difference


def updated(content: bytes) -> bytes:
    """A second writing at the file's end, as editors and signers add it: page two is another from now on."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page, size = pdf.pages[1].obj, int(pdf.trailer.Size)
        root, known = pdf.trailer.Root.objgen[0], pdf.trailer.Info.objgen[0]
        number, text = page.objgen[0], page.unparse(resolved=True).replace(b"841.889764", b"421")
    previous = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    added = b"%d 0 obj\n%b\nendobj\n" % (number, text)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %d >>\n" % (
        number, len(content), size, root, known, previous,
    )  # fmt: skip
    return content + added + table + b"startxref\n%d\n%%%%EOF\n" % (len(content) + len(added))


def damaged(content: bytes) -> bytes:
    """Programs that mend a file do it each in its own way."""
    return re.sub(rb"startxref\s+\d+", b"startxref\n17", content)


def leftover(pdf: pikepdf.Pdf) -> None:
    """Kept in the file from the tags, where no program draws it."""
    pdf.Root.StructTreeRoot.Left = pdf.make_stream(b"BT ET")


def tag_spoken(pdf: pikepdf.Pdf) -> None:
    """What a screen reader says in place of the tag."""
    pdf.Root.StructTreeRoot.K[0].Phoneme = String("other")


def text_spoken(before: bytes) -> bytes:
    return re.sub(rb"(/Span\s+<<\s*/MCID \d+)", rb"\1/ActualText (99)", before, count=1)
