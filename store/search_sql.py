"""A query as SQL: a table for each thing that it asks for, and a condition that puts them together.

All that comes from the query is bound as a parameter; only names of our own are written into the SQL.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from records.query import AllOf, AnyOf, Between, Is, Leaf, Not, Query, Words
from store.search_decided import DECISION, STANDING, together
from store.search_terms import key_sql, keys_sql, words_sql

__all__ = ["Compiled", "compiled"]

_QUEUED: Final = (
    "SELECT coalesce(aliases.work_id, ranked.work_id) AS work_id "
    "FROM ranked LEFT JOIN aliases ON alias = ranked.work_id"
)
# As notices are kept, in JSON. Of a work that is itself the notice, another was retracted.
_NOTICES: Final = {
    "retracted": ('"kind":"retraction","role":"subject"', '"kind":"withdrawal","role":"subject"'),
    "noticed": ('"kind":',),
}


@dataclass(slots=True)
class Compiled:
    """A query as SQL.

    ``tables`` are common table expressions, ``condition`` is on ``d``, a row of ``search_works``, with
    ``joins`` to what it needs; ``worth`` says how well such a row fits; ``values`` are the parameters.
    """

    tables: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)
    worths: list[str] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)
    condition: str = "true"
    asks_decisions: bool = False

    @property
    def worth(self) -> str:
        """Give the SQL of how well a work fits: the sum over the words that are wanted."""
        return " + ".join(self.worths) or "0"

    def bind(self, value: object) -> str:
        """Take a value as a parameter, and give the name by which SQL calls it."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f"${name}"

    def holds(self, sql: str, *, must: bool, weighs: bool = False) -> str:
        """Join works of which something holds, each once, and give the condition that a row is one.

        ``must`` tells that no other works are found; ``weighs`` that it adds to how well a work fits: what is
        rare weighs more, and in a title three times as much.
        """
        name = f"t{len(self.tables)}"
        self.tables.append(f"{name} AS MATERIALIZED ({sql})")
        self.joins.append(f"{'' if must else 'LEFT '}JOIN {name} ON {name}.work = d.number")
        if weighs:
            rarity = f"ln(1 + (SELECT count(*) FROM search_works) / (1 + (SELECT count(*) FROM {name})))"
            within = f"CASE WHEN {name}.titled THEN 3 WHEN {name}.work IS NOT NULL THEN 1 ELSE 0 END"
            self.worths.append(f"{within} * {rarity}")
        return "true" if must else f"{name}.work IS NOT NULL"


def compiled(query: Query, asker: str | None, secret: Collection[tuple[str, str]] = ()) -> Compiled:
    """Put a query into SQL; ``asker`` sees of others' decisions only those on works that they decided too.

    None sees all. Of the works and workstreams in ``secret`` they see none.
    """
    made = Compiled()
    made.condition = _condition(made, query, must=True)
    if made.asks_decisions:
        pairs = [f"{work} {workstream}" for work, workstream in secret]
        made.tables.insert(0, STANDING.format(asker=made.bind(asker), secret=made.bind(pairs)))
    return made


def _condition(made: Compiled, query: Query, *, must: bool, wanted: bool = True) -> str:
    """Put a part into SQL: ``must`` that nothing is found without it, ``wanted`` that it is not ruled out."""
    if isinstance(query, Not):
        return f"NOT {_condition(made, query.part, must=False, wanted=not wanted)}"
    if isinstance(query, AllOf):
        said, others = together(query.parts)
        parts = [_decided(made, said, must=must)] if said else []
        parts += [_condition(made, one, must=must, wanted=wanted) for one in others]
        return f"({' AND '.join(parts)})" if parts else "true"
    if isinstance(query, AnyOf):
        parts = [_condition(made, one, must=False, wanted=wanted) for one in query.parts]
        return f"({' OR '.join(parts)})"
    return _leaf(made, query, must=must, wanted=wanted)


def _leaf(made: Compiled, leaf: Leaf, *, must: bool, wanted: bool) -> str:
    if isinstance(leaf, Words):
        return made.holds(words_sql(made, leaf), must=must, weighs=wanted)
    if isinstance(leaf, Between):
        return _between(made, leaf, must=must)
    if leaf.field in DECISION:
        return _decided(made, [leaf], must=must and leaf.field != "undecided")
    if leaf.field == "workstream":
        # Queued for it, or fitting it.
        of_it = f"{_QUEUED} WHERE workstream = {made.bind(leaf.value)}"
        queued = f"SELECT number AS work FROM search_works JOIN ({of_it}) USING (work_id)"
        return made.holds(f"{key_sql(made, leaf)} UNION {queued}", must=must)
    if leaf.field == "is":
        return made.holds(_flag(made, leaf.value), must=must)
    return made.holds(key_sql(made, leaf), must=must)


def _between(made: Compiled, leaf: Between, *, must: bool) -> str:
    if leaf.field not in ("year", "run"):
        return made.holds(keys_sql(made, leaf), must=must)
    least, most = made.bind(leaf.least), made.bind(leaf.most)
    if leaf.field == "year":
        return f"coalesce(d.year >= coalesce({least}, d.year) AND d.year <= coalesce({most}, d.year), false)"
    within = f"first_run >= coalesce({least}, first_run) AND first_run <= coalesce({most}, first_run)"
    works = f"SELECT number AS work FROM works JOIN search_works USING (work_id) WHERE {within}"
    return made.holds(works, must=must)


def _flag(made: Compiled, flag: str) -> str:
    """Give the SQL of what ``is:`` says of a work."""
    if flag == "queued":
        return f"SELECT DISTINCT number AS work FROM search_works JOIN ({_QUEUED}) USING (work_id)"
    if flag in _NOTICES:
        said = " OR ".join(f"contains(notices, {made.bind(one)})" for one in _NOTICES[flag])
        return f"SELECT number AS work FROM works JOIN search_works USING (work_id) WHERE {said}"
    own, said, of_a_kind = (made.bind(one) for one in (f"type:{flag}", f"evidence:{flag}", f"_{flag}"))
    return (
        f"SELECT DISTINCT work FROM search_words WHERE word IN ({own}, {said}) "
        f"OR (word BETWEEN 'evidence:' AND 'evidence;' AND ends_with(word, {of_a_kind}))"
    )


def _decided(made: Compiled, leaves: Sequence[Is], *, must: bool) -> str:
    """Ask for works with a decision of which all of this holds; or without any, for ``undecided``."""
    made.asks_decisions = True
    said = " AND ".join(DECISION[one.field](made, one.value) for one in leaves)
    works = f"SELECT DISTINCT number AS work FROM standing JOIN search_works USING (work_id) WHERE {said}"
    condition = made.holds(works, must=must)
    return f"NOT {condition}" if leaves[0].field == "undecided" else condition
