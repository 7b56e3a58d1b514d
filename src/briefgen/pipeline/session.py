"""What is the same for every authority: figures, sentences, page templates, fonts; read on first use and kept."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from briefgen import resources
from briefgen.briefing.assemble import assemble
from briefgen.briefing.words import Wording
from briefgen.data.areas import Areas, Resolution
from briefgen.data.wards import read_ward
from briefgen.facts.collect import collect
from briefgen.facts.england import England
from briefgen.facts.tables import Tables
from briefgen.model.area import Area
from briefgen.model.brand import Brand
from briefgen.model.briefing import Briefing
from briefgen.model.codes import GssCode
from briefgen.model.variant import FULL, Variant
from briefgen.pipeline.edition import AS_OF
from briefgen.pipeline.reading import read_tables
from briefgen.render.documents import Renderer


@dataclass
class Session:
    """One worker's. templates, data: other folders than those that came with the program."""

    as_of: date = AS_OF
    templates: Path | None = None
    data: Path | None = None
    brand: Brand | None = None

    @cached_property
    def _read(self) -> tuple[Areas, Tables]:
        return read_tables(self.as_of, self.data)

    @property
    def areas(self) -> Areas:
        return self._read[0]

    @property
    def tables(self) -> Tables:
        return self._read[1]

    @cached_property
    def england(self) -> England:
        """Look-ups over all authorities."""
        return England(self.tables)

    @cached_property
    def wording(self) -> Wording:
        return Wording(self.templates or resources.templates_dir())

    @cached_property
    def renderer(self) -> Renderer:
        return Renderer(self.templates or resources.templates_dir(), self.wording.terms, self.brand)

    def ward(self, text: str, area: Area) -> GssCode:
        """The ward of `area` that a code or a name means. Raises UsageError for any other."""
        return read_ward(text, area, self.areas.by_code, self.data)

    def briefing(self, asked: Resolution, variant: Variant = FULL) -> Briefing:
        """All the facts, then all the words; with a sentence on the older code it was asked for by, if another."""
        facts = collect(asked.area, self.tables, self.england, variant)
        old = None
        if asked.old_code is not None:
            old = (asked.old_code, asked.old_name or "", asked.since, asked.kind or "")
        return assemble(facts, self.wording, old=old)
