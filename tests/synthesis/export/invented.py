"""One invented work with all that an export can tell."""

from dataclasses import replace
from datetime import UTC, date, datetime

from records.dates import PartialDate
from records.decision import Decision
from records.identifiers import identifiers
from records.record import Author, Notice, Record, VersionLink
from records.work import Work, work_id_for
from synthesis.export import Dimension, Exported, Inequality

__all__ = ["ARTICLE", "PAGE", "bare", "full"]

ARTICLE = Record(
    source="europepmc",
    key="MED:12345678",
    kind="europepmc",
    title="Warm homes & winter admissions: a “natural” experiment in Leith",
    abstract="Background: Homes are cold.\nMethods: We counted, and asked; p<0.01.\nResults: Fewer stays.",
    body="This text of a linked page is not exported.",
    authors=(
        Author("Kerr", "Ailsa M", orcid="0000-0002-1825-0097"),
        Author("van der Singh", "Rory"),
        Author("NHS Lothian, Winter Group", group=True),
    ),
    container="Journal of Warm Homes",
    publisher="Leith Press",
    volume="3",
    issue="2",
    pages="12-19",
    published=PartialDate(2026, 11),
    indexed=date(2026, 11, 20),
    type="article",
    publication_types=("Journal Article", "Observational Study"),
    language="en",
    identifiers=identifiers([("doi", "10.5555/warm.1"), ("pmid", "12345678"), ("pmcid", "PMC1234567")]),
    urls=("https://example.org/warm", "https://example.org/warm.pdf"),
    places=("Leith", "Scotland"),
    keywords=("housing", "Aged, 80 and over"),
    licence="cc-by",
    notices=(
        Notice("correction", "subject", identifiers([("doi", "10.5555/corr")])[0], PartialDate(2026, 11, 21)),
    ),
    versions=(VersionLink("has-preprint", identifiers([("doi", "10.5555/pre")])[0]),),
)
PAGE = Record(
    source="example-charity",
    key="https://example.org/news/warm",
    kind="feed",
    title="=Warm homes",
    type="page",
    published=PartialDate(2026, 11, 22),
    identifiers=identifiers([("url", "https://example.org/news/warm")]),
    urls=("https://example.org/news/warm",),
)


def full() -> Exported:
    """Give a work of two records, read and decided."""
    retraction = Notice("retraction", "subject", None, PartialDate(2027))
    decision = Decision(
        work=work_id_for(ARTICLE.record_id),
        workstream="emerging-needs",
        verdict="include",
        reviewer="ak",
        instant=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
        note="+44 says no",
    )
    return Exported(
        work=Work(
            work_id_for(ARTICLE.record_id), (ARTICLE, PAGE), ARTICLE, "has an abstract", (retraction,), 31
        ),
        workstreams={"emerging-needs": 0.93, "community-models": 0.214},
        inequality=Inequality(
            2, 0.81, "narrowing", (Dimension("ses", 0.7, ("cold homes",)), Dimension("place", 0.6))
        ),
        decisions=(
            decision,
            replace(decision, workstream="community-models", verdict="exclude", reason="design", note=""),
        ),
    )


def bare() -> Exported:
    """Give a work of which there is next to nothing."""
    return Exported(work=Work(work_id_for(PAGE.record_id), (PAGE,), PAGE))
