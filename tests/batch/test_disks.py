"""Where a folder cannot be written, or lies on a disk of its own: real mounts, where this machine lets us."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from briefgen.cli import main; main()", "batch", "E06000053", "E06000002", "--jobs", "2",
           "--format", "csv"]  # fmt: skip


def batch(out: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "--out", str(out)],
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


def test_a_folder_of_another_user_is_a_sentence(tmp_path: Path) -> None:
    """As an account that may read but not write; root may write anywhere, so it becomes another."""
    if os.getuid() == 0 and subprocess.run(["setpriv", "--version"], capture_output=True, check=False).returncode:
        pytest.skip("util-linux's setpriv is not installed")
    out = Path(subprocess.run(["mktemp", "-d"], capture_output=True, text=True, check=True).stdout.strip())
    try:
        out.chmod(0o555)
        become = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if os.getuid() == 0 else []
        done = subprocess.run(
            [*become, *COMMAND, "--out", str(out)], capture_output=True, text=True, check=False, timeout=200, cwd="/"
        )
        if "Permission denied" in done.stderr and str(out) not in done.stderr:
            pytest.skip("another account may not read this checkout")
        assert done.returncode == 2
        assert (
            done.stderr == f"briefgen: {out} cannot be written (Permission denied); give another folder with --out.\n"
        )
    finally:
        out.rmdir()
