"""Words are data: the one place where a template becomes text.

Templates are edited by people who do not program and are passed on as files, so they run in Jinja's own sandbox, made
stricter: no attribute that begins with an underscore, no call but of what the program hands in, no file but from the
template folder. What is refused is one sentence with file and line.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

import jinja2
from jinja2 import ext, lexer
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefgen.errors import RenderError

# Of Jinja's own filters: none that reads an attribute by name, turns escaping off, or pads to a length it is told.
FILTERS = (
    "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "float", "int", "items", "join", "last", "length",
    "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round", "select", "selectattr",
    "sort", "string", "sum", "title", "trim", "unique", "upper", "urlize", "wordcount",
)  # fmt: skip
METHODS: tuple[tuple[type, frozenset[str]], ...] = (
    (str, frozenset(("strip", "startswith", "endswith", "lower", "upper"))),
    (date, frozenset(("isoformat",))),
)


class Sandbox(ImmutableSandboxedEnvironment):
    """calls: functions, and methods as their class holds them, that a template may call beside macros and METHODS."""

    intercepted_binops = frozenset(
        ("*", "**", "%")
    )  # "a" * 10**9, "%999999999d" % 1: a page's worth of memory in a word

    def __init__(self, calls: Collection[Callable[..., Any]] = (), **options: Any) -> None:
        super().__init__(undefined=jinja2.StrictUndefined, **options)
        self._calls = frozenset(calls)
        self._known: dict[tuple[type, str], bool] = {}
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.globals = {"range": self.globals["range"]}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Without the library's detour for `str.format`, which may not be called here."""
        if self._known.get((type(obj), attribute)):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Jinja's own answer, which depends on type and name alone: asked once for each."""
        key = (type(obj), attr)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = super().is_safe_attribute(obj, attr, value)
        return known

    def unsafe_undefined(self, obj: Any, attribute: str) -> jinja2.Undefined:
        raise SecurityError(f"a template may not read {attribute!r}")

    def is_safe_callable(self, obj: Any) -> bool:
        if isinstance(obj, (Macro, BlockReference, jinja2.Undefined)) or self._given(
            obj
        ):  # an undefined one says its name
            return True
        raise SecurityError(f"a template may not call {getattr(obj, '__name__', type(obj).__name__)!r}")

    def _given(self, obj: Any) -> bool:
        if isinstance(obj, MethodType) and obj.__func__ in self._calls:
            return True
        if isinstance(obj, (MethodType, BuiltinMethodType)):
            return any(isinstance(obj.__self__, kind) and obj.__name__ in names for kind, names in METHODS)
        return isinstance(obj, FunctionType) and (obj in self._calls or obj is self.globals["range"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or not (isinstance(left, (int, float)) and isinstance(right, (int, float))):
            raise SecurityError(f"a template may use {operator!r} on small numbers only")
        return super().call_binop(context, operator, left, right)


class _Folder(jinja2.FileSystemLoader):
    """Files of one folder. `..` is refused by Jinja; a link that leads out of the folder here."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        content, path, fresh = super().get_source(environment, template)
        folder = Path(self.searchpath[0])
        if not _holds(folder, Path(path)):
            raise SecurityError(f"{path} is a link that leads out of {folder}")
        return content, path, fresh


def _holds(folder: Path, path: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def read_own(folder: Path, path: Path) -> str:
    """Text of a file of the template folder. Raises OSError, UnicodeDecodeError; RenderError for a link out of it."""
    if not _holds(folder, path):
        raise RenderError(f"{path} is a link that leads out of {folder}; put the file itself there.")
    return path.read_text("utf-8")


class RefusedError(Exception):
    """A finished text holds what it may not; offset: where in it."""

    def __init__(self, what: str, offset: int) -> None:
        super().__init__(what)
        self.offset = offset


Check = Callable[[str], None]  # raises RefusedError


@dataclass(frozen=True, slots=True)
class Template:
    folder: "Templates"
    name: str

    def render(self, words: Mapping[str, Any], check: Check | None = None) -> str:
        """Filled, then looked at by `check`. Raises RenderError naming file and line."""
        with self.folder.told():
            text = self.folder.environment.get_template(self.name).render(words)
        if check is not None:
            try:
                check(text)
            except RefusedError as refused:
                where = self._line_of(words, check) or f"{self.folder.path}, {self.name}"
                raise RenderError(f"{where}: {refused}; mend the template.") from refused
        return text

    def _line_of(self, words: Mapping[str, Any], check: Check) -> str:
        """Rendered once more with every line of every file marked, so that a place in the text leads to one."""
        text, places = _unmarked(self.folder.marking().get_template(self.name).render(words))
        try:
            check(text)
        except RefusedError as refused:
            at = bisect_right(places, refused.offset, key=lambda place: place[0])
            return places[at - 1][1] if at else ""
        return ""


class Templates:
    """The templates of one folder, compiled once. globals: words and functions that all of them know."""

    def __init__(
        self, path: Path, *, escape: bool = True, calls: Collection[Callable[..., Any]] = (),
        filters: Mapping[str, Callable[..., Any]] | None = None, **globals: Any,
    ) -> None:  # fmt: skip
        self.path = path
        self._escape, self._calls, self._filters, self._globals = escape, calls, dict(filters or {}), globals
        self.environment = self._made()

    def _made(self, *extensions: type[ext.Extension]) -> Sandbox:
        made = Sandbox(
            self._calls, loader=_Folder(self.path), autoescape=self._escape, trim_blocks=True, lstrip_blocks=True,
            extensions=extensions,
        )  # fmt: skip
        made.filters |= self._filters
        made.globals |= self._globals
        return made

    def marking(self) -> Sandbox:
        return self._made(_Marks)

    def __getitem__(self, name: str) -> Template:
        return Template(self, name)

    @contextmanager
    def told(self) -> Iterator[None]:
        """What goes wrong inside a template is a RenderError naming file, line and what is wrong."""
        try:
            yield
        except jinja2.TemplateSyntaxError as error:
            raise RenderError(f"{error.filename}, line {error.lineno}: {error.message}; mend the template.") from error
        except jinja2.TemplateNotFound as error:
            what = f"there is no {error.name!r} among the templates"
            raise RenderError(f"{self._where(error)}: {what}; mend the template.") from error
        except (jinja2.TemplateError, RecursionError) as error:
            raise RenderError(f"{self._where(error)}: {error}; mend the template.") from error
        except UnicodeDecodeError as error:
            raise RenderError(f"A template of {self.path} is no UTF-8 text ({error}); save it as UTF-8.") from error
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            if not self._in_template(error):
                raise
            raise RenderError(f"{self._where(error)}: {error}; mend the template.") from error

    def _in_template(self, error: BaseException) -> bool:
        """Was it a template's own line that failed, or what Jinja did for it, and not the program's?"""
        trace, own = error.__traceback__, False
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if name.startswith(str(self.path)):
                own = True
            elif name != _JINJA and not name.startswith(_JINJA_FOLDER) and name != __file__:
                own = False
            trace = trace.tb_next
        return own

    def _where(self, error: BaseException) -> str:
        """The template file and line an error came from, and the lines that led there."""
        trace = error.__traceback__
        found: list[str] = []
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if name.startswith(str(self.path)):
                found.append(f"{name}, line {trace.tb_lineno}")
            trace = trace.tb_next
        if not found:
            return str(self.path)
        # A word unknown to the caller fails in the macro it was handed to.
        callers = [place for place in dict.fromkeys(reversed(found[:-1])) if place != found[-1]][:3]
        return found[-1] + (f" (called from {'; '.join(callers)})" if callers else "")


_JINJA = "<template>"
_JINJA_FOLDER = str(Path(jinja2.__file__).parent)
_MARK = re.compile("\ue010(.*?), line ([0-9]+)\ue011", re.S)


class _Marks(ext.Extension):
    """Every line of a template's own text says which it is."""

    def filter_stream(self, stream: lexer.TokenStream) -> Iterator[lexer.Token]:
        for token in stream:
            if token.type == "data":
                lines = token.value.split("\n")
                marked = [
                    f"\ue010{stream.filename}, line {n}\ue011{line}" for n, line in enumerate(lines, token.lineno)
                ]
                token = lexer.Token(token.lineno, "data", "\n".join(marked))
            yield token


def _unmarked(marked: str) -> tuple[str, list[tuple[int, str]]]:
    """The text itself, and (offset, file and line) of each piece of it in order."""
    clean, places, at, length = [], [], 0, 0
    for mark in _MARK.finditer(marked):
        clean.append(marked[at : mark.start()])
        length += mark.start() - at
        places.append((length, f"{mark[1]}, line {mark[2]}"))
        at = mark.end()
    return "".join([*clean, marked[at:]]), places
