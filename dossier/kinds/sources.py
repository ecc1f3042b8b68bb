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
from dossier.kinds.text import wrong
from dossier.kinds.values import Checksum, HttpUrl, Language
from dossier.translatable import N_


class Mention(Model):
    """An editor's word on whom some words of the source name."""

    quote: Selector = Field(
        description="The words. All their occurrences are meant, unless prefix, suffix or "
        "occurrence selects one.",
        examples=["CTAK"],
    )
    entity: EntityId | None = Field(
        None, description="The id of whom or what they name.", examples=["kcna"]
    )
    not_a_mention: Yes = Field(
        False,  # noqa: FBT003 - a field's default
        alias="not",
        description="`true`: these words name nothing that the dossier has a record of.",
        examples=[True],
    )
    note: Line = Field(
        "", description="Why, in one plain line.", examples=["Russian abbreviation of KCNA"]
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.entity) == self.not_a_mention:
            raise wrong(
                "must say either whom the words name, or that they name nothing",
                "Write `{quote: CTAK, entity: kcna}` or `{quote: Kursk, not: true}`.",
                about=("entity", "not"),
            )
        return self


class Gloss(Model):
    """An editor's note on words of the source."""

    quote: Selector = Field(
        description="The words that the note is on.", examples=["In Internationals Kvir"]
    )
    note: Line = Field(
        description="What a reader should know about them, in one plain line.",
        examples=["Garbled; the place that is meant is unknown."],
    )


SourceType = Literal[
    "news", "official", "social", "report", "academic", "interview", "legal", "archive", "other"
]


class SourceRecord(Model):
    """What is known about a seed; every key may be left out."""

    title: Line = Field(
        "",
        description="The title; the seed’s first line if left out.",
        examples=["Putin congratulates Kim Jong Un"],
    )
    type: SourceType | None = Field(
        None,
        description="What sort of text it is: `news`, `official`, `social`, `report`, `academic`, "
        "`interview`, `legal`, `archive` or `other`.",
        examples=["news"],
    )
    publisher: OrganizationOrText = Field(
        "", description="Who published it: a name, or the id of an organization.", examples=["KCNA"]
    )
    authors: tuple[Line, ...] = Field(
        (), description="Names of those who wrote it.", examples=[["A. Correspondent"]]
    )
    published: Date | None = Field(
        None, description="When it was published (EDTF).", examples=["2025-12-31~"]
    )
    retrieved: Date | None = Field(
        None, description="When it was fetched (EDTF).", examples=["2026-01-02"]
    )
    url: HttpUrl = Field(
        "", description="Where it was published.", examples=["https://example.org/news/1"]
    )
    archived_url: HttpUrl = Field(
        "",
        description="A copy in a web archive.",
        examples=["https://web.archive.org/web/2026/https://example.org/news/1"],
    )
    language: Language = Field("", description="The text’s language (BCP 47).", examples=["en"])
    translated_from: Language = Field(
        "", description="The original’s language, if the text is a translation.", examples=["ko"]
    )
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = Field(
        None,
        description="NATO Admiralty grade of the source: `A` completely reliable, `B` usually, "
        "`C` fairly, `D` not usually reliable, `E` unreliable, `F` cannot be judged.",
        examples=["F"],
    )
    rights: Line = Field(
        "", description="Who holds the rights, and the licence.", examples=["© KCNA"]
    )
    sha256: Checksum = Field(
        "",
        description="The SHA-256 of the seed. The build fails if the file’s bytes differ.",
        examples=["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    )
    derived_from: tuple[SourceId, ...] = Field(
        (),
        description="Ids of the sources that this one is known to copy or rewrite.",
        examples=[["002_357274271b43df3d"]],
    )
    tags: tuple[Line, ...] = Field(
        (), description="Words to group sources by.", examples=[["greeting"]]
    )
    notes: Markdown = Field(
        "",
        description="Notes, in Markdown without HTML. `[[id]]` links to a record.",
        examples=["Machine-translated; see [[kcna]]."],
    )
    mentions: tuple[Mention, ...] = Field(
        (),
        description="Whom words of the source name, where automatic linking is not enough.",
        examples=[[{"quote": "CTAK", "entity": "kcna"}]],
    )
    glosses: tuple[Gloss, ...] = Field(
        (),
        description="Editor’s notes on words of the source.",
        examples=[[{"quote": "In Internationals Kvir", "note": "Garbled."}]],
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
