"""The places of the geography file: names, what they lie in, and when an ambiguous name counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from nlp.entries import Entry, entry_of
from nlp.false_friends import FalseFriend, friends_of

__all__ = ["FILE", "Gazetteer", "Place"]

FILE = "vocabularies/geography.yaml"
_LISTS = (
    ("nations", "nation"),
    ("countries", "country"),
    ("boards", "board"),
    ("national_bodies", "body"),
    ("councils", "council"),
    ("integration_authorities", "partnership"),
    ("places", "place"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A nation, body or place.

    ``id`` is its code where it has one, else its name. ``within`` is the nation it lies in (its own id
    for a nation). ``closeness`` to Scottish health and social care is between 0 and 1. ``names`` count
    as they are, ``guarded`` ones only beside one of ``needs``. ``silent`` places point to their nation
    and are not named themselves.
    """

    id: str
    name: str
    kind: str
    within: str
    closeness: float
    names: tuple[str, ...]
    guarded: tuple[str, ...]
    needs: tuple[str, ...]
    silent: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places, settings and misleading names; ``text`` is the file that they were read from."""

    text: str
    places: tuple[Place, ...]
    scottish: tuple[str, ...]
    settings: Mapping[str, tuple[str, ...]]
    masks: tuple[FalseFriend, ...]
    nations: Mapping[str, Place]

    @classmethod
    def of(cls, text: str, file: str = FILE) -> Self:
        """Read the places from the text of a file; ``SettingsError`` says what is wrong with it."""
        whole = entry_of(text, file)
        default = whole.number("default_closeness")
        places = tuple(_places(whole, default))
        nations = {place.id: place for place in places if place.kind in ("nation", "country")}
        for place in places:
            if place.within not in nations:
                raise whole.fault(place.name, f"there is no nation '{place.within}'")
        return cls(
            text=text,
            places=places,
            scottish=whole.texts("scottish", needed=True),
            settings={one.text("id"): one.texts("cues", needed=True) for one in whole.entries("settings")},
            masks=tuple(friends_of(whole, "masks")),
            nations=nations,
        )


def _places(whole: Entry, default: float) -> Iterator[Place]:
    known: dict[str, float] = {}
    for field, kind in _LISTS:
        for entry in whole.entries(field, "name"):
            name = entry.text("name")
            guarded = entry.texts("guarded")
            within = entry.text("within", entry.text("id", ""))
            closeness = entry.number("closeness", known.get(within, default))
            if kind in ("nation", "country"):
                known[within] = closeness
            yield Place(
                id=entry.text("id", name),
                name=name,
                kind=kind,
                within=within,
                closeness=closeness,
                names=tuple(n for n in (name, *entry.texts("aliases")) if n not in guarded),
                guarded=guarded,
                needs=entry.texts("needs", needed=bool(guarded)),
                silent=bool(entry.flag("silent")),
            )
