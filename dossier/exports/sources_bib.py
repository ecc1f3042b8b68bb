"""`sources.bib`: every source as BibTeX, for those who cite them in LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.citations import bibtex, reference

if TYPE_CHECKING:
    from dossier.site import Addresses
    from dossier.tables import Dossier


def render(dossier: Dossier, addresses: Addresses) -> str:
    """Return the export, sources by id; each source's id is its key."""
    records = sorted(dossier.records.of("sources"), key=lambda one: one.id)
    return "\n".join(bibtex(reference(dossier, addresses, one)) for one in records)
