"""The words that linking has to know, by list: see ``data/linking/words.toml``."""

import tomllib
from functools import cache

import data

__all__ = ["word_list"]


@cache
def word_list(name: str) -> frozenset[str]:
    """Give a list of words or phrases, folded as titles are."""
    text = data.folder("linking", "words.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[name])
