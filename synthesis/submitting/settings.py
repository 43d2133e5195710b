"""What a team sets about submissions."""

from dataclasses import dataclass
from datetime import timedelta

from records.errors import SettingsError

__all__ = ["SubmitSettings"]


@dataclass(frozen=True, slots=True)
class SubmitSettings:
    """Whether the review page has the public form, and for how many days contacts are kept.

    Raises ``SettingsError`` for less than a day or more than ten years.
    """

    submissions: bool = True
    contacts_kept: int = 365

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if not 1 <= self.contacts_kept <= 3650:
            raise SettingsError("contacts_kept is between 1 and 3650 days")

    @property
    def keeping(self) -> timedelta:
        """Give for how long contacts are kept."""
        return timedelta(days=self.contacts_kept)
