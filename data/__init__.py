"""Reference data that ships with Ken: catalogue of sources, workstreams, vocabularies, sample, labels.

Each file states its source and date in its head. Code reads them through :func:`folder`, which works
from a checkout and from an installed wheel alike.
"""

from importlib.resources import files
from pathlib import Path

__all__ = ["folder"]


def folder(*parts: str) -> Path:
    """Give the path of a file or folder of the reference data.

    Raises ``FileNotFoundError`` when nothing of that name ships.
    """
    path = Path(str(files("data"))).joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"no reference data at {'/'.join(parts)}")
    return path
