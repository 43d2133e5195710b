"""Cutting text into words, the same way for vocabularies and for what is read.

A blank English pipeline of spaCy with two changes. Words are cut behind hyphens and slashes, which
stay with the word before, so that ``community-led`` and ``community led`` are the same two words. And
the attribute ``NORM``, by which phrases are compared, is :func:`nlp.spelling.fold`; spaCy computes it
once for each distinct word.
"""

import re
from functools import cache
from typing import NamedTuple

import spacy
from spacy.attrs import IDX, LENGTH, NORM  # type: ignore[import-not-found]  # Cython without stubs
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # Cython without stubs
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.spelling import FILLER, fold, plain

__all__ = ["WALL", "Words", "vocab", "words"]

WALL = " \u241e "
"""What stands between two fields that are read as one text; no phrase crosses it."""

_PREFIX = re.compile(r"^[^\w]")
# An apostrophe behind an s may be a plural's (citizens' panel) and stays with its word.
_SUFFIX = re.compile(rf"(?:[^\w'{FILLER}]|(?<!s)'){FILLER}*$")
# Zero-width cuts behind hyphens and slashes; signs that glue words together are words of their own.
_INFIX = re.compile(r"(?<=[-/])(?=\w)|(?<=\w)(?=[-/][^\w])|[—…,;:()\[\]{}<>=&+*|\"]|(?<=[a-z])\.(?=[A-Z])")

_KNOWN = 200_000
"""How many different strings between spaces are cut once; spaCy's 10,000 are spent on vocabularies."""


class Words(NamedTuple):
    """A text cut into words: ``doc`` and, for each of its words, where it starts and ends in the text."""

    text: str
    doc: Doc
    starts: list[int]
    ends: list[int]


def words(text: str) -> Words:
    """Cut a text into words."""
    doc = _language().tokenizer(plain(text))
    places = doc.to_array([IDX, LENGTH]).astype(int)
    return Words(text, doc, places[:, 0].tolist(), places.sum(axis=1).tolist())


def vocab() -> Vocab:
    """Give the store of words that vocabularies and texts share."""
    return _language().vocab


@cache
def _language() -> Language:
    # Of each new word nothing but that is computed: nobody asks for its shape, or whether it is an address.
    language = spacy.blank("en", vocab=Vocab(lex_attr_getters={NORM: fold}, strings=[]))
    language.tokenizer = Tokenizer(
        language.vocab,
        prefix_search=_PREFIX.search,
        suffix_search=_SUFFIX.search,
        infix_finditer=_INFIX.finditer,
        max_cache_size=_KNOWN,
    )
    return language
