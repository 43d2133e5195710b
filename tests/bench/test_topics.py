import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from bench.topic_documents import Split, Topic, TopicDocument, read_topic_documents, splits, topic_benchmark
from bench.topic_kernel import TopicKernel
from bench.topic_learner import learn, solve
from bench.topics import measure_topics
from ken.cli import app
from nlp.meaning import shipped_meaning
from records.errors import BenchError
from tests.bench.topic_corpus import document, invented_documents, write_documents
from tests.docs.pages import DOCS

TOPICS = (
    Topic("Heat", "warm homes, heating, fuel poverty", 0.5),
    Topic("Falls", "falls of older people, balance, fractures", 0.5),
)


def read(folder: Path, documents: list[dict[str, Any]]) -> tuple[TopicDocument, ...]:
    return read_topic_documents(write_documents(folder, documents))


def few(folder: Path) -> tuple[TopicDocument, ...]:
    """Read documents of two topics, some of both, some of neither."""
    heat = [f"Warm homes and heating costs in region {place}" for place in range(6)]
    falls = [f"Falls and fractures of older people in region {place}" for place in range(6)]
    both = ["Heating and falls of older people at home", "Warm homes, falls and fractures"]
    other = [
        f"{thing} in schools" for thing in ("Music", "Lunch", "Reading", "Bullying", "Vaccines", "Sport")
    ]
    made = [document(title, "Heat") for title in heat] + [document(title, "Falls") for title in falls]
    made += [document(title, "Heat", "Falls") for title in both]
    made += [document(title) for title in other]
    return read(folder, [{**one, "abstract": "We asked people what they think of it."} for one in made])


def truths(documents: Sequence[TopicDocument]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return np.array([[topic.name in one.annotations for topic in TOPICS] for one in documents])


def test_published_figures_are_those_of_35_topics() -> None:
    published = [topic.published for topic in topic_benchmark().topics]
    assert len(published) == 35
    assert np.mean(published) == pytest.approx(
        topic_benchmark().published["test, kept"]["PubMedBERT"], abs=0.005
    )


def test_housekeeping_teaches_nothing_but_is_asked_about(tmp_path: Path) -> None:
    made = [document(f"Vaccines {place}", "Vaccines") for place in range(8)]
    made += [document("Nothing", "NotRelevant"), document("Half", "Vaccines", "NotAllEnglish")]
    made += [document("New", "News", phase="testset"), document("Odd", "NotRelevant", phase="testset")]
    whole, part = splits(read(tmp_path, made))
    assert [one.title for one in whole.learned] == [f"Vaccines {place}" for place in range(8)]
    assert [one.title for one in whole.asked["test"]] == ["New", "Odd"]
    assert [one.title for one in whole.asked["test, kept"]] == ["New"]
    assert (len(part.learned), len(part.asked["validation"])) == (6, 2)
    assert {*part.learned, *part.asked["validation"]} == {*whole.learned}


def test_a_file_or_its_folder_may_be_named(tmp_path: Path) -> None:
    folder = write_documents(tmp_path, invented_documents(1))
    assert read_topic_documents(folder) == read_topic_documents(folder / topic_benchmark().file)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "is missing"),
        (b"not gzipped", "cannot be read as a gzipped file"),
        (gzip.compress(b'[{"title": "one title"}]', mtime=0), "is not a list of CoronaCentral's documents"),
    ],
)
def test_a_wrong_file_is_said_in_one_line(tmp_path: Path, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / topic_benchmark().file).write_bytes(content)
    with pytest.raises(BenchError, match=message) as raised:
        read_topic_documents(tmp_path)
    assert "\n" not in str(raised.value)


def test_without_a_test_set_nothing_is_split(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="0 of the test set"):
        splits(few(tmp_path))


def test_a_topic_that_no_document_is_on_cannot_be_learned(tmp_path: Path) -> None:
    known = few(tmp_path)
    with pytest.raises(BenchError, match="0 of the 20 documents to learn from are on News"):
        measure_topics(
            Split(known, {"same": known}), (*TOPICS, Topic("News", "news", 0.5)), shipped_meaning()
        )


@pytest.mark.parametrize("field", ["abstract", "journal"])
def test_documents_that_all_lack_a_field_are_refused(tmp_path: Path, field: str) -> None:
    known = read(tmp_path, [{**document(title, abstract="Said."), field: ""} for title in ("Rain", "Sun")])
    with pytest.raises(BenchError, match=f"no document to learn from has text in its {field}"):
        measure_topics(Split(known, {"same": known}), TOPICS, shipped_meaning())


