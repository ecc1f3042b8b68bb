"""What a kind of record is, and what all entities have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

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
        description="The page’s address.", examples=["https://www.wikidata.org/wiki/Q7747"]
    )
    label: Line = Field(
        "",
        description="What the link is called; the address itself if left out.",
        examples=["Wikidata"],
    )


class Relation(Model):
    """How one entity stands to another."""

    type: Line = Field(
        description="What this one is to the other, as words that read on: “president of”.",
        examples=["president of"],
    )
    to: EntityId = Field(description="The id of the other entity.", examples=["russia"])
    when: Date | None = Field(
        None, description="When that held (EDTF): `2012/..` since 2012.", examples=["2012/.."]
    )
    evidence: tuple[EvidenceItem, ...] = Field(
        (),
        description="Quotes of the sources that say so.",
        examples=[[{"source": "000_c4e2133f88a230e1", "quote": "the President of Russia"}]],
    )


class Described(Model):
    """What every person, place, organization, event, topic and question may say."""

    description: Line = Field(
        "",
        description="Who or what this is, in one plain line.",
        examples=["State news agency of North Korea"],
    )
    also_known_as: tuple[Line, ...] = Field(
        (),
        description="Other spellings. Each is looked for in every source, letter by letter.",
        examples=[["Putin", "V. V. Putin"]],
    )
    link: Yes = Field(
        True,  # noqa: FBT003 - a field's default
        description="`false`: never look for the name and its spellings in the sources.",
        examples=[False],
    )
    wikidata: WikidataId = Field(
        "", description="The Wikidata item, Q and a number.", examples=["Q7747"]
    )
    viaf: ViafId = Field(
        "",
        description="The number in the Virtual International Authority File.",
        examples=["35247539"],
    )
    isni: Isni = Field(
        "",
        description="The International Standard Name Identifier, 16 digits (the last may be X).",
        examples=["0000 0001 2144 1970"],
    )
    geonames: GeoNamesId = Field("", description="The GeoNames number.", examples=["538555"])
    ftm: RegisterId = Field(
        "", description="The id of a FollowTheMoney entity.", examples=["Q7747"]
    )
    opensanctions: RegisterId = Field(
        "", description="The id of an OpenSanctions entity.", examples=["Q7747"]
    )
    links: tuple[Link, ...] = Field(
        (),
        description="Pages elsewhere: addresses, or `{url: …, label: …}`.",
        examples=[["https://www.wikidata.org/wiki/Q7747"]],
    )
    image: ImagePath = Field(
        "", description="A picture: a file under `docs/`.", examples=["images/kcna.jpg"]
    )
    image_credit: Line = Field(
        "", description="Who made the picture, and its licence.", examples=["Kremlin.ru, CC BY 4.0"]
    )
    tags: tuple[Line, ...] = Field(
        (), description="Words to group records by.", examples=[["diplomacy"]]
    )
    notes: Markdown = Field(
        "",
        description="Notes, in Markdown without HTML. `[[id]]` links to a record.",
        examples=["Named in both sources; see [[kcna]]."],
    )
    relations: tuple[Relation, ...] = Field(
        (),
        description="How this stands to other entities.",
        examples=[[{"type": "president of", "to": "russia", "when": "2012/.."}]],
    )


class Entity(Described):
    """What the sources talk about: it has a name."""

    name: Line = Field(
        description="The name that heads its page; looked for in every source.",
        examples=["Vladimir Putin"],
    )
