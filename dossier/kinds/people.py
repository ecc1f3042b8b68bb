"""People."""

from __future__ import annotations

from pydantic import Field

from dossier.kinds.base import Entity, Kind
from dossier.kinds.fields import Date, OrganizationId
from dossier.translatable import N_


class Person(Entity):
    """A person that the sources talk about."""

    born: Date | None = Field(
        None, description="The date of birth (EDTF).", examples=["1952-10-07"]
    )
    died: Date | None = Field(None, description="The date of death (EDTF).", examples=["2024-02"])
    member_of: tuple[OrganizationId, ...] = Field(
        (), description="Ids of organizations the person belongs to.", examples=[["kcna"]]
    )


KIND = Kind(
    name="people",
    singular=N_("Person"),
    plural=N_("People"),
    model=Person,
    group="entity",
    heading="name",
    template="person.html",
    schema_org="Person",
    ftm="Person",
    boost=10.0,
)
