"""What names the state of a component: a number that people raise, and a hash of what it reads."""

import hashlib

__all__ = ["version_of"]


def version_of(rules: int, *texts: str) -> str:
    """Name a component's version.

    ``rules`` is raised by hand when the code decides differently; ``texts`` are its vocabulary and its
    calibration. The result is like ``3-9f86d081``.
    """
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode())
        digest.update(b"\0")
    return f"{rules}-{digest.hexdigest()[:8]}"
