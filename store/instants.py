"""Instants in the database: UTC without a zone there, UTC with a zone here."""

from datetime import UTC, datetime

__all__ = ["from_store", "to_store"]


def to_store(instant: datetime) -> datetime:
    """Turn an instant into what a TIMESTAMP column holds; ``ValueError`` without a zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC).replace(tzinfo=None)


def from_store(instant: datetime) -> datetime:
    """Give an instant of the database its zone back."""
    return instant.replace(tzinfo=UTC)
