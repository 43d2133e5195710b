from bench.reading_corpus import WORDS, to_read
from records.record import Record


def made(seed: int, start: int, end: int) -> list[Record]:
    return list(to_read(seed, start, end))


def test_the_same_seed_makes_the_same_records_wherever_one_begins() -> None:
    assert made(3, 0, 40)[25:] == made(3, 25, 40)
    assert made(3, 0, 5) != made(4, 0, 5)


def test_a_work_has_about_250_words() -> None:
    counts = [len(f"{record.title} {record.abstract}".split()) for record in made(1, 0, 500)]
    assert abs(sum(counts) / len(counts) - WORDS) < 3
    assert min(counts) > WORDS - 12
    assert max(counts) < WORDS + 60


def test_half_do_not_say_their_language() -> None:
    assert [record.language for record in made(1, 0, 4)] == ["en", "", "en", ""]


def test_new_words_go_on_coming() -> None:
    """A reader that has seen many records does not know every word of the next."""
    known = {word for record in made(1, 0, 300) for word in record.abstract.split()}
    assert all(set(record.abstract.split()) - known for record in made(1, 300, 310))
