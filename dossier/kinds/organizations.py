"""Organizations."""

from __future__ import annotations

from pydantic import Field

from dossier.kinds.base import Entity, Kind, described_like, named_like, spelt_like
from dossier.kinds.fields import Date, Line, OrganizationId
from dossier.kinds.text import AS_DATE
from dossier.translatable import N_


class Organization(Entity):
    """An organization that the sources talk about: a council, a paper, a state."""

    name: Line = named_like("Marrowford Town Council")
    description: Line = described_like("The elected council of the town")
    also_known_as: tuple[Line, ...] = spelt_like("Town Council", "the Council")
    founded: Date | None = Field(
        None, description=f"When it came into being, {AS_DATE}.", examples=["1894"]
    )
    dissolved: Date | None = Field(
        None, description=f"When it ceased to be, {AS_DATE}.", examples=["1974-04"]
    )
    member_of: tuple[OrganizationId, ...] = Field(
        (), description="Ids of organizations it belongs to.", examples=[["league-of-river-towns"]]
    )


KIND = Kind(
    name="organizations",
    singular=N_("Organization"),
    plural=N_("Organizations"),
    model=Organization,
    group="entity",
    heading="name",
    template="organization.html",
    schema_org="Organization",
    ftm="Organization",
    boost=10.0,
)
