"""Citations in one cell, as PubMed and Embase write them into tables."""

import re
from typing import NamedTuple

__all__ = ["Citation", "citation"]

# "JMIR Cancer. 2021 Nov 29;7(4):e27850. doi: 10.5555/..."
_PUBMED = re.compile(
    r"(?P<container>.{2,200}?)\. (?P<published>\d{4}[^;:]{0,30}?)"
    r"(?:;(?P<volume>[^():;]{0,30})(?:\((?P<issue>[^()]{1,30})\))?)?(?::(?P<pages>[^.;]{1,40}))?\.(?:\s|$)",
)
# "Cancer (2004) 102:4 (253-258). Date of Publication: 25 Aug 2004"
_EMBASE = re.compile(
    r"(?P<container>.{2,200}?) \((?P<year>\d{4})\)"
    r"(?: (?P<volume>[^\s:()]{1,20})(?::(?P<issue>[^\s()]{1,30}))?)?"
    r"(?: \((?P<pages>[^()]{1,40})\))?\.?\s*(?:Article Number: [^.]{1,40}\.\s*)?"
    r"(?:Date of Publication: (?P<published>.{4,30}))?$",
)


class Citation(NamedTuple):
    """What a citation tells; empty where it does not."""

    container: str = ""
    published: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""


def citation(text: str) -> Citation:
    """Take a citation of PubMed or Embase apart; all empty for any other text."""
    text = " ".join(text[:600].split())
    for form in (_PUBMED, _EMBASE):
        found = form.match(text)
        if found:
            parts = {name: (value or "").strip() for name, value in found.groupdict().items()}
            year = parts.pop("year", "")
            parts["published"] = parts["published"] or year
            return Citation(**parts)
    return Citation()
