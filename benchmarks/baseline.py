"""All that the program says about the 317 and what saying it takes, in one folder, to compare with later:

`.venv/bin/python -m benchmarks.baseline --out DIR [REV] [--pdf] [--tests] [--python EXE]`

REV (a commit, tag or branch) is cloned into a folder of its own; without it this checkout is taken as it stands. DIR gets
`documents/` (the batch's CSV, a row a fact, JSON, HTML and manifest; with --pdf the PDFs too), `text/` (the words of each
HTML twin, a line a block), `about.json`, `timings.json` and, with --tests, `tests.json`. EXE is a Python that has that
revision's packages. Give a DIR outside the checkout: nothing of it belongs in the project.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.meter import run
from benchmarks.side_by_side import machine
from benchmarks.words import lines

ROOT = Path(__file__).resolve().parents[1]
AREAS = ("E06000002", "E07000122", "E06000063", "E10000017", "E08000025", "E06000058", "E09000020", "E07000087")
PROGRAM = ("-c", "from briefgen.cli import main; main()")


def git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"baseline: git {arguments[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


@contextmanager
def tree(revision: str | None) -> Iterator[Path]:
    """The folder of the program to be looked at: a clone, not an archive, because some tests ask git what is listed."""
    if revision is None:
        yield ROOT
        return
    commit = git("rev-parse", "--verify", f"{revision}^{{commit}}")
    with tempfile.TemporaryDirectory(prefix="briefgen-baseline-") as folder:
        git("clone", "--quiet", "--shared", "--no-checkout", str(ROOT), folder)
        git("-C", folder, "checkout", "--quiet", "--detach", commit)
        yield Path(folder)


def taken(command: list[str], limit: float) -> tuple[str, dict[str, float]]:
    """Standard output, and wall and CPU seconds and peak MB of a command and of all that it starts and waits for."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    out, meter = run(command, limit)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return out, {"wall_s": wall, "cpu_s": cpu, "peak_mb": meter.peak_mb}


def timings(python: str, out: Path, formats: str) -> dict[str, float]:
    """Seconds and MB by name; the batch leaves its documents in `out`."""
    found: dict[str, float] = {"load_before": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory() as folder:
        cold = [taken([python, *PROGRAM, "render", AREAS[0], "--out", folder], 300)[1] for _ in range(3)]
    found |= {f"cold_render.{name}": statistics.median(one[name] for one in cold) for name in cold[0]}
    said, whole = taken([python, "-m", "benchmarks.ways", "briefgen", "warm", *AREAS], 600)
    documents = json.loads(said)
    found["warm_pdf.cpu_s"] = statistics.median(cpu for cpu, _, _ in documents)
    found["warm_pdf.wall_s"] = statistics.median(wall for _, wall, _ in documents)
    found["warm_pdf.bytes"] = statistics.median(size for _, _, size in documents)
    found["warm_pdf.peak_mb"] = whole["peak_mb"]
    command = [python, *PROGRAM, "batch", "--all", "--force", "--quiet", "--format", formats, "--out", str(out)]
    found |= {f"batch.{name}": value for name, value in taken(command, 3600)[1].items()}
    found["load_after"] = os.getloadavg()[0]
    return found


def write_text(documents: Path, text: Path) -> int:
    """How many HTML twins were read; a twin that a rerun no longer makes leaves no text either."""
    text.mkdir(exist_ok=True)
    for old in text.glob("*.txt"):
        old.unlink()
    twins = sorted(documents.glob("E*.html"))
    for path in twins:
        content = "".join(f"{section}\t{words}\n" for section, words in lines(path.read_bytes()))
        (text / f"{path.stem}.txt").write_text(content, encoding="utf-8")
    return len(twins)


def tests_by_folder(python: str, checkout: Path) -> dict[str, dict[str, float]]:
    """`make test`, and of each folder of tests how many there are, how many failed and were skipped, and their seconds."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "junit.xml"
        command = [python, "-m", "pytest", "-n", "auto", "--dist", "loadfile", "-q", f"--junitxml={report}"]
        subprocess.run(command, cwd=checkout, stdout=sys.stderr, check=False)
        cases = list(ElementTree.parse(report).iter("testcase"))
    parts: dict[str, dict[str, float]] = {}
    for case in cases:
        part = parts.setdefault(
            ".".join(case.get("classname", "").split(".")[:2]), {"tests": 0, "failed": 0, "skipped": 0, "seconds": 0}
        )
        part["tests"] += 1
        part["failed"] += case.find("failure") is not None or case.find("error") is not None
        part["skipped"] += case.find("skipped") is not None
        part["seconds"] += float(case.get("time", 0))
    return parts


def write(path: Path, what: object) -> None:
    path.write_text(json.dumps(what, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.baseline")
    parser.add_argument("revision", nargs="?", metavar="REV")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pdf", action="store_true")
    parser.add_argument("--tests", action="store_true")
    parser.add_argument("--python", default=sys.executable)
    given = parser.parse_args()
    out: Path = given.out.resolve()
    if out.is_relative_to(ROOT):
        parser.error(f"{out} is inside the checkout; give a folder outside it")
    documents = out / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    formats = "csv,json,html" + (",pdf" if given.pdf else "")
    with tree(given.revision) as checkout:
        os.chdir(checkout)  # `-m` takes the benchmarks of that revision, which fit its program
        os.environ["PYTHONPATH"] = f"{checkout / 'src'}{os.pathsep}{checkout}"
        git_of = ["-C", str(checkout)]
        about = {
            "commit": git(*git_of, "rev-parse", "HEAD"),
            "changed": git(*git_of, "status", "--porcelain").splitlines(),
            "formats": formats,
            "machine": machine(),
        }
        write(out / "about.json", about)
        write(out / "timings.json", timings(given.python, documents, formats))
        print(f"{write_text(documents, out / 'text')} briefings in {out}", flush=True)
        if given.tests:
            write(out / "tests.json", tests_by_folder(given.python, checkout))
        os.chdir(ROOT)  # the clone is about to go


if __name__ == "__main__":
    main()
