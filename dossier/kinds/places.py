"""Places."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dossier.kinds.base import Entity, Kind, described_like, named_like, spelt_like
from dossier.kinds.fields import Line, PlaceId
from dossier.kinds.values import Point
from dossier.translatable import N_


class PlaceRecord(Entity):
    """A place that the sources talk about."""

    name: Line = named_like("Tanner’s Bridge")
    description: Line = described_like("A stone bridge over the Marrow")
    also_known_as: tuple[Line, ...] = spelt_like("the old bridge")
    coordinates: Point | None = Field(
        None,
        description="Latitude and longitude in degrees (WGS 84).",
        examples=[[51.73, 36.19]],
    )
    precision: Literal["exact", "city", "region", "country", "unknown"] = Field(
        "unknown",
        description="How closely the coordinates tell the place: `exact`, `city`, `region`, "
        "`country` or `unknown`.",
        examples=["region"],
    )
    within: PlaceId | None = Field(
        None, description="The id of the place that this one lies in.", examples=["marrowford"]
    )


KIND = Kind(
    name="places",
    singular=N_("Place"),
    plural=N_("Places"),
    model=PlaceRecord,
    group="entity",
    heading="name",
    template="place.html",
    schema_org="Place",
    ftm="Address",
    boost=10.0,
)
