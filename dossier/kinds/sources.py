"""Sources: what is known about a seed."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from dossier.kinds.base import Kind
from dossier.kinds.fields import (
    Date,
    EntityId,
    Line,
    Markdown,
    Model,
    OrganizationOrText,
    Selector,
    SourceId,
    Yes,
)
from dossier.kinds.text import AS_DATE, wrong
from dossier.kinds.values import Checksum, HttpUrl, Language
from dossier.translatable import N_


class Mention(Model):
    """An editor's word on whom some words of the source name."""

    quote: Selector = Field(
        description="The words. All their occurrences are meant, unless prefix, suffix or "
        "occurrence selects one.",
        examples=["the Council"],
    )
    entity: EntityId | None = Field(
        None, description="The id of whom or what they name.", examples=["marrowford-town-council"]
    )
    not_a_mention: Yes = Field(
        False,  # noqa: FBT003 - a field's default
        alias="not",
        description="`true`: these words name nothing that the dossier has a record of.",
        examples=[True],
    )
    note: Line = Field(
        "", description="Why, in one plain line.", examples=["The town’s, not the county’s"]
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.entity) == self.not_a_mention:
            raise wrong(
                "must say either whom the words name, or that they name nothing",
                "Write `{quote: the Council, entity: marrowford-town-council}`, or "
                "`{quote: the Council, not: true}`.",
                about=("entity", "not"),
            )
        return self


class Gloss(Model):
    """An editor's note on words of the source."""

    quote: Selector = Field(description="The words that the note is on.", examples=["until autumn"])
    note: Line = Field(
        description="What a reader should know about them, in one plain line.",
        examples=["The headline’s own reckoning; the text says six months."],
    )


SourceType = Literal[
    "news", "official", "social", "report", "academic", "interview", "legal", "archive", "other"
]


class SourceRecord(Model):
    """What is known about a seed; every key may be left out."""

    title: Line = Field(
        "",
        description="The title; the seed’s first line if left out.",
        examples=["Tanner’s Bridge closed without notice"],
    )
    type: SourceType | None = Field(
        None,
        description="What sort of text it is: `news`, `official`, `social`, `report`, `academic`, "
        "`interview`, `legal`, `archive` or `other`.",
        examples=["news"],
    )
    publisher: OrganizationOrText = Field(
        "",
        description="Who published it: a name, or the id of an organization.",
        examples=["Marrowford Courier"],
    )
    authors: tuple[Line, ...] = Field(
        (), description="Names of those who wrote it.", examples=[["A. Correspondent"]]
    )
    published: Date | None = Field(
        None, description=f"When it was published, {AS_DATE}.", examples=["2026-03-04"]
    )
    retrieved: Date | None = Field(
        None, description=f"When it was fetched, {AS_DATE}.", examples=["2026-03-05"]
    )
    url: HttpUrl = Field(
        "", description="Where it was published.", examples=["https://example.org/news/1"]
    )
    archived_url: HttpUrl = Field(
        "",
        description="A copy in a web archive.",
        examples=["https://web.archive.org/web/2026/https://example.org/news/1"],
    )
    language: Language = Field(
        "",
        description="The text’s language, in its short code: `en`, `fr`, `zh-Hant`.",
        examples=["en"],
    )
    translated_from: Language = Field(
        "",
        description="The original’s language, if the text is a translation: `fr`, say.",
        examples=["fr"],
    )
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = Field(
        None,
        description="NATO Admiralty grade of the source: `A` completely reliable, `B` usually, "
        "`C` fairly, `D` not usually reliable, `E` unreliable, `F` cannot be judged.",
        examples=["F"],
    )
    rights: Line = Field(
        "", description="Who holds the rights, and the licence.", examples=["© Marrowford Courier"]
    )
    sha256: Checksum = Field(
        "",
        description="The SHA-256 of the seed. The build fails if the file’s bytes differ.",
        examples=["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    )
    derived_from: tuple[SourceId, ...] = Field(
        (),
        description="Ids of the sources that this one is known to copy or rewrite.",
        examples=[["gazette-six-months"]],
    )
    tags: tuple[Line, ...] = Field(
        (), description="Words to group sources by.", examples=[["repairs"]]
    )
    notes: Markdown = Field(
        "",
        description="Notes, in Markdown without HTML. `[[id]]` links to a record.",
        examples=["Typed from the printed paper, [[marrowford-courier]]."],
    )
    mentions: tuple[Mention, ...] = Field(
        (),
        description="Whom words of the source name, where automatic linking is not enough.",
        examples=[[{"quote": "the Council", "entity": "marrowford-town-council"}]],
    )
    glosses: tuple[Gloss, ...] = Field(
        (),
        description="Editor’s notes on words of the source.",
        examples=[[{"quote": "until autumn", "note": "The headline’s own reckoning."}]],
    )


KIND = Kind(
    name="sources",
    singular=N_("Source"),
    plural=N_("Sources"),
    model=SourceRecord,
    group="source",
    heading="title",
    template="source.html",
    schema_org="CreativeWork",
    ftm="Document",
)
