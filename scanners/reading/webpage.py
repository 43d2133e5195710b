"""A page that a feed links to, and what it adds to the entry's record."""

from typing import Final

from records.identifiers import Scheme, identifiers
from records.page import Page
from records.record import Record, Rejected
from records.source import Source
from scanners.reading.charset import decode
from scanners.reading.lead import lead, limited
from scanners.reading.page_facts import facts_of, printed_date
from scanners.reading.page_text import main_text, tree_of, without_furniture

__all__ = ["BODY_WORDS", "linked_page"]

BODY_WORDS: Final = 2000
"""How many words of a page's text are kept."""

FEWEST_WORDS: Final = 25
"""A shorter text is a notice ("Please enable JavaScript"), not what the entry is about."""


def linked_page(page: Page, source: Source) -> Record | Rejected:
    """Read a linked page into a record with the key of its entry, ``page.about``.

    The abstract is the page's own description where it has one of at least 40 words that was not cut
    short, else the first paragraphs of the text. Never raises for what the page says.
    """
    tree = tree_of(decode(page.body))
    if tree is None:
        return Rejected(source.id, "the linked page is no HTML that can be read", page.about, page.sha256)
    facts = facts_of(tree)
    without_furniture(tree)
    text = main_text(tree, facts.title)
    if len(text.split()) < FEWEST_WORDS:
        text = ""
    if not text and not facts.title:
        return Rejected(source.id, "the linked page has no title and no text", page.about, page.sha256)
    own: list[tuple[Scheme, object]] = [("url", page.about), ("doi", facts.doi and facts.doi.value)]
    return Record(
        source=source.id,
        key=page.about,
        kind="feed",
        title=facts.title,
        abstract=facts.abstract or lead(text) or facts.teaser,
        body=limited(text, BODY_WORDS),
        authors=facts.authors,
        publisher=facts.publisher,
        published=facts.published or printed_date(tree),
        type="page",
        language=facts.language,
        identifiers=identifiers(own),
        urls=(page.about,) if "://" in page.about else (),
        page=page.sha256,
    )
