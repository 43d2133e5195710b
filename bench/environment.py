"""An environment of its own for a program that Ken is compared with and does not depend on."""

import shutil
import subprocess
import sys
from pathlib import Path

from records.errors import BenchError

__all__ = ["environment"]


def environment(folder: Path, requirement: str) -> Path:
    """Make an environment with what is required (``name==version``) and give its Python.

    Raises ``BenchError`` when that cannot be.
    """
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if not uv:
        raise BenchError("uv is not there; `make setup` installs it into .venv")
    python = folder / "bin" / "python"
    for command in (
        [uv, "venv", "--quiet", "--python", sys.executable, str(folder)],
        [uv, "--system-certs", "pip", "install", "--quiet", "--python", str(python), requirement],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  ours
        if done.returncode:
            raise BenchError(f"{requirement} cannot be installed: {done.stderr.strip()}")
    return python
