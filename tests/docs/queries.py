"""The fields of the query language, made from the list that the parser reads."""

from synthesis.query.fields import FIELDS
from tests.docs.markdown import table

__all__ = ["fields"]


def fields(_: str) -> str:
    """Show each field with a sample and what it means."""
    rows = [(f"`{name}:`", f"`{one.sample}`", one.meaning) for name, one in FIELDS.items()]
    return table(("field", "such as", "finds works by"), rows)
