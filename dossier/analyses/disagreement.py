"""In what two claims disagree that tell of the same.

Two claims may disagree in three things:

- *dates*: their `when`s are not compatible (EDTF: 2025-12 and 2025-12-04 are, doubtful dates have
  a margin);
- *numbers*: one number of their statements differs, what it counts is the same, and no “at least”
  or “about” lets both be right;
- *places*: no place of one's `where` is a place of the other's, or lies within one.

Whether they tell of the same is read off their statements, in any language, by the words that
bear meaning (`dossier.analyses.statements`); numbers, dates, weekdays, months and the claim's own
places are left aside. How much must be alike (Dice's measure) follows from what the two are
`about`:

- *The same event*: it has one time and one place, so half of the shorter statement is enough,
  names aside, and date and place may differ at once. An event whose `when` is an interval that
  holds both dates lasts, and one with several places has room for both: the rest is for these.
- *The very same entities*: six words in ten, names aside, and one thing differs; or eight in ten,
  and two do.
- *Some entity*: eight words in ten, six with names aside unless it is a number that differs, and
  one thing does.

Never do they tell of the same if

- each names somebody whom the other does not; whom a claim is `about` counts as named in it;
- one speaks of what is announced, and the other of what was, or one of the beginning and the other
  of the end (`dossier.analyses.signal_words`);
- their dates are a year or more apart, and they share no event;
- their dates differ and so do their numbers, but “at least” lets both numbers be right: these are
  two stages of one count.

Where several things differ, dates are told first, then numbers, then places.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Literal

from dossier import dates
from dossier.analyses.signal_words import same_stage
from dossier.analyses.told_claims import (
    bare_likeness,
    half_alike,
    likeness,
    spellings,
)
from dossier.frozen import dataclass
from dossier.memory import NOTHING, Whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dossier.analyses.told_claims import Told
    from dossier.dates import Edtf
    from dossier.kinds.claims import Claim
    from dossier.memory import Memory
    from dossier.records import Records

Over = Literal["dates", "numbers", "places"]

ALIKE = 0.8
"""The least share of words that two statements have in common (Dice)."""
MOSTLY_ALIKE = 0.6
"""The least share if they are about the very same entities, whose names do not count."""
_TWO = 2
_YEAR = 365
_DEEPEST = 50
"""So many places a place lies in at the most; a longer chain is a mistake or a trap."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something in which two claims differ, and how it is written on either side.

    `of_event` says that it is the date or place of an event that both are about.
    """

    over: Over
    a_value: str
    b_value: str
    of_event: bool = False


class Judge:
    """Says in what two claims differ that otherwise say the same.

    `spelt` are the stems of each entity's names. `knows` is the same as long as all that a verdict
    rests on, besides the claims, is.
    """

    def __init__(
        self,
        records: Records,
        spelt: Mapping[str, frozenset[str]],
        *,
        memory: Memory = NOTHING,
    ) -> None:
        # Questions have spellings, too, and a claim may name one by mistake.
        named = tuple(
            one for one in records.by_id.values() if one.kind.group in ("entity", "question")
        )
        self.knows = Whole(memory.shelf("known names").kept("", named, lambda: named))
        self._records = records
        self._within = {place.id: place.model.within for place in records.of("places")}
        self._events = {event.id: event.model for event in records.of("events")}
        self._spelt = spelt
        self._lineages: dict[str, frozenset[str]] = {}
        self._actors = frozenset(
            record.id
            for record in records.by_id.values()
            if record.kind.name in ("people", "organizations")
        )

    def differ(self, a: Told, b: Told) -> tuple[Difference, ...]:
        """Return in what two claims differ, one thing or two, if they tell of the same."""
        if not same_stage(a.said.stages, b.said.stages):
            return ()
        if a.events and a.events == b.events and half_alike(a, b):
            found = self._of_event(a, b)
            if found and self._same_names(a, b, strictly=False):
                return found[:1]
        found = self._otherwise_alike(a, b)
        return found if found and self._same_names(a, b, strictly=True) else ()

    def _of_event(self, a: Told, b: Told) -> tuple[Difference, ...]:
        """Return the dates and places that one event cannot have both."""
        events = [self._events[event] for event in a.events]
        lasts = any(
            event.when.is_interval and _hold_both(event.when, a.claim, b.claim)
            for event in events
            if event.when
        )
        found = [] if lasts else list(_dates(a.claim, b.claim))
        if all(len(event.where) <= 1 for event in events):
            found += self._places(a.claim, b.claim)
        return tuple(replace(one, of_event=True) for one in found)

    def _otherwise_alike(self, a: Told, b: Told) -> tuple[Difference, ...]:
        """Return in what two claims differ whose statements are alike enough for that."""
        alike, same = likeness(a, b), a.about == b.about
        if alike < (MOSTLY_ALIKE if same else ALIKE) or a.said.labels != b.said.labels:
            return ()
        found = self._differences(a, b)
        overs = {one.over for one in found}
        if not found or len(overs) != len(found):
            return ()
        bare = bare_likeness(a, b)
        if len(found) == 1:
            enough = bare >= MOSTLY_ALIKE and (same or alike >= ALIKE)
            return found if enough or (alike >= ALIKE and overs == {"numbers"}) else ()
        enough = same and min(alike, bare) >= ALIKE
        return found if enough and len(found) == _TWO else ()

    def _differences(self, a: Told, b: Told) -> tuple[Difference, ...]:
        """Return all in which two claims differ, if the rest of them may be the same."""
        if len(a.said.counts) != len(b.said.counts):
            return ()
        found = list(_dates(a.claim, b.claim))
        if found and not a.events & b.events and _years_apart(a.claim.when, b.claim.when):
            return ()
        counted = list(zip(a.said.counts, b.said.counts, strict=True))
        apart = [pair for pair in counted if not pair[0].number.may_be(pair[1].number)]
        if not all(one.like(other) for one, other in apart):
            return ()
        if found and any(
            x.number.value != y.number.value for x, y in counted if (x, y) not in apart
        ):
            return ()
        found += [Difference("numbers", one.written, other.written) for one, other in apart]
        found += self._places(a.claim, b.claim)
        overs = {one.over for one in found}
        if "dates" not in overs and a.said.dated != b.said.dated:
            return ()
        ours, theirs = a.said.placed, b.said.placed
        placed_alike = ours == theirs or (overs == {"dates"} and not (ours and theirs))
        return tuple(found) if "places" in overs or placed_alike else ()

    # Places -----------------------------------------------------------------------------------

    def _places(self, a: Claim, b: Claim) -> Iterator[Difference]:
        if self._apart(a.where, b.where):
            yield Difference("places", ", ".join(a.where), ", ".join(b.where))

    def _apart(self, here: Iterable[str], there: Iterable[str]) -> bool:
        """Say whether two lists of places have nothing to do with each other."""
        ours, theirs = ({one for one in each if one in self._within} for each in (here, there))
        if not ours or not theirs:
            return False
        around_ours = frozenset().union(*map(self._lineage, ours))
        around_theirs = frozenset().union(*map(self._lineage, theirs))
        return not (ours & around_theirs or theirs & around_ours)

    def _lineage(self, place: str) -> frozenset[str]:
        """Return a place with all that it lies in."""
        if place not in self._lineages:
            found: dict[str, None] = {}
            at: str | None = place
            while at and at not in found and len(found) < _DEEPEST:
                found[at] = None
                at = self._within.get(at)
            self._lineages[place] = frozenset(found)
        return self._lineages[place]

    # Names ------------------------------------------------------------------------------------

    def _same_names(self, a: Told, b: Told, *, strictly: bool) -> bool:
        """Say whether two claims may tell of the same people.

        Strictly, whoever is named in one is named in the other, or the other is about them.
        """
        ours, theirs = self._named(a, a.about | b.about), self._named(b, a.about | b.about)
        alone_a, alone_b = ours - theirs, theirs - ours
        if alone_a & self._actors and alone_b & self._actors:
            return False
        if strictly and (alone_a & a.about - b.about or alone_b & b.about - a.about):
            return False
        both = frozenset(chain.from_iterable(self._spelt.get(one, ()) for one in ours & theirs))
        missing_a = a.said.names - b.said.words - both
        missing_b = b.said.names - a.said.words - both
        if missing_a and missing_b:
            return False
        return not strictly or (missing_a <= b.known and missing_b <= a.known)

    def _named(self, told: Told, entities: Iterable[str]) -> frozenset[str]:
        """Return which of some entities a statement names."""
        said = told.claim.statement
        return frozenset(
            entity
            for entity in entities
            if any(name and name in said for name in spellings(self._records, entity))
        )


# Dates ----------------------------------------------------------------------------------------


def _dates(a: Claim, b: Claim) -> Iterator[Difference]:
    if a.when and b.when and a.when.text != b.when.text and not dates.compatible(a.when, b.when):
        yield Difference("dates", a.when.text, b.when.text)


def _hold_both(when: Edtf, a: Claim, b: Claim) -> bool:
    return all(one.when and dates.compatible(when, one.when) for one in (a, b))


def _years_apart(a: Edtf | None, b: Edtf | None) -> bool:
    """Say whether from one of two dates that are not compatible to the next is a year or more.

    2023 and 2024 are a year apart, and so are 2023-05-01 and 2024-05-01.
    """
    if not a or not b:
        return False
    before, after = sorted((a, b), key=dates.sort_key)
    return bool(before.end and after.start and after.start.first - before.end.first >= _YEAR)
