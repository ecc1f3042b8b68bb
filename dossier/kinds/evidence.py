"""Evidence in files of its own, for claims that stand elsewhere."""

from __future__ import annotations

from pydantic import Field

from dossier.kinds.base import Kind
from dossier.kinds.fields import ClaimId, EvidenceItem
from dossier.translatable import N_


class Evidence(EvidenceItem):
    """A quote that bears on a claim, added without editing the claim's file."""

    claim: ClaimId = Field(
        description="The id of the claim that the quote bears on.",
        examples=["repairs-take-eight-weeks"],
    )


KIND = Kind(
    name="evidence",
    singular=N_("Piece of evidence"),
    plural=N_("Evidence"),
    model=Evidence,
    group="evidence",
    heading="",
    template="",
    schema_org="Quotation",
)
