"""LaTeX in titles and abstracts, reduced to what a reader would see."""

import re

from scanners.reading.tables import table

__all__ = ["reduced"]

_SYMBOLS: dict[str, str] = table("latex")["symbols"]
# Springer deposits each formula as a whole document; only what is between begin and end is text.
_DOCUMENT = re.compile(
    r"\\documentclass(?:(?!\\begin\{document\}).){0,2000}\\begin\{document\}(.{0,2000}?)\\end\{document\}",
    re.DOTALL,
)
_FORMULA = re.compile(
    r"\$\$(?P<display>[^$]{1,500})\$\$|\$(?P<inline>[^$]{1,500})\$"
    r"|\\\((?P<round>.{1,500}?)\\\)|\\\[(?P<square>.{1,500}?)\\\]",
    re.DOTALL,
)
_LOOKS_LIKE_FORMULA = re.compile(r"[\\^_{}]")
_STYLED = re.compile(r"\\(?:text\w*|emph|math\w+|operatorname|mbox|rm|bf|it)\s*\{([^{}]*)\}")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_ESCAPED = re.compile(r"\\([%&#$_{} ])")
_SPACING = re.compile(r"\\[,;:!]|~")
_SCRIPTS = re.compile(r"[\^_](?=[\w{+*−\-])")


def reduced(text: str) -> str:
    """Replace formulas by their letters, digits and signs, and styled words by the words.

    Amounts of money stay: a dollar sign opens a formula only when what follows, up to the next one, has
    a command, a brace, a superscript or a subscript.
    """
    if "$" not in text and "\\" not in text:
        return text
    text = _DOCUMENT.sub(r" \1 ", text)
    text = _FORMULA.sub(_of_formula, text)
    return _STYLED.sub(r"\1", text)


def _of_formula(found: re.Match[str]) -> str:
    inner = next(part for part in found.groups() if part is not None)
    money = found.group("inline") is not None and not _LOOKS_LIKE_FORMULA.search(inner)
    return found.group() if money else _letters(inner)


def _letters(formula: str) -> str:
    formula = _SPACING.sub(" ", formula)
    for _ in range(3):  # styles and fractions are nested this deep at most in what was seen
        formula = _FRACTION.sub(r"\1/\2", _STYLED.sub(r"\1", formula))
    formula = _ESCAPED.sub(r"\1", formula)
    formula = _COMMAND.sub(lambda command: _SYMBOLS.get(command.group(1), ""), formula)
    formula = _SCRIPTS.sub("", formula)
    return formula.replace("{", "").replace("}", "").replace("\\", " ")
