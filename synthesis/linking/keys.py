"""Which pairs of records are worth a look: those that share a key."""

from typing import Final

from records.record import Record
from synthesis.linking.titles import title_of

__all__ = ["NOTICE_OF", "block_keys"]

NOTICE_OF: Final = "notice-of "
_ENDS: Final = 6  # words of a title's start and end; fewer join too much, more miss small differences


def block_keys(record: Record) -> frozenset[str]:
    """List what another record of the same work is likely to share.

    Identifiers (its own and those of its versions), the folded title, and the first and last six words
    of a longer title. A notice also gets ``notice-of `` keys of what it is about.
    """
    keys = {str(one) for one in record.identifiers}
    keys |= {str(version.other) for version in record.versions}
    keys |= {
        f"{NOTICE_OF}{notice.other}" for notice in record.notices if notice.role == "notice" and notice.other
    }
    title = title_of(record.title)
    if not title.is_placeholder:
        keys.add(f"title:{title.text}")
        if len(title.words) > _ENDS:
            keys.add(f"start:{' '.join(title.words[:_ENDS])}")
            keys.add(f"end:{' '.join(title.words[-_ENDS:])}")
    return frozenset(keys)
