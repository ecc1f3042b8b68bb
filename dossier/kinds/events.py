"""Events."""

from __future__ import annotations

from pydantic import Field

from dossier.kinds.base import Entity, Kind, described_like, named_like, spelt_like
from dossier.kinds.fields import Date, EntityId, EvidenceItem, Line, PlaceId
from dossier.kinds.text import AS_DATE
from dossier.translatable import N_


class Event(Entity):
    """Something that the sources say happened."""

    name: Line = named_like("Closing of Tanner’s Bridge")
    description: Line = described_like("The day on which the bridge was shut to traffic")
    also_known_as: tuple[Line, ...] = spelt_like("the closure")
    when: Date | None = Field(
        None, description=f"When it happened, {AS_DATE}.", examples=["2026-03-03"]
    )
    where: tuple[PlaceId, ...] = Field(
        (), description="Ids of the places where it happened.", examples=[["marrowford"]]
    )
    participants: tuple[EntityId, ...] = Field(
        (),
        description="Ids of those who took part.",
        examples=[["ada-quill", "marrowford-town-council"]],
    )
    evidence: tuple[EvidenceItem, ...] = Field(
        (),
        description="Quotes of the sources that tell of it.",
        examples=[[{"source": "courier-bridge-closed", "quote": "the exact words"}]],
    )


KIND = Kind(
    name="events",
    singular=N_("Event"),
    plural=N_("Events"),
    model=Event,
    group="entity",
    heading="name",
    template="event.html",
    schema_org="Event",
    ftm="Event",
    boost=8.0,
)
