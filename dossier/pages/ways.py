"""The three ways into a dossier: its story, the people and places in it, its sources."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.pages.overviews import OVERVIEWS
from dossier.pages.questions import answering
from dossier.site import index_uri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dossier.pages.desk import Desk
    from dossier.pages.views import Ref

_QUESTIONS, _NAMES, _SOURCES = 3, 4, 2
"""How many records each way begins with."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: `first` are records to begin with, `links` lead to all there is of each kind."""

    name: str
    title: str
    words: str
    first: tuple[Ref, ...]
    links: tuple[tuple[str, str], ...]


def ways(desk: Desk) -> Iterator[Way]:
    """Yield the ways in; one that leads nowhere yet is left out."""
    _ = desk.words
    story = Way(
        name="story",
        title=_("Follow the story"),
        words=_("What is asked and what is claimed, and where the accounts part."),
        first=desk.refs(_most_answered(desk)[:_QUESTIONS]),
        links=(
            *_kinds(desk, "questions", "claims"),
            *_overviews(desk, "timeline", "contradictions"),
        ),
    )
    entities = [kind.name for kind in desk.dossier.project.kinds if kind.group == "entity"]
    kinds = tuple(_kinds(desk, *entities))
    names = Way(
        name="names",
        title=_("Look up people and places"),
        words=_("Where each is named, in which spelling, and what is claimed about it."),
        first=desk.refs(_most_mentioned(desk, entities)[:_NAMES]),
        links=(*kinds, *_overviews(desk, "map", "network")) if kinds else (),
    )
    sources = Way(
        name="sources",
        title=_("Read the sources"),
        words=_("Every quote marked in its place, with the claims that rest on it."),
        first=desk.refs(_most_quoted(desk)[:_SOURCES]),
        links=(*_kinds(desk, "sources"), *_overviews(desk, "compare", "matrix")),
    )
    for way in (story, names, sources):
        if way.links:
            yield way


# Where a way leads ----------------------------------------------------------------------------


def _kinds(desk: Desk, *names: str) -> Iterator[tuple[str, str]]:
    """Yield links to the lists of those kinds that have a record, in the order of their names."""
    kinds = {kind.name: kind for kind in desk.dossier.project.kinds}
    for name in names:
        if desk.dossier.records.of(name):
            yield desk.words(kinds[name].plural), desk.link(index_uri(name))


def _overviews(desk: Desk, *names: str) -> Iterator[tuple[str, str]]:
    """Yield links to those pages about the whole dossier that have something to show."""
    analyses, records = desk.dossier.analyses, desk.dossier.records
    shown = {
        "timeline": analyses.chronology,
        "contradictions": analyses.contradictions.declared,
        "compare": analyses.shared_passages or analyses.quote_variants,
        "matrix": records.of("claims"),
        "map": records.of("places"),
        "network": analyses.support,
    }
    for overview in OVERVIEWS:
        if overview.name in names and shown[overview.name]:
            yield desk.words(overview.title), desk.link(index_uri(overview.name))


# What a way begins with -----------------------------------------------------------------------


def _most_answered(desk: Desk) -> list[str]:
    questions = [one.id for one in desk.dossier.records.of("questions")]
    return sorted(questions, key=lambda one: (-len(answering(desk, one)), one))


def _most_mentioned(desk: Desk, kinds: Iterable[str]) -> list[str]:
    """Return what the sources mention most: the first of each kind, then the second."""
    mentions, records = desk.dossier.graph.mentions_of, desk.dossier.records
    ranked = []
    for kind in kinds:
        known = [one.id for one in records.of(kind) if mentions.get(one.id)]
        ranked.append(sorted(known, key=lambda one: (-len(mentions[one]), one)))
    return [one for row in zip_longest(*ranked) for one in row if one]


def _most_quoted(desk: Desk) -> list[str]:
    quoted = desk.dossier.graph.evidence_in
    sources = [one.id for one in desk.dossier.records.of("sources")]
    return sorted(sources, key=lambda one: (-len(quoted.get(one, ())), one))
