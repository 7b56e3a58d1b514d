"""`python -m briefgen.audit.recheck FILE...`: what finished HTML briefings say that the tables do not."""

import argparse
import sys
from pathlib import Path

from briefgen import resources
from briefgen.audit.recheck import report, tables
from briefgen.errors import AuditError


def main(arguments: list[str] | None = None) -> int:
    """0 when nothing is found, 8 otherwise."""
    parser = argparse.ArgumentParser(prog="briefgen.audit.recheck", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--data", type=Path, default=None, help="the folder of figures")
    parser.add_argument("--unread", action="store_true", help="list sentences with a claim that no pattern reads")
    given = parser.parse_args(arguments)
    figures = tables(given.data or resources.data_dir())
    found = 0
    for path in given.files:
        try:
            result = report(path.read_bytes(), figures)
        except (OSError, AuditError) as error:
            print(f"{path}: {error.strerror if isinstance(error, OSError) else error}", file=sys.stderr)
            found += 1
            continue
        found += len(result.findings)
        for finding in result.findings:
            print(
                f"{path.name}: {finding.where}: {finding.kind}: {finding.said!r}, but {finding.found}: {finding.sentence}"
            )
        if given.unread:
            for where, sentence, left in result.unread:
                print(f"{path.name}: {where}: unread ({', '.join(left)}): {sentence}")
        print(
            f"{path.name}: {result.read} sentences read, {result.without} without a claim, {len(result.unread)} unread"
        )
    return 8 if found else 0


if __name__ == "__main__":
    sys.exit(main())
