from synthesis.exclusion import exclusion_reasons


def test_the_reasons_that_ship_fit_nine_digits_and_differ() -> None:
    reasons = exclusion_reasons()
    assert 1 <= len(reasons) <= 9
    assert len({one.code for one in reasons}) == len(reasons)
    assert all(one.code and one.name for one in reasons)


def test_what_says_nothing_of_the_subject_does_not_teach() -> None:
    assert {one.code for one in exclusion_reasons() if not one.teaches} == {"known", "out-of-date"}
