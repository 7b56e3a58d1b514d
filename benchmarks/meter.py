"""What a process and all it starts have used, seen from outside: also of a browser, which reports nothing itself."""

import subprocess
import threading
from dataclasses import dataclass, field

import psutil

STEP = 0.05  # seconds between two looks; what a process uses in its last step is lost


@dataclass(slots=True)
class Meter:
    """CPU seconds and peak memory (MB, shared pages counted once) of the descendants of `root` while it runs."""

    root: int
    used: dict[int, float] = field(default_factory=dict)
    peak_mb: float = 0.0
    _end: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def look(self, memory: bool = True) -> None:
        total = 0
        try:
            root = psutil.Process(self.root)
            family = [root, *root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return
        for process in family:
            try:
                times = process.cpu_times()
                self.used[process.pid] = max(self.used.get(process.pid, 0), times.user + times.system)
                total += process.memory_full_info().pss if memory else 0
            except psutil.Error:
                continue
        self.peak_mb = max(self.peak_mb, total / 1e6)

    @property
    def cpu(self) -> float:
        return sum(self.used.values())

    def __enter__(self) -> "Meter":
        def watch() -> None:
            at = 0
            while not self._end.wait(STEP):
                self.look(memory=at % 4 == 0)
                at += 1

        self._thread = threading.Thread(target=watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *what: object) -> None:
        self._end.set()
        assert self._thread is not None
        self._thread.join()


def run(command: list[str], limit: float = 300) -> tuple[str, Meter]:
    """(standard output, what it used); raises where it fails or takes too long."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with Meter(process.pid) as meter:
        try:
            out, said = process.communicate(timeout=limit)
        finally:
            process.kill()
            process.wait()
    if process.returncode:
        raise RuntimeError(f"{command[:4]} ended with {process.returncode}: {said[-500:]}")
    return out, meter
