"""Text: a line is broken and shaped once a worker for its words, its style and its width.

Tables, heads and notes say the same words in every document, and a box near a page's end is laid out more than once.
"""

from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.matrix import Matrix
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.fonts import get_pango_font_key

from briefgen.render.pdf.weasyprint_patches.known import once_a_style

MOST = 12_000  # lines kept; then all are dropped
_LOOK = (
    "font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_kerning", "font_variant_ligatures",
    "font_variant_position", "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_variation_settings", "font_language_override", "lang",
    "direction", "white_space", "letter_spacing", "word_spacing", "overflow_wrap", "word_break", "hyphens",
    "hyphenate_character", "tab_size", "text_decoration_line",
)  # fmt: skip
_stock_split, _stock_draw, _stock_key = line_break.split_first_line, drawing.draw_text, line_break._font_style_cache_key


@once_a_style
def _look(style: Any) -> str:
    """All of a style that a line's breaks and glyphs depend on."""
    return repr(tuple(style[name] for name in _LOOK))


def _kept(style: Any, what: str) -> dict[Any, Any]:
    """The lines known to the worker's font configuration, whose fonts they are shaped with."""
    kept: dict[Any, Any] = vars(style.font_config).setdefault(what, {})
    if len(kept) > MOST:
        kept.clear()
    return kept


def split_first_line(
    text: str, style: Any, context: Any, max_width: Any, justification_spacing: float, is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:  # fmt: skip
    if style["hyphens"] == "auto":
        made: tuple[Any, ...] = _stock_split(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
        return made
    kept = _kept(style, "broken_lines")
    key = (text, _look(style), max_width, justification_spacing, is_line_start, minimum)
    found = kept.get(key)
    if found is None:
        found = kept[key] = _stock_split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    layout = object.__new__(type(found[0]))
    layout.__dict__.update(found[0].__dict__)
    return (layout, *found[1:])


def font_style_cache_key(style: Any, include_size: bool = False) -> str:
    known = vars(style)
    name = "font_and_size" if include_size else "font_alone"
    if name not in known:
        known[name] = _stock_key(style, include_size)
    key: str = known[name]
    return key


def draw_text(stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: str) -> None:
    style, layout = textbox.style, textbox.pango_layout
    plain = (
        style["text_decoration_line"] == "none"
        and text_overflow == "clip"
        and block_ellipsis == "none"
        and style["visibility"] == "visible"
        and layout.justification_spacing == 0
        and textbox.text.strip()
    )
    if not plain or not _draw_known(stream, textbox):
        _stock_draw(stream, textbox, offset_x, text_overflow, block_ellipsis)


def _draw_known(stream: Any, textbox: Any) -> bool:
    style, layout = textbox.style, textbox.pango_layout
    kept = _kept(style, "shaped_lines")
    key = (layout.text, _look(style))
    shaped = kept.get(key)
    if key not in kept or (shaped and shaped[0] not in stream._fonts):  # shaping is what hands a document its font
        layout.reactivate(style)
        shaped = kept[key] = _shaped(stream, textbox)
        layout.deactivate()
    if shaped is None:
        return False
    used, size, operand, glyphs = shaped
    font = stream._fonts[used]
    for glyph, char, width in glyphs:
        font.to_unicode.setdefault(glyph, char)
        if font.widths.setdefault(glyph, width) != width:
            return False
    stream.set_color(style["color"])
    stream.begin_text()
    matrix = Matrix(d=-1, e=textbox.position_x, f=textbox.position_y + textbox.baseline)
    stream.set_text_matrix(*matrix.values)
    stream.set_font_size(font.hash, size)
    stream.show_text(operand)
    stream.end_text()
    return True


def _shaped(stream: Any, textbox: Any) -> tuple[Any, float, str, tuple[tuple[int, str, int], ...]] | None:
    """(font key, size, operand, glyphs with their letters and widths) of a line in one font; None for any other."""
    layout = textbox.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    line, _ = layout.get_first_line()
    used, size, operand, glyphs = None, 0.0, "<", {}
    text = layout.text.encode()
    run = line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        font = item.item.analysis.font
        key, _, size = get_pango_font_key(font)
        if item.item.analysis.level % 2 or used not in (None, key):
            return None
        used = key
        if key not in stream._fonts:
            stream.add_font(font)
        known = stream._fonts[key]
        if known.bitmap or known.png or known.svg or known.colr:
            return None
        count, clusters = item.glyphs.num_glyphs, item.glyphs.log_clusters
        for i, info in enumerate(item.glyphs.glyphs[0:count]):
            glyph, width = info.glyph, info.geometry.width
            if glyph == pango.PANGO_GLYPH_EMPTY or glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                return None
            if info.geometry.x_offset or info.geometry.y_offset:
                return None
            if glyph not in glyphs:
                end = item.item.length if i == count - 1 else clusters[i + 1]
                at = item.item.offset
                pango.pango_font_get_glyph_extents(font, glyph, stream.ink_rect, stream.logical_rect)
                advance = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
                glyphs[glyph] = (glyph, text[at + clusters[i] : at + end].decode(), advance)
            operand += f"{glyph:04x}"
            # A thousandth of an em is what the file can say: the engine's own nought is left out.
            if kerning := int(glyphs[glyph][2] - width * 1000 * FROM_UNITS / size):
                operand += f">{kerning}<"
    return used, size, operand[:-1] if operand.endswith("<") else f"{operand}>", tuple(glyphs.values())


REPLACED = (
    (line_break, "split_first_line", split_first_line),
    (line_break, "_font_style_cache_key", font_style_cache_key),
    (drawing, "draw_text", draw_text),
)
