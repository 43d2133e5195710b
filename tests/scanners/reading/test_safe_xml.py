import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.errors import PageError
from scanners.reading import safe_xml
from scanners.reading.safe_xml import declares_entities, is_web_page, root, words

LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
    "<lolz>&c;</lolz>"
)


def test_a_document_type_without_entities_is_read_and_not_fetched() -> None:
    top = root(b'<!DOCTYPE a PUBLIC "-//X//EN" "https://example.org/a.dtd"><a>caf\xc3\xa9</a>')
    assert top.tag == "a"
    assert top.text == "café"


@pytest.mark.parametrize(
    "body",
    [
        LAUGHS.encode(),
        LAUGHS.encode("utf-16"),
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://169.254.169.254/">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.org/x.dtd"> %x;]><a/>',
        b'<!DOCTYPE a [<!ENTITY unused "x">]><a/>',
    ],
)
def test_declared_entities_are_refused(body: bytes) -> None:
    with pytest.raises(PageError, match=r"^the XML declares entities, which Ken does not read"):
        root(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'<?xml version="1.0"?>',
        b"<a><b></a>",
        b"<a>",
        b"<a>&nbsp;</a>",
        b"not xml",
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
        b'<?xml version="1.0" encoding="zip"?><a/>',
        b"<a>\xff</a>",
    ],
)
def test_broken_xml_is_named_as_such(body: bytes) -> None:
    with pytest.raises(PageError, match="broken or cut short"):
        root(body)


def test_xml_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_xml, "LIMIT", 10)
    assert root(b"<abcdefg/>").tag == "abcdefg"
    with pytest.raises(PageError, match="has 11 bytes; Ken reads at most 10"):
        root(b"<abcdefgh/>")


def test_words_of_mixed_content_are_one_line() -> None:
    assert words(root(b"<a> One <i>two</i>\n<b><c>three</c></b>, four. </a>")) == "One two three, four."
    assert words(None) == ""


@pytest.mark.parametrize(
    ("text", "declares"),
    [
        (LAUGHS, True),
        ("<!doctype rss [\n<!entity a 'b'>]><rss/>", True),
        ("<!-- <w --><!DOCTYPE a [<!ENTITY b 'c'>]><a/>", True),
        ("<!DOCTYPE rss PUBLIC 'x' 'y'><rss/>", False),
        ("<rss><![CDATA[how to write <!ENTITY x> in XML]]></rss>", False),
        ("", False),
    ],
)
def test_entity_declarations_are_seen_before_a_forgiving_reader_is_asked(text: str, declares: bool) -> None:
    assert declares_entities(text) is declares


@pytest.mark.parametrize(
    ("body", "is_one"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf\n<!doctype HTML PUBLIC '-//W3C//DTD XHTML'>", True),
        (b"<?xml version='1.0'?><!-- a --> <html xmlns='x'>", True),
        (b"<head><title>x", True),
        (b"<rss><html></html></rss>", False),
        (b"<htmlish/>", False),
        (b"{}", False),
        (b"", False),
    ],
)
def test_web_pages_are_known_by_their_start(body: bytes, is_one: bool) -> None:
    assert is_web_page(body) is is_one


@given(st.binary(max_size=200))
def test_only_page_errors_are_raised(body: bytes) -> None:
    with contextlib.suppress(PageError):
        assert root(body).tag
