"""A batch removes what it left unfinished itself, and no file of anybody else's, wherever it is told to write."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.cli import main
from briefgen.delivery.folder import PARTIAL
from briefgen.delivery.remote import Remote
from briefgen.delivery.store import Store, store_at
from briefgen.errors import UsageError

OURS = f"{'0123456789abcdef' * 2}.unfinished"
OTHERS = (
    # The names that the old edition's sweep took for its own: editors' unsaved work and notes.
    ".E06000002-middlesbrough.csv.swp", ".E06000002-middlesbrough.pdf.x1y2z3", ".Ebbw.notes.txt", ".index.html.swp",
    ".index.html.kate-swp", ".manifest.json.swo", ".notes.json.bak", ".table.csv.tmp-1234", ".photo.png.part", ".failures.csv.un~",
    # And others.
    ".#index.html", ".~lock.failures.csv#", ".goutputstream-ABC123", ".nfs000000000000001", ".x.swp", ".x.tmp-123",
    ".a.csv.new", ".b.html.new", ".notes", ".hidden.html.d", OURS, f".{OURS}",
)  # fmt: skip
INSIDE = (".E06000002.json.swp", "notes.txt", ".x.new", "E06000002.unfinished", f".{OURS}", f"{OURS}.bak")


def batch(out: str) -> Result:
    asked = ["batch", "E06000053", "--out", out, "--format", "csv", "--jobs", "1", "--memory", "16000"]
    return CliRunner().invoke(main, asked)


def filled(folder: Path, names: tuple[str, ...]) -> dict[Path, str]:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text(f"mine: {name}")
    return {folder / name: f"mine: {name}" for name in names}


def test_no_file_of_others_is_removed(tmp_path: Path) -> None:
    assert batch(str(tmp_path)).exit_code == 0
    mine = filled(tmp_path, OTHERS) | filled(tmp_path / "qa", OTHERS) | filled(tmp_path / "qa" / "first-pages", OTHERS)
    mine |= filled(tmp_path / ".briefgen", INSIDE) | filled(tmp_path / PARTIAL, INSIDE)
    (tmp_path / PARTIAL / OURS).write_text("half")
    (tmp_path / PARTIAL / OURS.replace("0", "f")).symlink_to(tmp_path / ".notes")
    (tmp_path / PARTIAL / OURS.replace("1", "f")).mkdir()
    done = batch(str(tmp_path))
    assert done.exit_code == 0, done.stderr
    assert {path: path.read_text() for path in mine} == mine
    assert not (tmp_path / PARTIAL / OURS).exists()


@pytest.mark.parametrize("kind", ["local://{}", "file://{}"])
def test_nor_at_an_address(tmp_path: Path, kind: str) -> None:
    store: Store = Remote.at(kind.format(tmp_path)) if kind.startswith("local") else store_at(kind.format(tmp_path))
    with store.lock():
        store.write("a.csv", b"x")
        mine = filled(tmp_path, OTHERS) | filled(tmp_path / "qa", OTHERS) | filled(tmp_path / PARTIAL, INSIDE)
        (tmp_path / PARTIAL / OURS).write_text("half")
        store.sweep()
    assert {path: path.read_text() for path in mine} == mine
    assert not (tmp_path / PARTIAL / OURS).exists()


def test_the_folder_one_is_in_may_be_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    mine = filled(tmp_path, OTHERS)
    done = batch(".")
    assert done.exit_code == 0, done.stderr
    assert {path: path.read_text() for path in mine} == mine
    assert len(list(tmp_path.glob("E06000053*.csv"))) == 1


@pytest.mark.parametrize("out", ["", " ", "\t"])
@pytest.mark.parametrize("command", [["batch", "E06000053"], ["render", "E06000053"], ["data", "build"]])
def test_an_empty_name_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], out: str
) -> None:
    monkeypatch.chdir(tmp_path)
    mine = filled(tmp_path, OTHERS)
    done = CliRunner().invoke(main, [*command, "--out", out])
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "--out is empty" in done.stderr
    assert {p: p.read_text() for p in tmp_path.iterdir()} == mine


@pytest.mark.parametrize(
    "address", ["file://", "file://out", "file://elsewhere/out", "file:///tmp/x?y", "file:///tmp/x#y", "://", "://x"]
)
def test_an_address_that_names_no_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = batch(address)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["plain", "with blank", "50%25", "a#b", "ä"])
def test_a_file_address_is_the_folder_it_names(tmp_path: Path, name: str) -> None:
    for address in ((tmp_path / name).as_uri(), (tmp_path / name).as_uri().replace("file://", "FILE://localhost")):
        assert store_at(address) == store_at(str(tmp_path / name))


@pytest.mark.parametrize("name", [".briefgen", PARTIAL, "qa", "qa/first-pages", ".briefgen/lock"])
def test_a_link_inside_is_not_followed(tmp_path: Path, name: str) -> None:
    out, away = tmp_path / "out", tmp_path / "away"
    if name.endswith("lock"):
        away.write_text("mine")
    else:
        mine = filled(away, (*OTHERS, OURS, "index.html", "lock", "E06000053.json"))
    (out / name).parent.mkdir(parents=True)
    (out / ".briefgen").mkdir(exist_ok=True) if name != ".briefgen" else None
    (out / name).symlink_to(away)
    done = batch(str(out))
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.stderr
    assert str(out / name) in done.stderr
    if name.endswith("lock"):
        assert away.read_text() == "mine"
    else:
        assert {path: path.read_text() for path in away.iterdir()} == mine


def test_nor_at_an_address_that_has_links(tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "qa").symlink_to(tmp_path / "away")
    with pytest.raises(UsageError, match="is a link"), Remote.at(f"local://{tmp_path}/out").lock():
        pass


@pytest.mark.parametrize("name", ["index.html", "manifest.json", "failures.csv", "times.json", "qa"])
def test_a_page_that_no_batch_made_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """As where somebody stands in a web site's folder and says `--out .`."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name / "index.html" if name == "qa" else tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"name": "my site"}')
    done = batch(".")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.stderr
    assert name in done.stderr
    assert path.read_text() == '{"name": "my site"}'
    assert not (tmp_path / ".briefgen").exists()


def test_one_that_a_batch_made_is(tmp_path: Path) -> None:
    """Also where a copy lost what is hidden."""
    assert batch(str(tmp_path / "out")).exit_code == 0
    (tmp_path / "out" / ".briefgen").rename(tmp_path / "kept")
    done = batch(str(tmp_path / "out"))
    assert done.exit_code == 0, done.stderr
    assert "1 written" in done.stderr


def test_files_are_unfinished_in_the_one_folder_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path] = []
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        seen.append(self)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    store = store_at(str(tmp_path))
    for name in ("a.csv", "qa/b.csv", "qa/first-pages/c.png", ".briefgen/d.json"):
        store.write(name, b"x")
    assert {path.parent for path in seen} == {tmp_path / PARTIAL}
    assert len({path.name for path in seen}) == 4
    assert not list((tmp_path / PARTIAL).iterdir())
