"""How long short commands take from shell start to end, this tree beside another, by turns.

`.venv/bin/python -m benchmarks.start [--against SRC] [--folder DIR] [--times 10]`

SRC is the `src` folder of another checkout. The batch with nothing to do is of all 317 PDFs: the first run into
DIR/this and DIR/other makes them and is not counted, so give the same DIR again to save the minutes.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMANDS = {
    "--help": ["--help"],
    "areas hull": ["areas", "hull"],
    "areas": ["areas"],
    "render, cold": ["render", "E06000002", "--out", "{folder}/single"],
    "batch, nothing to do": ["batch", "--all", "--format", "pdf", "--out", "{folder}"],
}


def seconds(arguments: list[str], src: Path | None, folder: Path) -> tuple[float, float]:
    """(wall, CPU) of one process and its children. Its answer is checked: a fault would be fast too."""
    environment = {**os.environ, **({"PYTHONPATH": str(src)} if src else {})}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [Path(sys.executable).parent / "briefgen", *(part.format(folder=folder) for part in arguments)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if arguments[0] == "batch" and "0 written, 317 unchanged, 0 failed" not in done.stderr:
        raise SystemExit(f"not a run with nothing to do: {done.stderr}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--against", type=Path)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "briefgen-start")
    parser.add_argument("--times", type=int, default=10)
    given = parser.parse_args()
    trees = {"this": None, **({"other": given.against} if given.against else {})}
    for name, src in trees.items():
        environment = {**os.environ, **({"PYTHONPATH": str(src)} if src else {})}
        command = [part.format(folder=given.folder / name) for part in COMMANDS["batch, nothing to do"]]
        subprocess.run([Path(sys.executable).parent / "briefgen", *command], env=environment, check=True)
    heads = [f"{name} {what}" for name in trees for what in ("wall", "CPU")]
    print(f"{'command':<22}" + "".join(f"{head:>12}" for head in heads) + (" " * 6 + "wall ratio") * (len(trees) > 1))
    for label, arguments in COMMANDS.items():
        took: dict[str, list[tuple[float, float]]] = {name: [] for name in trees}
        for _ in range(given.times):
            for name, src in trees.items():
                took[name].append(seconds(arguments, src, given.folder / name))
        medians = {
            name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in took.items()
        }
        line = f"{label:<22}" + "".join(f"{value:10.2f} s" for pair in medians.values() for value in pair)
        if len(trees) > 1:
            line += f"{medians['this'][0] / medians['other'][0]:16.2f}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
