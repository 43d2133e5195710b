"""``ken sources check``, as far as it goes without a network."""

from pathlib import Path

from tests.ken.running import Ken

INSIDE = """
[[source]]
id = "inside"
name = "Inside"
kind = "feed"
params = { urls = ["http://127.0.0.1:9/feed"] }
"""


def test_a_source_that_does_not_answer_is_told_with_its_reason(ken: Ken, new: Path) -> None:
    (new / "sources.toml").write_text(INSIDE, encoding="utf-8")
    (found,) = ken("--home", new, "sources", "check", "inside", "--json").document
    assert list(found) == ["id", "records", "rejected", "newest", "error"]
    assert (found["id"], found["records"], found["newest"]) == ("inside", 0, None)
    assert "private address" in found["error"]
    said = ken("--home", new, "sources", "check", "inside")
    assert (said.code, said.out) == (0, f"inside  failed: {found['error']}\n")


def test_a_source_of_ones_own_is_listed(ken: Ken, new: Path) -> None:
    (new / "sources.toml").write_text(INSIDE, encoding="utf-8")
    assert ken("--home", new, "sources", "list", "inside").out == "inside  Inside  feed, weekly\n"
    assert ken("--home", new, "sources").out.endswith("inside  Inside  feed, weekly\n")
