"""JSON Lines of anybody; those of Ken are tested where they are written."""

from tests.scanners.files.reading import read, records


def test_names_are_those_of_columns() -> None:
    line = (
        '{"id": 7, "title": "Warm <i>homes</i>", "abstract": "Cold.", "authors": ["Kerr, A", "Singh, R"],'
        ' "publication_year": 2026, "keywords": ["housing", "winter"], "doi": "https://doi.org/10.5555/W",'
        ' "url": null, "label_included": 1}'
    )
    (record,) = records("x.jsonl", line)
    assert (record.title, record.abstract, record.year) == ("Warm homes", "Cold.", 2026)
    assert [str(author) for author in record.authors] == ["Kerr, A", "Singh, R"]
    assert (record.keywords, record.key) == (("housing", "winter"), "10.5555/w")


def test_authors_may_be_objects() -> None:
    line = (
        '{"title": "Homes", "authors": [{"family": "Kerr", "given": "Ailsa"}, {"name": "NHS Leith Group"}]}'
    )
    (record,) = records("x.jsonl", line)
    assert [(str(author), author.group) for author in record.authors] == [
        ("Kerr, Ailsa", False),
        ("NHS Leith Group", True),
    ]


def test_each_line_is_a_record_or_a_refusal() -> None:
    text = '{"title": "Warm homes"}\n\nno json\n[1]\n{"title": ""}\r\n{"title": 7}\n{"abstract": "x"}'
    kept, refused = read("x.jsonl", text)
    assert [record.title for record in kept] == ["Warm homes", "7"]
    assert [item.reason for item in refused] == [
        "line 3: not a JSON object",
        "line 4: not a JSON object",
        "line 5: a reference without a title",
        "line 7: a reference without a title",
    ]


def test_a_line_that_looks_like_kens_and_is_not_is_refused() -> None:
    _, refused = read(
        "x.jsonl", '{"work": "wabc", "records": [], "title": 7}\n{"work": "wabd", "records": []}'
    )
    assert refused[0].reason.startswith("line 1: not as Ken writes it (")
    assert refused[1].reason == "line 2: a reference without a title"
