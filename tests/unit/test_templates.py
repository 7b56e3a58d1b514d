"""No digit is typed into a template: a number a reader sees is a fact."""

import re
import tomllib

import pytest

from briefgen import resources

SENTENCES = sorted((resources.templates_dir() / "sentences").glob("*.toml"))
PAGES = sorted(resources.templates_dir().rglob("*.jinja"))


def flat(value: object) -> list[str]:
    """The texts of a file; of a variant what it says, not the condition or the reason beside it."""
    if isinstance(value, dict):
        return flat(value["say"]) if "say" in value else [text for one in value.values() for text in flat(one)]
    return [text for one in value for text in flat(one)] if isinstance(value, list) else [str(value)]


@pytest.mark.parametrize("path", [p for p in SENTENCES if p.stem != "terms"], ids=lambda p: p.stem)
def test_no_digit_in_a_sentence(path) -> None:  # type: ignore[no-untyped-def]
    for text in flat(tomllib.loads(path.read_text("utf-8"))):
        words = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text)
        assert not re.search(r"\d", words), f"{path.name}: {text}"


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_no_digit_in_the_text_of_a_page(path) -> None:  # type: ignore[no-untyped-def]
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", " ", path.read_text("utf-8"), flags=re.S)
    text = re.sub(r"<(script|style)>.*?</\1>|<[^>]*>", " ", text, flags=re.S)
    assert not re.search(r"\d", text), f"{path.name}: {text.strip()}"
