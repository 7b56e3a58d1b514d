"""briefgen why"""

from datetime import date

import click

from briefgen import resources
from briefgen.cli.options import as_of_option, session_for


@click.command(epilog="Examples: briefgen why Middlesbrough hle.male.value; briefgen why Hull 'ranks'")
@click.argument("area")
@click.argument("fact")
@as_of_option
def why(area: str, fact: str, as_of: date) -> None:
    """Why AREA's briefing says FACT: a fact's id, a sentence's id, or a part of a sentence.

    Prints the sentence, the rule that chose it, the observation, its source and licence, and the method.
    """
    from briefgen.pipeline.why import why as answered

    made = session_for(as_of, None)
    briefing = made.briefing(made.areas.resolve(area))
    for line in answered(briefing, fact, made.wording, resources.templates_dir()):
        click.echo(line)
