"""The page of the network: entities, and how claims, records and quotes tie them together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from dossier.alphabet import alphabetical
from dossier.frozen import dataclass
from dossier.pages.choices import Choices, choices
from dossier.pages.entity_ties import all_ties, strongest
from dossier.pages.overviews.base import Overview
from dossier.pages.surroundings import short_title
from dossier.pictures.network import Link, network
from dossier.pictures.network import sample as tie_sample
from dossier.pictures.nodes import Thing, sample
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markupsafe import Markup

    from dossier.pages.desk import Desk
    from dossier.pages.entity_ties import EntityTie
    from dossier.pages.views import Ref

_DRAWN = 120
"""How many things are drawn at the most: of more, no eye follows the lines."""
_LINES = 360
"""How many ties are drawn at the most, besides the strongest of each thing."""
_ROWS = 300
_NEAREST = 5
_IN_WORDS = 3

_Ties = dict[tuple[str, str], "EntityTie"]


@dataclass(frozen=True, slots=True)
class NodeView:
    """An entity in the table: how many others it is tied to, and with whom most, in words.

    `others` are those that the drawing ties it to besides; `more` says how many it leaves out.
    """

    ref: Ref
    ties: str
    nearest: tuple[tuple[Ref, str], ...]
    others: tuple[tuple[Ref, str], ...]
    more: str
    facets: str


@dataclass(frozen=True, slots=True)
class _Network:
    """All ties of a dossier, from both ends, and the entities that have some, most first."""

    ties: _Ties
    of: Mapping[str, Sequence[tuple[str, EntityTie]]]
    ranked: tuple[str, ...]
    alone: tuple[str, ...]


def view(desk: Desk) -> dict[str, Any]:
    """Return what the template shows."""
    found = _network(desk)
    drawn, links = _chosen(found)
    return {
        "lead": _told(desk, found),
        "picture": _picture(desk, found, drawn, links) if links else None,
        "limits": _limits(desk, found, drawn, links),
        "choices": list(_choices(desk, found)),
        "rows": [_row(desk, found, one, links) for one in found.ranked[:_ROWS]],
        "drawn_number": desk.words.number(len(drawn)),
        "rows_number": desk.words.number(len(found.ranked[:_ROWS])),
        "more_rows": desk.words.more(len(found.ranked) - _ROWS),
        "alone": desk.refs(found.alone[:_ROWS]),
        "more_alone": desk.words.more(len(found.alone) - _ROWS),
    }


def description(desk: Desk) -> str:
    """Return the page's one-line description for search engines and previews."""
    return _told(desk, _network(desk))


def _told(desk: Desk, found: _Network) -> str:
    """Say what the network holds, with its figures."""
    _ = desk.words
    if not found.ties:
        return _("Nothing ties the people, places and organizations of this dossier together yet.")
    things = _.count("%(num)s entity", "%(num)s entities", len(found.ranked))
    ties = _.count("%(num)s tie", "%(num)s ties", len(found.ties))
    most = desk.isolated(desk.dossier.records.by_id[found.ranked[0]].title)
    return _(
        "%(things)s and %(ties)s between them: claims that name both, what their records say of "
        "each other, words that one passes on of another. %(most)s has the most ties."
    ) % {"things": things, "ties": ties, "most": most}


# The network


def _network(desk: Desk) -> _Network:
    ties = all_ties(desk.dossier)
    of: defaultdict[str, list[tuple[str, EntityTie]]] = defaultdict(list)
    for (a, b), tie in ties.items():
        of[a].append((b, tie))
        of[b].append((a, tie.reversed()))
    entities = [one.id for one in desk.dossier.records.by_id.values() if one.kind.group == "entity"]
    alone = [one for one in entities if one not in of]
    return _Network(
        ties=ties,
        of={one: strongest(found) for one, found in of.items()},
        ranked=tuple(sorted(of, key=lambda one: (-len(of[one]), one))),
        alone=tuple(sorted(alone, key=lambda one: (alphabetical(desk.ref(one).title), one))),
    )


def _chosen(found: _Network) -> tuple[list[str], _Ties]:
    """Return the entities and ties that are drawn: the most connected, the strongest."""
    most = set(found.ranked[:_DRAWN])
    among = {pair: tie for pair, tie in found.ties.items() if most.issuperset(pair)}
    ranked = sorted(among, key=lambda pair: (-among[pair].weight, pair))
    kept = set(ranked[:_LINES])
    tied: set[str] = set()
    for pair in ranked:
        if not tied.issuperset(pair):
            kept.add(pair)
        tied.update(pair)
    drawn = [one for one in found.ranked[:_DRAWN] if one in tied]
    return drawn, {pair: tie for pair, tie in among.items() if pair in kept}


