"""The page of exports: every machine-readable output, its form, its size, and whose words it holds.

What may be done with them the program cannot know: it repeats what the records of the sources say
of their rights, and says how many of them say nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from dossier.frozen import dataclass
from dossier.outputs import OUTPUTS
from dossier.pages import excerpts
from dossier.pages.overviews.base import Overview
from dossier.site import quote_fragment
from dossier.translatable import N_

if TYPE_CHECKING:
    from dossier.evidence import Evidence
    from dossier.outputs import Output
    from dossier.pages.desk import Desk
    from dossier.pages.views import Ref

_MOST_RIGHTS = 12
"""How many different statements of rights are told."""
_FORMAT, _HEADING = "reference/format.md", "## Machine-readable outputs"
"""Where a dossier has its copy of the format's reference, if it has one, and the section there."""
_SHORT, _LONGEST = 80, 160
"""How long, in characters, the words of the example should be, and how many of them are shown."""
_KILO = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """An output as the table shows it; `size` is empty where it is not known."""

    name: str
    href: str
    holds: str
    standard: str
    standard_href: str
    size: str


@dataclass(frozen=True, slots=True)
class Example:
    """A quote with its position, to show how positions count; `code` are the lines to read it."""

    source: Ref
    href: str
    start: int
    end: int
    words: str
    code: tuple[str, ...]
    language: str
    direction: str


def view(desk: Desk) -> dict[str, Any]:
    """Return what the template shows."""
    lines = [_line(desk, one) for one in _made(desk)]
    return {
        "lead": description(desk),
        "lines": lines,
        "sized": any(one.size for one in lines),
        "example": _example(desk),
        "quoting": [one.name for one in OUTPUTS if one.quotes],
        "format": _format(desk),
        **_rights(desk),
    }


def description(desk: Desk) -> str:
    """Return the page's one-line description for search engines and previews."""
    return desk.words.count(
        "The records of this dossier in %(num)s file that programs can read.",
        "The records of this dossier in %(num)s files that programs can read.",
        len(_made(desk)),
    )


# The files ------------------------------------------------------------------------------------


def _made(desk: Desk) -> list[Output]:
    """Return the outputs that there are: without an address of the site, there is no feed."""
    return [one for one in OUTPUTS if not desk.sizes or one.uri in desk.sizes]


def _line(desk: Desk, output: Output) -> Line:
    bytes_ = desk.sizes.get(output.uri)
    return Line(
        name=output.name,
        href=desk.link(output.uri),
        holds=desk.words(output.holds),
        standard=output.standard,
        standard_href=output.standard_url,
        size="" if bytes_ is None else _size(desk, bytes_),
    )


def _size(desk: Desk, size: int) -> str:
    """Return a number of bytes for people, in the unit in which it has few digits."""
    _ = desk.words
    if size < _KILO:
        return _.count("%(num)s byte", "%(num)s bytes", size)
    kilos = round(size / _KILO)
    if kilos < _KILO:
        return _("%(size)s kB") % {"size": _.number(kilos)}
    return _("%(size)s MB") % {"size": _.decimal(size / _KILO**2, 1, 1)}


def _format(desk: Desk) -> str:
    """Return the link to the description of our own files, or nothing where there is none."""
    if _HEADING not in desk.dossier.hand_written.get(_FORMAT, ""):
        return ""
    return desk.link(_FORMAT, "machine-readable-outputs")


# Positions ------------------------------------------------------------------------------------


def _example(desk: Desk) -> Example | None:
    """Return a quote that stands in its source in one piece: the first short one, or the first."""
    whole = [
        one
        for one in desk.dossier.graph.evidence
        if one.anchor.match == "exact" and len(one.anchor.parts) == 1
    ]
    if not whole:
        return None
    return _shown(desk, next((one for one in whole if len(one.anchor.span) <= _SHORT), whole[0]))


def _shown(desk: Desk, one: Evidence) -> Example:
    source = desk.dossier.corpus.sources[one.source]
    start, end = one.anchor.start, one.anchor.end
    return Example(
        source=desk.ref(one.source),
        href=desk.link(f"sources/{one.source}.md", quote_fragment(one)),
        start=start,
        end=end,
        words=excerpts.shortened(excerpts.as_read(source, one.anchor.span), _LONGEST),
        code=(
            "from pathlib import Path",
            f'text = Path({source.path!r}).read_text(encoding="utf-8-sig")',
            f"text[{start}:{end}]",
        ),
        language=desk.language(one.source),
        direction=desk.direction(one.source),
    )


# Rights ---------------------------------------------------------------------------------------


def _rights(desk: Desk) -> dict[str, Any]:
    """Return what the sources' records say of rights, the most common statement first."""
    _, records = desk.words, desk.dossier.records.of("sources")
    told = Counter(one.model.rights for one in records if one.model.rights)
    ranked = sorted(told.items(), key=lambda one: (-one[1], one[0]))
    silent = len(records) - told.total()
    return {
        "rights": [
            (rights, _.count("%(num)s source", "%(num)s sources", number))
            for rights, number in ranked[:_MOST_RIGHTS]
        ],
        "more_rights": max(0, len(ranked) - _MOST_RIGHTS),
        "sources": len(records),
        "silent": silent,
    }


OVERVIEW = Overview(
    name="exports",
    title=N_("Exports"),
    template="overviews/exports.html",
    view=view,
    description=description,
)
