"""The two feeds and the pages that they link to: RSS for practice, Atom for government."""

import re
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape
from string import Template
from typing import Final

from data.sample.copies import Copy
from data.sample.wire.paper import element
from data.sample.works import FOLDER

__all__ = ["atom", "link", "pages", "rss", "slug"]

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_WORDS: Final = {"his": 13, "govuk": 20}
_SMALL: Final = frozenset({"a", "and", "for", "how", "in", "of", "the", "to", "what"})


def slug(copy: Copy) -> str:
    """Name an item's page after the first words of its title."""
    words = re.findall(r"[a-z0-9]+", copy.title.lower().replace("'", ""))[:8]
    while words[-1] in _SMALL:
        words.pop()
    return "-".join(words)


def link(copy: Copy) -> str:
    """Give the address of an item's page."""
    return f"https://example.org/{copy.source}/{slug(copy)}"


def rss(copies: list[Copy]) -> str:
    """Write the RSS feed of practice."""
    items = "\n".join(_item(copy) for copy in copies)
    title = element("title", "Healthcare Improvement Scotland")
    channel = element(
        "channel",
        title,
        element("link", "https://example.org/his/"),
        element("description", "News, practice and evaluation (invented for the sample week)"),
        element("language", "en-GB"),
        "\n",
        items,
        "\n",
    )
    return f'{_HEAD}<rss version="2.0">{channel}</rss>\n'


def atom(copies: list[Copy]) -> str:
    """Write the Atom feed of government."""
    entries = "\n".join(_entry(copy) for copy in copies)
    head = "".join(
        (
            element("id", "https://www.gov.uk/search/research-and-statistics.atom"),
            element("title", "Research and statistics"),
            element("updated", "2026-11-16T06:00:00Z"),
        )
    )
    return f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom">{head}\n{entries}\n</feed>\n'


def pages(copies: list[Copy]) -> dict[str, str]:
    """Write the pages that the items of one feed link to."""
    return {f"{copy.source}/{slug(copy)}.html": _page(copy) for copy in copies}


def _item(copy: Copy) -> str:
    moment = datetime.combine(date.fromisoformat(copy.date), time(9), tzinfo=UTC)
    return element(
        "item",
        element("title", escape(copy.title)),
        element("link", link(copy)),
        element("guid", link(copy), isPermaLink="true"),
        element("pubDate", format_datetime(moment)),
        element("category", escape(copy.type)),
        element("description", escape(_summary(copy))),
    )


def _entry(copy: Copy) -> str:
    return element(
        "entry",
        element("id", f"tag:www.gov.uk,2005:/government/sample/{slug(copy)}"),
        element("updated", f"{copy.date}T09:30:00Z"),
        f'<link rel="alternate" type="text/html" href="{link(copy)}"/>',
        element("title", escape(copy.title)),
        element("summary", escape(_summary(copy)), type="html"),
    )


def _summary(copy: Copy) -> str:
    return " ".join(copy.abstract.split()[: _WORDS[copy.source]]) + " […]"


def _page(copy: Copy) -> str:
    template = Template((FOLDER / "wire" / f"{copy.source}.html").read_text(encoding="utf-8"))
    shown = date.fromisoformat(copy.date)
    authors = [f"{author.given} {author.family}".strip() for author in copy.authors]
    return template.substitute(
        title=escape(copy.title),
        kind=escape(copy.type.capitalize()),
        date=copy.date,
        day=f"{shown.day} {shown:%B %Y}",
        authors="\n".join(f'<meta name="author" content="{escape(name)}">' for name in authors),
        byline=escape(", ".join(authors)) or "the publishing team",
        body="\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in copy.paragraphs),
    )
