"""PubMed's E-utilities: an esearch answer in JSON and one efetch answer in XML."""

import json
from html import escape
from typing import Final

from data.sample.copies import Copy, Tie
from data.sample.wire.paper import MONTHS, element, issue, sections, type_word

__all__ = ["pages"]

_HEAD: Final = (
    '<?xml version="1.0" ?>\n'
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)
_TIES: Final = {
    "retraction of": "RetractionOf",
    "retraction in": "RetractionIn",
    "correction of": "ErratumFor",
    "correction in": "ErratumIn",
    "concern of": "ExpressionOfConcernFor",
    "concern in": "ExpressionOfConcernIn",
}
_CATEGORIES: Final = {
    "background": "BACKGROUND",
    "introduction": "BACKGROUND",
    "importance": "BACKGROUND",
    "aim": "OBJECTIVE",
    "aims": "OBJECTIVE",
    "objective": "OBJECTIVE",
    "objectives": "OBJECTIVE",
    "purpose": "OBJECTIVE",
    "question": "OBJECTIVE",
    "method": "METHODS",
    "methods": "METHODS",
    "design": "METHODS",
    "results": "RESULTS",
    "findings": "RESULTS",
    "conclusion": "CONCLUSIONS",
    "conclusions": "CONCLUSIONS",
    "interpretation": "CONCLUSIONS",
}


def pages(copies: list[Copy]) -> dict[str, str]:
    """Write the list of PMIDs and the articles."""
    count = str(len(copies))
    result = {"count": count, "retmax": count, "retstart": "0", "querykey": "1", "webenv": "MCID_sample"}
    found = {
        "header": {"type": "esearch", "version": "0.3"},
        "esearchresult": result
        | {"idlist": [copy.pmid for copy in copies], "translationset": [], "querytranslation": "sample"},
    }
    articles = "\n".join(_article(copy) for copy in copies)
    return {
        "pubmed_esearch.json": json.dumps(found, indent=1) + "\n",
        "pubmed_efetch.xml": f"{_HEAD}<PubmedArticleSet>\n{articles}\n</PubmedArticleSet>\n",
    }


def _article(copy: Copy) -> str:
    citation = element(
        "MedlineCitation",
        element("PMID", copy.pmid, Version="1"),
        element("Article", *_parts(copy), PubModel="Print-Electronic" if _electronic(copy) else "Print"),
        element("MedlineJournalInfo", element("Country", "England"), element("MedlineTA", _journal(copy))),
        _corrections(copy),
        _keywords(copy),
        Status="Publisher",
        Owner="NLM",
    )
    return element("PubmedArticle", citation, _data(copy))


def _parts(copy: Copy) -> list[str]:
    volume, page = issue(copy)
    of_issue = element("JournalIssue", element("Volume", volume), _date(copy), CitedMedium="Internet")
    return [
        element(
            "Journal",
            element("ISSN", "0000-0000", IssnType="Electronic"),
            of_issue,
            element("Title", _journal(copy)),
            element("ISOAbbreviation", _journal(copy)),
        ),
        element("ArticleTitle", _title(copy)),
        element("Pagination", element("StartPage", page), element("MedlinePgn", page)),
        element("ELocationID", copy.doi, EIdType="doi", ValidYN="Y") if copy.number % 2 else "",
        _abstract(copy),
        _authors(copy),
        element("Language", {"nl": "dut"}.get(copy.work.language, "eng")),
        element("PublicationTypeList", *_types(copy)),
        element("VernacularTitle", escape(copy.work.vernacular) + ".") if copy.work.vernacular else "",
        _electronic(copy),
    ]


def _journal(copy: Copy) -> str:
    return escape(copy.container)


def _title(copy: Copy) -> str:
    """Close a title with a full stop, and put a translated one in brackets."""
    title = escape(copy.title, quote=False)
    if copy.work.vernacular:
        return f"[{title}]."
    return title if title.endswith(("?", ".", "!")) else title + "."


