"""People."""

from __future__ import annotations

from pydantic import Field

from dossier.kinds.base import Entity, Kind, described_like, named_like, spelt_like
from dossier.kinds.fields import Date, Line, OrganizationId
from dossier.kinds.text import AS_DATE
from dossier.translatable import N_


class Person(Entity):
    """A person that the sources talk about."""

    name: Line = named_like("Ada Quill")
    description: Line = described_like("Engineer of Marrowford Town Council")
    also_known_as: tuple[Line, ...] = spelt_like("Quill", "A. Quill")
    born: Date | None = Field(
        None, description=f"The date of birth, {AS_DATE}.", examples=["1971-10-07"]
    )
    died: Date | None = Field(
        None, description=f"The date of death, {AS_DATE}.", examples=["2024-02"]
    )
    member_of: tuple[OrganizationId, ...] = Field(
        (),
        description="Ids of organizations the person belongs to.",
        examples=[["marrowford-town-council"]],
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
