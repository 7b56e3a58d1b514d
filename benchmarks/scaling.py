"""How a batch grows with workers and with areas: `python -m benchmarks.scaling`; a dozen short runs, then it stops."""

import sys
import tempfile
import time
from itertools import product

from benchmarks.meter import run
from briefgen.data.areas import read_areas

COUNTS = (4, 8, 16)


def main() -> None:
    codes = list(read_areas().authorities)[:: 317 // max(COUNTS)]
    print("| areas | jobs | wall | a document | CPU a document | peak memory |\n|---|---|---|---|---|---|")
    for count, jobs in product(COUNTS, (1, 2)):
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-c", "from briefgen.cli import main; main()", "batch", *codes[:count], "--jobs", str(jobs),
                       "--format", "pdf", "--out", folder, "--quiet"]  # fmt: skip
            start = time.perf_counter()
            _, used = run(command)
            wall = time.perf_counter() - start
        print(
            f"| {count} | {jobs} | {wall:.1f} s | {wall / count:.2f} s | {used.cpu / count:.2f} s | {used.peak_mb:.0f} MB |",
            flush=True,
        )


if __name__ == "__main__":
    main()
