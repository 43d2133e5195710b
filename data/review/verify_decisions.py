"""Checks a log of decisions that Ken exported: `python3 verify_decisions.py LOG.jsonl`.

It needs nothing but Python. Each line is one decision, a JSON object. Its `hash` is the SHA-256 of the object
with an empty `hash` (and without `undoes` and `resolves` where those say nothing), written as JSON in UTF-8
with sorted keys and no spaces; its `previous` is the hash of the line before, empty in the first. So nobody
can alter, remove, add or reorder a line without writing every later line anew. Compare the last hash with one
that you noted elsewhere: that also shows whether the end was cut off, or the whole log rewritten.
"""

import hashlib
import json
import sys
from pathlib import Path


def first_break(lines: list[str]) -> tuple[int, str]:
    """Give the number of the first line that does not add up, from 1, or 0; and the last good hash."""
    previous = ""
    for number, line in enumerate(lines, start=1):
        try:
            entry = json.loads(line)
            claimed, entry["hash"] = entry["hash"], ""
            for name in ("undoes", "resolves"):
                if not entry.get(name):
                    entry.pop(name, None)
            told = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            computed = hashlib.sha256(told.encode()).hexdigest()
        except (ValueError, KeyError, AttributeError, TypeError):
            return number, previous
        if claimed != computed or entry.get("previous") != previous:
            return number, previous
        previous = claimed
    return 0, previous


if __name__ == "__main__":
    log = Path(sys.argv[1]).read_text(encoding="utf-8").rstrip("\n").split("\n")
    entries = [line for line in log if line]
    broken, last = first_break(entries)
    well = f"{len(entries)} decisions, unbroken; the last hash is {last}\n"
    sys.stdout.write(f"line {broken} does not add up\n" if broken else well)
    sys.exit(1 if broken else 0)
