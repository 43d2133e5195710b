import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from synthesis.screening.lexical import Lexical

TEXTS = [
    "Housing first for people who sleep rough: a randomised trial of housing and support",
    "Support at home after a stroke, a cohort study of support and care",
    "Care at the end of life. Care, care and care again",
    "A trial of shared housing",
    "",
    "It said no more of the housing",
]


def test_rows_are_those_of_the_features_of_elas_u4() -> None:
    reader = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, max_df=0.95)
    theirs = reader.fit_transform(TEXTS)
    ours = Lexical.of(TEXTS)
    assert ours.rows.shape[0] == len(TEXTS)
    np.testing.assert_allclose((ours.rows @ ours.rows.T).toarray(), (theirs @ theirs.T).toarray(), atol=1e-6)
    asked = "housing for stroke, with a word that no text has"
    near = (theirs @ reader.transform([asked]).T).toarray()
    np.testing.assert_allclose((ours.rows @ ours.row(asked).T).toarray(), near, atol=1e-6)


def test_other_texts_come_last_and_count_for_no_weight() -> None:
    asked = ["housing for stroke, with a word that no text has", "", "unheard"]
    both, alone = Lexical.of(TEXTS, also=asked), Lexical.of(TEXTS)
    assert (both.cells == alone.cells).all()
    assert (both.weights == alone.weights).all()
    assert abs(both.rows[: len(TEXTS)] - alone.rows).max() == 0
    for row, text in enumerate(asked, len(TEXTS)):
        assert abs(both.rows[row] - alone.row(text)).max() == 0


def test_what_nearly_all_texts_hold_tells_nothing() -> None:
    texts = [f"the study number{row}" for row in range(40)]
    lexical = Lexical.of([*texts[:39], "number39 alone"])
    assert lexical.row("the study").nnz == 0
    assert lexical.row("number3").nnz == 1
    assert Lexical.of([*texts[:37], "one", "two", "three"]).row("the study").nnz == 3


@pytest.mark.parametrize(
    "texts", [[], [""], ["a b c"], ["", ""], ["one text"], ["same text", "same text"]], ids=repr
)
def test_texts_that_tell_nothing_have_empty_rows(texts: list[str]) -> None:
    lexical = Lexical.of(texts)
    assert lexical.rows.shape[0] == len(texts)
    assert lexical.rows.nnz == 0
    assert lexical.row("one same text").nnz == 0


def test_texts_are_read_in_parts_as_in_one() -> None:
    texts = [f"word{row % 7} word{row % 11}" for row in range(5_003)]
    rows = Lexical.of(texts).rows
    np.testing.assert_allclose(rows.multiply(rows).sum(axis=1), 1, atol=1e-5)
    for row in (4_999, 5_000, 5_002):
        assert abs(rows[row] - rows[row % 77]).max() == 0
