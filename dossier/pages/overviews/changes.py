"""The page of changes: what came into the dossier and which claims were judged anew, day by day."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dossier.frozen import dataclass
from dossier.kinds.claims import UNASSESSED
from dossier.outputs import FEED
from dossier.pages import excerpts
from dossier.pages.overviews.base import Overview
from dossier.site import index_uri
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.history import Added, Assessed, Day
    from dossier.pages.desk import Desk
    from dossier.pages.views import Ref, StatusView

_OPEN_DAYS = 12
"""So many days are open; the earlier ones are folded away, by year."""
_MOST_ROWS = 600
"""So many records the page names; the days after that are only counted."""
_MOST_LISTED = 60
"""So many of them in one list."""
_SHOWN_CLAIMS, _SHOWN_RECORDS = 4, 8
_LONGEST = 600
"""A rationale of more characters is shortened: the claim's own page has the whole of it."""


@dataclass(frozen=True, slots=True)
class JudgedView:
    """A claim that was judged: `before` is the status that another took the place of.

    `dated` is the date that the assessment bears, where it is not the day it is listed under.
    """

    claim: Ref
    status: StatusView
    before: StatusView | None
    why: Markup
    dated: str
    by: str


@dataclass(frozen=True, slots=True)
class AddedView:
    """Records of one kind that were added: some shown, some folded, the others counted."""

    told: str
    shown: tuple[Ref, ...]
    folded: tuple[Ref, ...]
    more: str
    all_href: str


@dataclass(frozen=True, slots=True)
class DayView:
    """What changed on one day. `rows` counts the records that are named."""

    label: str
    fragment: str
    href: str
    judged: tuple[JudgedView, ...]
    folded: tuple[JudgedView, ...]
    number: str
    more: str
    added: tuple[AddedView, ...]
    removed: tuple[str, ...]
    rows: int


def view(desk: Desk) -> dict[str, Any]:
    """Return what the template shows."""
    history = desk.dossier.history
    listed = _listed(desk)
    days, earlier = listed[:_OPEN_DAYS], listed[_OPEN_DAYS:]
    years = groupby(zip(earlier, history.days[_OPEN_DAYS:], strict=False), key=_year)
    left_out = len(history.days) - len(listed)
    return {
        "lead": description(desk),
        "days": days,
        "years": [(year, [one for one, _ in found]) for year, found in years],
        "left_out": left_out,
        "repository": desk.dossier.project.repository if history.committed else "",
        "claims": desk.link(index_uri("claims")),
        "limit": limit(desk),
        "feed": feed(desk),
    }


def description(desk: Desk) -> str:
    """Return the page's one-line description for search engines and previews."""
    return desk.words("What came into this dossier, and which claims were assessed anew.")


def feed(desk: Desk) -> str:
    """Return the link to the feed, or nothing where there is none."""
    return desk.link(FEED) if FEED in desk.sizes else ""


def limit(desk: Desk) -> str:
    """Say what the history does not reach, if anything."""
    history, _ = desk.dossier.history, desk.words
    if history.since:
        told = _("The history was read back to %(date)s; what changed before is not known here.")
        return told % {"date": _.date(history.since)}
    if not history.committed:
        return _(
            "This site was made without a git history: only assessments with a date are known."
        )
    return ""


def _listed(desk: Desk) -> list[DayView]:
    """Return the latest days, until the page has names enough."""
    left = _MOST_ROWS
    found = []
    for day in desk.dossier.history.days:
        if left <= 0:
            break
        found.append(day_view(desk, day, most=min(left, _MOST_LISTED)))
        left -= max(1, found[-1].rows)
    return found


def _year(pair: tuple[DayView, Day]) -> str:
    on = pair[1].on
    first = on.earliest or on.latest
    return str(first.year) if first else on.text


# One day --------------------------------------------------------------------------------------


def day_view(
    desk: Desk,
    day: Day,
    *,
    claims: int = _SHOWN_CLAIMS,
    records: int = _SHOWN_RECORDS,
    most: int = 0,
) -> DayView:
    """Return what changed on a day: some shown at once, `most` in a list, the others counted."""
    ranked = sorted(day.assessed, key=lambda one: _rank(desk, one))
    most_claims, most_records = max(most, claims), max(most, records)
    judged = tuple(_judged(desk, day, one) for one in ranked[:most_claims])
    added = tuple(_added(desk, one, records, most_records) for one in day.added)
    fragment = f"day-{day.key}"
    return DayView(
        label=desk.words.date(day.on),
        fragment=fragment,
        href=desk.link(index_uri(OVERVIEW.name), fragment),
        judged=judged[:claims],
        folded=judged[claims:],
        number=desk.words.number(len(ranked)),
        more=desk.words.more(len(ranked) - most_claims),
        added=added,
        removed=tuple(
            desk.words("%(kind)s: %(num)s removed") % _counted(desk, one.kind, one.number)
            for one in day.removed
        ),
        rows=len(judged) + sum(len(one.shown) + len(one.folded) for one in added),
    )


def _rank(desk: Desk, one: Assessed) -> tuple[object, ...]:
    """What has another status now comes first, then what most sources carry; the unsettled last."""
    sources = len(desk.dossier.analyses.support[one.claim].sources)
    return (
        not one.before,
        one.status == UNASSESSED,
        -sources,
        one.claim,
        -one.at,
        one.status,
    )


def _judged(desk: Desk, day: Day, one: Assessed) -> JudgedView:
    told = one.assessment
    on = told.on if told else None
    return JudgedView(
        claim=desk.ref(one.claim),
        status=desk.status_view(one.status),
        before=desk.status_view(one.before) if one.before else None,
        why=_why(desk, told.rationale) if told else Markup(),
        dated=desk.words.date(on) if on and on.text != day.on.text else "",
        by=told.by if told else "",
    )


def _why(desk: Desk, rationale: str) -> Markup:
    if len(rationale) <= _LONGEST:
        return desk.notes(rationale)
    return Markup("<p>{}</p>").format(excerpts.shortened(desk.plain(rationale)))


def _added(desk: Desk, one: Added, shown: int, most: int) -> AddedView:
    refs = desk.refs(one.records[:most])
    kind = next(kind for kind in desk.dossier.project.kinds if kind.name == one.kind)
    return AddedView(
        told=desk.words("%(kind)s: %(num)s added") % _counted(desk, one.kind, len(one.records)),
        shown=refs[:shown],
        folded=refs[shown:],
        more=desk.words.more(len(one.records) - most),
        all_href=desk.link(index_uri(kind.name)) if kind.template else "",
    )


def _counted(desk: Desk, name: str, number: int) -> dict[str, str]:
    kind = next(kind for kind in desk.dossier.project.kinds if kind.name == name)
    return {"kind": desk.words(kind.plural), "num": desk.words.number(number)}


def recent(desk: Desk, days: Sequence[Day], *, claims: int, records: int) -> tuple[DayView, ...]:
    """Return days for a page that shows the latest changes only.

    What was added is named where it is so few `records` on a day, and otherwise counted by kind.
    """
    numbers = (sum(len(one.records) for one in day.added) for day in days)
    return tuple(
        day_view(desk, day, claims=claims, records=records if number <= records else 0)
        for day, number in zip(days, numbers, strict=True)
    )


OVERVIEW = Overview(
    name="changes",
    title=N_("Changes"),
    template="overviews/changes.html",
    view=view,
    description=description,
)
