"""The command line as a script meets it: files, streams, exit codes, one sentence a fault."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.cli import main


def run(
    *arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from briefgen.cli import main; main()", *arguments],
        capture_output=True, text=True, env={**os.environ, **(env or {})}, cwd=cwd, timeout=120, check=False,
    )  # fmt: skip


def test_a_briefing_in_every_format(tmp_path: Path) -> None:
    done = run("render", " e06000002 ", "--format", "pdf,html,csv,json", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    names = [f"E06000002-middlesbrough.{suffix}" for suffix in ("pdf", "html", "csv", "json")]
    assert done.stdout.split() == [str(tmp_path / name) for name in names]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(names)
    assert (tmp_path / names[0]).read_bytes().startswith(b"%PDF-1.7")
    assert json.loads((tmp_path / names[3]).read_text())["area"]["code"] == "E06000002"
    rows = list(csv.DictReader(io.StringIO((tmp_path / names[2]).read_text("utf-8-sig"))))
    assert {row["fact"] for row in rows} >= {"hle.male.value", "imd.rank", "luf.led"}


@pytest.mark.parametrize(
    ("area", "code", "words"),
    [
        ("E06999999", 3, "briefgen areas"),
        ("nowhere at all", 3, "briefgen areas"),
        ("Middlesboro", 3, "did you mean Middlesbrough"),
        ("", 2, "No area was given"),
        ("../../etc/passwd", 3, "etc/passwd"),
        ("W06000015", 3, "in Wales"),
        ("Scotland", 3, "not covered"),
        ("E12000001", 3, "not a local authority"),
        ("E07000150", 0, ""),
        ("E07000026", 0, "is now Cumberland"),
    ],
)
def test_areas_that_people_type(tmp_path: Path, area: str, code: int, words: str) -> None:
    done = CliRunner().invoke(main, ["render", area, "--format", "csv", "--out", str(tmp_path)])
    assert done.exit_code == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 1
    assert bool(list(tmp_path.iterdir())) == (code == 0)


@pytest.mark.parametrize(("old", "new"), [("E08000016", "E08000038"), ("E08000019", "E08000039")])
def test_recoded_authorities_work_by_both_codes(tmp_path: Path, old: str, new: str) -> None:
    made = [
        CliRunner().invoke(main, ["render", code, "--format", "csv", "--out", str(tmp_path)]).stdout
        for code in (old, new)
    ]
    assert made[0] == made[1]
    assert new in made[0]


def test_a_split_code_asks_which() -> None:
    done = CliRunner().invoke(main, ["show", "E10000006"])  # Cumbria
    assert done.exit_code == 2
    assert "Cumberland" in done.stderr
    assert "Westmorland" in done.stderr


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    done = run("render", "Hull", "--format", "csv", "--out", str(tmp_path / "file" / "deeper"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The temporary file is opened on the device that is always full: a real ENOSPC from a real write."""
    import tempfile

    def full(prefix: str, dir: Path) -> tuple[int, str]:
        name = str(tmp_path / f"{prefix}x")
        Path(name).touch()
        return os.open("/dev/full", os.O_WRONLY), name

    monkeypatch.setattr(tempfile, "mkstemp", full)
    done = CliRunner().invoke(main, ["render", "Hull", "--format", "csv", "--out", str(tmp_path)])
    assert done.exit_code == 2
    assert "No space left" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_template_with_an_unknown_word(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    assert CliRunner().invoke(main, ["templates", "eject", str(folder)]).exit_code == 0
    path = folder / "sentences" / "money.toml"
    path.write_text(path.read_text("utf-8").replace("{{ place.", "{{ palce.", 1), "utf-8")
    done = CliRunner().invoke(main, ["render", "Hull", "--templates", str(folder), "--out", str(tmp_path / "out")])
    assert done.exit_code == 6
    assert "money.toml, line" in done.stderr
    assert "palce" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_page_with_an_unknown_word(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    CliRunner().invoke(main, ["templates", "eject", str(folder)])
    path = folder / "sections" / "money.html.jinja"
    path.write_text(path.read_text("utf-8") + "{{ nonsense }}", "utf-8")
    done = CliRunner().invoke(main, ["render", "Hull", "--templates", str(folder), "--out", str(tmp_path / "out")])
    assert done.exit_code == 6
    assert "money.html.jinja, line" in done.stderr
    assert "nonsense" in done.stderr


def test_templates_are_not_ejected_over_files(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    done = CliRunner().invoke(main, ["templates", "eject", str(tmp_path)])
    assert done.exit_code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]


def test_a_missing_table(writable_data: Path, tmp_path: Path) -> None:
    (writable_data / "observations.csv").unlink()
    done = run("render", "Hull", "--out", str(tmp_path / "out"), env={"BRIEFGEN_DATA": str(writable_data)})
    assert done.returncode == 4
    assert "observations.csv is missing" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [["render", "Hull", "--format", "docx"], ["render", "Hull", "--as-of", "2020-01-01"], ["render"]]
)
def test_usage(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == 2


def test_areas_lists_317() -> None:
    done = CliRunner().invoke(main, ["areas", "--format", "csv"])
    assert len(done.stdout.splitlines()) == 318
    found = json.loads(CliRunner().invoke(main, ["areas", "upon hull", "--format", "json"]).stdout)
    assert [row["code"] for row in found] == ["E06000010"]


def test_show_says_the_findings() -> None:
    done = CliRunner().invoke(main, ["show", "Barnsley"])
    assert done.exit_code == 0
    assert "E08000038" in done.stdout


@pytest.mark.parametrize(
    "command", [[], ["areas"], ["show"], ["render"], ["data"], ["data", "check"], ["templates", "eject"]]
)
def test_help_has_an_example(command: list[str]) -> None:
    done = CliRunner().invoke(main, [*command, "--help"])
    assert done.exit_code == 0
    assert "Example" in done.stdout


def test_loading_for_one_area_reads_no_layout_engine() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from briefgen.cli import main; main(['areas','hull'], standalone_mode=False); sys.exit('weasyprint' in sys.modules or 'matplotlib.pyplot' in sys.modules)"],
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0
