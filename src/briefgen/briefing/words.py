"""Sentences are data: templates with placeholders, filled with facts, keeping which fact stands where.

A template is one line of `templates/sentences/*.toml`; its id is the file's stem and its key
(`deprivation.lead.rank`). Only facts, names and declared terms may fill a placeholder: a bare number is refused,
so that no figure reaches a page without its origin. A sentence may have variants, each with the condition under
which it is true (`briefing.claims`).
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import jinja2

from briefgen.briefing.claims import Phrasing, phrasings
from briefgen.errors import RenderError
from briefgen.facts.facts import Facts
from briefgen.model import numbers
from briefgen.model.area import PlaceName
from briefgen.model.fact import Fact, Label, Part, Sentence, Shown
from briefgen.model.period import Period
from briefgen.templating import Sandbox, read_own

_OPEN, _MID, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}([^{_MID}]*){_MID}([^{_CLOSE}]*){_CLOSE}")
_DIGIT = re.compile(r"\d")


def _marked(value: Any) -> str:
    """What a placeholder prints, with its origin in private-use characters until the text is split again."""
    match value:
        case jinja2.Undefined():
            return str(value)  # a strict one raises, naming the unknown word
        case Fact():
            return f"{_OPEN}{value.id}{_MID}{value.display}{_CLOSE}"
        case Shown():
            return f"{_OPEN}{value.fact}{_MID}{value.text}{_CLOSE}"
        case Period():
            return f"{_OPEN}period{_MID}{value.label}{_CLOSE}"
        case date():
            return f"{_OPEN}date{_MID}{value.day} {value:%B %Y}{_CLOSE}"
        case PlaceName():
            return value.prose
        case Label():
            return f"{_OPEN}label{_MID}{value}{_CLOSE}" if _DIGIT.search(value) else str(value)
        case Sentence():
            return "".join(p if isinstance(p, str) else f"{_OPEN}{p.fact}{_MID}{p.text}{_CLOSE}" for p in value.parts)
        case str():
            if _DIGIT.search(_MARKED.sub("", value)):
                raise TypeError(f"the text {value!r} holds a number that is not a fact")
            return value
    raise TypeError(f"{value!r} is not a fact, a name or a term")


def _plain(value: Any) -> str:
    return _MARKED.sub(r"\2", _marked(value))


def _ordinal(fact: Fact) -> Shown:
    return Shown(fact.id, numbers.ordinal(int(fact.value)))


def _words(fact: Fact) -> Shown:
    return Shown(fact.id, numbers.in_words(int(fact.value)))


def _capital_words(fact: Fact) -> Shown:
    return Shown(fact.id, numbers.in_words(int(fact.value)).capitalize())


def _plural(fact: Fact, one: str, many: str) -> str:
    return one if fact.value == 1 else many


def _size(fact: Fact) -> Shown:
    """The size of a difference, when the words around it say which way it goes."""
    return Shown(fact.id, fact.display.lstrip(numbers.MINUS + "+"))


def _interval(fact: Fact) -> Shown:
    if fact.display_interval is None:
        raise TypeError(f"the fact {fact.id} has no interval")
    return Shown(fact.id, fact.display_interval)


def _capital(value: Any) -> str:
    text = _marked(value)
    at = text.index(_MID) + 1 if text.startswith(_OPEN) else 0
    return text[:at] + text[at].upper() + text[at + 1 :]


def _listed(values: list[Any]) -> str:
    """ "a", "a and b", "a, b and c" with every origin kept."""
    shown = [_marked(value) for value in values]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def _joined(values: list[Any]) -> str:
    """ "a; b; c" with every origin kept."""
    return "; ".join(_marked(value) for value in values)


FILTERS: Mapping[str, Any] = {
    "ordinal": _ordinal,
    "words": _words,
    "capital_words": _capital_words,
    "plural": _plural,
    "size": _size,
    "interval": _interval,
    "capital": _capital,
    "listed": _listed,
    "joined": _joined,
}


def parts(marked: str) -> tuple[Part, ...]:
    """A filled template, split into words and shown facts."""
    result: list[Part] = []
    at = 0
    for match in _MARKED.finditer(marked):
        if match.start() > at:
            result.append(marked[at : match.start()])
        result.append(Shown(match[1], match[2]))
        at = match.end()
    if at < len(marked):
        result.append(marked[at:])
    return tuple(result)


class Wording:
    """The sentences of one templates folder, compiled once.

    terms: names that every sentence may use ({{ term.covid }}), from `terms.toml`.
    Raises RenderError, naming file, line and the unknown word, on a template that cannot be filled.
    """

    def __init__(self, templates: Path) -> None:
        self._environment = Sandbox(finalize=_marked, autoescape=False, keep_trailing_newline=False)
        self._environment.filters |= FILTERS
        self._files: dict[str, Path] = {}
        self._sources: dict[str, tuple[Phrasing, ...]] = {}
        self._conditions: dict[str, Callable[..., Any]] = {}
        self._texts: dict[str, jinja2.Template] = {}
        self.terms: dict[str, str] = {}
        folder = templates / "sentences"
        for path in sorted(folder.glob("*.toml")):
            table = _read_toml(templates, path)
            if path.stem == "terms":
                self.terms = {key: Label(text) for key, text in table.items()}
                self._environment.globals["term"] = self.terms
                continue
            for key, written in _flatten(table, path.stem):
                self._files[key] = path
                self._sources[key] = phrasings(written, partial(self._where, key))
        if not self._sources:
            raise RenderError(f"{folder} holds no sentences; give a folder made by `briefgen templates eject`.")

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self._sources)

    def source(self, id: str) -> str:
        """The template's own text, placeholders included; of several variants each, with what it needs."""
        found = self._sources[id]
        return " / ".join(one.say if one.needs is None else f"{one.say} (needs {one.needs})" for one in found)

    def variants(self, id: str) -> tuple[Phrasing, ...]:
        return self._sources[id]

    def has(self, id: str) -> bool:
        return id in self._sources

    def say(self, id: str, facts: Facts | None = None, **values: Any) -> Sentence:
        """The first variant of that id that holds, filled.

        Without a part where none holds, and where a sentence to be filled in is itself absent. A condition sees the
        values, `facts`, and every fact by its id in `f`.
        """
        if id not in self._sources:
            raise RenderError(f"No sentence is called {id!r} in templates/sentences; add it or mend the rule.")
        if any(isinstance(value, Sentence) and value.absent for value in values.values()):
            return Sentence(id, ())
        seen = values if facts is None else {"facts": facts, "f": facts.by_id, **values}
        try:
            for one in self._sources[id]:
                if one.needs is None or self._condition(one.needs)(seen):
                    return Sentence(id, parts(" ".join(self._text(one.say).render(values).split())))
        except (
            jinja2.TemplateError, TypeError, AttributeError, ValueError, ArithmeticError, LookupError, RecursionError
        ) as error:  # fmt: skip
            raise RenderError(f"{self._where(id)}: {error}; mend the template.") from error
        return Sentence(id, ())

    def _condition(self, needs: str) -> Callable[..., Any]:
        """Compiled on first use, as a text is; many sentences share one."""
        if needs not in self._conditions:
            self._conditions[needs] = self._environment.compile_expression(needs, undefined_to_none=False)
        return self._conditions[needs]

    def _text(self, say: str) -> jinja2.Template:
        if say not in self._texts:
            self._texts[say] = self._environment.from_string(say)
        return self._texts[say]

    def _where(self, id: str) -> str:
        return f"{self._files[id]}, line {self.line(id)}: sentence {id}"

    def line(self, id: str) -> int:
        """The line of the sentence's key in its file; a key may hold a dot ("title.short") inside its table."""
        path, inside = self._files[id], ""
        wanted = id.split(".", 1)[1]
        for at, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.startswith("["):
                inside = line.strip("[] \n") + "."
            elif (key := re.match(r"\"?([\w.]+)\"?\s*=", line)) and inside + key[1] == wanted:
                return at
        return 1


def _read_toml(folder: Path, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_own(folder, path))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RenderError(f"{path}: {error}; mend the file.") from error


def _flatten(table: dict[str, Any], prefix: str) -> list[tuple[str, Any]]:
    """Nested tables to dotted ids."""
    flat: list[tuple[str, Any]] = []
    for key, value in table.items():
        id = f"{prefix}.{key}"
        flat += _flatten(value, id) if isinstance(value, dict) else [(id, value)]
    return flat
