"""The fields that records are made of: text, dates, references, quotes and evidence.

Every value arrives as the text that was typed. Each type says in one predicate what is wrong
with a value (“must be one line”); `dossier.fitting` puts the subject before it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core.core_schema import CoreSchema  # noqa: TC002 - pydantic reads the annotations

from dossier.dates import Edtf
from dossier.frozen import dataclass
from dossier.kinds.text import (
    SCALAR_TYPES,
    counted,
    line,
    moment,
    quoted,
    text,
    truth,
    wrong,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Reference:
    """What a field may name.

    `kinds` are names of kinds, with `entities` for every kind of entity; None means any record.
    A `free` field may also hold words that name no record; where the field names a voice, it may
    be `unnamed`.
    """

    kinds: tuple[str, ...] | None
    free: bool = False
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """Marks a field as Markdown, in which `[[id]]` links to a record."""


def _key_as_title(name: str, _: Any) -> str:  # noqa: ANN401 - pydantic's signature
    return name.replace("_", " ").capitalize()


def _class_as_title(model: type[Any]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).capitalize()


class Model(BaseModel):
    """What a record, or a part of one, may say."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        field_title_generator=_key_as_title,
        model_title_generator=_class_as_title,
    )


class Short(Model):
    """A part that may be written as a single word or text, for the field named by `alone`."""

    alone: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        return {cls.alone: value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Offer editors both ways to write it."""
        whole = handler.resolve_ref_schema(handler(core_schema))
        single = dict(whole["properties"][cls.alone])
        choices = [one for one in single.pop("anyOf", ()) if one != {"type": "null"}]
        for choice in choices:
            single.update(choice)
        single.pop("default", None)
        return {"anyOf": [single, whole]}


# Text -----------------------------------------------------------------------------------------

_TEXT_SCHEMA = WithJsonSchema({"type": SCALAR_TYPES})

Text = Annotated[str, BeforeValidator(text), _TEXT_SCHEMA]
Line = Annotated[str, BeforeValidator(line), _TEXT_SCHEMA]
Markdown = Annotated[str, BeforeValidator(text), MarkdownText(), _TEXT_SCHEMA]
Yes = Annotated[bool, BeforeValidator(truth), WithJsonSchema({"type": "boolean"})]
Counted = Annotated[
    int, BeforeValidator(counted), WithJsonSchema({"type": "integer", "minimum": 1})
]
Date = Annotated[
    Edtf,
    PlainValidator(moment),
    PlainSerializer(lambda date: date.text, return_type=str),
    WithJsonSchema({"type": ["string", "integer"]}),
]


# References -----------------------------------------------------------------------------------

EntityId = Annotated[str, BeforeValidator(line), Reference(("entities",)), _TEXT_SCHEMA]
VoiceId = Annotated[
    str,
    BeforeValidator(line),
    Reference(("people", "organizations"), unnamed=True),
    _TEXT_SCHEMA,
]
OrganizationId = Annotated[str, BeforeValidator(line), Reference(("organizations",)), _TEXT_SCHEMA]
PlaceId = Annotated[str, BeforeValidator(line), Reference(("places",)), _TEXT_SCHEMA]
SourceId = Annotated[str, BeforeValidator(line), Reference(("sources",)), _TEXT_SCHEMA]
ClaimId = Annotated[str, BeforeValidator(line), Reference(("claims",)), _TEXT_SCHEMA]
QuestionId = Annotated[str, BeforeValidator(line), Reference(("questions",)), _TEXT_SCHEMA]
OrganizationOrText = Annotated[
    str, BeforeValidator(line), Reference(("organizations",), free=True), _TEXT_SCHEMA
]


# Quotes and evidence --------------------------------------------------------------------------


Quoted = Annotated[str, BeforeValidator(quoted), _TEXT_SCHEMA]


class Selector(Short):
    """The words quoted, and what tells their occurrence from others (W3C TextQuoteSelector)."""

    alone: ClassVar[str] = "exact"

    exact: Quoted = Field(
        description="The words, copied from the source. `[…]` stands for words left out.",
        examples=["closed Tanner’s Bridge to all traffic"],
    )
    prefix: Text = Field(
        "",
        description="Words that stand right before the quote, to tell it from other occurrences.",
        examples=["Marrowford Town Council "],
    )
    suffix: Text = Field(
        "",
        description="Words that stand right after the quote, to tell it from other occurrences.",
        examples=[" on Tuesday morning"],
    )
    occurrence: Counted | None = Field(
        None,
        description="Which occurrence is meant where the words stand there often; 1 is the first.",
        examples=[2],
    )

    @property
    def selects(self) -> bool:
        """Whether something tells one occurrence from the others."""
        return bool(self.prefix or self.suffix or self.occurrence)


class Voice(Short):
    """Somebody who reports or says something inside a source."""

    alone: ClassVar[str] = "entity"

    entity: VoiceId | None = Field(
        None,
        description="The id of the person or organization that speaks.",
        examples=["ada-quill"],
    )
    unnamed: Line = Field(
        "",
        description="The source’s words for somebody it does not name.",
        examples=["some shopkeepers"],
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.entity) == bool(self.unnamed):
            raise wrong(
                "must name one voice: an id, or somebody unnamed",
                "Write an id, like `ada-quill`, or `{unnamed: some shopkeepers}`.",
                about=("entity", "unnamed"),
            )
        return self


class EvidenceItem(Model):
    """A quote of a source that bears on a claim, and who speaks in it."""

    source: SourceId = Field(
        description="The id of the source: its file name under `seeds/` without the ending.",
        examples=["courier-bridge-closed"],
    )
    quote: Selector = Field(
        description="The exact words of the source; or `{exact: …, prefix: …, suffix: …}` or "
        "`{exact: …, occurrence: 2}` where they stand there more than once.",
        examples=["closed Tanner’s Bridge to all traffic"],
    )
    stance: Literal["supports", "disputes", "discusses"] = Field(
        "supports",
        description="What the quote does for the claim: `supports` (the default), `disputes` or "
        "`discusses`.",
        examples=["supports"],
    )
    attribution: tuple[Voice, ...] = Field(
        (),
        description="Who says so inside the source, outermost first: `[town-council, ada-quill]` "
        "reads “the source reports that the Town Council reports that Ada Quill said”. Left out, "
        "the source speaks for itself.",
        examples=[["town-council", {"unnamed": "some shopkeepers"}]],
    )
    translation: Text = Field(
        "",
        description="The quote in the dossier’s language, where the source is in another.",
        examples=["closed the bridge to all traffic"],
    )
    note: Line = Field(
        "",
        description="An editor’s remark on this piece of evidence, one plain line.",
        examples=["The date is the notice’s, not the paper’s."],
    )


# Walking --------------------------------------------------------------------------------------

Path = tuple[str | int, ...]
"""A way into a record, keys as they are written: `("evidence", 0, "quote")`."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """One field of a model, as walking sees it."""

    name: str
    key: str
    reference: Reference | None
    markdown: bool
    nested: bool


@cache
def _slots(model: type[Model]) -> tuple[_Slot, ...]:
    slots = []
    for name, field in model.model_fields.items():
        marks = [*field.metadata, *inner_types(field.annotation)]
        reference = next((mark for mark in marks if isinstance(mark, Reference)), None)
        markdown = any(isinstance(mark, MarkdownText) for mark in marks)
        nested = any(isinstance(mark, type) and issubclass(mark, Model) for mark in marks)
        if reference or markdown or nested:
            slots.append(_Slot(name, field.alias or name, reference, markdown, nested))
    return tuple(slots)


def inner_types(annotation: object) -> Iterator[object]:
    """Yield the types and marks in an annotation, however deep (`tuple[Annotated[…], ...]`)."""
    yield annotation
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from inner_types(part)


def parts(model: Model, path: Path = ()) -> Iterator[tuple[Path, Model]]:
    """Yield a model and every model inside it, each with its path, in the order of the fields."""
    yield path, model
    for slot in _slots(type(model)):
        if slot.nested:
            for here, value in _entries(getattr(model, slot.name), (*path, slot.key)):
                yield from parts(value, here)


def references(model: Model) -> Iterator[tuple[Path, str, Reference]]:
    """Yield every reference in a model: its path, the id, and what the field may name."""
    for path, part in parts(model):
        for slot in _slots(type(part)):
            if slot.reference:
                for here, value in _entries(getattr(part, slot.name), (*path, slot.key)):
                    yield here, value, slot.reference


def markdown_fields(model: Model) -> Iterator[tuple[Path, str]]:
    """Yield every Markdown text in a model with its path."""
    for path, part in parts(model):
        for slot in _slots(type(part)):
            if slot.markdown and getattr(part, slot.name):
                yield (*path, slot.key), getattr(part, slot.name)


def _entries(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401 - any field's value
    if isinstance(value, tuple):
        for number, one in enumerate(value):
            yield (*path, number), one
    elif value is not None and value != "":
        yield path, value
