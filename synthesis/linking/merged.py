"""The merged record of a work: one reference made of all its records, and where each field came from.

The best record leads, the others follow in the order in which they would have been chosen
(:func:`synthesis.linking.best.in_order`). By field:

- ``title``, ``type``, ``source``, ``key`` and what only the source knows are the best record's; an empty
  field takes the value of the first record that has one.
- ``container``, ``publisher``, ``volume``, ``issue``, ``pages``: filled only from records of the same
  version, so that an article is not given the server of its preprint.
- ``abstract``: the longest that is not cut short; in the best record's language where that is known.
- ``published``: the most precise date of the version of record, the earliest of equally precise ones. A
  preprint's or a page's counts only where there is no other.
- ``authors``: the longest list of the version of record, of equally long ones that with more given names.
- ``identifiers``, ``urls``, ``keywords``, ``places``, ``publication_types``, ``versions``: those of all
  records, each once, the best record's first. None is lost.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final, TypeVar

from records.record import Author, Record
from records.work import Work
from synthesis.linking.best import in_order

__all__ = ["Merged", "merged"]

_EARLY: Final = frozenset({"preprint", "page", "news"})  # types before or beside the version of record
_PRINTED: Final = frozenset({"container", "publisher", "volume", "issue", "pages"})
_FILLED: Final = ("title", "container", "publisher", "volume", "issue", "pages", "language", "licence")
_GATHERED: Final = ("urls", "places", "publication_types", "versions")
_PRECISION: Final = {"day": 0, "month": 1, "year": 2}

_One = TypeVar("_One", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Merged:
    """A work as one reference.

    ``record`` has the source, the key and the type of the work's best record. ``origin`` maps each field
    that has one value (and ``authors``) to the id of the record that it came from; fields gathered from all
    records, and those that nobody filled, are not in it.
    """

    record: Record
    origin: Mapping[str, str]

    @property
    def elsewhere(self) -> dict[str, str]:
        """Give the fields that did not come from the best record, with the records that they came from."""
        best = self.record.record_id
        return {name: record for name, record in self.origin.items() if record != best}


def merged(work: Work) -> Merged:
    """Merge the records of a work into one; a work of one record gives that record as it is."""
    best = work.best
    ordered = [best, *(one for one in in_order(work.records) if one.record_id != best.record_id)]
    chosen = _chosen(ordered)
    if len(ordered) == 1:
        return Merged(best, dict.fromkeys(chosen, best.record_id))
    values: dict[str, object] = {name: getattr(record, name) for name, record in chosen.items()}
    values |= {name: _gathered(getattr(one, name) for one in ordered) for name in _GATHERED}
    values["identifiers"] = work.identifiers
    values["keywords"] = _each_word_once(word for one in ordered for word in one.keywords)
    made = replace(best, **values)  # type: ignore[arg-type]  # the values come from fields of that name
    return Merged(made, {name: record.record_id for name, record in chosen.items()})


def _chosen(ordered: Sequence[Record]) -> dict[str, Record]:
    """Say for each field that somebody filled which record gives it; the best record comes first."""
    best = ordered[0]
    version = [one for one in ordered if (one.type in _EARLY) == (best.type in _EARLY)]
    of_record = [one for one in ordered if one.type not in _EARLY] or list(ordered)
    candidates: dict[str, Record | None] = {
        name: _first_with(name, version if name in _PRINTED else ordered) for name in _FILLED
    }
    candidates["type"] = best
    told = _having("abstract", ordered)
    readable = [one for one in told if not _in_another_language(one, best)]
    candidates["abstract"] = max(readable or told, key=_wholeness, default=None)
    dated = _having("published", of_record) or _having("published", ordered)
    candidates["published"] = min(dated, key=_exactness, default=None)
    named = _having("authors", of_record) or _having("authors", ordered)
    candidates["authors"] = max(named, key=_fullness, default=None)
    return {
        field.name: record for field in fields(Record) if (record := candidates.get(field.name)) is not None
    }


def _having(name: str, records: Iterable[Record]) -> list[Record]:
    return [one for one in records if getattr(one, name)]


def _first_with(name: str, records: Iterable[Record]) -> Record | None:
    return next(iter(_having(name, records)), None)


def _in_another_language(one: Record, best: Record) -> bool:
    return bool(one.language and best.language) and one.language != best.language


def _wholeness(record: Record) -> tuple[bool, int]:
    return not record.abstract.rstrip().endswith(("…", "...")), len(record.abstract)


def _exactness(record: Record) -> tuple[int, str]:
    when = record.published
    return (_PRECISION[when.precision], str(when)) if when else (len(_PRECISION), "")


def _fullness(record: Record) -> tuple[int, int]:
    return len(record.authors), sum(map(_is_written_out, record.authors))


def _is_written_out(author: Author) -> bool:
    return len(author.given.split(" ")[0].rstrip(".")) > 1


def _gathered(lists: Iterable[tuple[_One, ...]]) -> tuple[_One, ...]:
    return tuple(dict.fromkeys(one for own in lists for one in own))


def _each_word_once(keywords: Iterable[str]) -> tuple[str, ...]:
    """Give each keyword once, in the letters in which it came first."""
    words: dict[str, str] = {}
    for word in keywords:
        words.setdefault(word.casefold(), word)
    return tuple(words.values())
