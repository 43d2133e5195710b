import pytest

from scanners.reading.latex import reduced


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Landé $g_J$ factors of $5s~^2S_{1/2}$", "Landé gJ factors of 5s 2S1/2"),
        ("$^{111,113}$Cd$^+$", "111,113Cd+"),
        ("$\\alpha \\leq \\frac{1}{2}$", "α≤1/2"),
        ("$$\\mathrm{CO}_2 \\pm 5\\%$$", "CO2 ±5%"),
        ("\\(x^{2}\\) and \\[\\beta\\]", "x2 and β"),
        ("an \\textit{a priori} and \\textbf{bold} choice", "an a priori and bold choice"),
        ("$\\nosuchcommand{x}$", "x"),
    ],
)
def test_formula_becomes_its_letters(text: str, seen: str) -> None:
    assert reduced(text) == seen


def test_document_around_a_formula_goes() -> None:
    whole = "\\documentclass[12pt]{minimal} \\usepackage{amsmath} \\begin{document}$$p<0.05$$\\end{document}"
    assert reduced(f"with {whole} in all").split() == ["with", "p<0.05", "in", "all"]


@pytest.mark.parametrize("text", ["from $5 to $10", "C:\\temp", "nothing", "$ alone", "$5, $6 and $7"])
def test_money_and_backslashes_stay(text: str) -> None:
    assert reduced(text) == text
