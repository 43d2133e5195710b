"""What became of one request: an answer with a status, or a failure without one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Self

from requests.structures import CaseInsensitiveDict

from scanners.fetching.request import Remembered

__all__ = ["REDIRECTS", "Answer", "Failure", "media_type_of"]

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the far side, keys hidden, decompressed.

    ``fresh`` is false when the body is the one that was remembered, because it still holds.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    fresh: bool = True

    @property
    def media_type(self) -> str:
        """Give the bare media type in lower case, empty when none is stated."""
        return media_type_of(self.headers)

    @property
    def location(self) -> str:
        """Give where a redirect leads, empty for any other answer.

        Header bytes are read as Latin-1; addresses in them are UTF-8 where they are not ASCII.
        """
        if self.status not in REDIRECTS:
            return ""
        raw = self.headers.get("Location", "").strip()
        try:
            return raw.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return raw

    def recalled(self, known: Remembered) -> Self:
        """Answer with the remembered body instead of "not modified"."""
        headers = CaseInsensitiveDict(self.headers)
        headers["Content-Type"] = known.media_type
        return replace(self, status=200, headers=headers, body=known.body, fresh=False)


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that got no answer, with the reason in plain words.

    ``again`` tells that another try at once may help, ``permanent`` that none ever will.
    """

    reason: str
    again: bool = False
    permanent: bool = False


def media_type_of(headers: Mapping[str, str]) -> str:
    """Read the bare media type out of ``Content-Type``."""
    return headers.get("Content-Type", "").partition(";")[0].strip().lower()
