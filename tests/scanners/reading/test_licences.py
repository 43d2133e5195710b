import pytest

from scanners.reading.licences import licence


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("http://creativecommons.org/licenses/by-nc-nd/4.0/", "cc-by-nc-nd"),
        ("https://creativecommons.org/licenses/by/4.0/legalcode", "cc-by"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "cc0"),
        ("cc by-nc", "cc-by-nc"),
        ("CC BY-SA 4.0", "cc-by-sa"),
        ("cc_by_nc_nd", "cc-by-nc-nd"),
        ("cc-by", "cc-by"),
        ("cc0_ng", "cc0"),
        ("cc_no", ""),
        ("", ""),
        ("publisher-specific-oa", "publisher-specific-oa"),
        ("https://press.example.org/terms", "https://press.example.org/terms"),
    ],
)
def test_licence_has_one_form(text: str, form: str) -> None:
    assert licence(text) == form
