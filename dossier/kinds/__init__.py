"""Every kind of record, each declared once in a file of its own.

To add a kind, write its file beside the others and name it in `KINDS`.
"""

from __future__ import annotations

from dossier.kinds import (
    claims,
    events,
    evidence,
    organizations,
    people,
    places,
    questions,
    sources,
    topics,
)
from dossier.kinds.base import Kind

KINDS: tuple[Kind, ...] = (
    sources.KIND,
    claims.KIND,
    questions.KIND,
    people.KIND,
    places.KIND,
    organizations.KIND,
    events.KIND,
    topics.KIND,
    evidence.KIND,
)

__all__ = ["KINDS", "Kind"]