def _limits(desk: Desk, found: _Network, drawn: Sequence[str], links: _Ties) -> str:
    """Say what is left out of the drawing, if anything is."""
    if len(drawn) == len(found.ranked) and len(links) == len(found.ties):
        return ""
    return desk.words(
        "Drawn are the %(drawn)s most connected of %(things)s, with the %(links)s strongest of "
        "all %(ties)s ties."
    ) % {
        "drawn": desk.words.number(len(drawn)),
        "things": desk.words.number(len(found.ranked)),
        "links": desk.words.number(len(links)),
        "ties": desk.words.number(len(found.ties)),
    }


# The drawing


def _picture(desk: Desk, found: _Network, drawn: Sequence[str], links: _Ties) -> Markup:
    titles = {one: desk.ref(one).title for one in drawn}
    return network(
        [_thing(desk, found, one) for one in drawn],
        [
            Link(
                a,
                b,
                weight=tie.weight,
                words=f"{titles[a]} – {titles[b]}: {_words(desk, a, b, tie)}",
                declared=bool(tie.declared),
                facets=(_tie_facet(tie),),
            )
            for (a, b), tie in links.items()
        ],
        {one: len(found.of[one]) for one in drawn},
        key="network",
        title=desk.words("Network"),
        description=_told(desk, found),
    )


def _thing(desk: Desk, found: _Network, one: str) -> Thing:
    """Return an entity with its strongest ties in words."""
    ref, _ = desk.ref(one), desk.words
    number = _.count("%(num)s tie", "%(num)s ties", len(found.of[one]))
    nearest = "; ".join(
        f"{desk.ref(other).title}: {_words(desk, one, other, tie)}"
        for other, tie in found.of[one][:_IN_WORDS]
    )
    words = f"{ref.title}, {ref.label}, {number}. {nearest}"
    return Thing(one, ref.title, ref.kind, ref.href, words, _facets(desk, found, one))


def _facets(desk: Desk, found: _Network, one: str) -> tuple[str, ...]:
    """Return what a reader can filter the drawing by: its kind, and the sorts of its ties."""
    ties = dict.fromkeys(_tie_facet(tie) for _, tie in found.of[one])
    return (f"kind:{desk.dossier.records.by_id[one].kind.name}", *sorted(ties))


def _tie_facet(tie: EntityTie) -> str:
    return "tie:declared" if tie.declared else "tie:named"


def _words(desk: Desk, one: str, other: str, tie: EntityTie) -> str:
    return tie.told(desk.words, short_title(desk, one), short_title(desk, other))


def _choices(desk: Desk, found: _Network) -> Iterator[Choices]:
    """Yield the kinds with their shapes, and the ties with their lines: it is filtered by them."""
    _, kinds = desk.words, desk.dossier.project.kinds
    facets = [_facets(desk, found, one) for one in found.ranked[:_ROWS]]
    shapes = [(kind.name, _(kind.singular), sample(kind.name)) for kind in kinds]
    yield choices(desk, "kind", _("Kind"), facets, shapes)
    lines = [
        ("declared", _("A record says so"), tie_sample(declared=True)),
        ("named", _("Claims or quotes name both"), tie_sample(declared=False)),
    ]
    yield choices(desk, "tie", _("Ties"), facets, lines)


# The table


def _row(desk: Desk, found: _Network, one: str, links: _Ties) -> NodeView:
    """Return a row of the table, in which every tie is told that is drawn."""
    ties = found.of[one]
    drawn = [
        (other, tie)
        for other, tie in ties[_NEAREST:]
        if (min(one, other), max(one, other)) in links
    ]
    return NodeView(
        ref=desk.ref(one),
        ties=desk.words.number(len(ties)),
        nearest=_told_ties(desk, one, ties[:_NEAREST]),
        others=_told_ties(desk, one, drawn),
        more=desk.words.more(len(ties) - _NEAREST - len(drawn)),
        facets=" ".join(_facets(desk, found, one)),
    )


def _told_ties(
    desk: Desk, one: str, ties: Sequence[tuple[str, EntityTie]]
) -> tuple[tuple[Ref, str], ...]:
    return tuple((desk.ref(other), _words(desk, one, other, tie)) for other, tie in ties)


OVERVIEW = Overview(
    name="network",
    title=N_("Network"),
    template="overviews/network.html",
    view=view,
    description=description,
)
