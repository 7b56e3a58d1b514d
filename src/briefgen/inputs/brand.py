"""brand.toml: read strictly, so that a mistake is a sentence now and not a wrong page later."""

import io
import re
import tomllib
import xml.etree.ElementTree as ElementTree
from hashlib import sha256
from pathlib import Path

from PIL import Image

from briefgen.errors import UsageError
from briefgen.model.brand import LEAST_CONTRAST, Brand, Logo, contrast

LONGEST = {"name": 60, "logo": 500, "primary": 7, "accent": 7, "contact": 120, "foreword": 700}  # letters
TOKENS = {"primary": "navy", "accent": "accent"}
LARGEST_LOGO = 1_000_000  # bytes
MOST_PIXELS = 4_000_000
MODES = ("1", "L", "LA", "P", "RGB", "RGBA")  # without CMYK: the archive format holds sRGB only
_ENDS = {"PNG": b"IEND", "JPEG": b"\xff\xd9"}
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_REMOTE = re.compile(r"^([a-z][a-z0-9+.-]+:|//|\\\\)", re.I)
_UNSAFE = ("script", "image", "foreignObject", "text", "style", "use", "a", "animate", "set")  # of an SVG's elements


def read_brand(path: Path) -> Brand:
    """The brand described in a TOML file: name; logo (a path from the file's folder), primary, accent, contact, foreword.

    Raises UsageError, naming file and key, for anything that cannot be used.
    """
    try:
        content = path.read_bytes()
        table = tomllib.loads(content.decode("utf-8"))
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); give the path of a brand file.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is no TOML file: {error}; mend it.") from error
    unknown = [key for key in table if key not in LONGEST]
    if unknown:
        raise UsageError(f"{path}: {unknown[0]!r} is not a key of a brand; the keys are {', '.join(LONGEST)}.")
    text = {key: _text(path, key, table[key]) for key in table}
    if not text.get("name"):
        raise UsageError(f'{path}: name is missing; add the council’s name, as name = "Anytown Council".')
    colours = tuple((TOKENS[key], _colour(path, key, text[key])) for key in TOKENS if text.get(key))
    logo = _logo(path, text["logo"]) if text.get("logo") else None
    digest = sha256(content + (logo.content if logo else b"")).hexdigest()[:12]
    return Brand(text["name"], digest, logo, colours, text.get("contact", ""), text.get("foreword", ""))


def _text(path: Path, key: str, value: object) -> str:
    """One line of printable text, no longer than its place on the page."""
    if not isinstance(value, str):
        raise UsageError(f"{path}: {key} is not a text; put it in quotation marks.")
    line = " ".join(value.split())
    if not line.isprintable():
        raise UsageError(f"{path}: {key} holds a character that cannot be printed; take it out.")
    if len(line) > LONGEST[key]:
        raise UsageError(f"{path}: {key} has {len(line)} letters and there is room for {LONGEST[key]}; shorten it.")
    return line


def _colour(path: Path, key: str, value: str) -> str:
    if not _HEX.fullmatch(value):
        raise UsageError(f"{path}: {key} is {value!r}, which is no colour; write it as #12436D.")
    ratio = contrast(value)
    if ratio < LEAST_CONTRAST:
        # Cut, not rounded: 4.499 must not read as 4.5.
        raise UsageError(
            f"{path}: {key} {value} has a contrast of {int(ratio * 100) / 100:.2f} to 1 on white and text needs "
            f"{LEAST_CONTRAST} to 1; choose a darker colour."
        )
    return value.upper()


def _logo(path: Path, name: str) -> Logo:
    if _REMOTE.match(name):
        raise UsageError(f"{path}: logo {name!r} is not a file of this machine; save it beside the brand file.")
    file = path.parent / name
    if not file.is_file():
        raise UsageError(f"{path}: there is no logo file {file}; mend the path.")
    size = file.stat().st_size
    if size > LARGEST_LOGO:
        raise UsageError(f"{file} has {size / 1e6:.1f} MB and a logo may have 1 MB; save it smaller.")
    content = file.read_bytes()
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _drawn(file, content)
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise UsageError(f"{file} has {image.width} by {image.height} pixels; save it with fewer.")
            if image.mode not in MODES:
                raise UsageError(f"{file} is stored as {image.mode}; save it as RGB.")
            image.load()
            # The layout engine lets half an image pass, for the whole process: the file's own end tells.
            if _ENDS[str(image.format)] not in content[-64:]:
                raise UsageError(f"{file} breaks off in the middle; save the logo again.")
            return Logo(content, f"image/{str(image.format).lower()}")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UsageError(f"{file} is not a PNG, JPEG or SVG image; save the logo as one.") from error


def _drawn(file: Path, content: bytes) -> Logo:
    """An SVG of shapes alone: nothing fetched, nothing run, no letters in a font of another machine."""
    if b"<!DOCTYPE" in content.upper() or b"<!ENTITY" in content.upper():
        raise UsageError(f"{file} declares a document type; save the logo as plain SVG.")
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise UsageError(f"{file} is not a PNG, JPEG or SVG image; save the logo as one.") from error
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise UsageError(f"{file} is not a PNG, JPEG or SVG image; save the logo as one.")
    for element in root.iter():
        kind = str(element.tag).rpartition("}")[2]
        if kind in _UNSAFE:
            raise UsageError(f"{file} holds <{kind}>; save the logo as shapes alone (text as outlines).")
        for key, value in element.attrib.items():
            if (
                key.lower().startswith("on")
                or (key.endswith("href") and not value.startswith("#"))
                or "url(" in value.replace("url(#", "")
            ):
                raise UsageError(f"{file} points outside itself or runs something ({key}); save it as plain SVG.")
    return Logo(content, "image/svg+xml")
