"""What the names in a query can stand for in a workspace, and checking a query against it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from records.decision import VERDICTS
from records.errors import QueryError
from records.query import AllOf, AnyOf, Is, Not, Query, all_of, any_of
from records.record import RECORD_TYPES
from records.workstream import Workstream
from synthesis.query.terms import closest, plain
from synthesis.said import POLARITIES

__all__ = ["FLAGS", "Vocabulary"]

FLAGS: Final = ("protocol", "review", "queued", "retracted", "noticed")
"""What ``is:`` takes, beside decided and undecided."""
_STAGES: Final = ("S1", "S2", "S3", "S4")
_ANY: Final = {"any": "any"}
_LISTED: Final = 8


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that fields take: for each field, what is meant by each name, compared by ``plain``.

    A field that is not here takes any name.
    """

    fields: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(
        cls,
        workstreams: Sequence[Workstream],
        names: Mapping[str, str],
        dimensions: Iterable[str],
    ) -> Self:
        """Gather what a workspace knows.

        ``names`` has the ids of dimensions and types of evidence, ``dimensions`` says which of them are
        dimensions; these are found without the ``plus_`` before them, too.
        """
        of_plus = {one.removeprefix("plus_"): one for one in dimensions}
        streams = _named([one.id for one in workstreams]) | {
            plain(one.code): one.id for one in workstreams if one.code
        }
        evidence = [one for one in names if one not in of_plus.values()]
        return cls(
            {
                "workstream": streams,
                "dimension": {plain(short): one for short, one in of_plus.items()} | _named(of_plus.values()),
                "evidence": _named(evidence),
                "stage": _named(_STAGES) | {one[1:]: one for one in _STAGES},
                "learning": _named(POLARITIES),
                "type": _named(RECORD_TYPES),
                "is": _named(FLAGS),
                "decided": _named(VERDICTS) | _ANY | streams,
                "undecided": _ANY | streams,
            }
        )

    def meant(self, query: Query, me: str = "") -> Query:
        """Put what is meant in the place of each name; ``QueryError`` for a name that nothing has.

        ``me`` is who asks: ``by:me`` means them.
        """
        if isinstance(query, Not):
            return Not(self.meant(query.part, me))
        if isinstance(query, AllOf):
            return all_of([self.meant(one, me) for one in query.parts])
        if isinstance(query, AnyOf):
            return any_of([self.meant(one, me) for one in query.parts])
        return self._name(query, me) if isinstance(query, Is) else query

    def _name(self, term: Is, me: str) -> Is:
        if term.field == "by" and term.value.casefold() == "me" and me:
            return replace(term, value=me)
        known = self.fields.get(term.field)
        if known is None:
            return term
        if term.value in known:
            return replace(term, value=known[term.value])
        hint = closest(term.value, known) or f"; there are: {_listed(known)}"
        raise QueryError(f'there is no {term.field} "{term.value}"{hint}', term.at)


def _named(ids: Iterable[str]) -> dict[str, str]:
    return {plain(one): one for one in ids}


def _listed(known: Mapping[str, str]) -> str:
    names = list(known)
    return ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")
