"""Claims, and what editors make of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    model_validator,
)

from dossier import dates
from dossier.diagnostics import suggest
from dossier.kinds.base import Kind
from dossier.kinds.fields import (
    ClaimId,
    Date,
    EntityId,
    EvidenceItem,
    Line,
    Markdown,
    Model,
    PlaceId,
    QuestionId,
    Short,
)
from dossier.kinds.text import AS_DATE, wrong
from dossier.kinds.values import Credibility
from dossier.translatable import N_

if TYPE_CHECKING:
    from pydantic_core.core_schema import CoreSchema

UNASSESSED = "unverified"
"""The status of a claim that nobody has assessed."""


def _known_status(status: str, info: ValidationInfo) -> str:
    known = (info.context or {}).get("statuses", ())
    if known and status not in known:
        listed = ", ".join(f"`{one}`" for one in known)
        meant = suggest(status.lower(), known)
        raise wrong(
            f"names no status of this dossier: “{status[:60]}”", meant or f"Write one of {listed}."
        )
    return status


class Assessment(Model):
    """An editor's judgement of a claim at one time."""

    status: Annotated[Line, AfterValidator(_known_status)] = Field(
        UNASSESSED,
        description="What the editors hold of the claim; `unverified` if left out.",
        examples=["corroborated"],
    )
    credibility: Credibility | None = Field(
        None,
        description="NATO Admiralty grade of the information: `1` confirmed by other sources, "
        "`2` probably true, `3` possibly true, `4` doubtful, `5` improbable, `6` cannot be judged.",
        examples=[2],
    )
    rationale: Markdown = Field(
        "",
        description="Why, in Markdown without HTML. Required for every status but `unverified`.",
        examples=["Two papers say so in words of their own."],
    )
    by: Line = Field("", description="Who judged.", examples=["A. Editor"])
    on: Date | None = Field(
        None,
        description=f"When that was, {AS_DATE}; the latest holds.",
        examples=["2026-03-06"],
    )

    @model_validator(mode="after")
    def _with_reasons(self) -> Self:
        if self.status != UNASSESSED and not self.rationale:
            raise wrong(
                f"gives no rationale for “{self.status}”",
                "Say in a sentence under `rationale:` what the status rests on.",
                code="missing-key",
                about=("rationale", "status"),
            )
        return self


class RelatedClaim(Short):
    """Another claim, and a word on how it relates."""

    alone: ClassVar[str] = "claim"

    claim: ClaimId = Field(
        description="The id of the other claim.", examples=["repairs-take-six-months"]
    )
    note: Line = Field(
        "", description="How so, in one plain line.", examples=["Both cannot be true."]
    )


class _OneOrSeveral:
    """Says in the JSON Schema that a list of one may be written without the list."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        several = handler(core_schema)
        return {"anyOf": [dict(several["items"]), several]}


def _as_several(value: object) -> object:
    return [value] if isinstance(value, dict) else value


def _each_with_its_date(assessments: tuple[Assessment, ...]) -> tuple[Assessment, ...]:
    undated = tuple((number,) for number, one in enumerate(assessments) if one.on is None)
    if undated and len(assessments) > 1:
        raise wrong(
            "has no date, but several assessments need one each: the latest holds",
            "Add `on: 2026-03-06`, the day it was made.",
            code="missing-key",
            each=undated,
            about=("on",),
        )
    return assessments


Assessments = Annotated[
    tuple[Assessment, ...],
    BeforeValidator(_as_several),
    AfterValidator(_each_with_its_date),
    _OneOrSeveral,
]


class Claim(Model):
    """One proposition, in neutral words, with the quotes that bear on it."""

    statement: Line = Field(
        description="What is claimed, in one plain sentence.",
        examples=["Marrowford Town Council closed Tanner’s Bridge to traffic."],
    )
    about: tuple[EntityId, ...] = Field(
        (),
        description="Ids of whom and what it is about.",
        examples=[["marrowford-town-council", "tanners-bridge"]],
    )
    answers: tuple[QuestionId, ...] = Field(
        (),
        description="Ids of the questions that it answers.",
        examples=[["how-long-will-the-repairs-take"]],
    )
    when: Date | None = Field(
        None, description=f"When what it claims happened, {AS_DATE}.", examples=["2026-03-03"]
    )
    where: tuple[PlaceId, ...] = Field(
        (), description="Ids of the places where it happened.", examples=[["marrowford"]]
    )
    tags: tuple[Line, ...] = Field(
        (), description="Words to group claims by.", examples=[["repairs"]]
    )
    notes: Markdown = Field(
        "",
        description="Notes, in Markdown without HTML. `[[id]]` links to a record.",
        examples=["The wording differs between the two papers; see [[marrowford]]."],
    )
    evidence: tuple[EvidenceItem, ...] = Field(
        (),
        description="Quotes that bear on the claim. A claim needs one at least, here or in a file "
        "under `annotations/evidence/`.",
        examples=[[{"source": "courier-bridge-closed", "quote": "the exact words"}]],
    )
    assessment: Assessments = Field(
        (),
        description="What the editors hold of it: one, or a list with a date each, of which the "
        "latest holds.",
        examples=[{"status": "corroborated", "rationale": "Two papers say so."}],
    )
    contradicts: tuple[RelatedClaim, ...] = Field(
        (),
        description="Claims that cannot be true together with this one.",
        examples=[["repairs-take-six-months"]],
    )
    repeats: tuple[RelatedClaim, ...] = Field(
        (),
        description="Claims that say the same in other words.",
        examples=[["nobody-may-cross-the-bridge"]],
    )
    refines: tuple[RelatedClaim, ...] = Field(
        (),
        description="Claims that this one says more exactly.",
        examples=[["the-bridge-is-closed"]],
    )
    supersedes: tuple[RelatedClaim, ...] = Field(
        (), description="Claims that this one takes the place of.", examples=[["early-report"]]
    )
    depends_on: tuple[RelatedClaim, ...] = Field(
        (),
        description="Claims that must hold for this one to hold; no circles.",
        examples=[["the-bridge-is-closed"]],
    )

    @cached_property
    def standing(self) -> Assessment | None:
        """The assessment that holds: the latest, and of those with one date the last written."""
        if len(self.assessment) < 2:  # noqa: PLR2004 - nothing to choose from
            return self.assessment[0] if self.assessment else None
        dated = [(dates.sort_key(one.on)[:2], one) for one in self.assessment if one.on]
        latest = max(on for on, _ in dated)
        return [one for on, one in dated if on == latest][-1]

    @property
    def status(self) -> str:
        """The status that holds."""
        standing = self.standing
        return standing.status if standing else UNASSESSED


KIND = Kind(
    name="claims",
    singular=N_("Claim"),
    plural=N_("Claims"),
    model=Claim,
    group="claim",
    heading="statement",
    template="claim.html",
    schema_org="Claim",
    boost=2.0,
)
