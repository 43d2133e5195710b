"""Reading text: one module per component, each a versioned callable that annotates with quotes.

A component is any object with ``name``, ``version`` and ``__call__``; :mod:`nlp.components` lists them.
Text is prepared once for all of them (:mod:`nlp.reading`).
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from records.annotation import Annotation

if TYPE_CHECKING:  # reading loads spaCy, which those who only name the protocol need not wait for
    from nlp.reading import Reading

__all__ = ["Component"]


class Component(Protocol):
    """A versioned callable that reads works and says something about them.

    It takes readings and not works, so that text is cut into words and sentences once for all
    components. It gives its annotations in the order of the readings, mutates nothing, and keeps
    nothing between calls. ``name`` goes into :attr:`records.annotation.Annotation.component`. A new
    ``version`` means: annotate again.
    """

    @property
    def name(self) -> str:
        """Give the name under which its annotations are kept."""

    @property
    def version(self) -> str:
        """Give what changes whenever its rules, its vocabulary or its calibration change."""

    def __call__(self, readings: "Iterable[Reading]") -> Iterator[Annotation]:
        """Read works and annotate them, one after the other as they come."""
