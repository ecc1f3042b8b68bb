"""What the marks of a timeline mean: a sample and a word on each sort that it holds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from dossier.pictures.svg import element
from dossier.pictures.time_axis import Axis, Part
from dossier.pictures.time_marks import Spread, happened, report
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from markupsafe import Markup

_WIDE, _TALL = 36, 20
_SAMPLE = Axis((Part(0, 20, 0, 100),))

_HAPPENED = {
    "day": (Spread((9, 9), (9, 9)), N_("happened on this day")),
    "possible": (Spread((4, 14), (4, 14)), N_("happened some time in these days")),
    "sure": (Spread((3, 3), (15, 15), is_interval=True), N_("lasted all this time")),
    "doubtful": (Spread((9, 9), (9, 9), early=6, late=6), N_("approximate or uncertain")),
    "open": (Spread((6, 6), None, is_interval=True, is_open=True), N_("goes on")),
    "unknown": (Spread((6, 6), None, is_interval=True), N_("an end is unknown")),
}
_REPORTED = {
    "day": (Spread((9, 9), (9, 9)), N_("reported by a source")),
    "possible": (Spread((4, 14), (4, 14)), N_("reported some time in these days")),
}
_FIRST, _LATER = N_("first reported by a source"), N_("a later report")


def legend(
    marks: Iterable[tuple[bool, Spread]],
    translate: Callable[[str], str],
    *,
    diamonds: frozenset[Literal["first", "later"]],
) -> Markup:
    """Return the legend of some marks, each given with whether it is a report.

    `diamonds` says whether there are filled ones, of first reports, and hollow ones.
    """
    found = {(is_report, sort) for is_report, one in marks for sort in _sorts(one)}
    later = "later" in diamonds
    if "first" not in diamonds:
        found.discard((True, "day"))
    samples = [
        _happened(sort, translate(words))
        for sort, (_, words) in _HAPPENED.items()
        if (False, sort) in found or (sort == "doubtful" and (True, sort) in found)
    ]
    samples += [
        _reported(sort, translate(_FIRST if later and sort == "day" else words), is_first=True)
        for sort, (_, words) in _REPORTED.items()
        if (True, sort) in found
    ]
    if later:
        samples.append(_reported("day", translate(_LATER), is_first=False))
    return element("ul", *samples, class_="dossier-timeline-legend")


def _sorts(one: Spread) -> Iterator[str]:
    """Yield what a reader has to know in order to read a mark."""
    ends = [end for end in (one.start, one.end) if end]
    if any(first < last for first, last in ends):
        yield "possible"
    elif one.start == one.end:
        yield "day"
    if one.sure:
        yield "sure"
    if one.early or one.late:
        yield "doubtful"
    if len(ends) == 1:
        yield "open" if one.is_open else "unknown"


@cache  # thousands of timelines have the same
def _happened(sort: str, words: str) -> Markup:
    mark = happened(_HAPPENED[sort][0], _SAMPLE, "")
    return _sample(mark, words, middle=_TALL / 2 + 8)


@cache
def _reported(sort: str, words: str, *, is_first: bool) -> Markup:
    mark = report(_REPORTED[sort][0], "", (), _SAMPLE, is_first=is_first)
    return _sample(mark, words, middle=_TALL / 2 - 8)


def _sample(mark: Markup, words: str, *, middle: float) -> Markup:
    drawing = element(
        "svg",
        element("svg", mark, y=middle, overflow="visible"),
        width=_WIDE,
        height=_TALL,
        aria_hidden="true",
        focusable="false",
    )
    return element("li", drawing, " ", element("span", words))
