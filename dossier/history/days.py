"""What changed on which day: the steps that git tells, and the dates that assessments bear.

A change is told on the day on which it came into the dossier, in UTC, where git knows that. An
assessment that came together with its claim, or that no commit is known for, is told on its own
date. So each is told once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from dossier import dates
from dossier.alphabet import alphabetical
from dossier.frozen import dataclass
from dossier.history.steps import Judged
from dossier.history.versions import Judgement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from dossier.dates import Edtf
    from dossier.history.steps import Step
    from dossier.kinds.claims import Assessment
    from dossier.records import Record, Records

_EPOCH = date(1970, 1, 1).toordinal()
_A_DAY = 86_400
_BEFORE_ALL = float("-inf")


@dataclass(frozen=True, slots=True)
class Assessed:
    """A claim was judged: the status that it got, and the one that this took the place of.

    `assessment` is the entry of its record that says so, where there is one; `before` is empty
    where the status is the same as before or not known. `at` counts seconds since 1970.
    """

    claim: str
    status: str
    before: str
    assessment: Assessment | None
    at: int


@dataclass(frozen=True, slots=True)
class Added:
    """Records of one kind that came into the dossier, by title."""

    kind: str
    records: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Removed:
    """How many records of one kind were taken out. Which ones, is not told.

    Somebody may have had good reason to take them back.
    """

    kind: str
    number: int
    at: int


@dataclass(frozen=True, slots=True)
class Day:
    """What changed on one day. `on` may be less than a day where an assessment's date is."""

    on: Edtf
    assessed: tuple[Assessed, ...] = ()
    added: tuple[Added, ...] = ()
    removed: tuple[Removed, ...] = ()

    @property
    def key(self) -> str:
        """Its date as an address can hold it, no two alike."""
        return re.sub(r"[^0-9A-Za-z-]", lambda sign: f"_{ord(sign[0]):x}", self.on.text)


def days(
    steps: Iterable[Step], records: Records, statuses: Collection[str], kinds: Collection[str]
) -> tuple[Day, ...]:
    """Return the days on which something changed, the latest first.

    Statuses that the dossier no longer has are not told.
    """
    told = _told_by_git(steps)
    assessed = _assessed(told, records, statuses)
    moments = {day: dates.parse(day) for day in told.keys() | assessed.keys()}
    found = (
        Day(
            on=moments[day],
            assessed=tuple(sorted(assessed.get(day, ()), key=_by_claim)),
            added=tuple(_added(told[day], records, kinds)) if day in told else (),
            removed=tuple(_removed(told[day], kinds)) if day in told else (),
        )
        for day in sorted(moments, key=lambda day: _latest_first(moments[day]))
    )
    return tuple(day for day in found if day.assessed or day.added or day.removed)


def day_of(at: int) -> str:
    """Return the day of a time, in UTC, as `2026-03-06`."""
    # A commit may bear any number; the calendar ends.
    seconds = max(0, min(at, (date.max.toordinal() - _EPOCH) * _A_DAY))
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date().isoformat()


def _latest_first(on: Edtf) -> tuple[float, float, str]:
    first, narrower, text = dates.sort_key(on)
    return -first, -narrower, text


def _by_claim(one: Assessed) -> tuple[bool, str, int, str]:
    return not one.before, one.claim, -one.at, one.status


# What git tells --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Told:
    """What git tells of one day. `net` is positive for what was added, negative for removed."""

    at: dict[str, int] = field(default_factory=dict)
    net: Counter[tuple[str, str]] = field(default_factory=Counter)
    judged: dict[str, tuple[int, Judged]] = field(default_factory=dict)


def _told_by_git(steps: Iterable[Step]) -> dict[str, _Told]:
    """Return what happened on each day, records by the ids that they have today."""
    told: defaultdict[str, _Told] = defaultdict(_Told)
    today: dict[str, str] = {}
    for step in reversed([*steps]):
        day = told[day_of(step.at)]
        for old, new in step.renamed:
            today[old] = today.get(new, new)
        for name, judged in step.judged.items():
            _judge(day, today.get(name, name), judged, step.at)
        for found, sign in ((step.gained, 1), (step.lost, -1)):
            for name, kind in found.items():
                day.net[kind, today.get(name, name)] += sign
                day.at[kind] = max(step.at, day.at.get(kind, step.at))
        for name in step.gained:
            today.pop(name, None)  # before this, the name was another record's
    return dict(told)


