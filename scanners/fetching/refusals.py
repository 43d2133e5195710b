"""What an answer that is no page means, in words that tell the owner what to do."""

import re
from datetime import datetime, timedelta

from records.errors import FetchError
from scanners.fetching.answer import REDIRECTS, Answer
from scanners.fetching.request import Request, brief
from scanners.fetching.retrying import ATTEMPTS, PATIENCE, RETRIED, retry_after

__all__ = ["refusal"]

_NOT_FOR_EVER = frozenset({408, 425, 429})
_ALERT = "ask the publisher for an alert or feed"
_MEANINGS = {
    304: "answers that nothing changed, to a question that did not ask (304); try again later",
    400: "does not accept the question (400)",
    401: f"asks for a login (401); {_ALERT}",
    402: "asks for money (402); check what your key may do",
    403: f"refuses programs (403); {_ALERT}",
    404: "has nothing at this address (404); check the address",
    405: "does not take this kind of question (405)",
    410: "says it is gone (410) and will not come back; stop asking for it",
    422: "does not accept the question (422)",
    429: f"asks for fewer requests (429), {ATTEMPTS} times in a row; try again later",
    451: "may not show it, for legal reasons (451)",
}
_NO_WORDS = re.compile(r"<[^>]*>|[\x00-\x20\x7f]|\\[nrt]")
_LONGEST_REASON = 160


def refusal(request: Request, answer: Answer, now: datetime, *, had_key: bool) -> FetchError:
    """Make the error for an answer that is neither a page nor a redirect that may be followed.

    ``now`` is UTC; ``had_key`` tells whether the owner's key went with the request.
    """
    permanent = 400 <= answer.status < 500 and answer.status not in _NOT_FOR_EVER
    what = f"{request.host} {_meaning(answer, now, had_key=had_key)}"
    where = brief(request.name) if request.method == "GET" else brief(request.url)
    return FetchError(f"{what}: {where}", status=answer.status, permanent=permanent)


def _meaning(answer: Answer, now: datetime, *, had_key: bool) -> str:
    status = answer.status
    wait = retry_after(answer.headers, now)
    if status in RETRIED and wait > PATIENCE:
        until = now + timedelta(seconds=min(wait, 366 * 86_400))
        return (
            f"asks to be left alone until {until:%H:%M} UTC on {until:%d %B %Y} ({status}); scan again then"
        )
    if had_key and status in {401, 403}:
        return f"does not accept the key ({status}); check it{_own_words(answer)}"
    if status in _MEANINGS:
        return _MEANINGS[status] + _own_words(answer)
    if status in REDIRECTS:
        return f"redirects without saying where ({status})"
    if status in RETRIED:
        return f"answers with an error of its own ({status}), {ATTEMPTS} times in a row; try again later"
    if status >= 500:
        return f"answers with an error of its own ({status}); try again later"
    return f"answers with status {status}, which is no page"


def _own_words(answer: Answer) -> str:
    """Quote the far side's own reason, where it is text for programs and not a web page."""
    if "json" not in answer.media_type and answer.media_type != "text/plain":
        return ""
    text = answer.body[:2000].decode("utf-8", errors="replace")
    words = " ".join(_NO_WORDS.sub(" ", text).split())
    words = words if len(words) <= _LONGEST_REASON else words[:_LONGEST_REASON] + "…"
    return f" (its own words: {words})" if words else ""
