"""What a process that helps with reading does: makes the components once, and reads what it is sent.

Works come as bytes and annotations go back as bytes. A :class:`Work` of a thousand would be sent with all
its records; what is read is its best record, and whether it was retracted.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from flows.readers import Readers, readers
from records.annotation import Annotation
from records.errors import SettingsError
from records.record import Notice, Record
from records.work import Work

__all__ = ["annotations_of", "bytes_of", "read"]

_Sent = tuple[str, Record, tuple[Notice, ...]]
_works = msgspec.msgpack.Decoder(list[_Sent])
_annotations = msgspec.msgpack.Decoder(list[Annotation])
_encode = msgspec.msgpack.Encoder().encode


def bytes_of(works: Sequence[Work]) -> bytes:
    """Write what reading needs of works."""
    return _encode([(work.work_id, work.best, work.notices) for work in works])


def read(folder: Path, versions: Mapping[str, str], works: bytes) -> bytes:
    """Read works with the components of a vocabulary folder, which must have these versions.

    Raises ``SettingsError`` when the vocabularies are no longer those that the versions are of.
    """
    reading = _made(folder)
    if reading.versions != versions:
        raise SettingsError(f"{folder}: its vocabularies were edited while works were read; do it again")
    sent = (Work(name, (best,), best, notices=notices) for name, best, notices in _works.decode(works))
    return _encode(reading.annotations(list(sent)))


def annotations_of(answer: bytes) -> list[Annotation]:
    """Give what :func:`read` found."""
    return _annotations.decode(answer)


@cache
def _made(folder: Path) -> Readers:
    return readers(folder)
