"""One form for words that people write in several ways: case, accents, spelling, plurals.

Vocabularies and texts pass through the same two functions, so that ``Person-centred programmes`` in a
text is found by ``person-centered program`` in a vocabulary. The form is for comparison only; nobody
reads it, so that it need not be a word (``resource`` becomes ``resorce`` on both sides).
"""

import re
import unicodedata

__all__ = ["FILLER", "fold", "plain"]

FILLER = "_"
"""What stands for a surplus space, so that a text keeps its length (see :func:`plain`)."""

_ODD = {
    **dict.fromkeys("‘’‛ʼ′`´", "'"),
    **dict.fromkeys("“”„″", '"'),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
    **{chr(code): " " for code in range(0x2000, 0x200B)},
}
_ODD_SIGN = re.compile(f"[{''.join(_ODD)}]")
_SURPLUS = re.compile(r" +(?= )")
_AFFIX = re.compile(rf"^['{FILLER}]+|(?:'s|[-/'{FILLER}])+$")
_PLURALS = {"women": "woman", "men": "man", "children": "child", "people": "person", "lives": "life"}
_ENDINGS = (
    (re.compile(r"is(e|er|ed|es|ing|ation|ational|able)$"), r"iz\1"),
    (re.compile(r"ys(e|er|ed|es|ing)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{2}[bdghilmnpv])our(?=$|ed|ing|ly|al|hood|abl|er|it|somely|ful)"), "or"),
    (re.compile(r"ll(ed|er|ing)$"), r"l\1"),
    (re.compile(r"tre$"), "ter"),
    (re.compile(r"tred$"), "tered"),
    (re.compile(r"ogue$"), "og"),
    (re.compile(r"(pr)?ogramme"), r"\1ogram"),
    (re.compile(r"^(p)ae(d)|^(h)ae(m)|^(an)ae(s)|^(gyn)ae(c)"), r"\1\3\5\7e\2\4\6\8"),
    (re.compile(r"ageing$"), "aging"),
    (re.compile(r"udgement"), "udgment"),
    (re.compile(r"(def|off|lic)ence$"), r"\1ense"),
    (re.compile(r"practiz"), "practic"),
)


def plain(text: str) -> str:
    """Make a copy of the same length in which quotes, dashes and spaces each have one form.

    Every character keeps its place, so that offsets into the copy are offsets into the text. In a run
    of spaces all but the last become fillers that hang on the word before.
    """
    text = _ODD_SIGN.sub(lambda sign: _ODD[sign.group()], text)
    return _SURPLUS.sub(lambda run: FILLER * len(run.group()), text) if "  " in text else text


def fold(word: str) -> str:
    """Bring one word to the form in which words are compared.

    Case, accents, possessives, a trailing hyphen or slash, simple plurals, -ise and -ize, -our and -or,
    -re and -er, ``programme`` and ``program`` no longer differ; ``&`` is ``and``. What would become
    empty stays as it is.
    """
    if len(word) > 2 and word.endswith("s") and word[:-1].isupper():
        word = word[:-1]  # the plural of an acronym, ICSs
    word = word.lower()
    if not word.isascii():
        word = "".join(ch for ch in unicodedata.normalize("NFKD", word) if not unicodedata.combining(ch))
    if word == "&":
        return "and"
    bare = _AFFIX.sub("", word) or word
    bare = _PLURALS.get(bare) or _singular(bare)
    if len(bare) > 4:
        for ending, form in _ENDINGS:
            bare = ending.sub(form, bare)
    return bare


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("yses", "theses", "gnoses", "crises")):
        return word[:-2] + "is"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]
