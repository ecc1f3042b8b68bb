"""RIS, which reference managers exchange: a tag and a value a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier import dates
from dossier.citations.csl import notes
from dossier.citations.when import plain
from dossier.dates.moments import SEASONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dossier.citations.reference import Form, Reference
    from dossier.dates import Edtf

_TYPES: Mapping[Form, str] = {
    "news": "NEWS",
    "report": "RPRT",
    "post": "ELEC",
    "webpage": "ELEC",
    "document": "GEN",
}


def ris(ref: Reference) -> str:
    """Return a reference as RIS. Lines end with a line feed; RIS readers take either ending."""
    lines = (f"{tag}  - {' '.join(value.split())}".rstrip(" ") for tag, value in _lines(ref))
    return "\n".join([*lines, "ER  - ", ""])


def _lines(ref: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES[ref.form]
    yield "ID", ref.id
    for one in ref.authors:
        yield "AU", one.turned
    yield "TI", ref.title
    if ref.publisher:
        yield "T2" if ref.form == "news" else "PB", ref.publisher
    if ref.published:
        moment = plain(ref.published)
        if moment:
            yield "PY", f"{moment.year:04}"
        yield "DA", _date(ref.published)
    if ref.retrieved:
        yield "Y2", _date(ref.retrieved)
    if ref.url:
        yield "UR", ref.url
    if ref.language:
        yield "LA", ref.language
    for note in notes(ref):
        yield "N1", note


def _date(edtf: Edtf) -> str:
    """Return a date as RIS has it: year, month and day, and in words what those cannot say."""
    moment = plain(edtf)
    words = dates.words(edtf, dates.ENGLISH)
    if moment is None:
        return f"///{words}"
    season = moment.month in SEASONS
    month = f"{moment.month:02}" if moment.month and not season else ""
    day = f"{moment.day:02}" if moment.day else ""
    doubtful = edtf.approximate or edtf.uncertain
    return f"{moment.year:04}/{month}/{day}/{words if season or doubtful else ''}"
