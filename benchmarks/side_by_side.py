"""The same briefings made in other ways, in one run: `python -m benchmarks.side_by_side [AREA...]`.

Each way runs in processes of its own, cold (one document, the program's start included) and warm (after eight others). Ratios are what counts: absolute times are this machine's at this moment. The run stops by itself.
"""

import json
import os
import platform
import sys
import time
from importlib.util import find_spec

from benchmarks import in_r
from benchmarks.meter import run
from benchmarks.ways import WAYS

AREAS = ("E06000002", "E07000122", "E06000063", "E10000017", "E08000025")
NAMES = {
    "briefgen": "briefgen (PDF/UA-1 and PDF/A-3a, data enclosed)",
    "engine": "the layout engine as it comes, SVG pictures",
    "chromium": "Chromium printing our HTML twin, tagged",
    "typst": "Typst, same words and tables, our own drawings as SVG, PDF/UA-1",
    "typst-matplotlib": "Typst and matplotlib: the same, each picture drawn by matplotlib, PDF/UA-1",
    "rmarkdown": "R Markdown, same words and tables, pictures drawn by R, not tagged",
}


def missing() -> set[str]:
    lacking = {"typst", "typst-matplotlib"} if find_spec("typst") is None else set()
    return lacking | (set() if in_r.available() else {"rmarkdown"})


def machine() -> str:
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")  # noqa: SIM115, PTH123
    return f"{os.cpu_count()} processors ({model}), {platform.system()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"


def measured(way: str, areas: list[str]) -> dict[str, tuple[float, float, float]]:
    """State to (CPU s, wall s, peak MB) a document."""
    child = [sys.executable, "-m", "benchmarks.ways", way]
    start = time.perf_counter()
    _, cold = run([*child, "cold", areas[0]])
    wall = time.perf_counter() - start
    out, warm = run([*child, "warm", *areas])
    taken = json.loads(out)
    cpu, walls = (sum(t[at] for t in taken) / len(taken) for at in (0, 1))
    return {"cold": (cold.cpu, wall, cold.peak_mb), "warm": (cpu, walls, warm.peak_mb)}


def main() -> None:
    areas = sys.argv[1:] or list(AREAS)
    print(f"{machine()}\n")
    found = {}
    for way in (way for way in WAYS if way not in missing()):
        found[way] = measured(way, areas)
        print(f"{way}: {found[way]}", file=sys.stderr)
    for state in ("warm", "cold"):
        base = found["briefgen"][state]
        print(f"| {state} | CPU | ratio | wall | ratio | peak memory |\n|---|---|---|---|---|---|")
        for way, states in found.items():
            cpu, wall, peak = states[state]
            print(
                f"| {NAMES[way]} | {cpu:.2f} s | {cpu / base[0]:.2f} | {wall:.2f} s | {wall / base[1]:.2f} | {peak:.0f} MB |"
            )
        print()


if __name__ == "__main__":
    main()
