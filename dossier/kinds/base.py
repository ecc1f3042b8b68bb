"""What a kind of record is, and what all entities have in common."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from dossier.frozen import dataclass
from dossier.kinds.fields import (
    Date,
    EntityId,
    EvidenceItem,
    Line,
    Markdown,
    Model,
    Short,
    Yes,
)
from dossier.kinds.text import AS_DATE
from dossier.kinds.values import (
    GeoNamesId,
    HttpUrl,
    ImagePath,
    Isni,
    RegisterId,
    ViafId,
    WikidataId,
)

Group = Literal["source", "claim", "question", "entity", "evidence"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record, declared once.

    `name` is its folder under `annotations/`, its part of the address and its word in exports.
    `heading` is the key whose words head a record's page. `template` is empty for a kind
    without pages of its own. `schema_org` and `ftm` are the types that exports give it, `boost`
    weighs its pages in the search.
    """

    name: str
    singular: str
    plural: str
    model: type[Model]
    group: Group
    heading: str
    template: str
    schema_org: str
    ftm: str = ""
    boost: float = 1.0


class Link(Short):
    """A page elsewhere on the web."""

    alone: ClassVar[str] = "url"

    url: HttpUrl = Field(
        description="The page’s address.", examples=["https://example.org/tanners-bridge"]
    )
    label: Line = Field(
        "",
        description="What the link is called; the address itself if left out.",
        examples=["The bridge in pictures"],
    )


class Relation(Model):
    """How one entity stands to another."""

    type: Line = Field(
        description="What this one is to the other, as words that read on: “named after”.",
        examples=["named after"],
    )
    to: EntityId = Field(description="The id of the other entity.", examples=["marrowford"])
    when: Date | None = Field(
        None,
        description=f"When that held, {AS_DATE}; `2012/2014` for a span, `2012/..` since 2012.",
        examples=["2012/.."],
    )
    evidence: tuple[EvidenceItem, ...] = Field(
        (),
        description="Quotes of the sources that say so.",
        examples=[[{"source": "courier-bridge-closed", "quote": "the exact words"}]],
    )


def named_like(example: str) -> Any:  # noqa: ANN401 - a field's declaration, as pydantic types it
    """Return the declaration of a name, with an example that fits the kind."""
    return Field(
        description="The name that heads its page; looked for in every source.",
        examples=[example],
    )


def described_like(example: str) -> Any:  # noqa: ANN401 - likewise
    """Return the declaration of a description, with an example that fits the kind."""
    return Field("", description="Who or what this is, in one plain line.", examples=[example])


def spelt_like(*examples: str) -> Any:  # noqa: ANN401 - likewise
    """Return the declaration of other spellings, with examples that fit the kind."""
    return Field(
        (),
        description="Other spellings. Each is looked for in every source, letter by letter.",
        examples=[list(examples)],
    )


IDENTIFIERS = ("wikidata", "viaf", "isni", "geonames", "ftm", "opensanctions")
"""The keys that name an entity in registers elsewhere: what a new record asks for last."""


class Described(Model):
    """What every person, place, organization, event, topic and question may say."""

    description: Line = described_like("What it is, in a few words")
    also_known_as: tuple[Line, ...] = spelt_like("Another spelling")
    link: Yes = Field(
        True,  # noqa: FBT003 - a field's default
        description="`false`: never look for the name and its spellings in the sources.",
        examples=[False],
    )
    wikidata: WikidataId = Field(
        "", description="The Wikidata item, Q and a number.", examples=["Q42"]
    )
    viaf: ViafId = Field(
        "",
        description="The number in the Virtual International Authority File.",
        examples=["113230702"],
    )
    isni: Isni = Field(
        "",
        description="The International Standard Name Identifier, 16 digits (the last may be X).",
        examples=["0000 0000 8045 6315"],
    )
    geonames: GeoNamesId = Field("", description="The GeoNames number.", examples=["2643743"])
    ftm: RegisterId = Field("", description="The id of a FollowTheMoney entity.", examples=["Q42"])
    opensanctions: RegisterId = Field(
        "", description="The id of an OpenSanctions entity.", examples=["Q42"]
    )
    links: tuple[Link, ...] = Field(
        (),
        description="Pages elsewhere: addresses, or `{url: …, label: …}`.",
        examples=[["https://example.org/tanners-bridge"]],
    )
    image: ImagePath = Field(
        "", description="A picture: a file under `docs/`.", examples=["images/bridge.jpg"]
    )
    image_credit: Line = Field(
        "",
        description="Who made the picture, and its licence.",
        examples=["Town archive, CC BY 4.0"],
    )
    tags: tuple[Line, ...] = Field(
        (), description="Words to group records by.", examples=[["repairs"]]
    )
    notes: Markdown = Field(
        "",
        description="Notes, in Markdown without HTML. `[[id]]` links to a record.",
        examples=["Named in both papers; see [[marrowford]]."],
    )
    relations: tuple[Relation, ...] = Field(
        (),
        description="How this stands to other entities.",
        examples=[[{"type": "named after", "to": "marrowford"}]],
    )


class Entity(Described):
    """What the sources talk about: it has a name."""

    name: Line = named_like("Its name as the sources write it")
