"""The workstreams file: what each workstream is, and how a text is matched to it.

The head of ``data/workstreams.yaml`` says what each field means. :func:`read_workstreams` gives all that
the reading needs, :func:`workstreams` the values that the rest of Ken uses.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from nlp.entries import Entry, entry_of
from nlp.false_friends import pattern_of
from nlp.workstream_rules import (
    Action,
    Combination,
    Matching,
    NearMiss,
    Rules,
    Term,
    Veto,
    WorkstreamRules,
)
from records.annotation import FIELDS, Field
from records.errors import SettingsError
from records.workstream import Workstream

__all__ = ["FILE", "read_workstreams", "workstreams"]

FILE = "workstreams.yaml"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ACTIONS: tuple[tuple[re.Pattern[str], Action], ...] = (
    (re.compile(r"veto"), "veto"),
    (re.compile(r"veto_unless_other_w>=(?P<amount>\d)"), "veto"),
    (re.compile(r"subtract_(?P<amount>\d+)"), "subtract"),
    (re.compile(r"ignore_match"), "ignore"),
    (re.compile(r"needs_ctx"), "needs_ctx"),
    (re.compile(r"needs_case"), "needs_case"),
    (re.compile(r"ignore_match_if_preceded_by_(?P<word>\w+)"), "ignore_after"),
)


def read_workstreams(text: str, file: str = FILE) -> Rules:
    """Read the rules of all workstreams from the text of a file.

    Raises ``SettingsError``, in one line that names file, entry and field, when something is missing,
    of the wrong kind, named twice, or refers to a context class or workstream that is not there.
    """
    whole = entry_of(text, file)
    classes = whole.entry("context_classes")
    contexts = {name: classes.texts(name, needed=True) for name in classes.values}
    found: dict[str, WorkstreamRules] = {}
    for entry in whole.entries("workstreams"):
        rules = _workstream(entry, contexts)
        if rules.workstream.id in found:
            raise entry.fault("id", "another workstream has the same")
        found[rules.workstream.id] = rules
    if not found:
        raise whole.fault("workstreams", "at least one is needed")
    return Rules(
        text=text,
        matching=_matching(whole.entry("matching")),
        contexts=contexts,
        vetoes=tuple(_veto(entry, tuple(found)) for entry in whole.entries("global_vetoes")),
        workstreams=tuple(found.values()),
    )


def workstreams(text: str, file: str = FILE) -> tuple[Workstream, ...]:
    """Read the workstreams themselves from the text of a file, in its order; raises as the rules do."""
    try:
        return _workstreams(text)
    except SettingsError:
        return tuple(rules.workstream for rules in read_workstreams(text, file).workstreams)  # names the file


@lru_cache(maxsize=4)
def _workstreams(text: str) -> tuple[Workstream, ...]:
    """Read a text once, however many ask; 80 kB of YAML take a tenth of a second."""
    return tuple(rules.workstream for rules in read_workstreams(text).workstreams)


def _workstream(entry: Entry, contexts: Mapping[str, object]) -> WorkstreamRules:
    identity = entry.text("id")
    if not _ID.fullmatch(identity):
        raise entry.fault("id", "small letters, digits and single hyphens are needed")
    searches = entry.entry("searches")
    concepts = entry.entry("concepts")
    terms = tuple(_term(term, contexts) for term in entry.entries("terms", "t"))
    if not terms:
        raise entry.fault("terms", "at least one is needed")
    return WorkstreamRules(
        workstream=Workstream(
            id=identity,
            code=entry.text("code"),
            name=entry.text("name"),
            lead=entry.text("lead", ""),
            definition=entry.text("definition", ""),
            include=entry.texts("include"),
            exclude=entry.texts("exclude"),
            boundaries=entry.texts("boundary_rules"),
            searches={
                kind: value.strip() for kind, value in searches.values.items() if isinstance(value, str)
            },
        ),
        terms=terms,
        near_misses=tuple(_near_miss(near, contexts) for near in entry.entries("near_misses", "t")),
        combinations=tuple(_combination(one, contexts) for one in entry.entries("combinations", "name")),
        requires=entry.texts("requires"),
        concepts={name: concepts.texts(name, needed=True) for name in concepts.values},
    )


def _term(entry: Entry, contexts: Mapping[str, object]) -> Term:
    name = entry.text("t")
    weight = entry.number("w")
    if not 0 < weight <= 5:
        raise entry.fault("w", f"{weight:g} is not a weight between 1 and 5")
    return Term(
        name=name,
        weight=weight,
        phrases=(name, *entry.texts("v")),
        context=_context(entry, contexts),
        case=bool(entry.flag("case")),
        concepts=entry.texts("concept"),
    )


def _near_miss(entry: Entry, contexts: Mapping[str, object]) -> NearMiss:
    written = entry.text("action")
    for pattern, action in _ACTIONS:
        found = pattern.fullmatch(written)
        if found:
            parts = found.groupdict()
            return NearMiss(
                name=entry.text("t"),
                phrases=entry.texts("phrases") or (entry.text("t"),),
                action=action,
                amount=float(parts.get("amount", 0)),
                word=parts.get("word", ""),
                context=_context(entry, contexts),
                example=entry.text("example", ""),
            )
    raise entry.fault("action", f"'{written}' is not one of those that the head of the file explains")


def _combination(entry: Entry, contexts: Mapping[str, object]) -> Combination:
    groups = entry.entry("groups")
    return Combination(
        name=entry.text("name"),
        at_least=int(entry.number("at_least")),
        weight=entry.number("w"),
        context=_context(entry, contexts),
        groups={name: groups.texts(name, needed=True) for name in groups.values},
    )


def _veto(entry: Entry, known: tuple[str, ...]) -> Veto:
    unless = entry.entry("unless")
    for name in unless.texts("workstreams"):
        if name not in known:
            raise unless.fault("workstreams", f"there is no workstream '{name}'")
    return Veto(
        name=entry.text("id"),
        why=entry.text("why"),
        pattern=pattern_of(entry, "pattern"),
        fields=tuple(_fields(entry, "in")),
        lift_for=unless.texts("workstreams"),
        lift_weight=unless.number("w", 9),
        lift_fields=tuple(_fields(unless, "in")),
        lift_phrases=unless.texts("with"),
        example=entry.text("example", ""),
    )


def _matching(entry: Entry) -> Matching:
    fields = entry.entry("field_multipliers")
    return Matching(
        fields={field: fields.number(field) for field in FIELDS},
        context_absent=entry.number("ctx_absent_factor"),
        concept_absent=entry.number("concept_absent_factor"),
        cap=int(entry.number("per_term_cap")),
        squash=entry.number("squash"),
        floor=entry.number("floor"),
        free_acronyms=frozenset(entry.texts("acronyms_that_stand_alone")),
    )


def _context(entry: Entry, contexts: Mapping[str, object]) -> str:
    name = entry.text("ctx", "")
    if name and name not in contexts:
        raise entry.fault("ctx", f"there is no context class '{name}'")
    return name


def _fields(entry: Entry, name: str) -> Iterator[Field]:
    chosen = entry.texts(name)
    for field in chosen:
        if field not in FIELDS:
            raise entry.fault(name, f"'{field}' is not one of {', '.join(FIELDS)}")
    return (field for field in FIELDS if field in chosen or not chosen)
