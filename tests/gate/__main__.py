"""Every authority's PDF through the gate: `python -m tests.gate [CODE...]`. Exit code 1 when any fails."""

import os
import sys
import time
from collections import Counter
from concurrent.futures import TimeoutError as TooLong

from pebble import ProcessPool

from tests.conftest import _session
from tests.gate.check import Outcome, gate
from tests.gate.source import source_of

LIMIT = 120.0  # seconds for one authority


def one(code: str) -> Outcome:
    session = _session()
    briefing = session.briefing(session.areas.resolve(code))
    content = session.renderer.documents(briefing).contents(["pdf"])["pdf"]
    return gate(content, source_of(session, briefing))


def main(codes: list[str]) -> int:
    codes = codes or [str(code) for code in _session().areas.authorities]
    started, failed, noted, by_gate, pages = time.monotonic(), 0, 0, Counter[str](), Counter[int]()
    with ProcessPool(max_workers=os.cpu_count() or 1, max_tasks=100) as pool:
        waiting = {code: pool.schedule(one, args=[code], timeout=LIMIT) for code in codes}
        for code, future in waiting.items():
            try:
                seen = future.result()
            except (Exception, TooLong) as error:
                seen = Outcome({"made": [f"{type(error).__name__}: {error}"]}, [], 0)
            pages[seen.pages] += 1
            failed += any(seen.findings.values())
            noted += bool(seen.notes)
            for name, found in seen.findings.items():
                by_gate[name] += bool(found)
                for line in found:
                    print(f"{code} {name}: {line}", flush=True)
            for line in seen.notes:
                print(f"{code} note: {line}", flush=True)
    counts = ", ".join(f"{name} {n}" for name, n in by_gate.items())
    print(f"{len(codes)} PDFs in {time.monotonic() - started:.0f} s: {failed} failed ({counts}), {noted} with notes; pages {dict(sorted(pages.items()))}")  # fmt: skip
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
