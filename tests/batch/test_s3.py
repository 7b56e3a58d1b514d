"""Real fsspec and s3fs against an S3 service on loopback, as `--out s3://bucket/x` has it.

Their packages do not agree with our pinned set, so they lie in a folder of their own (`make test` fills it from
s3-packages.txt) that only the processes started here look into.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGES = Path(sys.prefix) / "s3"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (PACKAGES / "moto").is_dir(), reason="make test has not filled .venv/s3 (s3-packages.txt)"),
]
Environment = dict[str, str]


@pytest.fixture
def store() -> Iterator[Environment]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    found = os.pathsep.join(filter(None, (str(PACKAGES), os.environ.get("PYTHONPATH"))))
    env = {**os.environ, "PYTHONPATH": found}
    server = subprocess.Popen(
        [sys.executable, "-c", f"from moto.server import main; main(['-H', '127.0.0.1', '-p', '{port}'])"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env,
    )  # fmt: skip
    try:
        for _ in range(300):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", int(port))) == 0:
                    break
            assert server.poll() is None, "the S3 service did not start"
            time.sleep(0.1)
        keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
        env |= {**keys, "FSSPEC_S3_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
        python(env, "fs.mkdir('bucket')")
        yield env
    finally:
        server.kill()
        server.wait()


def python(env: Environment, what: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", f"import fsspec; fs = fsspec.filesystem('s3'); {what}"],
        env=env, capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip


COMMAND = [sys.executable, "-c", "from briefgen.cli import main; main()", "batch", "E06000053", "E06000002",
           "--format", "csv,html", "--jobs", "2", "--out", "s3://bucket/x"]  # fmt: skip


def batch(env: Environment) -> subprocess.CompletedProcess[str]:
    return subprocess.run(COMMAND, env=env, capture_output=True, text=True, check=False, timeout=200)


def test_written_once_one_writer_and_a_dead_one_taken_over(store: Environment) -> None:
    assert "2 written" in batch(store).stderr
    assert "0 written, 2 unchanged" in batch(store).stderr
    first = subprocess.Popen([*COMMAND, "--force"], env=store, stderr=subprocess.DEVNULL)
    for _ in range(200):
        if "True" in python(store, "print(fs.exists('bucket/x/.briefgen/lock'))"):
            break
    assert "Another batch is writing to s3://bucket/x" in batch(store).stderr
    first.kill()
    first.wait()
    assert batch(store).returncode == 0
    assert "False" in python(store, "print(fs.exists('bucket/x/.briefgen/lock'))")
    assert "E06000002-middlesbrough.html" in python(store, "print(fs.ls('bucket/x', refresh=True))")
