import pytest

from scanners.reading.highwire import as_markup, unslashed
from scanners.reading.markup import sections


@pytest.mark.parametrize(
    ("abstract", "lines"),
    [
        ("BackgroundBeds are few.\n\nMethods12 homes.", ["Background: Beds are few.", "Methods: 12 homes."]),
        ("BACKGROUNDBeds are few.", ["BACKGROUND: Beds are few."]),
        ("Data sourcesRecords.\\n\\nResults(n=3) fell.", ["Data sources: Records.", "Results: (n=3) fell."]),
        ("Trial registrationhttps://example.org/1", ["Trial registration: https://example.org/1"]),
        ("Background: Beds.\nConclusion- Few.", ["Background: Beds.", "Conclusion: Few."]),
        ("AbstractO_ST_ABSAimC_ST_ABSTo see.", ["Aim: To see."]),
        ("SummaryO_LIOne.\nC_LIO_LITwo.\nC_LI", ["Summary: One. Two."]),
        ('Text.\n\nO_FIG O_LINKSMALLFIG SRC="x.gif"\nView larger version C_FIG', ["Text."]),
        ("O_SCPLOWNHSC_SCPLOW staff", ["NHS staff"]),
        ("a {+/-} b, [&ge;]5, {rho} = 1, [~]3, {ell}1", ["a ± b, ≥5, ρ = 1, ~3, ℓ1"]),
    ],
)
def test_platform_marks_become_sections_and_signs(abstract: str, lines: list[str]) -> None:
    assert sections(as_markup(abstract)).splitlines() == lines


@pytest.mark.parametrize(
    "text",
    [
        "Designing homes is hard.",
        "Results of the study are shown.",
        "Settings matter [IQR 2-3] {CI 1} [1] [a].",
        "We saw Background noise.",
        "Objectives were met; C_3H_8 was used.",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert sections(as_markup(text)) == text


def test_paragraphs_without_a_heading_join_the_section_before() -> None:
    assert sections(as_markup("MethodsOne.\n\nTwo.")) == "Methods: One. Two."
    assert sections(as_markup("One.\n\nTwo.")) == "One. Two."


def test_backslashes_before_quotation_marks_go() -> None:
    assert unslashed('Crohn\\\'s \\"own\\" words, C:\\x') == 'Crohn\'s "own" words, C:\\x'
