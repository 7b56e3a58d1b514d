"""The pages a batch leaves beside its documents: one file each, no server, no network."""

import jinja2
from markupsafe import Markup

from briefgen import resources
from briefgen.briefing.words import Wording
from briefgen.pipeline.batch.job import Job
from briefgen.render.fonts import embedded_faces
from briefgen.render.styles import stylesheet


def page(job: Job, template: str, css_name: str, **shown: object) -> bytes:
    """`template` with `css_name` on top of the screen's own, in the edition's name."""
    templates = job.templates or resources.templates_dir()
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = Markup(embedded_faces() + stylesheet(templates, "screen.css", css_name))
    edition, term = f"{job.as_of:%B %Y}", Wording(templates).terms
    html = environment.get_template(template).render(edition=edition, css=css, term=term, **shown)
    return html.encode()
