"""What a batch says while it runs, to a person at a terminal."""

import contextlib
import os
import pty
import re
import subprocess
import sys
import termios
from pathlib import Path

COMMAND = [sys.executable, "-c", "from briefgen.cli import main; main()", "batch", "E06000053", "E06000002", "E06000003",
           "--format", "csv", "--jobs", "1"]  # fmt: skip


def at_a_terminal(command: list[str], columns: int) -> str:
    """What a terminal of the test's own shows of a command that must end well; it needs none to be started from."""
    ours, its = pty.openpty()
    termios.tcsetwinsize(its, (24, columns))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    run = subprocess.Popen(
        command, stdin=its, stdout=its, stderr=its, start_new_session=True, env={**environment, "TERM": "xterm"}
    )
    os.close(its)
    shown = b""
    with contextlib.suppress(OSError):  # Linux's way to say that nobody holds the other end any more
        while some := os.read(ours, 65536):
            shown += some
    os.close(ours)
    assert run.wait(timeout=120) == 0, shown
    return shown.decode()


def test_a_bar_with_rate_and_time_left_at_a_terminal_only(tmp_path: Path) -> None:
    out = ["--out", str(tmp_path / "out")]
    shown = at_a_terminal([*COMMAND, *out], columns=120)
    assert re.search(r"briefings .*[123]/3", shown)
    assert re.search(r"\d+ a minute", shown)
    assert re.search(r"left.*\d:\d\d:\d\d|left.*-:--:--", shown)
    plain = subprocess.run([*COMMAND, *out, "--force"], capture_output=True, text=True, check=True, timeout=120)
    assert re.fullmatch(r"briefgen: 3 written, 0 unchanged, 0 failed in .* \(\d+\.\d s\)\n", plain.stderr)
    assert plain.stdout == ""
