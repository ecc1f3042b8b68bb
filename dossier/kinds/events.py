"""Events."""

from __future__ import annotations

from pydantic import Field

from dossier.kinds.base import Entity, Kind
from dossier.kinds.fields import Date, EntityId, EvidenceItem, PlaceId
from dossier.translatable import N_


class Event(Entity):
    """Something that the sources say happened."""

    when: Date | None = Field(
        None, description="When it happened (EDTF).", examples=["2025-12-31~"]
    )
    where: tuple[PlaceId, ...] = Field(
        (), description="Ids of the places where it happened.", examples=[["kursk-oblast"]]
    )
    participants: tuple[EntityId, ...] = Field(
        (),
        description="Ids of those who took part.",
        examples=[["vladimir-putin", "kim-jong-un"]],
    )
    evidence: tuple[EvidenceItem, ...] = Field(
        (),
        description="Quotes of the sources that tell of it.",
        examples=[[{"source": "000_c4e2133f88a230e1", "quote": "a New Year greeting"}]],
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
