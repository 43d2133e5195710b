"""Words, phrases and named values in a search: where they stand in the table of words."""

from typing import Final

from records.query import Between, Is, Words, words_of
from store.search_decided import Binder
from store.search_words import ABSTRACT

__all__ = ["key_sql", "keys_sql", "words_sql"]

_NAMED: Final = ("place", "setting", "source")  # kept by their words, with dashes between them
_HIGHEST: Final = 9
_LAST: Final = "\U0010ffff"  # sorts behind whatever may follow the beginning of a word


def words_sql(binder: Binder, leaf: Words) -> str:
    """Give the SQL of the works that hold these words: ``work``, and ``titled`` for those in a title."""
    if leaf.where == "author":
        return _authors(binder, leaf)
    if len(leaf.words) > 1:
        return _phrase(binder, leaf)
    among = {"": "true", "title": "titled", "abstract": f"places[-1] > {ABSTRACT}"}[leaf.where]
    where = f"{_word(binder, leaf.words[0], starts=leaf.starts)} AND {among}"
    if leaf.starts:
        return f"SELECT work, bool_or(titled) AS titled FROM search_words WHERE {where} GROUP BY work"
    return f"SELECT work, titled FROM search_words WHERE {where}"


def key_sql(binder: Binder, leaf: Is) -> str:
    """Give the SQL of the works of which a field has a value: ``work``, each once."""
    named = leaf.field in _NAMED
    key = f"{leaf.field}:{'-'.join(words_of(leaf.value)) if named else leaf.value}"
    if leaf.starts:
        within = f"word >= {binder.bind(key)} AND word < {binder.bind(key + _LAST)}"
        return f"SELECT DISTINCT work FROM search_words WHERE {within}"
    return f"SELECT work FROM search_words WHERE word = {binder.bind(key)}"


def keys_sql(binder: Binder, leaf: Between) -> str:
    """Give the SQL of the works of which a field has one of a few numbers: ``work``, each once."""
    most = _HIGHEST if leaf.most is None else leaf.most
    keys = [f"{leaf.field}:{number}" for number in range(leaf.least or 0, min(most, _HIGHEST) + 1)]
    within = ", ".join(binder.bind(key) for key in keys) or "NULL"
    return f"SELECT DISTINCT work FROM search_words WHERE word IN ({within})"


def _word(binder: Binder, word: str, *, starts: bool) -> str:
    if not starts:
        return f"word = {binder.bind(word)}"
    within = f"word >= {binder.bind(word)} AND word < {binder.bind(word + _LAST)}"
    return f"{within} AND places IS NOT NULL"


def _authors(binder: Binder, leaf: Words) -> str:
    last = len(leaf.words) - 1
    each = []
    for place, word in enumerate(leaf.words):
        key = f"author:{word}"
        starts = leaf.starts and place == last
        where = (
            f"word >= {binder.bind(key)} AND word < {binder.bind(key + _LAST)}"
            if starts
            else f"word = {binder.bind(key)}"
        )
        each.append(f"SELECT work, false AS titled FROM search_words WHERE {where}")
    return " INTERSECT ".join(each)


def _phrase(binder: Binder, leaf: Words) -> str:
    """Join the words on their works, and keep those in which each stands right behind the one before."""
    last = len(leaf.words) - 1
    each, behind = [], []
    for place, word in enumerate(leaf.words):
        starts = leaf.starts and place == last
        places = "flatten(list(places))" if starts else "places"
        grouped = " GROUP BY work" if starts else ""
        where = _word(binder, word, starts=starts)
        each.append(f"(SELECT work, {places} AS p{place} FROM search_words WHERE {where}{grouped})")
        if place:
            behind.append(f"list_contains(p{place}, here + {place})")
    within = {"": "true", "title": f"here <= {ABSTRACT}", "abstract": f"here > {ABSTRACT}"}[leaf.where]
    found = f"list_filter(p0, lambda here: {within} AND {' AND '.join(behind)})"
    joined = " JOIN ".join(one if not place else f"{one} USING (work)" for place, one in enumerate(each))
    return (
        f"SELECT work, hits[1] <= {ABSTRACT} AS titled "
        f"FROM (SELECT work, {found} AS hits FROM {joined}) WHERE len(hits) > 0"
    )
