"""``python -m bench.bib_dedupe DIR…``: bib-dedupe and Ken on the same sets, in the same run, side by side.

Makes an environment with bib-dedupe in a temporary folder, with uv. Both are measured from records in
memory to works; bib-dedupe uses every core, as it does when left alone.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from bench.agreement import Pairs, pairs
from bench.duplicate_sets import DuplicateSet, read_duplicate_set
from bench.duplicates import measure, works_of
from bench.environment import environment
from records.errors import BenchError

__all__ = ["compared"]

_REQUIREMENT: Final = "bib-dedupe==0.11.0"
_THEIRS: Final = Path(__file__).parent / "theirs.py"
_HEAD: Final = f"{'set':20} {'records':>7}  {'bib-dedupe P':>12} {'R':>6} {'F1':>6} {'rec/s':>6}"
_KENS: Final = f"  {'Ken P':>6} {'R':>6} {'F1':>6} {'rec/s':>6}  {'faster':>6}"


class _Side(NamedTuple):
    """What one of the two made of a set."""

    pairs: Pairs
    per_second: float

    def __str__(self) -> str:
        """Write precision, recall, F1 and speed in columns."""
        shares = f"{self.pairs.precision:6.4f} {self.pairs.recall:6.4f} {self.pairs.f1:6.4f}"
        return f"{shares} {self.per_second:6.0f}"


def compared(folder: Path, python: Path) -> str:
    """Let both link a set and give the line of the table."""
    known = read_duplicate_set(folder)
    theirs = _theirs(known, folder, python)
    figures, made = measure(known)
    ours = _Side(pairs(made.members, works_of(known)), figures.records_per_second)
    faster = ours.per_second / theirs.per_second
    return f"{known.name:20} {figures.records:7}        {theirs}  {ours}  {faster:6.1f}"


def _theirs(known: DuplicateSet, folder: Path, python: Path) -> _Side:
    command = [str(python), str(_THEIRS), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  ours
    if done.returncode:
        raise BenchError(f"bib-dedupe failed on {folder}: {done.stderr.strip().splitlines()[-1]}")
    said = json.loads(done.stdout)
    ids = {record.key: record.record_id for record in known.records}
    members = {record: record for record in ids.values()}
    members |= {ids[key]: ids[group[0]] for group in said["works"] for key in group}
    return _Side(pairs(members, works_of(known)), len(ids) / said["seconds"])


def _main(folders: Iterable[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="bib-dedupe-") as folder:
        python = environment(Path(folder) / "environment", _REQUIREMENT)
        sys.stdout.write(f"{_HEAD}{_KENS}\n")
        for one in folders:
            sys.stdout.write(compared(Path(one), python) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit("usage: python -m bench.bib_dedupe DIR…")
    try:
        _main(sys.argv[1:])
    except BenchError as error:
        sys.exit(str(error))
