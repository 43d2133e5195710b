import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scanners.reading.markup import plain, sections, unescaped

PIECES = [
    *(
        "<p>",
        "</p>",
        "<i>",
        "</i>",
        "<b>",
        "</b>",
        "<h4>",
        "</h4>",
        "<sup>",
        "<br/>",
        "<!--",
        "-->",
        "<",
        ">",
    ),
    *("<jats:sec>", "<jats:title>", "</jats:title>", "<script>", "</script>", "<mml:math>", "</mml:math>"),
    *("&lt;", "&amp;lt;", "&#233;", "&", "$x_{1}$", "\\alpha", "Methods", ":", "1", " ", "\n"),
    *("e\u0301", "\x00", "\u200b", "\ud800"),
]
FRAGMENTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("Costs &amp; consequences", "Costs & consequences"),
        ("Frailty&lt;b&gt;&lt;/b&gt;", "Frailty"),
        ("&amp;amp;lt;em&amp;amp;gt;in vivo&amp;amp;lt;/em&amp;amp;gt; work", "in vivo work"),
        ('<span class="word allCaps">EM <span class="word">Symmetry', "EM Symmetry"),
        ("<p>Line one<br/>line two</p><p>and three</p>", "Line one line two and three"),
        ("<jats:p>An <jats:italic>italic</jats:italic> word</jats:p>", "An italic word"),
        ("<ns3:p>Odd prefix</ns3:p>", "Odd prefix"),
        ("CO<sub>2</sub> and R<sup>2</sup>", "CO2 and R2"),
        ("10<sup>3</sup> swabs, 10<jats:sup>-6</jats:sup> M", "10³ swabs, 10⁻⁶ M"),
        ("<mml:math xmlns:mml='x'><mml:mi>x</mml:mi><mml:mo>=</mml:mo><mml:mn>2</mml:mn></mml:math>", "x=2"),
        ("<![CDATA[kept]]> <!-- gone --> <?pi gone?>", "kept"),
        ("before<script>alert('<p>')</script>after<style>p {}</style>", "before after"),
        ("text cut in a tag<jats:ital", "text cut in a tag"),
        ("tabs\tand\u00a0no-break\u2003spaces\r\n", "tabs and no-break spaces"),
        ("soft\u00adhyphen, zero\u200bwidth, \ufeffmark", "softhyphen, zerowidth, mark"),
        ("null\x00 and bell\x07", "null and bell"),
        ("half \ud83d a character", "half \ufffd a character"),
        ("Cafe\u0301", "Café"),
        ("", ""),
    ],
)
def test_markup_becomes_plain_text(fragment: str, text: str) -> None:
    assert plain(fragment) == text


@pytest.mark.parametrize(
    "text",
    [
        "p<0.01 and n>30",
        "0.01 <p< 0.05, aged <18 years, >65 years",
        "n<p (x>3)",
        "List<String> and <unknown>",
        "a short<e2><80><90>term effect",
        "R&D at AT&T, Q&A; &nosuchentity;",
        "https://example.org/?a=1&para=2&copy=3",
        "vouchers of $5 and $10",
        "[IQR 2.1-3.5] {CI 1 to 2}",
    ],
)
def test_text_that_only_looks_like_markup_stays(text: str) -> None:
    assert plain(text) == text
    assert sections(text) == text


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("structure in<i>PRCC-TFE3</i>fusion", "structure in PRCC-TFE3 fusion"),
        ("targeting<jats:italic>SMARCB1</jats:italic>for", "targeting SMARCB1 for"),
        ("an<scp>R</scp>package", "an R package"),
        ("<i>p</i>H and m<i>RNA</i>", "pH and m RNA"),
        ("the <i>n</i>th time", "the nth time"),
        ("<b>STR</b>engthening <b>H</b>omes", "STRengthening Homes"),
        ("(<i>Daphnia</i>)", "(Daphnia)"),
    ],
)
def test_lost_spaces_around_italics_come_back(fragment: str, text: str) -> None:
    assert plain(fragment) == text


@pytest.mark.parametrize(
    ("abstract", "lines"),
    [
        (
            "<h4>Background</h4>One.<h4>Methods</h4><p>Two.</p><p>Three.</p>",
            ["Background: One.", "Methods: Two. Three."],
        ),
        ("<jats:title>Abstract</jats:title><jats:p>Only text.</jats:p>", ["Only text."]),
        (
            "<jats:title>ABSTRACT</jats:title>\n<jats:sec><jats:title>Aim</jats:title><jats:p>A.</jats:p></jats:sec>",
            ["Aim: A."],
        ),
        (
            "<sec><title>Methods</title><sec><title>Setting</title><p>S.</p></sec></sec>",
            ["Methods: Setting: S."],
        ),
        ("<h4>Background</h4>BACKGROUND: Twice said.", ["Background: Twice said."]),
        ("<h4>Results</h4>RESULTS Twice said.", ["Results: Twice said."]),
        ("<h4>Results</h4>Results were good.", ["Results: Results were good."]),
        ("<p><b>Aim:</b> a.</p><p><strong>Findings</strong>: f.</p>", ["Aim: a.", "Findings: f."]),
        ("<p>We saw <b>bold</b>: words.</p>", ["We saw bold: words."]),
        ("Lead in. <h4>Methods.</h4>M.", ["Lead in.", "Methods: M."]),
        ("<h4>Trial registration</h4>", ["Trial registration"]),
        ("Abstract: This essay is short.", ["This essay is short."]),
        ("<jats:p/>", []),
        ("<h4>Design &amp; <i>setting</i></h4>D.", ["Design & setting: D."]),
        ("&lt;h4&gt;Aim&lt;/h4&gt;escaped", ["Aim: escaped"]),
    ],
)
def test_sections_are_lines(abstract: str, lines: list[str]) -> None:
    assert sections(abstract).splitlines() == lines


@given(FRAGMENTS)
@example("<i>\x1e</i>\x1f")
def test_plain_text_is_one_clean_line(fragment: str) -> None:
    text = plain(fragment)
    assert text == " ".join(text.split())
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(one) in {"Cc", "Cs"} for one in text)
    text.encode("utf-8")


@given(FRAGMENTS)
def test_no_section_is_empty_or_unclean(fragment: str) -> None:
    for line in sections(fragment).split("\n") if sections(fragment) else []:
        assert line == " ".join(line.split()) != ""
        assert not any(unicodedata.category(one) in {"Cc", "Cs"} for one in line)


@given(st.text("abcé ,.;()-"))
def test_plain_text_stays_what_it_is(text: str) -> None:
    once = plain(text)
    assert once == plain(once) == " ".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize(
    "unit", ["<p>", "<script>", "<jats:title>", "<i>", "&lt;", "<!--", "$", "\\documentclass", "<b>x"]
)
@pytest.mark.timeout(20)
def test_hostile_repetition_takes_no_long_time(unit: str) -> None:
    assert isinstance(sections(unit * 10_000), str)


def test_entities_are_unescaped_only_when_whole() -> None:
    assert unescaped("&eacute;&#8217;&#x2019;&amp;lt;") == "é’’<"
    assert unescaped("&eacute &notanentity; & ;") == "&eacute &notanentity; & ;"
