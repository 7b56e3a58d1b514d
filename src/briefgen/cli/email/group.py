"""The group `briefgen email` and the options its commands share."""

from functools import partial
from pathlib import Path

import click

EXAMPLES = """Examples:

\b
  briefgen email councillors.csv --briefings out
  briefgen email councillors.csv --briefings out --from "Policy team <policy@council.example>" --smtp smtp+starttls://policy@relay.council.example:587 --to-me policy@council.example
  briefgen email approve councillors.csv --briefings out --from ... --who "Director of Public Health"
  briefgen email councillors.csv --briefings out --from ... --smtp ... --approval approval.toml --send --limit 1
  briefgen email status --briefings out
"""
FILE = click.Path(dir_okay=False, path_type=Path)
# What sends, lifts a guard or speaks for a person is typed each time: a variable set once would do so ever after.
typed_option = partial(click.option, allow_from_autoenv=False)
briefings_option = click.option(
    "--briefings", type=click.Path(file_okay=False, path_type=Path), default=Path("out"), show_default=True,
    help="Folder a batch has written.",
)  # fmt: skip
ledger_option = click.option(
    "--ledger", "ledger_file", type=FILE, help="Default: mail-ledger.sqlite beside the briefings."
)


class _Letters(click.Group):
    """`briefgen email LIST.csv` needs no name of a subcommand."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["letters", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Letters, epilog=EXAMPLES)
def email() -> None:
    """Send finished briefings, each person once: `briefgen email RECIPIENTS.csv` shows what it would send.

    Nothing leaves without --send. `briefgen email letters --help` has all options.
    """
    from briefgen.delivery.mail.extra import check_extra

    check_extra()
