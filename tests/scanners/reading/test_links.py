from scanners.reading.links import links


def test_address_has_one_form_and_stands_once() -> None:
    assert links(
        "http://dx.doi.org/10.5555/ABC",
        "https://doi.org/10.5555/abc",
        "http://press.example.org/a/?utm_source=x",
        "https://press.example.org/A",
        "doi:10.5555/abc",
        "",
    ) == ("https://doi.org/10.5555/abc", "https://press.example.org/a")
