"""When a request is put again, and how long that waits."""

import random
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final

__all__ = ["ATTEMPTS", "PATIENCE", "RETRIED", "backoff", "retry_after"]

RETRIED: Final = frozenset({429, 500, 502, 503, 504})
ATTEMPTS: Final = 5
PATIENCE: Final = 120.0  # seconds; who asks for more is left for the next scan
_FIRST: Final = 1.0
_CAP: Final = 60.0


def backoff(attempt: int) -> float:
    """Give the seconds to wait after attempt 1, 2, 3...

    Exponential with full jitter, at most a minute (M. Brooker, Exponential Backoff and Jitter, AWS
    Architecture Blog 2015).
    """
    ceiling = min(_CAP, _FIRST * 2.0 ** min(attempt - 1, 30))
    return random.uniform(0.0, ceiling)  # noqa: S311 - spreads load, keeps no secret


def retry_after(headers: Mapping[str, str], now: datetime) -> float:
    """Read the seconds that ``Retry-After`` asks for; 0 when it is absent, past or unreadable.

    The header has whole seconds or an HTTP date (RFC 9110, 10.2.3). ``now`` is UTC.
    """
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, OverflowError, TypeError):
        return 0.0
    # A date that names no zone counts as UTC, as HTTP dates are.
    when = when if when.tzinfo else when.replace(tzinfo=now.tzinfo)
    return max(0.0, (when - now).total_seconds())
