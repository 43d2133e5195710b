"""What a web page says of itself: title, abstract, authors, date, language, DOI, publisher.

The same fact stands in several places, of unequal worth. The order is: JSON-LD, Highwire's ``citation_``
names, Dublin Core, Open Graph and ``article:``, a ``time`` element, and words such as "Published: 12
November 2026". Years in footers are those of the copyright and are never taken: the tree must have lost
its furniture before the last two are asked.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

from records.dates import PartialDate
from records.identifiers import Identifier, identifier
from records.record import Author
from scanners.reading.bylines import authors
from scanners.reading.fields import at, first
from scanners.reading.json_ld import item_of, names_of
from scanners.reading.languages import two_letters
from scanners.reading.lead import is_cut, without_more
from scanners.reading.markup import plain
from scanners.reading.tables import table

__all__ = ["Facts", "facts_of", "printed_date"]

_META: Mapping[str, list[str]] = table("webpage")["meta"]
# At the start of a text of its own, not in the middle of a sentence about something else.
_PUBLISHED = re.compile(
    r"^(?:first published|date published|published|publication date|date of publication|posted|issued)"
    r"(?: on| date)?[ \n]?:?[ \n]?"
    r"(?P<date>\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \d{4}|[A-Z][a-z]{2,8} \d{1,2},? \d{4}"
    r"|\d{4}-\d\d-\d\d|(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4}))",
    re.IGNORECASE | re.MULTILINE,
)
_PIECES_FOR_DATE = 5_000  # texts between two tags
_ABSTRACT_WORDS = 40


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of itself, each empty where it does not.

    ``abstract`` is a description of at least 40 words that was not cut short; ``teaser`` any other.
    """

    title: str = ""
    abstract: str = ""
    teaser: str = ""
    authors: tuple[Author, ...] = ()
    published: PartialDate | None = None
    language: str = ""
    doi: Identifier | None = None
    publisher: str = ""


def facts_of(tree: HtmlElement) -> Facts:
    """Read what stands in the head of a page, its JSON-LD and its first heading."""
    item, meta = item_of(tree), _meta_of(tree)
    descriptions = [*_said(item, "abstract", "description"), *_under(meta, "abstract")]
    return Facts(
        title=_title(tree, item, meta),
        abstract=next((one for one in descriptions if _is_abstract(one)), ""),
        teaser=without_more(next(iter(descriptions), "")),
        authors=authors(names_of(item.get("author")))
        or authors(_best(meta, "authors"))
        or authors(_texts(one for one in tree.iter("a") if "author" in one.get("rel", "").split())),
        published=_first_date([*_said(item, "datePublished", "dateCreated"), *_under(meta, "published")]),
        language=two_letters(tree.get("lang") or tree.get("xml:lang"))
        or next((code for one in _under(meta, "language") if (code := two_letters(one))), ""),
        doi=next((made for one in _under(meta, "doi") if (made := identifier("doi", one))), None),
        publisher=next(iter([*names_of(item.get("publisher")), *_under(meta, "publisher")]), ""),
    )


def printed_date(tree: HtmlElement) -> PartialDate | None:
    """Find the date of publication in what readers see, for a page whose head has none."""
    times = sorted(tree.iter("time"), key=lambda one: not _is_publication(one))
    found = _first_date(one.get("datetime") or str(one.text_content()) for one in times[:20])
    if found:
        return found
    pieces = (" ".join(str(piece).split()) for piece in islice(tree.itertext(), _PIECES_FOR_DATE))
    said = _PUBLISHED.search("\n".join(piece for piece in pieces if piece))
    if not said:
        return None
    if said["year"]:
        return PartialDate.of(said["year"], said["month"], said["day"])  # British order: day, month, year
    return PartialDate.parse(said["date"])


def _meta_of(tree: HtmlElement) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for element in tree.iter("meta"):
        content = plain(element.get("content", "")[:20_000])
        if content:
            for attribute in ("name", "property", "itemprop"):
                found[element.get(attribute, "").strip().lower()].append(content)
    return found


def _under(meta: Mapping[str, list[str]], fact: str) -> list[str]:
    return [one for name in _META[fact] for one in meta.get(name, ())]


def _best(meta: Mapping[str, list[str]], fact: str) -> list[str]:
    return next((meta[name] for name in _META[fact] if meta.get(name)), [])


def _said(item: Mapping[str, object], *names: str) -> list[str]:
    return [text for name in names if (text := first(item.get(name)))]


def _title(tree: HtmlElement, item: Mapping[str, object], meta: Mapping[str, list[str]]) -> str:
    said = [*_said(item, "headline", "name"), *_under(meta, "title"), *_texts(tree.iter("title"))]
    whole, sites = " ".join(said).lower(), _under(meta, "publisher")
    headings = [one for one in _headings(tree) if one not in sites]
    # A heading that the page's head does not know is mostly the name of the site, too.
    known = (one for one in headings if not said or one.lower() in whole)
    return _without_site(next((one for one in (*known, *said, *headings) if one), ""), sites)


def _without_site(title: str, sites: list[str]) -> str:
    for site in sites:
        for mark in (" | ", " - ", " – ", " — ", " :: "):
            title = title.removesuffix(f"{mark}{site}")
    return title


def _headings(tree: HtmlElement) -> Iterator[str]:
    """List the first headings of the page, those inside its main part first."""
    for holder in ("main", "article"):
        for element in tree.iter(holder):
            yield from _texts(element.iter("h1"))
    yield from _texts(tree.iter("h1"))


def _texts(elements: Iterable[HtmlElement]) -> Iterator[str]:
    return (text for one in elements if (text := plain(str(one.text_content()))))


def _first_date(texts: Iterable[str]) -> PartialDate | None:
    return next((found for one in texts if (found := PartialDate.parse(one[:60]))), None)


def _is_publication(time: HtmlElement) -> bool:
    names = " ".join(str(at(time.attrib, name) or "") for name in ("class", "itemprop", "pubdate", "id"))
    return "pubdate" in time.attrib or "publi" in names.lower()


def _is_abstract(text: str) -> bool:
    return len(text.split()) >= _ABSTRACT_WORDS and not is_cut(text)
