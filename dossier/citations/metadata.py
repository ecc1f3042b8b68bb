"""A reference in the head of a page, as `<meta>` elements: for Zotero, and for search engines.

Names that begin with `citation_` are those of HighWire Press, as Google Scholar and Zotero's
translator “Embedded Metadata” read them; the others are Dublin Core's and PRISM's. Two things are
left to the latter: what a source is, because `citation_journal_title` would make every paper an
academic journal; and a date that is more or less than one day, month or year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.citations.coins import TYPES
from dossier.citations.when import plain
from dossier.dates.moments import SEASONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.citations.reference import Reference
    from dossier.dates import Edtf


def metadata(ref: Reference) -> tuple[tuple[str, str], ...]:
    """Return the names and contents of the `<meta>` elements, without what is not known."""
    pairs = (*_highwire(ref), *_dublin_core(ref))
    return tuple((name, told) for name, told in pairs if told)


def _highwire(ref: Reference) -> Iterator[tuple[str, str]]:
    yield "citation_title", ref.title
    for one in ref.authors:
        yield "citation_author", one.turned
    yield "citation_publication_date", _day(ref.published) if ref.published else ""
    institution = "citation_technical_report_institution"
    yield institution if ref.form == "report" else "citation_publisher", ref.publisher
    yield "citation_language", ref.language
    yield "citation_public_url", ref.url
    yield "citation_fulltext_html_url", ref.page


def _dublin_core(ref: Reference) -> Iterator[tuple[str, str]]:
    yield "DC.type", TYPES[ref.form]
    yield "DC.title", ref.title
    for one in ref.authors:
        yield "DC.creator", one.turned
    yield "DC.date", ref.published.text if ref.published else ""
    yield "DC.publisher", ref.publisher
    yield "DC.language", ref.language
    yield "DC.identifier", ref.url or ref.page
    yield "DC.rights", ref.rights
    if ref.form == "news":
        yield "prism.publicationName", ref.publisher


def _day(edtf: Edtf) -> str:
    """Return a date as `2026/03/02` or the beginning of that, or nothing if it is doubtful."""
    moment = plain(edtf)
    if moment is None or edtf.approximate or edtf.uncertain:
        return ""
    month = None if moment.month in SEASONS else moment.month
    parts = [f"{moment.year:04}", *(f"{one:02}" for one in (month, moment.day) if one)]
    return "/".join(parts)
