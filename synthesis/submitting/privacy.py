"""The privacy scan: what in a submission may point to a person, by rule.

It finds e-mail addresses, telephone numbers of the United Kingdom, NHS and CHI numbers (both end in a check
digit, modulo 11), postcodes, dates of birth, names with a title, and numbers of people below five. It does
not find names without a title, nor a story that only one person can have lived: somebody has to read it.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

import data
from records.submission import Finding, FindingKind
from synthesis.submitting.form import Form

__all__ = ["is_health_number", "scan", "scanned"]

_TEN: Final = re.compile(r"(?<![\w+])(?:\d{3}[ -]?\d{3}[ -]?\d{4}|\d{6}[ -]?\d{4})(?!\w)")
_WEIGHTS: Final = range(10, 1, -1)
_EMAIL: Final = r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"
_PHONE: Final = r"(?<![\w.])(?:(?:\+|00)44[\s().-]*(?:\(?0\)?)?|\(?0)(?:[\s().-]{0,2}\d){9,10}(?!\w)"
_OUTWARD: Final = "[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPR-Y]?"
_INWARD: Final = "[0-9][ABD-HJLNP-UW-Z]{2}"
# In small letters only with the space, which keeps words with digits in them out.
_POSTCODE: Final = rf"\b(?:(?i:{_OUTWARD} {_INWARD})|{_OUTWARD}{_INWARD})\b"
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE: Final = (
    rf"(?:\d{{1,2}}[/. -]\d{{1,2}}[/. -]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
)
_WORD: Final = r"[A-Z][\w’'-]*\w"


def scanned(form: Form, answers: Mapping[str, str]) -> tuple[Finding, ...]:
    """Scan all that people wrote in their own words, in the order of the form."""
    return tuple(
        one for field in form.fields if field.is_free for one in scan(field.id, answers.get(field.id, ""))
    )


def scan(field: str, text: str) -> tuple[Finding, ...]:
    """Find what may point to a person, in order, none overlapping another; each quote is word for word."""
    found: list[Finding] = []
    for kind, start, end in _hits(text):
        if all(end <= one.start or start >= one.end for one in found):
            found.append(Finding(field, kind, start, end, text[start:end]))
    return tuple(sorted(found, key=lambda one: one.start))


def is_health_number(digits: str) -> bool:
    """Tell whether ten digits are an NHS or CHI number: the last one checks the others, modulo 11."""
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit() or len({*digits}) == 1:
        return False
    check = 11 - sum(weight * int(one) for weight, one in zip(_WEIGHTS, digits, strict=False)) % 11
    return check % 11 == int(digits[-1]) and check != 10


def _hits(text: str) -> Iterator[tuple[FindingKind, int, int]]:
    for hit in _TEN.finditer(text):
        if is_health_number(re.sub(r"\D", "", hit[0])):
            yield "health number", hit.start(), hit.end()
    for kind, pattern in _rules():
        for hit in pattern.finditer(text):
            yield kind, hit.start("it"), hit.end("it")


@cache
def _rules() -> tuple[tuple[FindingKind, re.Pattern[str]], ...]:
    """Give what is looked for, in the order in which one goes before another at the same place."""
    text = data.folder("submissions", "privacy.toml").read_text(encoding="utf-8")
    words: dict[str, list[str]] = tomllib.loads(text)
    said = {name: _any_of(some) for name, some in words.items()}
    place = rf"(?:{said['not_people']})\b"
    # To the last of its words, so that a place is not cut down to a person: Dr Anne Gray School.
    name = rf"{_WORD}(?:[ ](?!{place})(?:{_WORD}|[A-Z]\.))*(?!\w)(?![ ](?!{place}){_WORD})"
    birth = rf"\b(?i:{said['birth']})\b\W{{0,3}}(?:\w+\W+){{0,3}}?(?P<it>(?i:{_DATE}))(?!\w)"
    titled = rf"\b(?P<it>(?:{said['titles']})\.?[ ](?:[A-Z]\.?[ ])*{name})(?!(?:[’']s?)?[ ]{place})"
    few = rf"(?:[1-4]|{said['numbers']}) (?:(?:{said['between']}) ){{0,2}}(?:{said['people']})"
    return (
        ("e-mail address", re.compile(f"(?P<it>{_EMAIL})")),
        ("date of birth", re.compile(birth)),
        ("telephone number", re.compile(f"(?P<it>{_PHONE})")),
        ("postcode", re.compile(f"(?P<it>{_POSTCODE})")),
        ("name", re.compile(titled)),
        ("small number", re.compile(rf"(?<![\w.,/%£$-])(?<!\bin )(?<!\bno )(?P<it>(?i:{few}))\b(?![-’'])")),
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
