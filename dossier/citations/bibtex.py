"""BibTeX, for LaTeX: fields that BibTeX knows, and `date` in EDTF, which biblatex knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.citations.when import day_first, plain
from dossier.dates.moments import SEASONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dossier.citations.names import Name
    from dossier.citations.reference import Form, Reference
    from dossier.dates import Edtf

_ENTRIES: Mapping[Form, tuple[str, str]] = {
    "news": ("article", "journal"),
    "report": ("techreport", "institution"),
}
"""The type of entry, and its field for the publisher, which such an entry cannot do without."""

# fmt: off - a year reads as a line
_MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
# fmt: on

_SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX would count the brace of `\{`
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#%_"},
    }
)


def bibtex(ref: Reference) -> str:
    """Return a reference as an entry of a `.bib` file, ended by a line break."""
    entry, held = _ENTRIES.get(ref.form, ("misc", "publisher")) if ref.publisher else ("misc", "")
    lines = [f"  {key} = {value}," for key, value in _fields(ref, held)]
    return "\n".join([f"@{entry}{{{ref.id},", *lines, "}\n"])


def _fields(ref: Reference, held: str) -> Iterator[tuple[str, str]]:
    if ref.authors:
        yield "author", _braced(" and ".join(_name(one) for one in ref.authors))
    # Twice in braces: no style may write a name in it small.
    yield "title", _braced(_braced(_escaped(ref.title)))
    if held:
        yield held, _braced(_braced(_escaped(ref.publisher)))
    if ref.published:
        yield from _date(ref.published)
    if ref.url:
        yield "url", _braced(ref.url)  # as it is: no address holds a brace or a backslash
    if ref.url and ref.retrieved:
        yield "urldate", _braced(ref.retrieved.text)
    if ref.language:
        yield "language", _braced(ref.language)
    if ref.archived_url:
        yield "note", _braced(_escaped(f"Archived copy: {ref.archived_url}"))
    if ref.page:
        yield "annote", _braced(_escaped(f"Cited from this dossier at {ref.page}"))


def _date(edtf: Edtf) -> Iterator[tuple[str, str]]:
    # As it is: biblatex reads `~`, `?` and `%` for what they mean in EDTF.
    yield "date", _braced(edtf.text)
    moment = plain(edtf)
    if moment is None or edtf.approximate or edtf.uncertain:
        yield "year", _braced(_escaped(day_first(edtf)))
        return
    yield "year", _braced(str(moment.year))
    if moment.month is not None and moment.month not in SEASONS:
        yield "month", _MONTHS[moment.month - 1]


def _name(name: Name) -> str:
    """Return a name so that BibTeX takes apart only what is known to have parts."""
    if name.family:
        return f"{_escaped(name.family)}, {_escaped(name.given)}"
    return _braced(_escaped(name.written))


def _braced(text: str) -> str:
    return f"{{{text}}}"


def _escaped(text: str) -> str:
    """Return words of which no sign means anything to BibTeX or LaTeX."""
    return text.translate(_SIGNS)
