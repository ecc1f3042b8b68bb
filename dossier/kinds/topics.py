"""Topics, and the kinds that a dossier adds, which behave as topics do."""

from __future__ import annotations

from dossier.kinds.base import Entity, Kind, described_like, named_like, spelt_like
from dossier.kinds.fields import Line
from dossier.translatable import N_


class Topic(Entity):
    """A subject, a thing or an idea that the sources talk about."""

    name: Line = named_like("Flood protection")
    description: Line = described_like("What is done against the floods of the Marrow")
    also_known_as: tuple[Line, ...] = spelt_like("flood defence")


class Custom(Entity):
    """Something of a kind that the dossier has added."""


KIND = Kind(
    name="topics",
    singular=N_("Topic"),
    plural=N_("Topics"),
    model=Topic,
    group="entity",
    heading="name",
    template="topic.html",
    schema_org="Thing",
    boost=8.0,
)
