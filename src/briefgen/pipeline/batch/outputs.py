"""What a run leaves beside the documents: manifest, failures, times, index and check pack."""

import csv
import io
import json
from hashlib import sha256

from briefgen.data.areas import Areas
from briefgen.pipeline.batch.fingerprint import Made, versions
from briefgen.pipeline.batch.job import Job
from briefgen.pipeline.batch.run import Leave, Outcome
from briefgen.pipeline.batch.state import AreaState

NAMED = 50  # changed figures the manifest names a document; it counts all
UNSTEADY = ("times.json", "qa/slowest.csv")  # what the clock is in, and so not in the manifest


def leaving(made: Made, areas: Areas) -> Leave:
    """`run` calls this at its end. A run that changed nothing writes nothing but its failures and the index it lacks."""

    def leave(job: Job, outcome: Outcome) -> None:
        failures = _failures(outcome)
        if not outcome.written and _left(job, made, outcome, failures):
            return
        # Only here: they load the map, the templates and what reads a page.
        from briefgen.pipeline.batch.index import write_index
        from briefgen.pipeline.batch.qa.pack import write_pack

        files = {"failures.csv": failures, "times.json": _times(outcome.states)}
        for name, content in files.items():
            job.store.write(name, content)
        files |= write_index(job, outcome.states, areas)
        files |= write_pack(job, outcome.states, areas)
        # Last: a manifest vouches for what is there.
        job.store.write("manifest.json", _json(_manifest(job, made, outcome, files)))

    return leave


def _left(job: Job, made: Made, outcome: Outcome, failures: bytes) -> bool:
    """Is there a manifest of these very documents, from these inputs, and is all it names still there?"""
    try:
        held = json.loads(job.store.read("manifest.json"))
        same = (held["inputs"], held["areas"]) == (made.inputs, json.loads(_json(_areas(outcome.states))))
        sizes = held["beside_bytes"]
        return same and job.store.read("failures.csv") == failures and job.store.whole(held["beside"], sizes)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _manifest(job: Job, made: Made, outcome: Outcome, files: dict[str, bytes]) -> dict[str, object]:
    steady = {name: content for name, content in files.items() if name not in UNSTEADY}
    return {
        "edition": job.as_of.isoformat(),
        "versions": list(versions()),
        "program": made.program,
        "formats": list(job.formats),
        "inputs": made.inputs,
        "inputs_changed": _inputs_changed(job, made),
        "areas": _areas(outcome.states),
        "failed": sorted(done.code for done in outcome.failed),
        "beside": {name: sha256(content).hexdigest() for name, content in steady.items()},
        "beside_bytes": {name: len(content) for name, content in steady.items()},
        "times": "times.json",
    }


def _inputs_changed(job: Job, made: Made) -> list[str]:
    """Tables and templates that differ from those of the run before; a run that was interrupted left no manifest."""
    try:
        before: dict[str, str] = json.loads(job.store.read("manifest.json"))["inputs"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return sorted(name for name in {*before, *made.inputs} if before.get(name) != made.inputs.get(name))


def _areas(states: dict[str, AreaState]) -> dict[str, object]:
    """By unit; `because` and what follows speak of the last time it was made."""
    return {
        key: {
            "key": state.key,
            "files": state.files,
            "pages": state.pages,
            "because": state.because,
            "facts_changed": dict(list(state.changed.items())[:NAMED]),
            "facts_changed_in_all": len(state.changed),
            "pictures_changed": list(state.redrawn),
        }
        for key, state in states.items()
    }


def _times(states: dict[str, AreaState]) -> bytes:
    return _json({key: state.seconds for key, state in states.items()})


def _failures(outcome: Outcome) -> bytes:
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerow(("area", "step", "reason"))
    writer.writerows((done.code, done.step, done.reason) for done in sorted(outcome.failed, key=lambda d: d.code))
    return rows.getvalue().encode()


def _json(content: object) -> bytes:
    return (json.dumps(content, indent=1, sort_keys=True) + "\n").encode()
