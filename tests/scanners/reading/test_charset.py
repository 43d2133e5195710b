import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanners.reading.charset import decode


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"caf\xc3\xa9", "café"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
        (b"\x93caf\xe9\x94 \xe2\x80\x99", "“café” ’"),
        (b"<?xml version='1.0' encoding='UTF-8'?>\n<a>\xa35</a>", "\n<a>£5</a>"),
        (b"<?xml version='1.0' encoding='iso-8859-1'?><a>\x91\xe9</a>", "<a>‘é</a>"),
        (b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xe2\x80\x99</a>", "<a>’</a>"),
        (b"<?xml version='1.0' encoding='iso-8859-2'?><a>\xb1</a>", "<a>ą</a>"),
        (b"<meta charset=windows-1251>\xe0", "<meta charset=windows-1251>а"),
        (b"<meta http-equiv='x' content='text/html; charset=shift_jis'>\x83A", None),
        (b"<?xml version='1.0' encoding='utf-7'?><a>+AGE-</a>", "<a>+AGE-</a>"),
        (b"<?xml version='1.0' encoding='rot13'?><a/>", "<a/>"),
        (b"<?xml version='1.0' encoding='latin-99'?><a/>", "<a/>"),
        (b"", ""),
    ],
)
def test_bytes_are_read_by_what_they_are_and_what_they_declare(body: bytes, text: str | None) -> None:
    assert decode(body) == text if text is not None else decode(body).endswith("ア")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_other_unicode_forms_are_recognised(encoding: str) -> None:
    assert decode("<a>é’</a>".encode(encoding)) == "<a>é’</a>"


@given(st.text())
def test_utf_8_comes_back_unchanged(text: str) -> None:
    assert decode(f"x{text}".encode()) == f"x{text}"


@given(st.binary())
def test_every_body_becomes_text_that_can_be_stored(body: bytes) -> None:
    assert decode(body).encode() is not None
