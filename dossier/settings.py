"""What `dossier.yml` may say."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, WithJsonSchema

from dossier.codes import CODES
from dossier.diagnostics import suggest
from dossier.kinds import KINDS
from dossier.kinds.fields import Line, Model
from dossier.kinds.text import ID, ID_PATTERN, line, wrong
from dossier.kinds.values import HttpUrl
from dossier.slugs import slug

if TYPE_CHECKING:
    from pydantic.config import JsonDict

Color = Literal["gray", "blue", "teal", "green", "amber", "orange", "red", "purple", "brown"]

RESERVED = frozenset(
    {
        *("404", "assets", "changes", "compare", "contradictions", "coverage", "dossier"),
        *("entities", "exports"),
        *("feed", "images", "index", "javascripts", "map", "matrix", "network", "search"),
        *("sitemap", "static", "stylesheets", "tags", "timeline"),
    }
)
"""Names that a kind cannot have, because the site has other things at their addresses."""


def _folder(value: object) -> str:
    typed = line(value)
    if re.match(r"[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]+://|[/~\\]", typed) or "\\" in typed:
        raise wrong(
            "must be a folder of this dossier, relative to dossier.yml", "Write it like `seeds`."
        )
    return posixpath.normpath(typed)


def _folders(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _branch(value: object) -> str:
    typed = line(value)
    # Source: git-check-ref-format, without the signs that addresses would have to encode.
    if not re.fullmatch(r"(?!/|.*(?://|\.\.|/\.|\.lock(?:/|$)))[\w./-]*[\w-]", typed):
        raise wrong("is no name of a git branch", "Write it like `main`.")
    return typed


def _status_name(value: object) -> str:
    typed = line(value)
    if not ID.fullmatch(typed):
        raise wrong(
            "cannot name a status: it takes small letters, digits and single hyphens",
            f"Write `{slug(typed) or 'plausible'}`, and the words to show as its `label`.",
        )
    return typed


def _kind_name(value: object) -> str:
    typed = line(value)
    if not ID.fullmatch(typed):
        raise wrong(
            "cannot name a kind: it takes small letters, digits and single hyphens",
            f"Write `{slug(typed) or 'weapons'}`; `singular` and `plural` are shown.",
        )
    if typed in {kind.name for kind in KINDS}:
        raise wrong("is a kind that every dossier has", "Take it out, or choose another name.")
    if typed in RESERVED:
        raise wrong("is taken: the site has other pages there", "Choose another name.")
    return typed


def _check_code(value: object) -> str:
    typed = line(value)
    code = CODES.get(typed)
    names = [code.name for code in CODES.values() if code.switchable]
    listed = f"Those that can are {', '.join(f'`{name}`' for name in names)}."
    if code is None:
        raise wrong("is no check of dossier", suggest(typed, names) or listed)
    if not code.switchable:
        raise wrong("cannot be switched: it guards a promise that every dossier makes", listed)
    return typed


class _OneOrSeveral:
    """Says in the JSON Schema that a list of one may be written without the list."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls,
        core_schema: Any,  # noqa: ANN401 - pydantic's union of all its schemas
        handler: GetJsonSchemaHandler,
    ) -> dict[str, Any]:
        several = handler(core_schema)
        return {"anyOf": [dict(several["items"]), several]}


class _Weights:
    """Offers editors every check that can be weighed, and what it means."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls,
        _core_schema: Any,  # noqa: ANN401 - pydantic's union of all its schemas
        _handler: GetJsonSchemaHandler,
    ) -> dict[str, Any]:
        codes = [code for code in CODES.values() if code.switchable]
        return {
            "type": "object",
            "properties": {
                code.name: {
                    "title": code.name,
                    "description": f"{code.meaning} Usually: {code.severity}.",
                    "enum": list(get_args(Weight)),
                    "examples": ["off"],
                }
                for code in codes
            },
            "additionalProperties": False,
        }


Weight = Literal["error", "warning", "off"]
_NAMES: JsonDict = {"propertyNames": {"pattern": ID_PATTERN}}
_NEW_NAMES: JsonDict = {
    "propertyNames": {
        "pattern": ID_PATTERN,
        "not": {"enum": [*sorted({*RESERVED, *(kind.name for kind in KINDS)})]},
    }
}
Folder = Annotated[str, BeforeValidator(_folder), WithJsonSchema({"type": "string"})]
Folders = Annotated[tuple[Folder, ...], BeforeValidator(_folders), _OneOrSeveral]
StatusName = Annotated[str, BeforeValidator(_status_name)]
KindName = Annotated[str, BeforeValidator(_kind_name)]
CheckCode = Annotated[str, BeforeValidator(_check_code)]
Branch = Annotated[str, BeforeValidator(_branch), WithJsonSchema({"type": "string"})]


class StatusSetting(Model):
    """How a status is shown."""

    label: Line = Field(description="The words that the site shows.", examples=["Plausible"])
    color: Color = Field(
        description="Its color: `gray`, `blue`, `teal`, `green`, `amber`, `orange`, `red`, "
        "`purple` or `brown`. All can be read on light and dark pages.",
        examples=["teal"],
    )


class KindSetting(Model):
    """A further kind of entity."""

    singular: Line = Field(description="The word for one of them.", examples=["Weapon"])
    plural: Line = Field(description="The word for all of them.", examples=["Weapons"])


class Settings(Model):
    """A dossier's own settings. Every key may be left out."""

    title: Line = Field(
        "",
        description="The dossier’s title; `site_name` of mkdocs.yml if left out.",
        examples=["Who closed Tanner’s Bridge?"],
    )
    seeds: Folders = Field(
        (),
        description="The folder of the source texts, or a list of folders; `seeds` if left out.",
        examples=["seeds"],
    )
    annotations: Folders = Field(
        (),
        description="The folder of the records, or a list; `annotations` if left out.",
        examples=["annotations"],
    )
    templates: Folders = Field(
        (),
        description="The folder of the dossier’s own page templates, or a list; `templates` if "
        "left out.",
        examples=["templates"],
    )
    repository: HttpUrl = Field(
        "",
        description="Where the dossier can be edited; `repo_url` of mkdocs.yml if left out.",
        examples=["https://github.com/OWNER/REPO"],
    )
    branch: Branch = Field(
        "main", description="The branch that the site is built from.", examples=["main"]
    )
    statuses: dict[StatusName, StatusSetting] = Field(
        {},
        description="What an assessment may say, in place of the usual list. `unverified` is "
        "always there, for claims that nobody has assessed.",
        examples=[{"plausible": {"label": "Plausible", "color": "teal"}}],
        json_schema_extra=_NAMES,
    )
    kinds: dict[KindName, KindSetting] = Field(
        {},
        description="Further kinds of entities, each with a folder of its name under "
        "`annotations/`. They behave as topics do.",
        examples=[{"weapons": {"singular": "Weapon", "plural": "Weapons"}}],
        json_schema_extra=_NEW_NAMES,
    )
    checks: Annotated[dict[CheckCode, Weight], _Weights] = Field(
        {},
        description="How much a check weighs, by its code: `error`, `warning` or `off`.",
        examples=[{"ambiguous-spelling": "error"}],
    )
