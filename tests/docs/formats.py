"""The reference of the CSV export, made from its columns."""

from typing import Final

from synthesis.export.table import COLUMNS
from tests.docs.markdown import table

__all__ = ["columns"]

_MEANINGS: Final = {
    "key": "the work",
    "title": "of the merged record, as are the columns up to `places`",
    "abstract": "plain text; sections keep their line breaks",
    "authors": "`Family, Given`, joined by `; `",
    "year": "year of publication",
    "month": "empty where it is not known",
    "day": "empty where it is not known",
    "journal": "journal, book or site",
    "volume": "",
    "issue": "",
    "pages": "a range has an en dash, so that no spreadsheet makes a date of it",
    "publisher": "",
    "type": "Ken's type",
    "publication_types": "the source's own words",
    "language": "ISO 639-1 code",
    "doi": "first of the work, as are the three that follow",
    "pmid": "",
    "pmcid": "",
    "isbn": "",
    "url": "addresses, the best first",
    "keywords": "",
    "licence": "",
    "places": "as the source writes them",
    "notices": "retractions, corrections and concerns, in words",
    "sources": "ids of all sources that have the work",
    "workstreams": "each with its score",
    "inequality_grade": "0 to 3",
    "inequality_direction": "widening, narrowing or mixed, where the work says so",
    "inequality_dimensions": "each with its score",
    "decisions": "those that stand, in words",
    "ken_record": "what the other columns cannot hold, exactly; read back on import",
}


def columns(_: str) -> str:
    """Show the columns of the CSV export, in order."""
    return table(("column", "holds"), [(f"`{name}`", _MEANINGS[name]) for name in COLUMNS])
