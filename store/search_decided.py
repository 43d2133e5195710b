"""Decisions in a search: which stand, which the asker may see, and what a query asks of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from records.decision import VERDICTS
from records.query import Is, Query

__all__ = ["DECISION", "STANDING", "Binder", "together"]


class Binder(Protocol):
    """Takes values as parameters."""

    def bind(self, value: object) -> str:
        """Take a value, and give the name by which SQL calls it."""


# As synthesis.standing says of one work: the last word of each reviewer, and nothing from before a word that
# settles what others disagreed on. What others said counts only where the asker has decided, too.
STANDING: Final = """
    log AS MATERIALIZED (
        SELECT number, coalesce(aliases.work_id, decisions.work_id) AS work_id, workstream, stage, verdict,
               reviewer, hash, undoes, resolves
        FROM decisions LEFT JOIN aliases ON alias = decisions.work_id
    ),
    own AS (
        SELECT work_id, workstream FROM log WHERE reviewer = {asker}
        GROUP BY work_id, workstream, stage HAVING arg_max(verdict, number) <> 'withdrawn'
    ),
    seen AS (
        FROM log WHERE {asker} IS NULL OR reviewer = {asker}
            OR (work_id, workstream) IN (FROM own)
            AND concat_ws(' ', work_id, workstream) NOT IN (SELECT unnest({secret}::VARCHAR[]))
    ),
    settled AS (
        SELECT work_id, workstream, stage, max(number) AS since
        FROM seen WHERE resolves AND hash NOT IN (SELECT undoes FROM seen) GROUP BY ALL
    ),
    standing AS MATERIALIZED (
        SELECT work_id, workstream, reviewer, arg_max(verdict, number) AS verdict
        FROM seen LEFT JOIN settled USING (work_id, workstream, stage)
        WHERE number >= coalesce(since, 0)
        GROUP BY work_id, workstream, stage, reviewer HAVING arg_max(verdict, number) <> 'withdrawn'
    )
"""


def together(parts: Sequence[Query]) -> tuple[list[Is], list[Query]]:
    """Part what is asked of one decision together from all else that must hold.

    ``decided:include by:ailsa`` is about one decision. Where two verdicts, two workstreams or two people are
    asked for, no decision can have both, and each is asked for on its own.
    """
    said = [one for one in parts if isinstance(one, Is) and one.field in ("decided", "by")]
    kinds = [_kind(one) for one in said]
    if len(said) < 2 or len({*kinds}) < len(kinds):
        return [], list(parts)
    return said, [one for one in parts if one not in said]


def _kind(term: Is) -> str:
    if term.field == "by":
        return "by"
    return "verdict" if term.value in VERDICTS else term.value if term.value == "any" else "workstream"


def _decided(binder: Binder, value: str) -> str:
    if value == "any":
        return "true"
    column = "verdict" if value in VERDICTS else "workstream"
    return f"{column} = {binder.bind(value)}"


def _by(binder: Binder, value: str) -> str:
    return f"lower(nfc_normalize(reviewer)) = lower(nfc_normalize({binder.bind(value)}))"


DECISION: Final[Mapping[str, Callable[[Binder, str], str]]] = {
    "decided": _decided,
    "undecided": _decided,
    "by": _by,
}
"""For each field that asks of decisions, what gives the condition on a row of ``standing``."""
