"""Sessions at a terminal, as documents show them: run again, and compared with what they say.

A block marked ``console`` holds commands behind ``$ `` (``> `` goes on with one) and, under each, lines of
what it printed. A line ``…`` stands for any number of lines, ``…`` within a line for any words. Seconds,
instants and scores are not compared: they differ from one machine, day and calibration to the next.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Printed", "Step", "missing", "run", "steps"]

_BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
_DIFFERS: Final = (
    re.compile(r"\b\d+(?:\.\d+)? s\b"),
    re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d\b"),
    re.compile(r"\b[01]\.\d+\b"),
    re.compile(r"\b\d+%"),
    re.compile(r"(?<=\S) {2,}"),  # columns
)
_PATIENCE: Final = 240  # seconds for one command; a scan takes 15 to 45


@dataclass(frozen=True, slots=True)
class Step:
    """One command with the lines that a document shows under it."""

    command: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of a command: its exit status, and what it wrote to each stream."""

    status: int
    out: str
    err: str = ""


def steps(text: str) -> list[Step]:
    """List the commands in the console blocks of a document, in order."""
    found = []
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = part.rstrip("\n").split("\n")
            more = [line for line in lines[1:] if line.startswith("> ") or line == ">"]
            command = "\n".join([lines[0], *(line[2:] for line in more)])
            found.append(Step(command, tuple(lines[1 + len(more) :])))
    return found


def run(step: Step, folder: Path, prefect: str = "") -> Printed:
    """Carry out a command in a folder, with the Prefect server at an address where there is one."""
    command = re.sub(r"^make demo(?: ARGS=(\S+))?", r"ken demo \1", step.command)
    binaries = Path(sys.executable).parent
    done = subprocess.run(  # noqa: S603 - our own documents
        ["bash", "-c", command],  # noqa: S607
        cwd=folder,
        env={**_clean(), "PREFECT_API_URL": prefect, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    return Printed(done.returncode, done.stdout, done.stderr)


def missing(step: Step, printed: Printed) -> str:
    """Give the first shown line that was not printed, or not in this order; empty when all were.

    A terminal mixes the two streams; the order within each is what counts.
    """
    left = [[_same(line.rstrip()) for line in text.splitlines()] for text in (printed.out, printed.err)]
    for shown in step.shown:
        if shown.strip() in ("", "…"):
            continue
        wanted = re.compile(".*".join(map(re.escape, _same(shown.rstrip()).split("…"))))
        for stream in left:
            at = next((at for at, line in enumerate(stream) if wanted.fullmatch(line)), None)
            if at is not None:
                del stream[: at + 1]
                break
        else:
            return shown
    return ""


def _same(line: str) -> str:
    for differs in _DIFFERS:
        line = differs.sub("#", line)
    return line


def _clean() -> dict[str, str]:
    own = ("KEN_", "PREFECT_", "COLUMNS")
    return {name: value for name, value in os.environ.items() if not name.startswith(own)}
