"""The fields of the query language, and what each takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from records.identifiers import SCHEMES

__all__ = ["FIELDS", "Field", "Kind"]

Kind = Literal["words", "name", "number", "identifier"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it takes, a sample of it, and what it means in a few words.

    ``least`` and ``most`` bound the numbers that it takes.
    """

    kind: Kind
    sample: str
    meaning: str
    least: int = 0
    most: int = 9999


FIELDS: Final[Mapping[str, Field]] = {
    "title": Field("words", 'title:"peer support"', "words in the title"),
    "abstract": Field("words", "abstract:kinship*", "words in the abstract"),
    "author": Field("words", "author:kerr", "words of the family names of authors"),
    "workstream": Field("name", "workstream:W2", "queued for a workstream, or fits it with 0.5 or more"),
    "dimension": Field("name", "dimension:homelessness", "a dimension of inequality"),
    "inequality": Field("number", "inequality:>=2", "grade of what it says about inequality, 0 to 3", 0, 3),
    "evidence": Field("name", "evidence:systematic-review", "kind of evidence"),
    "strength": Field("number", "strength:4..5", "strength of the evidence, 0 to 5", 0, 5),
    "stage": Field("name", "stage:S2", "approach stage, S1 to S4"),
    "learning": Field("name", "learning:change-to-stop", "what it says was learned"),
    "place": Field("name", "place:fife", "a place or nation that it names"),
    "setting": Field("name", "setting:care-home", "where the service is given"),
    "language": Field("name", "language:en", "language of the text, as two letters"),
    "type": Field("name", "type:preprint", "type of the record that is shown"),
    "source": Field("name", "source:pubmed", "a source that has a record of it"),
    "year": Field("number", "year:2021..2024", "year of publication"),
    "run": Field("number", "run:3", "run that brought it", 0, 999_999),
    "is": Field("name", "is:protocol", "protocol, review, queued, retracted, noticed, decided, undecided"),
    "decided": Field("name", "decided:include", "a verdict or a workstream that somebody decided"),
    "by": Field("name", "by:ailsa", "who decided; me is you"),
    "undecided": Field("name", "undecided:W1", "no decision in a workstream, or any"),
} | {
    scheme: Field("identifier", f"{scheme}:{sample}", meaning)
    for scheme, sample, meaning in (
        ("doi", "10.5555/x", "Digital Object Identifier"),
        ("pmid", "12345678", "number in PubMed"),
        ("pmcid", "PMC123", "number in PubMed Central"),
        ("openalex", "W2741809807", "number in OpenAlex"),
        ("nct", "NCT01234567", "number of a registered trial"),
        ("isbn", "9780306406157", "number of a book"),
    )
    if scheme in SCHEMES
}
"""By name, in the order in which they are explained."""
