"""`sources.csl.json`: every source as CSL-JSON, for reference managers and word processors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.citations import csl_json, reference

if TYPE_CHECKING:
    from dossier.site import Addresses
    from dossier.tables import Dossier


def render(dossier: Dossier, addresses: Addresses) -> str:
    """Return the export, sources by id."""
    records = sorted(dossier.records.of("sources"), key=lambda one: one.id)
    return csl_json(reference(dossier, addresses, one) for one in records)
