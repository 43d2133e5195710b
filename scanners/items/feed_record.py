"""One entry of a feed made a record."""

from records.identifiers import Identifier, Scheme, identifiers
from records.record import Record, RecordType, Rejected
from records.source import Source
from scanners.items.feed_entries import Entry, Feed
from scanners.items.feed_links import doi_in
from scanners.reading.bylines import authors
from scanners.reading.languages import two_letters
from scanners.reading.lead import LONGEST, is_cut, lead, limited, without_more
from scanners.reading.markup import plain, sections
from scanners.reading.tables import table
from scanners.reading.webpage import BODY_WORDS

__all__ = ["entry_record"]

_TITLE_WORDS = 20


def entry_record(entry: Entry, feed: Feed, source: Source, page: str) -> Record | Rejected:
    """Make the record of an entry, or say why there is none.

    A summary that was cut short gives way to the entry's full text, where the feed has it. What has more
    than 300 words is a text: its first part is the abstract, all of it the body. An entry without a title
    takes the first words of its summary.
    """
    title, summary, text = plain(entry.title), _plain(entry.summary), _plain(entry.content)
    if not title and not entry.link:
        said = entry.guid or summary
        return Rejected(source.id, "the entry has no title and no link", said[:500], page)
    whole = max(summary, text, key=len)
    if is_cut(summary) and not is_cut(text):
        summary = text or summary
    numbers = _identifiers(entry)
    when = entry.published or entry.updated
    return Record(
        source=source.id,
        key=entry.key,
        kind="feed",
        title=title or _start(summary) or entry.link,
        abstract=lead(summary),
        body=limited(whole, BODY_WORDS) if len(whole.split()) > LONGEST else "",
        authors=authors(entry.names),
        container=plain(feed.title),
        published=when,
        indexed=when.first_day if when and when.day else None,
        type=_type(entry, numbers),
        language=two_letters(feed.language),
        identifiers=numbers,
        urls=tuple(dict.fromkeys(link for link in (entry.link, *entry.links) if _is_web(link))),
        keywords=tuple(dict.fromkeys(word for tag in entry.tags if (word := plain(tag)))),
        page=page,
    )


def _plain(fragment: str) -> str:
    text = without_more(sections(fragment))
    return text if text.strip(" …") else ""


def _start(summary: str) -> str:
    words = summary.split()
    return " ".join(words[:_TITLE_WORDS]) + (" …" if len(words) > _TITLE_WORDS else "")


def _identifiers(entry: Entry) -> tuple[Identifier, ...]:
    said = entry.dois or tuple(doi_in(link) for link in (entry.link, *entry.links))
    pairs: list[tuple[Scheme, object]] = [("url", entry.link), *(("doi", text) for text in said)]
    return identifiers(pairs)


def _type(entry: Entry, numbers: tuple[Identifier, ...]) -> RecordType:
    if any(one.scheme == "doi" for one in numbers):
        return "article"
    tags = [f" {' '.join(plain(tag).lower().split())} " for tag in entry.tags]
    for row in table("feed")["types"]:
        if any(f" {name} " in tag for name in row["names"] for tag in tags):
            found: RecordType = row["type"]
            return found
    return "page"


def _is_web(link: str) -> bool:
    return link.lower().startswith(("http://", "https://"))
