"""CPU seconds of a warm briefing by step, this tree beside another, in one run.

`.venv/bin/python benchmarks/profile_one.py [--against SRC] [--python EXE] [--areas N] [--profile | --memory]`

SRC is the `src` folder of another checkout, EXE another Python with the same packages. Two warm workers, one of each tree, take the same areas by turns, so a slow
minute slows both; medians and their ratios are printed. `--profile` prints this tree's functions instead, `--memory` what a worker holds
after every 50 documents. The run stops by itself.
"""

import argparse
import contextlib
import cProfile
import gc
import json
import os
import pstats
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

STEPS = ("assemble", "html", "layout", "draw", "audit")


class Clock:
    """CPU seconds of each step of a briefing, from inside the product's own calls."""

    def __init__(self) -> None:
        from briefgen.pipeline.studio import Studio
        from briefgen.render.pdf import writer as press

        self.studio = Studio()
        self.studio.warm(("pdf",))
        self.at: dict[str, float] = {}
        html = press.weasyprint.HTML
        stock = html.render
        clock = self

        def render(*args: object, **options: object) -> object:
            clock.at["layout begins"] = time.process_time()
            made = stock(*args, **options)
            clock.at["layout ends"] = time.process_time()
            return made

        html.render = render
        gc.collect()
        gc.freeze()
        gc.disable()

    def one(self, code: str) -> dict[str, float]:
        from briefgen.audit.read_pdf import read_pdf
        from briefgen.pipeline.audit import Audited, audit_content

        start = time.process_time()
        briefing = self.studio.briefing(self.studio.areas.resolve(code))
        assembled = time.process_time()
        content = self.studio.render(briefing, ["pdf"])["pdf"]
        drawn = time.process_time()
        result = Audited(Path("x.pdf"))
        audit_content(self.studio, briefing, read_pdf(content), result, paper=True)
        audited = time.process_time()
        if result.findings:
            raise SystemExit(f"{code}: {result.findings[0].what}")
        gc.collect()
        return {
            "assemble": assembled - start,
            "html": self.at["layout begins"] - assembled,
            "layout": self.at["layout ends"] - self.at["layout begins"],
            "draw": drawn - self.at["layout ends"],
            "audit": audited - drawn,
            "collect": time.process_time() - audited,
            "bytes": len(content),
        }


def worker() -> None:
    """Codes come in by line, seconds go out by line."""
    clock = Clock()
    codes = [str(code) for code in clock.studio.areas.authorities]
    print(json.dumps(codes), flush=True)
    for line in sys.stdin:
        print(json.dumps(clock.one(line.strip())), flush=True)


def profile(areas: int) -> None:
    clock = Clock()
    codes = [str(code) for code in clock.studio.areas.authorities]
    profiler = cProfile.Profile(time.process_time)
    for code in codes[:: max(1, len(codes) // areas)]:
        profiler.enable()
        clock.one(code)
        profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(60)


def memory(areas: int) -> None:
    clock = Clock()
    codes = [str(code) for code in clock.studio.areas.authorities]
    for done in range(areas + 1):
        if done % 50 == 0:
            held = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
            print(f"{done:4} documents: {held / 1024 / 1024:.0f} MB", flush=True)
        clock.one(codes[done % len(codes)])


def start(src: Path | None, python: str = sys.executable) -> subprocess.Popen[str]:
    environment = {**os.environ, **({"PYTHONPATH": str(src)} if src else {})}
    return subprocess.Popen(
        [python, __file__, "--worker"],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--against", type=Path)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--areas", type=int, default=20)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--worker", action="store_true")
    given = parser.parse_args()
    if given.worker:
        return worker()
    if given.memory:
        return memory(given.areas)
    if given.profile:
        return profile(given.areas)
    workers = {"this tree": start(None)}
    if given.against or given.python != sys.executable:
        workers["the other"] = start(given.against, given.python)
    took: dict[str, list[dict[str, float]]] = {name: [] for name in workers}
    try:  # Ctrl-C prints what there is so far
        codes, *_ = [json.loads(w.stdout.readline()) for w in workers.values()]  # type: ignore[union-attr]
        for code in codes[:: max(1, len(codes) // given.areas)][: given.areas]:
            for name, child in workers.items():
                child.stdin.write(f"{code}\n")  # type: ignore[union-attr]
                child.stdin.flush()  # type: ignore[union-attr]
                took[name].append(json.loads(child.stdout.readline()))  # type: ignore[union-attr]
    except KeyboardInterrupt:
        fewest = min(len(times) for times in took.values())
        took = {name: times[:fewest] for name, times in took.items()}
    finally:
        for child in workers.values():
            with contextlib.suppress(OSError):
                child.stdin.close()  # type: ignore[union-attr]
            child.wait(timeout=120)
    print(f"CPU ms a briefing, medians of {len(took['this tree'])} areas")
    print(f"{'step':<22}" + "".join(f"{name:>12}" for name in took) + ("       ratio" if len(took) > 1 else ""))
    rows = {step: [step] for step in (*STEPS, "collect")}
    rows |= {"document": list(STEPS[:4]), "document and audit": [*STEPS, "collect"]}
    for label, steps in rows.items():
        sums = {name: [sum(one[s] for s in steps) for one in all_] for name, all_ in took.items()}
        medians = [statistics.median(values) for values in sums.values()]
        line = f"{label:<22}" + "".join(f"{m * 1000:12.0f}" for m in medians)
        if len(medians) > 1:
            pairs = zip(sums["this tree"], sums["the other"], strict=True)
            line += f"{statistics.median(a / b for a, b in pairs if b):12.2f}"
        print(line)
    for name, all_ in took.items():
        print(f"{name}: {statistics.median(one['bytes'] for one in all_) / 1024:.0f} KB a document")
    print(f"peak memory of a worker: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
