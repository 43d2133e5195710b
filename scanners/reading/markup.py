"""Fragments of HTML, JATS and MathML made plain text, with the headings of structured abstracts kept.

Publishers send titles and abstracts as HTML (``<h4>Methods</h4>``), as JATS (``<jats:sec><jats:title>``),
escaped once or twice (``&amp;lt;b&amp;gt;``), with LaTeX inside, or as text in which ``<`` is a sign.
Only elements that are named in ``data/scanners/markup.toml``, and names with a prefix, count as markup.
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from html.entities import html5

from scanners.reading import latex
from scanners.reading.tables import table

__all__ = ["plain", "sections", "unescaped"]

_NAMES = table("markup")


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_PREFIX = r"(?:[a-z][a-z0-9]*:)?"
_ATTRIBUTES = r"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+))*\s*/?>"""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# What may stand between two tags is bounded, so that no text can make a search take long.
_NOT_TEXT = re.compile(r"<!--.{0,5000}?-->|<!\[CDATA\[|\]\]>|<\?[^<>]*\?>", re.DOTALL)
_DROPPED = re.compile(
    rf"<{_PREFIX}(?P<name>{_any(_NAMES['dropped'])}){_ATTRIBUTES}(?:(?<=/>)|.{{0,5000}}?</{_PREFIX}(?P=name)\s*>)",
    re.IGNORECASE | re.DOTALL,
)
_TEX = re.compile(
    rf"<{_PREFIX}tex-math{_ATTRIBUTES}.{{0,5000}}?</{_PREFIX}tex-math\s*>", re.IGNORECASE | re.DOTALL
)
_MATHML = re.compile(rf"<{_PREFIX}math[\s>]", re.IGNORECASE)
_SPACED = re.compile(
    rf"<{_PREFIX}(?P<name>{_any(_NAMES['spaced'])}){_ATTRIBUTES}(?P<inner>[^<>]*)</{_PREFIX}(?P=name)\s*>",
    re.IGNORECASE,
)
_POWER = re.compile(rf"(?<=\d)<{_PREFIX}sup>\s*([-+−]?\d{{1,4}})\s*</{_PREFIX}sup>", re.IGNORECASE)
_RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_BLOCK = re.compile(rf"</?{_PREFIX}(?:{_any(_NAMES['blocks'])}){_ATTRIBUTES}", re.IGNORECASE)
_TAG = re.compile(rf"</?{_PREFIX}(?:{_any(_NAMES['inline'])}){_ATTRIBUTES}", re.IGNORECASE)
_PREFIXED = re.compile(rf"</?[a-z][a-z0-9]*:[A-Za-z][\w.-]*{_ATTRIBUTES}")
_CUT_TAG = re.compile(r"</?[a-z][a-z0-9]*:[A-Za-z][^<>]*$")
_HEADING = re.compile(
    rf"<{_PREFIX}(?P<name>{_any(_NAMES['headings'])}){_ATTRIBUTES}(?P<text>.{{0,300}}?)</{_PREFIX}(?P=name)\s*>",
    re.IGNORECASE | re.DOTALL,
)
_LEAD_IN = re.compile(
    rf"(?:^|(?<=>))\s*<{_PREFIX}(?P<name>{_any(_NAMES['lead_ins'])}){_ATTRIBUTES}(?P<text>[^<>]{{2,60}}?)"
    rf"(?:\s*:\s*</{_PREFIX}(?P=name)\s*>|\s*</{_PREFIX}(?P=name)\s*>\s*:)",
    re.IGNORECASE,
)
_TITLES = frozenset(_NAMES["titles"])
_TITLE = re.compile(rf"^(?:{_any(_NAMES['titles'])})\s*:\s*(?=\S)", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffc]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_OPEN, _CLOSE = "\x1e", "\x1f"  # around a heading, while an abstract is taken apart
_ESCAPES_DEEP = 5


def plain(fragment: str) -> str:
    """Make one line of plain text of a fragment.

    Elements go (their words stay), entities are unescaped as often as needed, formulas are reduced to
    their letters, digits raised behind a digit stay raised, whitespace is folded, and the text is in
    Unicode form NFC without control characters.
    """
    return _folded(_without_tags(_prepared(fragment)))


def sections(fragment: str) -> str:
    """Make plain text of an abstract, each section on a line of its own as ``Heading: text``.

    Headings are elements of headings, and words in bold or italics that open a paragraph and end in a
    colon. A heading of the whole abstract ("Abstract") goes; one without text joins the next. Text
    before the first heading, or all of it when there is none, is one line.
    """
    marked = _LEAD_IN.sub(_marked, _HEADING.sub(_marked, _prepared(fragment)))
    first, *others = _without_tags(marked).split(_OPEN)
    lines = [_folded(first)]
    outer = ""  # headings whose section has no text of its own, waiting for the next that has
    for other in others:
        name, _, text = other.partition(_CLOSE)
        heading = _folded(name).rstrip(" :.")
        if heading.lower() in _TITLES:
            heading = ""
        body = _without_repeat(_folded(text), heading)
        if body:
            lines.append(": ".join(part for part in (outer, heading, body) if part))
        outer = "" if body else ": ".join(part for part in (outer, heading) if part)
    lines[0] = _TITLE.sub("", lines[0])
    return "\n".join(line for line in (*lines, outer) if line)


def unescaped(text: str) -> str:
    """Unescape entities until none is left, five times at most; only those that end in a semicolon."""
    for _ in range(_ESCAPES_DEEP):
        if "&" not in text or not _ENTITY.search(text):
            break
        text = _ENTITY.sub(_character, text)
    return text


def _character(entity: re.Match[str]) -> str:
    written = entity.group()
    return html.unescape(written) if written[1] == "#" else html5.get(written[1:], written)


def _prepared(fragment: str) -> str:
    text = _CONTROL.sub("", unescaped(fragment))
    if "<" not in text:
        return text
    text = _DROPPED.sub(" ", _NOT_TEXT.sub(" ", text))
    return _TEX.sub(" ", text) if _MATHML.search(text) else text  # MathML says the same once more


def _marked(found: re.Match[str]) -> str:
    return f"<p>{_OPEN}{found.group('text')}{_CLOSE}"


def _without_tags(text: str) -> str:
    if "<" in text:
        text = _POWER.sub(lambda power: power.group(1).translate(_RAISED), text)  # 10<sup>3</sup> is not 103
        text = _SPACED.sub(_with_spaces, text)
        text = _PREFIXED.sub("", _TAG.sub("", _BLOCK.sub(" ", text)))
        text = _CUT_TAG.sub("", text)
    return latex.reduced(text)


def _with_spaces(found: re.Match[str]) -> str:
    inner, whole = found.group("inner"), found.string
    before, after = whole[max(0, found.start() - 1) : found.start()], whole[found.end() : found.end() + 1]
    letter = inner.isupper() and before.islower() and after.islower()  # "an<i>R</i>package"
    if len(inner.strip()) < 3 and not letter:
        return inner
    left = " " if before.isalnum() and inner[0].isalnum() else ""
    right = " " if after.isalnum() and inner[-1].isalnum() else ""
    return f"{left}{inner}{right}"


def _without_repeat(text: str, heading: str) -> str:
    """Drop the heading where the text says it once more, as ``BACKGROUND:`` or in capitals."""
    start, rest = text[: len(heading)], text[len(heading) :]
    if (
        heading
        and start.lower() == heading.lower()
        and (rest[:1] == ":" or (start.isupper() and rest[:1] == " "))
    ):
        return rest.lstrip(" :")
    return text


def _folded(text: str) -> str:
    text = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", " ".join(text.split()))
