"""A site and the diagnostics of a build as JSON and blobs, and back."""

from __future__ import annotations

import zlib
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from dossier.cache.archive import as_json, from_json
from dossier.codes import Severity
from dossier.diagnostics import Diagnostic, Related
from dossier.frozen import dataclass
from dossier.packed import packed
from dossier.site import Asset, Entry, Page, Section, Site
from dossier.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_QUICKLY = 1
_ON_PAGE = tuple(field.name for field in fields(Page) if field.name != "html")
"""What is told of a page beside its content, in this order."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a build came to. `site` is None where the diagnostics hold errors, or nobody asked."""

    diagnostics: tuple[Diagnostic, ...]
    site: Site | None = None


def head(result: Result) -> dict[str, Any]:
    """Return all of a result that is not a blob; see `write_archive` for its dataclasses."""
    site = result.site
    return {
        "diagnostics": result.diagnostics,
        "site": site
        and {
            "pages": [*map(_outline, site.pages)],
            "assets": [asset.uri for asset in site.assets],
            "hand_written": dict(site.hand_written),
            "styles": site.styles,
            "scripts": site.scripts,
        },
    }


def blobs(result: Result) -> Iterator[bytes]:
    """Yield the content of every page, and of every asset, compressed."""
    if result.site is not None:
        for page in result.site.pages:
            yield packed(page, "html")
        for asset in result.site.assets:
            yield zlib.compress(asset.content, _QUICKLY)


def result(head: dict[str, Any], blobs: Iterator[bytes]) -> Result:
    """Return the result that a head and blobs were made of."""
    told = head["site"]
    return Result(
        diagnostics=diagnostics(head["diagnostics"]),
        site=told
        and Site(
            pages=tuple(_page(row, next(blobs)) for row in told["pages"]),
            assets=tuple(Asset(uri, zlib.decompress(next(blobs))) for uri in told["assets"]),
            hand_written=told["hand_written"],
            styles=tuple(told["styles"]),
            scripts=tuple(told["scripts"]),
        ),
    )


def diagnostics(rows: Iterable[Any]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics that an archive holds."""
    return tuple(map(_diagnostic, rows))


def as_blob(pages: Iterable[Page]) -> bytes:
    """Return pages without their content as a blob."""
    return as_json([*map(_outline, pages)])


def outlines(blobs: Iterator[bytes]) -> tuple[Page, ...]:
    """Return the pages of which the next blob tells, without their content."""
    return tuple(_page(row, "") for row in from_json(next(blobs)))


def _outline(page: Page) -> list[Any]:
    return [getattr(page, name) for name in _ON_PAGE]


def _page(row: Sequence[Any], html: str | bytes) -> Page:
    values = dict(zip(_ON_PAGE, row, strict=True))
    values["sections"] = tuple(Section(*one) for one in values["sections"])
    values["entries"] = tuple(Entry(*one) for one in values["entries"])
    values["metadata"] = tuple(map(tuple, values["metadata"]))
    values["scripts"] = tuple(values["scripts"])
    return Page(html=html, **values)


def _diagnostic(row: Iterable[Any]) -> Diagnostic:
    place, severity, code, message, why, fix, related = row
    return Diagnostic(
        Place(*place),
        Severity(severity),
        code,
        message,
        tuple(why),
        fix,
        tuple(Related(Place(*where), note) for where, note in related),
    )
