"""The program in its user's real situation: installed from a wheel, anywhere, without a network."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.conftest import ROOT

# Run inside the clean environment before anything else: every socket but a local one is refused.
NO_NETWORK = (
    "import socket\n"
    "def refuse(*a, **k): raise OSError('no network in this test')\n"
    "socket.socket.connect = refuse\nsocket.create_connection = refuse\nsocket.getaddrinfo = refuse\n"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


def test_the_wheel_holds_every_template_and_table(wheel: Path) -> None:
    """As they lie in the checkout: git would answer its owner only, and in an unpacked archive nobody."""
    homes = {"templates": "briefgen/_templates", "data": "briefgen/_data", "src/briefgen": "briefgen"}
    wanted = {
        f"{home}/{path.relative_to(ROOT / name).as_posix()}"
        for name, home in homes.items()
        for path in (ROOT / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert len(wanted) > 400
    assert wanted <= set(zipfile.ZipFile(wheel).namelist())


def test_installed_clean_and_without_a_network_it_makes_a_pdf(wheel: Path, tmp_path: Path) -> None:
    """A fresh environment with this one's packages beneath it, briefgen itself taken from the wheel only."""
    target = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(target), str(wheel)],
        check=True,
    )
    code = (
        f"import sys; sys.path.insert(0, {str(target)!r})\n{NO_NETWORK}"
        "import briefgen; assert briefgen.__file__.startswith(sys.path[0]), briefgen.__file__\n"
        "from briefgen.cli import main; main(['render', 'E06000002', '--out', 'here'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = tmp_path / "here" / "E06000002-middlesbrough.pdf"
    assert made.read_bytes().startswith(b"%PDF")


def test_the_network_guard_refuses(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", NO_NETWORK + "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "no network in this test" in done.stderr
