"""Style sheets: the tokens' colours put in, the verdict marks drawn, the fonts found."""

import re
import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import quote

import tinycss2

from briefgen import resources
from briefgen.errors import RenderError
from briefgen.model.verdict import Verdict
from briefgen.render.permitted import fetches
from briefgen.templating import read_own

FACES = (("normal", 400, "Regular"), ("normal", 600, "Semibold"), ("normal", 700, "Bold"), ("italic", 400, "It"))
MARKS = "the verdict marks"  # the one sheet that is the program's own
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")


@cache
def tokens(templates: Path) -> dict[str, str]:
    """The colour tokens of `styles/tokens.toml`, name to #RRGGBB: charts, paper and screen share them."""
    path = templates / "styles" / "tokens.toml"
    text = _read(templates, path)
    try:
        colours: dict[str, object] = tomllib.loads(text).get("colour", {})
    except tomllib.TOMLDecodeError as error:
        raise RenderError(f"{path}: {error}; mend the file.") from error
    for name, value in colours.items():
        if not _COLOUR.fullmatch(str(value)):
            line = next((n for n, row in enumerate(text.splitlines(), 1) if row.startswith(f"{name} ")), 1)
            raise RenderError(f"{path}, line {line}: {name} is {value!r}, which is no colour; write it as #12436D.")
    return {name: str(value) for name, value in colours.items()}


def _read(folder: Path, path: Path) -> str:
    try:
        return read_own(folder, path)
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise RenderError(
            f"{path} cannot be read ({what}); take it from a folder newly made by `briefgen templates eject`."
        ) from error


def _mark(verdict: Verdict, colours: dict[str, str]) -> str:
    """The disc of a verdict: worse and better filled, the others in outline, not tested a dashed empty ring."""
    ink = {"worse": colours["plum"], "better": colours["teal"]}.get(verdict.style)
    line = colours["grey"] if verdict.style == "untested" else colours["ink"]
    ring = f"fill='{ink}'" if ink else f"fill='#fff' stroke='{line}' stroke-width='1'"
    if verdict.style == "untested":
        ring += " stroke-dasharray='2 1.6'"
    stroke = "#fff" if ink else line
    strokes = {
        Verdict.WORSE: "M4 8h8",
        Verdict.BETTER: "M4 8h8M8 4v8",
        Verdict.SIMILAR: "M4.6 6.4h6.8M4.6 9.6h6.8",
        Verdict.HIGHER: "M8 12V4M5 7l3-3 3 3",
        Verdict.LOWER: "M8 4v8M5 9l3 3 3-3",
    }
    sign = (
        f"<path d='{strokes[verdict]}' fill='none' stroke='{stroke}' stroke-width='1.6'/>" if verdict in strokes else ""
    )
    return (
        "<svg xmlns='http://www.w3.org/2000/svg' width='16' height='16' viewBox='0 0 16 16'>"
        f"<circle cx='8' cy='8' r='7' {ring}/>{sign}</svg>"
    )


def marks(colours: dict[str, str]) -> str:
    """One rule a verdict: the disc is a background, so that a screen reader hears the word once and no sign."""
    return "\n".join(
        f'.mark.{verdict.value.replace(" ", "-")}{{background-image:url("data:image/svg+xml,{quote(_mark(verdict, colours))}")}}'
        for verdict in Verdict
    )


def with_tokens(css: str, colours: dict[str, str], name: str) -> str:
    """`var(--navy)` replaced by its value: cheaper for the layout engine than custom properties.

    Raises RenderError, with the file `name` and the line, for a colour that is not a token.
    """

    def value(match: re.Match[str]) -> str:
        try:
            return colours[match[1]]
        except KeyError:
            line = css.count("\n", 0, match.start()) + 1
            raise RenderError(
                f"{name}, line {line}: --{match[1]} is not defined in styles/tokens.toml; mend the style sheet."
            ) from None

    return _VARIABLE.sub(value, css)


def _checked(css: str, name: str) -> str:
    """Raises RenderError where the sheet is not CSS, which a browser and the layout engine would pass over in silence, and
    where it fetches something."""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        inner = tinycss2.parse_blocks_contents(rule.content or []) if rule.type == "qualified-rule" else [rule]
        for item in inner:
            if item.type == "error":
                raise RenderError(f"{name}, line {item.source_line}: {item.message}; mend the style sheet.")
    fault = fetches(css)
    if fault:
        raise RenderError(f"{name}, line {fault[0]}: {fault[1]}; mend the style sheet.")
    return css


def font_faces() -> str:
    """@font-face rules on the files of the installed font package. Raises InstallError when one is missing."""
    folder = resources.fonts_dir()
    return "\n".join(
        f'@font-face{{font-family:"Source Sans Pro";font-style:{style};font-weight:{weight};'
        f"src:url({(folder / f'SourceSansPro-{name}.ttf').as_uri()})}}"
        for style, weight, name in FACES
    )


def stylesheet(templates: Path, *names: str) -> str:
    """The same in one text."""
    return "\n".join(stylesheets(templates, *names).values())


def stylesheets(templates: Path, *names: str, brand: dict[str, str] | None = None) -> dict[str, str]:
    """The named sheets of `styles/` by path, tokens put in (a brand's colours first), the marks last.

    Raises RenderError naming file, line and the unknown word.
    """
    colours = tokens(templates) | (brand or {})
    paths = [templates / "styles" / name for name in names]
    sheets = {str(path): _checked(with_tokens(_read(templates, path), colours, str(path)), str(path)) for path in paths}
    return sheets | {MARKS: marks(colours)}
