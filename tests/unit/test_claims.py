"""No sentence claims a direction, a strength or all of a set without saying when that is so."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.briefing.claims import claim_words
from briefgen.briefing.words import Wording
from briefgen.cli import main
from briefgen.errors import RenderError
from briefgen.facts.builder import FactBuilder
from briefgen.model.fact import Sentence
from briefgen.pipeline.session import Session


def words(folder: Path, text: str) -> Wording:
    (folder / "sentences").mkdir(exist_ok=True)
    (folder / "sentences" / "s.toml").write_text(text, "utf-8")
    return Wording(folder)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("England’s fell by {{ n }}", ("fell",)),
        ("Far fewer here", ("far", "fewer")),
        ("None of the {{ n|words }} cannot be told apart", ("none", "told apart")),
        ("the most deprived tenth and the least deprived", ()),
        ("Both are in England’s most deprived tenth", ("both",)),
        ("{{ all|listed }} wider determinants", ()),
        ("alternative", ()),
        ("Most of the spread", ("most",)),
    ],
)
def test_claim_words_are_found_and_names_are_not(text: str, found: tuple[str, ...]) -> None:
    assert claim_words(text) == found


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("It fell", "fell"),
        ("All of it", "all"),
        ("Nothing came", "nothing"),
        ("It is likelier", "likelier"),
        ("Supported by figures", "supported"),
    ],
)
def test_a_claim_without_a_condition_is_refused_by_file_line_and_word(tmp_path: Path, text: str, claim: str) -> None:
    with pytest.raises(RenderError, match=rf"s\.toml, line 4: sentence s\.t\.b says '{claim}'"):
        words(tmp_path, f'[t]\na = "A place"\n\nb = "{text}"\n')


@pytest.mark.parametrize("variant", ['{ say = "It rose" }', '{ say = "It rose", needs = " " }', '{ say = "x", when = "y" }', "3",
                                     '{ say = "It rose", needs = "true", always = "so" }'])  # fmt: skip
def test_a_variant_that_is_none_is_refused(tmp_path: Path, variant: str) -> None:
    with pytest.raises(RenderError, match=r"s\.toml, line 1: sentence s\.a"):
        words(tmp_path, f"a = [{variant}]")


def test_the_first_variant_that_holds_is_said(tmp_path: Path) -> None:
    made = words(
        tmp_path,
        """a = [
  { needs = "n.value > 0", say = "It rose by {{ n }}" },
  { needs = "n.value < 0", say = "It fell by {{ n|size }}" },
]""",
    )
    register = FactBuilder()
    assert made.say("s.a", n=register.count("up", 2)).text == "It rose by 2"
    assert made.say("s.a", n=register.count("down", -2)).text == "It fell by 2"
    assert made.say("s.a", n=register.count("still", 0)) == Sentence("s.a", ())


def test_a_sentence_around_an_absent_one_is_absent(tmp_path: Path) -> None:
    made = words(tmp_path, 'a = [{ needs = "false", say = "all" }]\nb = "That is {{ how }}."')
    assert made.say("s.b", how=made.say("s.a")).absent


@pytest.mark.parametrize("needs", ["facts.helth", "n.__class__", "n.value >", "range.__globals__", "n()"])
def test_a_condition_runs_in_the_sandbox_and_names_its_line(tmp_path: Path, needs: str) -> None:
    made = words(tmp_path, f'\na = [{{ needs = "{needs}", say = "All" }}]')
    with pytest.raises(RenderError, match=r"s\.toml, line 2: sentence s\.a"):
        made.say("s.a", n=FactBuilder().count("n", 1))


def test_a_claim_in_a_council_s_own_words_stops_the_briefing(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    assert CliRunner().invoke(main, ["templates", "eject", str(folder)]).exit_code == 0
    path = folder / "sentences" / "spread.toml"
    path.write_text(path.read_text("utf-8").replace("[lead]\n", '[lead]\nours = "All is getting better"\n', 1), "utf-8")
    done = CliRunner().invoke(main, ["render", "Hull", "--templates", str(folder), "--out", str(tmp_path / "out")])
    assert done.exit_code == 6
    assert "spread.toml, line" in done.stderr
    assert "'all'" in done.stderr
    assert not (tmp_path / "out").exists()


def test_every_condition_of_the_program_s_own_sentences_is_an_expression(session: Session) -> None:
    conditions = [one.needs for id in session.wording.ids for one in session.wording.variants(id) if one.needs]
    assert len(conditions) > 150
    for needs in conditions:
        session.wording._condition(needs)
