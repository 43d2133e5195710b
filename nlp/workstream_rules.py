"""The rules by which a text is matched to workstreams, as values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from records.annotation import Field
from records.workstream import Workstream

__all__ = ["Action", "Combination", "Matching", "NearMiss", "Rules", "Term", "Veto", "WorkstreamRules"]

Action = Literal["veto", "subtract", "ignore", "needs_ctx", "needs_case", "ignore_after"]


@dataclass(frozen=True, slots=True)
class Term:
    """One concept of a workstream with the phrases that name it, and its weight (1 faint to 5).

    ``context`` is the class of which a phrase must occur for the full weight, empty for none.
    ``concepts`` are the required parts of the definition that it stands for.
    """

    name: str
    weight: float
    phrases: tuple[str, ...]
    context: str = ""
    case: bool = False
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Phrases that look like a workstream's and mean something else, and what follows from them.

    ``amount`` is what to subtract, or the weight of another term that lifts a veto (0: nothing does).
    ``word`` is the word before which nothing counts. ``context`` is the class that lets a phrase count.
    """

    name: str
    phrases: tuple[str, ...]
    action: Action
    amount: float = 0.0
    word: str = ""
    context: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Combination:
    """Groups of phrases of which several together mean something that none does alone."""

    name: str
    at_least: int
    weight: float
    context: str
    groups: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Veto:
    """A pattern that shows a record to be of no workstream, and what lifts it.

    It is lifted for a workstream that has a counted term of at least ``lift_weight`` in ``lift_fields``
    when ``lift_for`` is empty (then any workstream's term will do) or names it, and, when
    ``lift_phrases`` are given, one of them occurs.
    """

    name: str
    why: str
    pattern: re.Pattern[str]
    fields: tuple[Field, ...]
    lift_for: tuple[str, ...]
    lift_weight: float
    lift_fields: tuple[Field, ...]
    lift_phrases: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Matching:
    """The numbers of the scoring; see the head of the file."""

    fields: Mapping[Field, float]
    context_absent: float
    concept_absent: float
    cap: int
    squash: float
    floor: float
    free_acronyms: frozenset[str]


@dataclass(frozen=True, slots=True)
class WorkstreamRules:
    """One workstream, with all that its matching needs."""

    workstream: Workstream
    terms: tuple[Term, ...]
    near_misses: tuple[NearMiss, ...]
    combinations: tuple[Combination, ...]
    requires: tuple[str, ...]
    concepts: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rules:
    """A whole workstreams file; ``text`` is what it was read from."""

    text: str
    matching: Matching
    contexts: Mapping[str, tuple[str, ...]]
    vetoes: tuple[Veto, ...]
    workstreams: tuple[WorkstreamRules, ...]
