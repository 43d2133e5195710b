"""``ken bench topics``: how well topics are learned from CoronaCentral's labelled documents."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.markup import escape

from ken.commands.aligned import aligned
from ken.commands.label_figures import value_and_interval, values
from ken.printing import out, print_json

if TYPE_CHECKING:
    from bench.topic_documents import TopicBenchmark
    from bench.topics import TopicFigures

__all__ = ["topics"]

_PUBLISHED: Final = "PubMedBERT"


def topics(
    path: Annotated[
        Path, typer.Argument(help="CoronaCentral's annotated_documents.json.gz, or the folder it is in.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Learn CoronaCentral's topics from its training documents and compare with its test set."""
    # Brings scikit-learn, which no other command should wait for.
    from bench.topic_documents import read_topic_documents, splits, topic_benchmark  # noqa: PLC0415
    from bench.topics import measure_topics  # noqa: PLC0415
    from nlp.meaning import shipped_meaning  # noqa: PLC0415

    benchmark = topic_benchmark()
    meaning = shipped_meaning()
    parts = splits(read_topic_documents(path))
    found = [one for part in parts for one in measure_topics(part, benchmark.topics, meaning)]
    if as_json:
        print_json([_document(one) for one in found])
    else:
        out.print(escape(_by_split(found, benchmark)))
        out.print()
        out.print(escape(_by_topic(found, benchmark)))


def _document(found: "TopicFigures") -> dict[str, object]:
    return {
        "split": found.name,
        "learned": found.learned,
        "asked": found.asked,
        **values(found.ken),
        "plain": values(found.plain),
        "topics": {
            name: {"labelled": score.labelled, **values(score.ken), "plain": values(score.plain)}
            for name, score in found.topics.items()
        },
    }


def _by_split(found: "Sequence[TopicFigures]", benchmark: "TopicBenchmark") -> str:
    head = ("split", "learned", "asked", "macro F1", "95 %", "micro F1", "95 %", "plain", "95 %", "published")
    rows = []
    for one in found:
        published = benchmark.published.get(one.name, {})
        said = ", ".join(f"{model} {figure:.3f}" for model, figure in published.items())
        shown = (one.ken["macro_f1"], one.ken["micro_f1"], one.plain["macro_f1"])
        cells = (cell for figure in shown for cell in value_and_interval(figure))
        rows.append((one.name, str(one.learned), str(one.asked), *cells, said))
    return aligned(head, rows)


def _by_topic(found: "Sequence[TopicFigures]", benchmark: "TopicBenchmark") -> str:
    head = ("topic", *(cell for one in found for cell in (one.name, "F1", "plain")), _PUBLISHED)
    return aligned(head, list(_topic_rows(found, benchmark)))


def _topic_rows(found: "Sequence[TopicFigures]", benchmark: "TopicBenchmark") -> Iterator[tuple[str, ...]]:
    for topic in benchmark.topics:
        cells: list[str] = []
        for one in found:
            score = one.topics[topic.name]
            shown = (value_and_interval(figures["f1"])[0] for figures in (score.ken, score.plain))
            cells += (str(score.labelled), *shown)
        yield (topic.name, *cells, f"{topic.published:.2f}")
