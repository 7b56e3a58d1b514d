"""The pages a batch leaves beside its documents: one file each, no server, no network."""

from collections.abc import Collection

from markupsafe import Markup

from briefgen import resources
from briefgen.briefing.words import Wording
from briefgen.pipeline.batch.job import Job
from briefgen.render.fonts import embedded_faces
from briefgen.render.permitted import Own, check_page
from briefgen.render.styles import stylesheet
from briefgen.templating import Templates

CONTROLS = frozenset(("nav", "label", "input", "select", "option", "button"))


def page(
    job: Job, template: str, css_name: str, *, script: str = "", pictures: Collection[str] = (), **shown: object
) -> bytes:
    """`template` with `css_name` on top of the screen's own, in the edition's name.

    script, pictures (addresses): what the page may run and show; a template can add none of its own.
    """
    templates = job.templates or resources.templates_dir()
    css = embedded_faces() + stylesheet(templates, "screen.css", css_name)
    own = Own(css=css, script=script, pictures=frozenset(pictures), elements=CONTROLS)
    words = {
        "edition": f"{job.as_of:%B %Y}", "css": Markup(css), "script": Markup(script), "term": Wording(templates).terms, **shown
    }  # fmt: skip
    return Templates(templates)[template].render(words, lambda html: check_page(html, own)).encode()
