"""Records of a small world, in which many are alike: for properties of linking."""

from hypothesis import strategies as st

from records.dates import PartialDate
from records.identifiers import Identifier, identifiers
from records.record import Author, Notice, Record, RecordType, VersionLink
from tests.synthesis.linking.invented import BARE

__all__ = ["several_records", "some_records"]

_TITLES = (
    BARE.title,
    BARE.title + ", part 2",
    BARE.title.partition(":")[0],
    BARE.title.replace("localities", "localites"),
    "Erratum: " + BARE.title,
    "Housing First matters",
    "Annual report of the board 2026",
    "Editorial",
    "",
)
_TYPES: tuple[RecordType, ...] = (
    "article",
    "preprint",
    "page",
    "report",
    "notice",
    "conference",
    "chapter",
    "book",
)
_DOIS = ("10.5555/a", "10.5555/b", "10.5555/a.pub2", "")

some_records: st.SearchStrategy[Record] = st.builds(
    Record,
    source=st.sampled_from("abc"),
    key=st.sampled_from("123"),
    kind=st.just("feed"),
    title=st.sampled_from(_TITLES),
    abstract=st.sampled_from(
        ["", "We asked forty nurses what they kept.", "Forty nurses were asked about it."]
    ),
    type=st.sampled_from(_TYPES),
    authors=st.sampled_from(
        [(), (Author("Kerr"),), (Author("Berg"), Author("Kerr")), (Author("Kerr", "Isla"),)]
    ),
    published=st.sampled_from([None, PartialDate(2026), PartialDate(2026, 11), PartialDate(2020)]),
    container=st.sampled_from(["", "Journal of Care Teams", "J Care Teams", "Nursing Quarterly"]),
    volume=st.sampled_from(["", "3", "4"]),
    issue=st.sampled_from(["", "1", "11"]),
    pages=st.sampled_from(["", "11-19", "11-9", "300-312"]),
    identifiers=st.tuples(st.sampled_from(_DOIS), st.sampled_from(["", "", "7", "8"])).map(
        lambda both: identifiers([("doi", both[0]), ("pmid", both[1])])
    ),
    notices=st.sampled_from([(), (), (Notice("retraction", "notice", Identifier("doi", "10.5555/a")),)]),
    versions=st.sampled_from([(), (), (VersionLink("version-of", Identifier("doi", "10.5555/a")),)]),
)

several_records = st.lists(some_records, min_size=2, max_size=9, unique_by=lambda record: record.record_id)
