"""Bytes of feeds and web pages made text, whatever they declare.

Many publishers declare UTF-8 and paste windows-1252 into it. A byte that is not UTF-8 is read as
windows-1252 on its own, so that neither the pasted quotation mark nor the rest of the page is lost. The
order (byte order mark, declaration, UTF-8) and reading ISO 8859-1 as windows-1252 are those of the
WHATWG Encoding Standard.
"""

import codecs
import re

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"iso-?8859|latin|windows-?125|cp125|koi8|euc|gb|big5|shift|sjis|ascii|mac", re.IGNORECASE
)
_LATIN = re.compile(r"iso-?8859-?1$|latin-?1$|(?:us-)?ascii$|windows-?1252$|cp1252$", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_HEAD_BYTES = 4096


def decode(body: bytes) -> str:
    """Make text of a body, without byte order mark and XML declaration; what no one can read is replaced."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _without_declaration(body[len(mark) :].decode(name, errors=_errors(name)))
    if body[:2] in {b"<\0", b"\0<"}:
        return _without_declaration(
            body.decode("utf-16-le" if body[:1] == b"<" else "utf-16-be", errors="replace")
        )
    name = _declared(body)
    return _without_declaration(body.decode(name, errors=_errors(name)))


def _declared(body: bytes) -> str:
    found = _DECLARED.search(body, 0, _HEAD_BYTES)
    name = (found.group(1) or found.group(2)).decode("ascii", errors="replace") if found else ""
    if _LATIN.match(name):
        # Whoever writes UTF-8 and declares Latin-1 is commoner than text in which both are possible.
        return "utf-8" if _is_utf8(body) else "cp1252"
    if not _KNOWN.match(name):
        return "utf-8"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _errors(name: str) -> str:
    return "windows-1252" if name == "utf-8" else "replace"


def _without_declaration(text: str) -> str:
    declaration = _XML_DECLARATION.match(text)
    return text[declaration.end() :] if declaration else text


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


codecs.register_error("windows-1252", _as_windows_1252)
