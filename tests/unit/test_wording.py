"""Sentences are data: only facts may fill them, and a fault names file and line."""

from pathlib import Path

import pytest

from briefgen.briefing.words import Label, Wording
from briefgen.errors import RenderError
from briefgen.facts.builder import FactBuilder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sentences").mkdir()
    return tmp_path


def words(folder: Path, text: str) -> Wording:
    (folder / "sentences" / "s.toml").write_text(text, "utf-8")
    return Wording(folder)


def test_a_sentence_keeps_which_fact_stands_where(folder: Path) -> None:
    n = FactBuilder().count("n", 3)
    said = words(folder, 'a = "{{ n|words|capital }} of them, {{ n }} in sum"').say("s.a", n=n)
    assert said.text == "Three of them, 3 in sum"
    assert said.facts == ("n", "n")


def test_a_bare_number_is_refused(folder: Path) -> None:
    with pytest.raises(RenderError, match=r"s\.toml, line 2: sentence s\.a"):
        words(folder, '\na = "{{ n }}"').say("s.a", n=3)


def test_a_text_with_a_digit_must_be_a_label(folder: Path) -> None:
    made = words(folder, 'a = "{{ n }}"')
    with pytest.raises(RenderError, match="not a fact"):
        made.say("s.a", n="Year 6")
    assert made.say("s.a", n=Label("Year 6")).text == "Year 6"


def test_an_unknown_word_is_named_with_its_line(folder: Path) -> None:
    with pytest.raises(RenderError, match=r"s\.toml, line 3.*nonsense"):
        words(folder, '[t]\n\na = "{{ nonsense }}"').say("s.t.a")


def test_a_broken_file_is_named(folder: Path) -> None:
    with pytest.raises(RenderError, match=r"s\.toml"):
        words(folder, 'a = "')


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="templates eject"):
        Wording(tmp_path)
