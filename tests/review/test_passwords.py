"""Passwords are hashed, hard to guess, and compared in the same time for whoever there is not."""

import pytest

from records.errors import SettingsError
from review.passwords import fits, hashed, new_secret, sealed


def test_a_password_fits_its_own_hash_however_it_is_composed() -> None:
    kept = hashed("m\u00f2r an-diugh fhathast", "Ailsa")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert fits("mo\u0300r an-diugh fhathast", kept)
    assert not fits("mor an-diugh fhathast", kept)
    assert hashed("four words of a night", "Ailsa") != hashed("four words of a night", "Ailsa")


@pytest.mark.parametrize(
    "easy", ["", "short", "elevenchars", "a" * 201, "aaaaaaaaaaaaaaaa", "ailsa ailsa ailsa", "Ailsa-Ailsa-12"]
)
def test_an_easy_password_is_refused(easy: str) -> None:
    with pytest.raises(SettingsError):
        hashed(easy, "Ailsa")


@pytest.mark.parametrize("kept", ["", "x", "$argon2id$broken"])
def test_nothing_fits_where_there_is_no_hash(kept: str) -> None:
    assert not fits("", kept)
    assert not fits("four words of a night", kept)
    assert not fits("\ud800 lone surrogate", kept)


def test_secrets_are_long_and_kept_as_hashes() -> None:
    made = {new_secret("ken_") for _ in range(100)}
    assert len(made) == 100
    assert all(len(one) == 36 and one.startswith("ken_") for one in made)
    assert len({sealed(one) for one in made}) == 100
    assert sealed("a") != "a"
