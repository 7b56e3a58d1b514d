"""The dictionaries of a briefing and their keys, as the program writes them (ISO 32000-1). A key not named here is one
that no briefing has: scripts, actions, forms, layers, other boxes, other kinds of fonts and of annotations.

A rule says what may stand under a key: a type; a set of names or numbers; the name of another dictionary below; a list
of one rule for an array; {"*": rule} for a dictionary with names of its own; a tuple of rules for a choice. SKIP is
checked elsewhere, UP leads back to where the walk came from.
"""

from typing import Any

Rule = Any
SKIP, UP = "skip", "up"
NUMBERS = [(int, float)]


def _is(*names: str | int) -> frozenset[str | int]:
    return frozenset(names)


_STREAM: dict[str, Rule] = {"/Length": int, "/Filter": _is("/FlateDecode")}
_GROUP = _is("/Transparency")
_FUNCTIONS = ["function"]

# What only a council's logo (or its own templates) brings.
LOGO = frozenset(["image", "pattern", "shading", "function", "mask", "parameters"])

KINDS: dict[str, dict[str, Rule]] = {
    "catalog": {
        "/Type": _is("/Catalog"), "/MarkInfo": "marks", "/Lang": str, "/Pages": "pages", "/Names": "names",
        "/StructTreeRoot": SKIP, "/Metadata": "metadata", "/ViewerPreferences": "viewing", "/Outlines": "bookmarks",
        "/OutputIntents": ["intent"], "/AF": ["enclosure"],
    },
    "marks": {"/Marked": _is(True)},
    "viewing": {"/DisplayDocTitle": bool},
    "description": dict.fromkeys(
        ["/Title", "/Subject", "/Keywords", "/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate"], str
    ),
    "metadata": {**_STREAM, "/Type": _is("/Metadata"), "/Subtype": _is("/XML")},
    "intent": {
        "/Type": _is("/OutputIntent"), "/S": _is("/GTS_PDFA1"), "/Info": str, "/OutputConditionIdentifier": str,
        "/DestOutputProfile": "profile",
    },
    "profile": {**_STREAM, "/N": _is(3)},
    "pages": {"/Type": _is("/Pages"), "/Kids": ["page"], "/Count": int},
    "page": {
        "/Type": _is("/Page"), "/Parent": UP, "/MediaBox": NUMBERS, "/BleedBox": NUMBERS, "/TrimBox": NUMBERS,
        "/Contents": "content", "/Resources": "resources", "/StructParents": int, "/Tabs": _is("/S"),
        "/Annots": ["link"],
    },
    "content": _STREAM,
    "link": {
        "/Type": _is("/Annot"), "/Subtype": _is("/Link"), "/Contents": str, "/F": _is(4), "/StructParent": int,
        "/Rect": NUMBERS, "/BS": "border", "/Dest": (str, SKIP), "/A": "action",
    },
    "border": {"/W": _is(0)},
    "action": {"/Type": _is("/Action"), "/S": _is("/URI"), "/URI": str},
    "bookmarks": {"/Type": _is("/Outlines"), "/First": "bookmark", "/Last": "bookmark", "/Count": int},
    "bookmark": {
        "/Title": str, "/Dest": (str, SKIP), "/Parent": UP, "/Prev": UP, "/Next": "bookmark", "/First": "bookmark",
        "/Last": "bookmark", "/Count": int,
    },
    "names": {"/Dests": "places", "/EmbeddedFiles": "enclosures"},
    "places": {"/Names": [(str, SKIP)]},
    "enclosures": {"/Names": [(str, "enclosure")], "/Limits": [str]},
    "enclosure": {
        "/Type": _is("/Filespec"), "/AFRelationship": _is("/Data", "/Supplement"), "/Desc": str, "/F": str,
        "/UF": str, "/EF": "enclosed",
    },
    "enclosed": {"/F": "file", "/UF": "file"},
    "file": {
        **_STREAM, "/Type": _is("/EmbeddedFile"), "/Subtype": _is("/text/csv", "/application/json", "/text/html"),
        "/Params": "stated",
    },
    "stated": {"/CheckSum": str, "/CreationDate": str, "/ModDate": str, "/Size": int},
    "resources": {
        "/ExtGState": {"*": "state"}, "/ColorSpace": "colours", "/Shading": {"*": "shading"},
        "/XObject": {"*": ("form", "image")}, "/Pattern": {"*": "pattern"}, "/Font": {"*": "font"},
    },
    "colours": {"/srgb": [(_is("/ICCBased"), "profile")], "/lab-d50": SKIP, "/lab-d65": SKIP},
    "state": {
        "/Type": _is("/ExtGState"), "/ca": (int, float), "/CA": (int, float), "/AIS": _is(False), "/SMask": "mask",
    },
    "font": {
        "/Type": _is("/Font"), "/Subtype": _is("/Type0"), "/BaseFont": SKIP, "/Encoding": _is("/Identity-H"),
        "/ToUnicode": "content", "/DescendantFonts": ["glyphs"],
    },
    "glyphs": {
        "/Type": _is("/Font"), "/Subtype": _is("/CIDFontType2"), "/BaseFont": SKIP, "/CIDSystemInfo": "collection",
        "/CIDToGIDMap": _is("/Identity"), "/W": SKIP, "/FontDescriptor": "looks",
    },
    "collection": {"/Registry": str, "/Ordering": str, "/Supplement": int},
    "looks": {
        "/Type": _is("/FontDescriptor"), "/FontName": SKIP, "/FontFamily": str, "/Flags": int, "/FontBBox": NUMBERS,
        "/ItalicAngle": (int, float), "/Ascent": (int, float), "/Descent": (int, float), "/CapHeight": (int, float),
        "/StemV": (int, float), "/StemH": (int, float), "/FontFile2": "program",
    },
    "program": {**_STREAM, "/Length1": int},
    "form": {
        **_STREAM, "/Type": _is("/XObject"), "/Subtype": _is("/Form"), "/BBox": NUMBERS, "/Matrix": NUMBERS,
        "/Group": "group", "/Resources": "resources",
    },
    "group": {
        "/Type": _is("/Group"), "/S": _GROUP, "/I": bool, "/K": bool, "/CS": [(_is("/ICCBased"), "profile")],
    },
    "image": {
        **_STREAM, "/Filter": _is("/FlateDecode", "/DCTDecode"), "/Type": _is("/XObject"), "/Subtype": _is("/Image"),
        "/Width": int, "/Height": int, "/BitsPerComponent": int, "/Interpolate": bool, "/SMask": "image",
        "/ColorSpace": _is("/DeviceGray", "/DeviceRGB", "/DeviceCMYK"), "/DecodeParms": "parameters",
        "/Decode": NUMBERS,
    },
    "parameters": {"/Colors": int, "/Columns": int, "/Predictor": int, "/BitsPerComponent": int},
    "mask": {"/Type": _is("/Mask"), "/S": _is("/Luminosity"), "/G": "form"},
    "pattern": {
        **_STREAM, "/Type": _is("/Pattern"), "/PatternType": _is(1), "/PaintType": _is(1), "/TilingType": _is(1),
        "/BBox": NUMBERS, "/Matrix": NUMBERS, "/XStep": (int, float), "/YStep": (int, float),
        "/Resources": "resources",
    },
    "shading": {
        "/ShadingType": _is(2, 3), "/ColorSpace": (_is("/DeviceGray", "/DeviceRGB"), [(_is("/ICCBased"), "profile")]),
        "/Coords": NUMBERS, "/Domain": NUMBERS, "/Extend": [bool], "/Function": "function",
    },
    "function": {
        "/FunctionType": _is(2, 3), "/Domain": NUMBERS, "/C0": NUMBERS, "/C1": NUMBERS, "/N": (int, float),
        "/Bounds": NUMBERS, "/Encode": NUMBERS, "/Functions": _FUNCTIONS,
    },
}  # fmt: skip

