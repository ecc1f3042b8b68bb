"""COinS: a reference inside a page, where Zotero and its kin find it.

Source: OpenURL 1.0 (ANSI/NISO Z39.88-2004) as key and value, in the Dublin Core format; of its
`rft.type`, the readers know the words that Zotero uses.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dossier.citations.reference import Form, Reference

TYPES: Mapping[Form, str] = {
    "news": "newspaperArticle",
    "report": "report",
    "post": "forumPost",
    "webpage": "webpage",
    "document": "document",
}
"""What a source is, in Zotero's words."""


def coins(ref: Reference) -> str:
    """Return the `title` of a span of the class `Z3988`, not yet escaped for HTML."""
    return "&".join([f"{key}={_quoted(value)}" for key, value in _pairs(ref)])


_quoted = lru_cache(2_000)(quote_plus)  # many sources have a publisher or a language in common


def _pairs(ref: Reference) -> Iterator[tuple[str, str]]:
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"
    yield "rft.type", TYPES[ref.form]
    yield "rft.title", ref.title
    for one in ref.authors:
        # A name that nobody is to take apart goes as that of a body.
        yield "rft.au" if one.family else "rft.aucorp", one.turned
    if ref.publisher:
        yield "rft.source" if ref.form == "news" else "rft.publisher", ref.publisher
    if ref.published:
        yield "rft.date", ref.published.text
    if ref.url or ref.page:
        yield "rft.identifier", ref.url or ref.page
    if ref.language:
        yield "rft.language", ref.language
    if ref.rights:
        yield "rft.rights", ref.rights
