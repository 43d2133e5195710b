"""Abstracts of files, each section on a line of its own."""

import pytest

from scanners.files.abstracts import cleaned


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Homes are cold.", "Homes are cold."),
        ("Homes are\ncold in\nwinter.", "Homes are cold in winter."),
        (
            "BACKGROUND: Cold. METHODS: Counted. RESULTS: Fewer.",
            "BACKGROUND: Cold.\nMETHODS: Counted.\nRESULTS: Fewer.",
        ),
        ("OBJECTIVE: Cold., DESIGN AND METHODS: Counted.", "OBJECTIVE: Cold.\nDESIGN AND METHODS: Counted."),
        (
            "AIM: Cold., KEY QUESTION: Why?, RESULTS: 5, or 6.",
            "AIM: Cold.\nKEY QUESTION: Why?\nRESULTS: 5, or 6.",
        ),
        ("Abstract The homes are cold.", "The homes are cold."),
        ("Abstract: Background Cold.", "Background Cold."),
        ("Abstract reasoning is hard.", "Abstract reasoning is hard."),
        ("Background: Cold.\nMethods: We\ncounted.", "Background: Cold.\nMethods: We counted."),
        ("We report. Results: they are fewer.", "We report. Results: they are fewer."),
        ("<p>Aims: Cold.</p><p>Methods: Counted.</p>", "Aims: Cold. Methods: Counted."),
        (
            (
                '<AbstractText Label="AIMS" NlmCategory="OBJECTIVE">Cold.</AbstractText>\n   '
                '<AbstractText Label="METHODS">Counted, p<0.01.</AbstractText>\n'
                "<CopyrightInformation>© 2026</CopyrightInformation>"
            ),
            "Aims: Cold.\nMethods: Counted, p<0.01.",
        ),
        ("[No abstract available]", ""),
        ("nan", ""),
        ("", ""),
    ],
)
def test_an_abstract_is_made_plain(text: str, plain: str) -> None:
    assert cleaned(text) == plain
