"""Where the sources name an entity: each spelling, and each mention in its sentence."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from dossier import dates
from dossier.pages import excerpts
from dossier.pages.facets import years
from dossier.pages.views import MentionView, SourceMentions, SpellingView, YearOfMentions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dossier.mentions import Mention
    from dossier.pages.desk import Desk

MANY = 50
"""Where more sources than these name an entity, they stand by the year they were published in."""


def spellings(desk: Desk, entity: str) -> tuple[SpellingView, ...]:
    """Return the ways in which the sources spell a name, the most used first."""
    return tuple(
        SpellingView(one.words, tuple((desk.ref(source), times) for source, times in one.uses))
        for one in desk.dossier.analyses.name_variants.get(entity, ())
    )


def by_year(desk: Desk, mentions: Sequence[Mention]) -> tuple[YearOfMentions, ...]:
    """Return the mentions by source; if there are many sources, these by year, undated ones last.

    The cost is that of the mentions, plus that of sorting their sources.
    """
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for one in mentions:
        found[one.source].append(one)
    if len(found) > MANY:
        return tuple(_years(desk, found))
    return (_year(desk, "", sorted(found), found),) if found else ()


def _years(desk: Desk, found: Mapping[str, Sequence[Mention]]) -> Iterator[YearOfMentions]:
    dated = sorted((_order(year := _published(desk, one)), year, one) for one in found)
    for year, several in groupby(dated, key=lambda one: one[1]):
        label = desk.words.date(dates.parse(year)) if year else desk.words("undated")
        yield _year(desk, label, [source for *_, source in several], found)


def _published(desk: Desk, source: str) -> str:
    """Return the first year in which a source may have been published, or nothing."""
    return next(iter(years(desk.dossier.records.by_id[source])), "")


def _order(year: str) -> tuple[bool, int]:
    return not year, int(year.removeprefix("Y") or 0)


def _year(
    desk: Desk, label: str, sources: Sequence[str], found: Mapping[str, Sequence[Mention]]
) -> YearOfMentions:
    told = (
        desk.words.count("%(num)s source", "%(num)s sources", len(sources)),
        _times(desk, sum(len(found[one]) for one in sources)),
    )
    return YearOfMentions(
        label, " · ".join(told), tuple(_in_source(desk, one, found[one]) for one in sources)
    )


def _in_source(desk: Desk, source: str, found: Sequence[Mention]) -> SourceMentions:
    return SourceMentions(
        source=desk.ref(source),
        language=desk.language(source),
        count=_times(desk, len(found)),
        mentions=tuple(_mention(desk, one) for one in found),
    )


def _times(desk: Desk, count: int) -> str:
    return desk.words.count("%(num)s mention", "%(num)s mentions", count)


def _mention(desk: Desk, one: Mention) -> MentionView:
    """Return a mention in its sentence."""
    source = desk.dossier.corpus.sources[one.source]
    before, after = excerpts.around(source, one.span)
    passage = source.passage_at(one.span.start)
    fragment = passage.id if passage else ""
    return MentionView(
        href=desk.link(f"sources/{one.source}.md", fragment),
        passage=fragment,
        before=before,
        words=excerpts.as_read(source, one.span),
        after=after,
        note=one.note,
    )
