import pytest

from scanners.reading.languages import two_letters


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("eng", "en"),
        ("ENG", "en"),
        ("en", "en"),
        ("en-GB", "en"),
        ("cy_GB", "cy"),
        (" ger ", "de"),
        ("deu", "de"),
        ("gla", "gd"),
        ("wel", "cy"),
        ("sco", ""),
        ("und", ""),
        ("mul", ""),
        ("xx", ""),
        ("English", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_codes_become_two_letters(code: str | None, expected: str) -> None:
    assert two_letters(code) == expected
