"""Pages as they come when something went wrong on the way: pieces cut out, pieces put in."""

from collections.abc import Sequence

from hypothesis import strategies as st

__all__ = ["mutated"]


@st.composite
def mutated(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """Change one of the pages in a few places."""
    body = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 100)))
        body = body[:start] + draw(st.binary(max_size=12)) + body[end:]
    return body