def test_scores_without_a_document_are_those_of_really_leaving_it_out() -> None:
    chance = np.random.default_rng(5)
    points, wanted = chance.normal(size=(12, 3)), chance.normal(size=(12, 2))
    alike = points @ points.T
    whole = solve(alike, wanted)
    for place in range(12):
        others = np.arange(12) != place
        left = solve(alike[np.ix_(others, others)], wanted[others])
        np.testing.assert_allclose(whole.left_out[place], alike[place, others] @ left.weights)


def test_documents_are_most_like_themselves_and_like_each_other_both_ways(tmp_path: Path) -> None:
    known = few(tmp_path)
    kernel = TopicKernel(known, [topic.definition for topic in TOPICS], shipped_meaning())
    seen = kernel.see(known)
    alike = kernel(seen, seen)
    np.testing.assert_allclose(alike, alike.T)
    assert np.linalg.eigvalsh(alike).min() > -1e-9
    np.testing.assert_allclose(kernel(kernel.see(known[:3]), seen), alike[:3])


def test_other_words_for_a_topic_are_understood(tmp_path: Path) -> None:
    known = few(tmp_path)
    kernel = TopicKernel(known, [topic.definition for topic in TOPICS], shipped_meaning())
    learned = learn(kernel, known, truths(known))
    asked = read(
        tmp_path,
        [
            document("Insulation, radiators and cold houses"),
            document("Elderly persons who tumble and break a hip"),
        ],
    )
    heat, falls = learned.probabilities(asked).T
    assert heat[0] > heat[1]
    assert falls[1] > falls[0]


def test_the_same_documents_give_the_same_probabilities(tmp_path: Path) -> None:
    known = few(tmp_path)
    found = []
    for _ in range(2):
        kernel = TopicKernel(known, [topic.definition for topic in TOPICS], shipped_meaning())
        found.append(learn(kernel, known, truths(known)).probabilities(known))
    np.testing.assert_array_equal(found[0], found[1])


def test_figures_count_each_topic_the_same(tmp_path: Path) -> None:
    known = few(tmp_path)
    asked = read(tmp_path, [document("Warm homes and heating", "Heat"), document("Rain", "Falls")])
    (found,) = measure_topics(Split(known, {"some": asked}), TOPICS, shipped_meaning())
    assert (found.name, found.learned, found.asked) == ("some", 20, 2)
    f1 = [score.ken["f1"].value or 0.0 for score in found.topics.values()]
    assert found.ken["macro_f1"].value == pytest.approx(np.mean(f1))
    assert found.topics["Heat"].ken["recall"].value == 1
    assert [score.labelled for score in found.topics.values()] == [1, 1]


def test_the_command_prints_all_splits_and_topics(tmp_path: Path) -> None:
    folder = write_documents(tmp_path, invented_documents())
    shown = CliRunner().invoke(app, ["bench", "topics", str(folder)])
    assert shown.exit_code == 0, shown.output
    lines = shown.stdout.splitlines()
    starts = ("split ", "test ", "test, kept ", "validation ")
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=False))
    assert all(any(line.startswith(topic.name) for line in lines) for topic in topic_benchmark().topics)


def test_the_json_is_what_the_reference_says(tmp_path: Path) -> None:
    folder = write_documents(tmp_path, invented_documents())
    printed = CliRunner().invoke(app, ["bench", "topics", str(folder), "--json"])
    found = json.loads(printed.stdout)
    assert [one["split"] for one in found] == ["test", "test, kept", "validation"]
    said = (DOCS / "reference" / "json.md").read_text(encoding="utf-8").partition("## ken bench topics")[2]
    fields = {*found[0], *found[0]["topics"]["Inequality"]}
    assert not [name for name in fields if f"`{name}`" not in said.partition("\n## ")[0]]


@pytest.mark.shared
@pytest.mark.slow
def test_floors_on_coronacentral(shared: Path) -> None:
    whole, _ = splits(read_topic_documents(shared / "bench" / "topics" / "coronacentral"))
    assert (len(whole.learned), *map(len, whole.asked.values())) == (2672, 500, 492)
    test, kept = measure_topics(whole, topic_benchmark().topics, shipped_meaning())
    assert (test.ken["macro_f1"].value or 0) >= 0.59
    assert (kept.ken["macro_f1"].value or 0) >= 0.59
    assert (test.ken["macro_f1"].value or 0) >= (test.plain["macro_f1"].value or 0) + 0.1
    assert (test.topics["Inequality"].ken["f1"].value or 0) >= 0.77
