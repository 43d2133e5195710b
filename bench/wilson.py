"""The interval of a share: Wilson 1927, doi:10.1080/01621459.1927.10502953."""

import math
from typing import Final

from bench.intervals import Figure

__all__ = ["wilson"]

_Z: Final = 1.959964  # of 95 %


def wilson(hits: int, tries: int) -> Figure:
    """Give the share of hits with its 95 % interval; all None without tries."""
    if not tries:
        return Figure(None, None, None)
    share = hits / tries
    middle = share + _Z**2 / (2 * tries)
    half = _Z * math.sqrt(share * (1 - share) / tries + (_Z / (2 * tries)) ** 2)
    scale = 1 + _Z**2 / tries
    # Where all or none hit, an end is 1 or 0, which floating point may miss by a little.
    return Figure(share, max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale))
