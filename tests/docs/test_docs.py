"""The manual counted against the program."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from tests.conftest import ROOT

from briefgen import errors
from briefgen.cli import main
from briefgen.render.data_files import COLUMNS

REFERENCE = (ROOT / "docs/reference.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def commands(group: click.Group, path: str = "briefgen") -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


@pytest.mark.parametrize(
    ("path", "command"), list(commands(main)), ids=lambda item: item if isinstance(item, str) else ""
)
def test_every_command_and_option_is_in_the_reference(path: str, command: click.Command) -> None:
    line = next((line for line in REFERENCE.splitlines() if f"`{path}" in line), "")
    assert line, f"{path} is not in docs/reference.md"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[0] in line, f"{path} {parameter.opts[0]}"
        assert command.help


def test_every_exit_code_is_in_the_reference() -> None:
    codes = {getattr(errors, name).exit_code for name in dir(errors) if name.endswith("Error")}
    for code in codes | {0}:
        assert f"| {code} |" in REFERENCE


def test_every_column_of_the_csv_is_in_the_reference() -> None:
    listed = re.sub(r"\s+", " ", REFERENCE)
    assert ", ".join(COLUMNS) in listed


def test_the_readme_names_the_two_commands_first_and_they_exist() -> None:
    block = README.split("```sh")[1].split("```")[0].strip().splitlines()
    assert [line.split("#")[0].strip() for line in block] == ["make brief AREA=E06000002", "make test"]
    for target in ("brief", "test", "help", "setup", "check", "golden", "data"):
        assert re.search(rf"^{target}:.*## ", MAKEFILE, re.M), target


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]), ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target