# Without these a reader's program takes something else in their place.
NEEDED = {
    "catalog": ("/Pages", "/StructTreeRoot", "/Metadata"),
    "page": ("/MediaBox", "/Resources", "/Contents", "/Parent"),
    "font": ("/Encoding", "/ToUnicode", "/DescendantFonts", "/Subtype"),
    "glyphs": ("/CIDToGIDMap", "/W", "/FontDescriptor", "/Subtype"),
    "looks": ("/FontFile2",),
    "link": ("/BS", "/Rect"),
    "border": ("/W",),
}

# Every name of the tags: structure types, their attributes, and how they are tied together.
_TAG_NAMES = """
P Type Pg K S StructElem A O Table Headers TD LI LBody Div Scope ID TH TR Row Column Both Lbl H H1 H2 H3 H4 H5 H6 BBox
Layout Alt Figure ListNumbering List L Disc Circle Square Decimal None UpperRoman LowerRoman UpperAlpha LowerAlpha Sect
Art Part BlockQuote THead TBody TFoot Caption ColSpan RowSpan Span Obj OBJR Link MCID MCR ParentTree ParentTreeNextKey
StructTreeRoot Document Nums Limits Kids IDTree Names T Lang
"""
TAG_NAMES = frozenset("/" + name for name in _TAG_NAMES.split())
