"""Where a folder cannot be written, or lies on a disk of its own: real mounts, where this machine lets us."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from briefgen.cli import main; main()", "batch", "E06000053", "E06000002", "--jobs", "2",
           "--format", "csv"]  # fmt: skip


def batch(out: Path, before: Sequence[str] = (), **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, *COMMAND, "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
        env={**os.environ, **env},
    )


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A small disk by name; `mount(name)` again with another option changes it."""
    made: list[Path] = []

    def mounted(name: str) -> Path:
        path = tmp_path / name
        path.mkdir()
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=80m", "tmpfs", str(path)], capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip("no right to mount a small disk here")
        made.append(path)
        return path

    yield mounted
    for path in made:
        subprocess.run(["umount", str(path)], check=True)


def read_only(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)


def files(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("before", ["empty", "a batch is there", "a run was killed there"])
def test_a_read_only_folder_is_a_sentence(mount: Callable[[str], Path], before: str) -> None:
    disk = mount("disk")
    if before != "empty":
        assert batch(disk).returncode == 0
    if before == "a run was killed there":
        (disk / ".briefgen" / "unfinished" / f"{'0' * 32}.unfinished").write_text("half")
    read_only(disk)
    held = files(disk)
    done = batch(disk)
    assert done.returncode == 2
    assert done.stderr == (
        f"briefgen: {disk} cannot be written (Read-only file system); give another folder with --out.\n"
    )
    assert files(disk) == held


def test_a_folder_that_is_a_link_to_another_disk_is_written_there(mount: Callable[[str], Path], tmp_path: Path) -> None:
    """A rename does not go from one disk to another, so the temporary name must be beside the real one, wherever TMPDIR is."""
    disk, other = mount("disk"), mount("other")
    read_only(other)
    (tmp_path / "out").symlink_to(disk)
    done = batch(tmp_path / "out", TMPDIR=str(other))
    assert done.returncode == 0, done.stderr
    assert "2 written" in done.stderr
    assert (disk / "E06000002-middlesbrough.csv").is_file()
    assert not list((disk / ".briefgen" / "unfinished").iterdir())
    assert not [name for name in files(disk) if name.startswith(".E")]
    assert "0 written, 2 unchanged" in batch(tmp_path / "out", TMPDIR=str(other)).stderr


@pytest.fixture
def bound() -> list[str]:
    """What a command begins with to be bound by the rights of files: root is not, unless it gives that up.

    It stays the same account, since another may not be let into the checkout: a home is its owner's alone on many machines.
    """
    if os.geteuid() != 0:
        return []
    begin = ["setpriv", "--bounding-set", "-dac_override"]
    if not shutil.which("setpriv") or subprocess.run([*begin, "true"], capture_output=True, check=False).returncode:
        pytest.skip("root cannot give up its right to write anywhere here (util-linux's setpriv)")
    return begin


@pytest.fixture
def foreign(tmp_path: Path) -> Iterator[Path]:
    """A folder that may be read and not written: of another account where root can give it away."""
    path = tmp_path / "foreign"
    path.mkdir()
    yield path
    for folder in [path, *filter(Path.is_dir, path.rglob("*"))]:
        folder.chmod(0o755)


def closed(path: Path) -> None:
    """With all that is in it, as it is where another account has made it."""
    for one in [*path.rglob("*"), path]:
        if os.geteuid() == 0:
            os.chown(one, 65534, 65534)
        one.chmod(0o555 if one.is_dir() else 0o444)


@pytest.mark.parametrize("before", ["empty", "a batch is there", "a folder in it is asked for"])
def test_a_folder_of_another_user_is_a_sentence(foreign: Path, bound: list[str], before: str) -> None:
    if before == "a batch is there":
        assert batch(foreign).returncode == 0
    closed(foreign)
    held = files(foreign)
    out = foreign / "deeper" if before == "a folder in it is asked for" else foreign
    done = batch(out, before=bound)
    assert done.returncode == 2
    assert done.stderr == (f"briefgen: {out} cannot be written (Permission denied); give another folder with --out.\n")
    assert files(foreign) == held


def test_one_briefing_into_a_folder_of_another_user_is_a_sentence(foreign: Path, bound: list[str]) -> None:
    closed(foreign)
    done = subprocess.run(
        [*bound, sys.executable, "-c", "from briefgen.cli import main; main()", "render", "E06000002", "--format", "csv",
         "--out", str(foreign)], capture_output=True, text=True, check=False, timeout=200,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"{foreign}" in done.stderr
    assert "Permission denied" in done.stderr
    assert files(foreign) == {}
