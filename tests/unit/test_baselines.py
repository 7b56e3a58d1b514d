"""Two baselines compared: like changes are one line with their count, and nothing that differs is left out."""

import json
import shutil
from pathlib import Path

import pytest
from benchmarks import compare, folding, words

HEAD = "fact,measure,areacd,area,value,shown,lci_95,uci_95,period,source"
PLACES = {"E06000001": "Hartlepool", "E06000002": "Middlesbrough", "E06000047": "County Durham"}


def facts(code: str, at: int) -> list[str]:
    return [
        f"imd.rank,,{code},{PLACES[code]},{at},{at}nd,,,2025,File 10",
        f"imd.lsoa.E0101{at}.rank,,{code},{PLACES[code]},{at + 7},{at + 7}th,,,2025,File 1",
        f"smoking.value,,{code},{PLACES[code]},1{at}.4,1{at}.4%,9.1,20.2,2024,Fingertips",
    ]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "old"
    for name in ("documents", "text"):
        (folder / name).mkdir(parents=True)
    for at, (code, place) in enumerate(PLACES.items(), 2):
        (folder / "documents" / f"{code}-x.csv").write_text("\n".join([HEAD, *facts(code, at)]) + "\n", "utf-8")
        (folder / "text" / f"{code}-x.txt").write_text(
            f"health\tIn {place} 1{at}.4% smoke. That is more than in England.\nmoney\tIt led no award.\n", "utf-8"
        )
    (folder / "about.json").write_text(
        json.dumps({"commit": "0" * 40, "changed": [], "formats": "csv", "machine": "one"})
    )
    (folder / "timings.json").write_text(json.dumps({"batch.wall_s": 120.0, "gone": 1.0}))
    return folder


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(old, tmp_path / "new"))


def rewrite(folder: Path, pattern: str, before: str, now: str) -> None:
    found = list(folder.glob(pattern))
    assert found
    for path in found:
        assert before in path.read_text("utf-8")
        path.write_text(path.read_text("utf-8").replace(before, now), "utf-8")


def said(old: Path, new: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    monkeypatch.setattr("sys.argv", ["compare", str(old), str(new)])
    with pytest.raises(SystemExit) as ended:
        compare.main()
    return int(str(ended.value.code)), capsys.readouterr().out


def test_equal_baselines_are_said_to_be(
    old: Path, new: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, told = said(old, new, capsys, monkeypatch)
    assert ended == 0
    assert "Facts: 9 looked at; all the same\n" in told
    assert "Sentences: 9 looked at; all the same\n" in told
    assert "Files: 3 looked at; all the same\n" in told


@pytest.mark.parametrize(
    ("before", "now", "line"),
    [
        (",Fingertips", ",OHID", "changed       3 times in   3 areas: any fact | source 'Fingertips' -> 'OHID'"),
        ("File 1", "Table 1", "changed       6 times in   3 areas: any fact | source 'File #' -> 'Table #'"),
        (",9.1,20.2,", ",9.1,,", "changed       3 times in   3 areas: smoking.value | uci_95"),
        ("th,,,2025", "th,1,2,2026", "changed       3 times in   3 areas: imd.lsoa.E#.rank | lci_95, uci_95, period"),
        ("imd.lsoa.", "imd.place.", "added         3 times in   3 areas: imd.place.E#.rank"),
        ("imd.lsoa.", "imd.place.", "removed       3 times in   3 areas: imd.lsoa.E#.rank"),
    ],
)
def test_a_like_change_of_facts_is_one_line(
    old: Path, new: Path, before: str, now: str, line: str,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    rewrite(new, "documents/*.csv", before, now)
    ended, told = said(old, new, capsys, monkeypatch)
    assert ended == 1
    assert [one.strip() for one in told.splitlines() if line in one] == [line]


@pytest.mark.parametrize(
    ("before", "now", "lines"),
    [
        ("% smoke.", " per cent smoke.", ["changed       3 times in   3 areas: health | Name [#% -> # per cent]"]),
        ("4% smoke", "5% smoke", ["changed       3 times in   3 areas: health | figures or names only | Name #% smoke."]),
        ("It led no award.", "Nothing.", ["added         3 times in   3 areas: money | Nothing.",
                                          "removed       3 times in   3 areas: money | It led no award."]),
        ("It led no award.", "It led no award. Its 5 districts led 2.", ["added         3 times in   3 areas: money | "]),
        ("money\t", "brief\t", ["moved         3 times in   3 areas: money -> brief | It led no award."]),
        ("smoke. That is more than in England.", "smoke.", ["removed       3 times in   3 areas: health | That is more"]),
    ],
)  # fmt: skip
def test_a_like_change_of_sentences_is_one_line(
    old: Path, new: Path, before: str, now: str, lines: list[str],
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    rewrite(new, "text/*.txt", before, now)
    ended, told = said(old, new, capsys, monkeypatch)
    assert ended == 1
    assert all(sum(line in one for one in told.splitlines()) == 1 for line in lines), told
    assert sum("times in" in one for one in told.splitlines()) == len(lines), told


def test_a_changed_order_a_missing_area_and_one_figure(
    old: Path, new: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = new / "text" / "E06000001-x.txt"
    path.write_text("".join(reversed(path.read_text("utf-8").splitlines(keepends=True))), "utf-8")
    (new / "documents" / "E06000047-x.csv").unlink()
    rewrite(new, "documents/E06000002-x.csv", "13.4,13.4%", "13.5,13.5%")
    ended, told = said(old, new, capsys, monkeypatch)
    assert ended == 1
    assert "moved         1 times in   1 areas: the same sentences in another order" in told
    assert "Facts: 9 looked at; 1 changed, 3 removed; in 2 areas" in told
    assert "E06000002 smoking.value: value '13.4' -> '13.5'; shown '13.4%' -> '13.5%'" in told
    assert "Files: 3 looked at; 1 changed, 1 removed; in 2 areas" in told


def test_timings_as_ratios(old: Path, new: Path) -> None:
    (new / "timings.json").write_text(json.dumps({"batch.wall_s": 90.0}))
    rows = [line.split() for line in compare.measured(old, new)]
    assert ["batch.wall_s", "120.00", "90.00", "0.75"] in rows
    assert ["gone", "1.00", "–", "–"] in rows


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("Women live 7.1 years less than in England", "Women live # years less than in Name"),
        ("North East has 1,204 of them", "Name has # of them"),
        ("it is 2nd of 296 in Kingston upon Hull, 31st in 2024/25", "it is # of # in Name, # in #/#"),
        ("Bath and North East Somerset’s own", "Name own"),
    ],
)
def test_figures_and_places_are_folded(words: str, folded: str) -> None:
    assert folding.fold(words) == folded


def test_the_words_of_a_twin_by_section() -> None:
    page = """<html><head><title>no</title></head><body><nav class="contents"><a href="#a">One</a></nav>
    <section id="a"><h2>Two <b>words</b></h2><p>A <data value="1">1</data>\n  and more.</p>
    <table><tr><th>Area</th><th>Rate</th></tr><tr><td>Leeds</td><td>–</td></tr></table>
    <svg><title>no</title><path d="M0 0"/><text>left</text><text>right</text></svg></section><style>no</style>
    <p>after</p></body></html>"""
    assert list(words.lines(page.encode())) == [
        ("contents", "One"), ("a", "Two words"), ("a", "A 1 and more."), ("a", "Area | Rate"), ("a", "Leeds | –"),
        ("a", "left | right"), ("page", "after"),
    ]  # fmt: skip
