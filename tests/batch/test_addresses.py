"""Any address of fsspec: the same documents as in a folder, one writer, nothing done twice."""

import json
import re
from pathlib import Path

import fsspec
import pytest
from click.testing import CliRunner

from briefgen.cli import main
from briefgen.delivery import remote
from briefgen.delivery.store import store_at
from briefgen.errors import UsageError

AREAS = ["E06000053", "E06000002"]


def batch(out: str, *options: str) -> str:
    """A filesystem in memory is this process's own, so the command runs in it, large as other tests have left it."""
    asked = ["batch", *AREAS, "--out", out, "--format", "csv,html", "--jobs", "1", "--memory", "16000", *options]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.stderr
    return done.stderr


def held(address: str) -> dict[str, bytes]:
    filesystem, path = fsspec.core.url_to_fs(address)
    found = {name.removeprefix(path).lstrip("/"): filesystem.cat_file(name) for name in filesystem.find(path)}
    return {
        name: content
        for name, content in found.items()
        if ".briefgen" not in name and "slowest" not in name and name != "times.json"
    }


@pytest.fixture
def address() -> str:
    fsspec.filesystem("memory").store.clear()
    return "memory://bucket/briefings"


def test_the_same_bytes_as_in_a_folder_and_nothing_twice(address: str, tmp_path: Path) -> None:
    assert "2 written" in batch(address)
    assert "2 written" in batch(str(tmp_path / "near"))
    assert held(address) == held((tmp_path / "near").as_uri())
    assert "0 written, 2 unchanged" in batch(address)
    filesystem = fsspec.filesystem("memory")
    assert not filesystem.exists("/bucket/briefings/.briefgen/lock")
    filesystem.rm_file("/bucket/briefings/E06000002-middlesbrough.csv")
    assert "1 written, 1 unchanged" in batch(address)
    assert held(address)["E06000002-middlesbrough.csv"] == (tmp_path / "near/E06000002-middlesbrough.csv").read_bytes()


def test_a_file_address_is_a_folder(tmp_path: Path) -> None:
    assert store_at((tmp_path / "x").as_uri()) == store_at(str(tmp_path / "x"))


def test_the_second_run_on_an_address_stops(address: str) -> None:
    store = store_at(address)
    with store.lock(), pytest.raises(UsageError, match="Another batch is writing to memory://"), store.lock():
        pass
    with store.lock():  # given back
        pass


def test_the_lock_of_a_dead_run_is_taken_over(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_at(address)
    sign = json.loads(remote._sign())
    for dead in ({**sign, "process": 2**22 + 1}, {**sign, "host": "elsewhere", "at": sign["at"] - 10 * remote.STALE}):
        store.write(".briefgen/lock", json.dumps(dead).encode())
        with store.lock():
            pass
    store.write(".briefgen/lock", json.dumps({**sign, "host": "elsewhere"}).encode())
    with pytest.raises(UsageError), store.lock():
        pass


def test_a_running_batch_keeps_its_lock_fresh(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "BEAT", 0.01)
    store = store_at(address)
    with store.lock():
        first = store.read(".briefgen/lock")
        for _ in range(500):
            if store.read(".briefgen/lock") != first:
                break
            remote.time.sleep(0.01)
        else:
            pytest.fail("no sign of life")


def test_where_a_file_can_be_half_written_it_gets_another_name_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """fsspec's `local://` stands for every filesystem that is no object store."""
    store = remote.Remote.at(f"local://{tmp_path}/far")
    seen: list[str] = []
    filesystem = fsspec.filesystem("local")
    moved = type(filesystem).mv

    def mv(self: object, before: str, after: str, **more: object) -> None:
        seen.append(f"{Path(before).name} -> {Path(after).name}")
        moved(self, before, after, **more)

    monkeypatch.setattr(type(filesystem), "mv", mv)
    with store.lock():
        store.write("a.csv", b"whole")
        unfinished = tmp_path / "far" / ".briefgen" / "unfinished"
        (unfinished / f"{'0' * 32}.unfinished").write_bytes(b"ha")
        store.sweep()
    assert [re.sub("^[0-9a-f]{32}", "X", move) for move in seen] == ["X.unfinished -> a.csv"]
    assert store.contents("") == {"a.csv": b"whole"}
    assert not list(unfinished.iterdir())


@pytest.mark.parametrize(
    ("address", "words"), [("nowhere://x", "nowhere"), ("ftp://127.0.0.1:9/x", "cannot be written")]
)
def test_an_address_that_cannot_be_written_is_a_sentence(address: str, words: str) -> None:
    done = CliRunner().invoke(main, ["batch", "E06000053", "--out", address])
    assert done.exit_code in (2, 5)
    assert words in done.stderr
    assert "Traceback" not in done.stderr
