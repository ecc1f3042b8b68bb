"""Topics, and the kinds that a dossier adds, which behave as topics do."""

from __future__ import annotations

from dossier.kinds.base import Entity, Kind
from dossier.translatable import N_


class Topic(Entity):
    """A subject, a thing or an idea that the sources talk about."""


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