def _judge(day: _Told, claim: str, judged: Judged, at: int) -> None:
    """Keep what held when the day began, and what held when it ended; later steps come first."""
    at, later = day.judged.get(claim, (at, judged))
    day.judged[claim] = (at, Judged(judged.before, later.now))


def _added(told: _Told, records: Records, kinds: Iterable[str]) -> Iterator[Added]:
    by_kind: defaultdict[str, list[Record]] = defaultdict(list)
    for (kind, name), net in told.net.items():
        record = records.by_id.get(name)
        if net > 0 and record and record.kind.name == kind:
            by_kind[kind].append(record)
    for kind in kinds:
        if found := by_kind.get(kind):
            found.sort(key=lambda one: (alphabetical(one.title), one.id))
            yield Added(kind, tuple(one.id for one in found), told.at[kind])


def _removed(told: _Told, kinds: Iterable[str]) -> Iterator[Removed]:
    numbers = Counter(kind for (kind, _), net in told.net.items() if net < 0)
    for kind in kinds:
        if numbers[kind]:
            yield Removed(kind, numbers[kind], told.at[kind])


# How claims were judged ------------------------------------------------------------------------


def _assessed(
    told: Mapping[str, _Told], records: Records, statuses: Collection[str]
) -> dict[str, list[Assessed]]:
    """Return by day how claims were judged, each judgement once."""
    by_claim: defaultdict[str, list[str]] = defaultdict(list)
    for day in sorted(told, reverse=True):
        for name, (_, judged) in told[day].judged.items():
            as_it_came = told[day].net["claims", name] > 0
            if judged.before != judged.now and not as_it_came:
                by_claim[name].append(day)
    found: defaultdict[str, list[Assessed]] = defaultdict(list)
    for claim in records.of("claims"):
        rest = _Rest(claim)
        for day in by_claim.get(claim.id, ()):
            at, judged = told[day].judged[claim.id]
            if judged.now.status in statuses and (one := rest.take(day, judged, at)):
                known = one.before in statuses
                found[day].append(one if known else replace(one, before=""))
        for on, one in rest.dated():
            found[on].append(one)
    return found


class _Rest:
    """The assessments of a claim's record that no day has been found for yet."""

    def __init__(self, claim: Record) -> None:
        self._claim = claim.id
        told = list(claim.model.assessment)
        told.sort(key=lambda one: dates.sort_key(one.on)[:2] if one.on else (_BEFORE_ALL, 0.0))
        self._told: list[Assessment] = told
        self._firsts = [dates.sort_key(one.on)[0] if one.on else _BEFORE_ALL for one in told]
        self._left = set(range(len(told)))

    def take(self, day: str, judged: Judged, at: int) -> Assessed | None:
        """Return what happened on a day that git knows of, with the entry that says so, if any."""
        before, now = judged.before.status, judged.now
        changed = before if before != now.status else ""
        number = self._exactly(now)
        if number is None and changed:
            number = self._likely(now.status, date.fromisoformat(day).toordinal())
        if number is None:
            return Assessed(self._claim, now.status, changed, None, at) if changed else None
        self._left.discard(number)
        return Assessed(self._claim, now.status, changed, self._told[number], at)

    def _exactly(self, now: Judgement) -> int | None:
        found = (n for n in self._left if _as_typed(self._told[n]) == now)
        return max(found, default=None)

    def _likely(self, status: str, day: int) -> int | None:
        """Return the last entry with a status that was written by then: its date was put right."""
        # Where an editor lives, it may be a day later than in UTC.
        by_then = bisect_left(self._firsts, day + 2)
        found = (n for n in self._left if n < by_then and self._told[n].status == status)
        return max(found, default=None)

    def dated(self) -> Iterator[tuple[str, Assessed]]:
        """Yield the entries that are left and have a date, each with that."""
        for number in sorted(self._left):
            one = self._told[number]
            if one.on is None:
                continue
            before = self._told[number - 1].status if number else ""
            first = one.on.earliest or one.on.latest
            at = (first.toordinal() - _EPOCH) * _A_DAY if first else 0
            changed = before if before != one.status else ""
            yield one.on.text, Assessed(self._claim, one.status, changed, one, at)


def _as_typed(one: Assessment) -> Judgement:
    return Judgement(one.status, one.on.text if one.on else "")
