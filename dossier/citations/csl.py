"""CSL-JSON, which most reference managers read.

Source: the Citation Style Language's schema `csl-data.json`, version 1.0.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier import dates
from dossier.citations.when import is_plain
from dossier.dates.moments import SEASONS
from dossier.indented import indented

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dossier.citations.names import Name
    from dossier.citations.reference import Form, Reference
    from dossier.dates import Edtf, Moment

_TYPES: Mapping[Form, str] = {
    "news": "article-newspaper",
    "report": "report",
    "post": "post",
    "webpage": "webpage",
    "document": "document",
}
_FIRST_SEASON = min(SEASONS)


def csl(ref: Reference) -> dict[str, Any]:
    """Return a reference as CSL-JSON has it, without what is not known."""
    issued, accessed = ref.published, ref.retrieved
    held = "container-title" if ref.form == "news" else "publisher"
    data = {
        "id": ref.id,
        "type": _TYPES[ref.form],
        "title": ref.title,
        "author": [_name(one) for one in ref.authors],
        held: ref.publisher,
        "issued": _date(issued) if issued else None,
        "accessed": _date(accessed) if accessed else None,
        "URL": ref.url,
        "language": ref.language,
        "source": ref.dossier,
        "note": "; ".join(notes(ref)),
    }
    return {key: value for key, value in data.items() if value}


def csl_json(references: Iterable[Reference]) -> str:
    """Return references as a CSL-JSON file."""
    data = [csl(one) for one in references]
    return indented(data, "  ")


def notes(ref: Reference) -> list[str]:
    """Return what a reference says in words: where its copy is, and where it is cited from."""
    told = [f"Archived copy: {ref.archived_url}"] if ref.archived_url else []
    return [*told, f"Cited from this dossier at {ref.page}"] if ref.page else told


def _name(name: Name) -> dict[str, str]:
    if name.family:
        return {"family": name.family, "given": name.given}
    return {"literal": name.written}


def _date(edtf: Edtf) -> dict[str, Any]:
    """Return a date by its parts, or in words where its parts would say too much."""
    start, end = edtf.start, edtf.end
    if start is None or end is None or not is_plain(edtf):
        return {"literal": dates.words(edtf, dates.ENGLISH)}
    if edtf.is_interval and {start.month, end.month} & SEASONS.keys():
        return {"literal": dates.words(edtf, dates.ENGLISH)}
    ends = (start, end) if edtf.is_interval else (start,)
    found: dict[str, Any] = {"date-parts": [_parts(one) for one in ends]}
    if start.month in SEASONS:
        found["season"] = start.month - _FIRST_SEASON + 1
    if edtf.approximate or edtf.uncertain:
        found["circa"] = True
    return found


def _parts(moment: Moment) -> list[int]:
    month = None if moment.month in SEASONS else moment.month
    return [part for part in (moment.year, month, moment.day) if part is not None]
