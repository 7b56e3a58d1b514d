"""What a batch says while it runs, to a person at a terminal."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not shutil.which("script"), reason="util-linux's script is not installed")
def test_a_bar_with_rate_and_time_left_at_a_terminal_only(tmp_path: Path) -> None:
    command = f"{sys.executable} -c 'from briefgen.cli import main; main()' batch E06000053 E06000002 E06000003 --format csv --jobs 1 --out {tmp_path}/out"
    shown = subprocess.run(
        ["script", "-qec", f"stty cols 120; {command} 2>&1", "/dev/null"],
        capture_output=True, text=True, check=True, timeout=120, env={**os.environ, "TERM": "xterm", "COLUMNS": "120"}, stdin=subprocess.DEVNULL,
    ).stdout  # fmt: skip
    assert re.search(r"briefings .*[123]/3", shown)
    assert re.search(r"\d+ a minute", shown)
    assert re.search(r"left.*\d:\d\d:\d\d|left.*-:--:--", shown)
    plain = subprocess.run(f"{command} --force", shell=True, capture_output=True, text=True, check=True, timeout=120)
    assert re.fullmatch(r"briefgen: 3 written, 0 unchanged, 0 failed in .* \(\d+\.\d s\)\n", plain.stderr)
    assert plain.stdout == ""
