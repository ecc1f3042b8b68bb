"""Organizations."""

from __future__ import annotations

from pydantic import Field

from dossier.kinds.base import Entity, Kind
from dossier.kinds.fields import Date, OrganizationId
from dossier.translatable import N_


class Organization(Entity):
    """An organization that the sources talk about: an agency, an army, a state."""

    founded: Date | None = Field(
        None, description="When it came into being (EDTF).", examples=["1946-12-05"]
    )
    dissolved: Date | None = Field(
        None, description="When it ceased to be (EDTF).", examples=["1991-12-26"]
    )
    member_of: tuple[OrganizationId, ...] = Field(
        (), description="Ids of organizations it belongs to.", examples=[["united-nations"]]
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
