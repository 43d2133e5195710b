"""Arbitrary records and works: control characters, quotes, line breaks, emoji, text from right to left."""

from datetime import date

from hypothesis import strategies as st

from records.dates import PartialDate
from records.identifiers import Identifier, identifiers
from records.record import (
    NOTICE_KINDS,
    RECORD_TYPES,
    Author,
    Notice,
    Record,
    VersionLink,
)
from records.work import Work, work_id_for
from synthesis.export import Exported

__all__ = ["ODD", "exported", "records"]

# What has broken files of references before, next to anything that Unicode has.
ODD = [
    *("=1+1", "+44", "-5 °C", "@home", "'=1", "''tis", "'quoted'", "\tTab", "\rCR", "\nLF", " ＝SUM(A1)"),
    *("ER  - ", "TY  - JOUR", "\nER  - \n", "a\r\nb", "a\u2028b", "a\x85b", "\x00", "\x1f", "\x7f", "\ufeff"),
    *(
        '"',
        '""',
        '","',
        ";",
        "; ",
        ";;",
        ",",
        ", ",
        "a; b",
        "a;b",
        "\\",
        "\\;",
        "|",
        "<b>bold</b>",
        "&amp;",
        "&",
    ),
    *("Smith, Ann", "ken-record: {}", "ken:files:1", "[No abstract available]", "n/a", "{", "}", "10.5555/x"),
    *(
        "مراجعة منهجية",
        "סקירה",
        "\u202eabc\u202c",
        "👩🏽‍⚕️ care",
        "Gàidhlig",
        "e\u0301",
        "  two  spaces  ",
        "1-5",
        "3-4",
    ),
    *(
        "Background: a\nMethods: b\n\nResults: c ",
        "2026-11",
        "10-12",
        "None",
        "nan",
        "retraction",
        "RETRACTED: x",
    ),
]
_TEXT = st.one_of(
    st.sampled_from(ODD), st.text(max_size=40), st.lists(st.sampled_from(ODD), max_size=4).map("".join)
)
_WORDS = _TEXT.filter(lambda text: text.strip() != "")
_TITLES = st.one_of(
    st.tuples(_TEXT, st.sampled_from(["Care", "x", "健康"]), _TEXT).map("".join),
    st.sampled_from(["Care at home"]),
)


@st.composite
def _authors(draw: st.DrawFn) -> Author:
    if draw(st.booleans()):
        return Author(draw(_WORDS), group=True)
    orcid = draw(st.sampled_from(["", "0000-0002-1825-0097"]))
    return Author(draw(_WORDS), draw(st.one_of(st.just(""), _TEXT)), orcid=orcid)


def _dates() -> st.SearchStrategy[PartialDate]:
    days = st.dates(date(1500, 1, 1), date(2100, 12, 31))
    return st.one_of(
        days.map(PartialDate.from_date),
        days.map(lambda day: PartialDate(day.year, day.month)),
        days.map(lambda day: PartialDate(day.year)),
    )


def _identifiers() -> st.SearchStrategy[tuple[Identifier, ...]]:
    pairs = st.one_of(
        st.sampled_from(["10.5555/abc", "10.5555/(sici)1<2:3>4", "10.5555/ü;x", "10.5555/zz"]).map(
            lambda v: ("doi", v)
        ),
        st.integers(1, 99_999_999).map(lambda v: ("pmid", str(v))),
        st.integers(10, 9_999_999).map(lambda v: ("pmcid", f"PMC{v}")),
        st.integers(1000, 999_999_999).map(lambda v: ("openalex", f"W{v}")),
        st.integers(0, 99_999_999).map(lambda v: ("nct", f"NCT{v:08}")),
        st.sampled_from(["9780306406157", "9781482253269"]).map(lambda v: ("isbn", v)),
        st.sampled_from(["https://example.org/a?b=c;d", "https://example.org/ü", "http://example.org"]).map(
            lambda v: ("url", v)
        ),
    )
    return st.lists(pairs, max_size=6).map(identifiers)


def _one(found: tuple[Identifier, ...]) -> Identifier | None:
    return found[0] if found else None


def _others() -> st.SearchStrategy[Identifier | None]:
    return _identifiers().map(_one)


def _notices() -> st.SearchStrategy[Notice]:
    return st.builds(
        Notice,
        st.sampled_from(NOTICE_KINDS),
        st.sampled_from(["subject", "notice"]),
        _others(),
        st.one_of(st.none(), _dates()),
    )


def _versions() -> st.SearchStrategy[VersionLink]:
    relations = st.sampled_from(
        ["preprint-of", "has-preprint", "version-of", "has-version", "translation-of"]
    )
    return st.builds(VersionLink, relations, _others().filter(lambda one: one is not None))


def _several(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=4, unique=True).map(tuple)


def records() -> st.SearchStrategy[Record]:
    """Give any record that Ken may hold, but for a body and a raw page."""
    return st.builds(
        Record,
        source=st.sampled_from(["files", "europepmc", "gov-uk"]),
        key=st.one_of(st.sampled_from(["10.5555/abc", "MED:123", "https://example.org/?a=b&c"]), _WORDS),
        kind=st.just("files"),
        title=_TITLES,
        abstract=_TEXT,
        authors=st.lists(_authors(), max_size=4, unique=True).map(tuple),
        container=_TEXT,
        publisher=_TEXT,
        volume=_TEXT,
        issue=_TEXT,
        pages=st.one_of(_TEXT, st.sampled_from(["1-5", "S1–S12", "377-86", "e0815", "12 - 15", "1-2, 5-7"])),
        published=st.one_of(st.none(), _dates()),
        indexed=st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2030, 1, 1))),
        type=st.sampled_from(RECORD_TYPES),
        publication_types=_several(_WORDS),
        language=st.sampled_from(["", "en", "gd", "cy"]),
        identifiers=_identifiers(),
        urls=_several(st.one_of(_WORDS, st.just("https://example.org/a;b?c=d"))),
        places=_several(_WORDS),
        keywords=_several(_WORDS),
        licence=_TEXT,
        notices=st.lists(_notices(), max_size=3, unique=True).map(tuple),
        versions=st.lists(_versions(), max_size=2, unique=True).map(tuple),
    )


def exported(record: Record) -> Exported:
    """Make a work of one record."""
    return Exported(work=Work(work_id_for(record.record_id), (record,), record, "the only one"))