def _date(copy: Copy) -> str:
    year, month, day = [*copy.date.split("-"), "", ""][:3]
    if copy.words == "span":
        return element("PubDate", element("MedlineDate", f"{year} Nov-Dec"))
    if copy.words == "season":
        return element("PubDate", element("Year", year), element("Season", "Autumn"))
    name = MONTHS[int(month) - 1] if month and copy.number % 2 else month
    parts = [element("Month", name)] if month else []
    if day and not _electronic(copy):
        parts.append(element("Day", day))
    return element("PubDate", element("Year", year), *parts)


def _electronic(copy: Copy) -> str:
    """Give the day online of every other article that has one; the issue then has only a month."""
    if len(copy.date) < len("2026-11-09") or copy.number % 2:
        return ""
    return element("ArticleDate", *_day(copy.date), DateType="Electronic")


def _day(date: str) -> list[str]:
    year, month, day = date.split("-")
    return [element("Year", year), element("Month", month), element("Day", day)]


def _abstract(copy: Copy) -> str:
    if not copy.abstract:
        return ""
    parts = sections(copy)
    if not parts[0][0]:
        whole = " ".join(text for _, text in parts)
        return element("Abstract", element("AbstractText", escape(whole, quote=False)))
    return element("Abstract", *(_section(heading, text) for heading, text in parts))


def _section(heading: str, text: str) -> str:
    category = _CATEGORIES.get(heading.lower(), "UNASSIGNED")
    inside = escape(text, quote=False)
    return element("AbstractText", inside, Label=heading.upper(), NlmCategory=category)


def _authors(copy: Copy) -> str:
    people = []
    for author in copy.authors:
        if not author.given:
            people.append(element("Author", element("CollectiveName", escape(author.family)), ValidYN="Y"))
            continue
        names = [
            element("LastName", escape(author.family, quote=False)),
            element("ForeName", escape(author.given, quote=False).replace(".", "")),
            element("Initials", author.initials),
        ]
        if copy.work.affiliation:
            place = element("Affiliation", escape(copy.work.affiliation) + ".")
            names.append(element("AffiliationInfo", place))
        people.append(element("Author", *names, ValidYN="Y"))
    return element("AuthorList", *people, CompleteYN="Y") if people else ""


def _types(copy: Copy) -> list[str]:
    words = [type_word(copy, "pubmed")]
    if any(tie.relation == "retraction in" for tie in copy.ties):
        words.append("Retracted Publication")
    return [element("PublicationType", word, UI="") for word in words]


def _corrections(copy: Copy) -> str:
    ties = [_tie(tie, _journal(copy)) for tie in copy.ties if tie.relation in _TIES]
    return element("CommentsCorrectionsList", *ties) if ties else ""


def _tie(tie: Tie, journal: str) -> str:
    source = element("RefSource", f"{journal}. 2026 Nov. doi: {tie.doi}.")
    pmid = element("PMID", tie.pmid, Version="1") if tie.pmid else ""
    return element("CommentsCorrections", source, pmid, RefType=_TIES[tie.relation])


def _keywords(copy: Copy) -> str:
    words = [element("Keyword", escape(word), MajorTopicYN="N") for word in copy.work.keywords]
    return element("KeywordList", *words, Owner="NOTNLM") if words else ""


def _data(copy: Copy) -> str:
    """Give the history and the identifiers, and a cited paper whose identifiers are not this one's."""
    entered = element("PubMedPubDate", *_day(copy.indexed), PubStatus="entrez")
    ids = [element("ArticleId", copy.pmid, IdType="pubmed")]
    ids += [element("ArticleId", copy.doi, IdType="doi")] if copy.doi else []
    cited = element("ArticleIdList", element("ArticleId", "10.5555/cited.1", IdType="doi"))
    return element(
        "PubmedData",
        element("History", entered),
        element("PublicationStatus", "aheadofprint"),
        element("ArticleIdList", *ids),
        element("ReferenceList", element("Reference", element("Citation", "A cited paper."), cited)),
    )
