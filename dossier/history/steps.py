"""The history of a dossier as steps: which records each commit brought, took away, or judged anew.

Old texts are read only where they can tell something: the versions of files that hold claims or
many records. The cost is linear in the commits and in those texts, and has an upper bound.
"""

from __future__ import annotations

from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.history.git import LARGEST, NoHistory, git
from dossier.history.versions import UNJUDGED, Judgement, arrived, judgements, sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from dossier.history.git import Commit, Git, Head, Touched
    from dossier.history.versions import Layout, Slot

_MOST_BYTES = 200_000_000
"""How much of old texts is read, the latest first; what came before is left untold."""

_Held = dict[str, str | None]
"""A file's records by id, with what each says of its assessment; None where that is not read."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim judged anew: the assessment that held before, and the one that holds now."""

    before: Judgement
    now: Judgement


@dataclass(frozen=True, slots=True)
class Step:
    """What one commit did, at a time in seconds since 1970.

    `gained` and `lost` are kinds by id; `renamed` are ids of one record, the old before the new.
    """

    at: int
    gained: dict[str, str] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)
    renamed: tuple[tuple[str, str], ...] = ()
    judged: dict[str, Judged] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps in order, the oldest first. `since` is when they begin, 0 for the very beginning.

    `known` says whether there is a history at all; `trouble` why it could not be read.
    """

    steps: tuple[Step, ...] = ()
    since: int = 0
    known: bool = False
    trouble: str = ""


def read_steps(root: Path, layout: Layout) -> Steps:
    """Read the history of a dossier's files up to the commit that is checked out."""
    try:
        asked = git(root)
        head = asked.head()
    except NoHistory:
        return Steps()
    try:
        return _read(asked, head, layout)
    except NoHistory as trouble:
        return Steps(trouble=str(trouble).strip() or "git failed")


@lru_cache(maxsize=1)  # what led to a commit never changes, and “serve” asks at every rebuild
def _read(asked: Git, head: Head, layout: Layout) -> Steps:
    commits = [*asked.commits(head, layout.folders)]
    first = next((n for n, one in enumerate(commits) if one.id in head.boundary), -1)
    # A commit at the boundary seems to add all that was there by then.
    since = commits[first].at if first >= 0 else 0
    plan = [*_plan(commits[first + 1 :], layout)]
    sizes = asked.sizes([*dict.fromkeys(_wanted(plan))])
    left_out = _too_much(plan, sizes)
    if left_out:
        plan = plan[left_out:]
        since = plan[0].at
    texts = asked.texts([*_wanted(plan)], sizes)
    return Steps(tuple(_replay(plan, texts)), since, known=bool(commits))


# Which old texts are needed --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Change:
    """A file that was touched: what it stood for before and after, and which texts tell more."""

    file: Touched
    before: Slot | None
    after: Slot | None
    reads_before: bool = False
    reads_after: bool = False

    @property
    def texts(self) -> Iterator[str]:
        """The ids of the texts that have to be read, in the order in which they are."""
        if self.reads_before:
            yield self.file.before
        if self.reads_after:
            yield self.file.after


@dataclass(frozen=True, slots=True)
class _Planned:
    at: int
    changes: tuple[_Change, ...]


def _plan(commits: Iterable[Commit], layout: Layout) -> Iterator[_Planned]:
    last: dict[str, str] = {}  # by path the text that will be known from an earlier change
    for commit in commits:
        yield _Planned(commit.at, tuple(_changes(commit, layout, last)))


def _changes(commit: Commit, layout: Layout, last: dict[str, str]) -> Iterator[_Change]:
    for file in commit.files:
        before = layout.slot(file.path_before) if file.before else None
        after = layout.slot(file.path) if file.after else None
        if not (before or after) or _is_moved(file, before, after):
            continue
        if not _tells(before, after):
            yield _Change(file, before, after)
            continue
        known = last.pop(file.path_before, "") == file.before
        if after:
            last[file.path] = file.after
        yield _Change(file, before, after, bool(before) and not known, bool(after))


def _is_moved(file: Touched, before: Slot | None, after: Slot | None) -> bool:
    """Say whether a file has the same records as before, and its very text, in another place."""
    return file.before == file.after and before == after


def _tells(before: Slot | None, after: Slot | None) -> bool:
    """Say whether the texts have to be read to know what happened to a file's records."""
    if (before and not before.id) or (after and not after.id):
        return True
    return before is not None and after is not None and before.kind == after.kind == "claims"


def _wanted(plan: Iterable[_Planned]) -> Iterator[str]:
    for each in plan:
        for change in each.changes:
            yield from change.texts


def _too_much(plan: Sequence[_Planned], sizes: Mapping[str, int]) -> int:
    """Return how many of the oldest commits to leave out, for the texts are too much to read."""
    total = 0
    for number in range(len(plan) - 1, -1, -1):
        needed = (sizes.get(text, 0) for change in plan[number].changes for text in change.texts)
        total += sum(size for size in needed if size <= LARGEST)
        if total > _MOST_BYTES:
            return min(number + 1, len(plan) - 1)
    return 0


# What happened ---------------------------------------------------------------------------------


def _replay(plan: Iterable[_Planned], texts: Iterator[str | None]) -> Iterator[Step]:
    held: dict[str, _Held | None] = {}
    for each in plan:
        before: dict[str, tuple[str, str | None]] = {}
        after: dict[str, tuple[str, str | None]] = {}
        renamed = []
        for change in each.changes:
            was, now = _held_before(change, texts, held), _held_after(change, texts, held)
            if was is None or now is None:
                continue  # a text is missing: nothing is said of what it held
            _pass_over_unreadable(was, now)
            kinds = [slot.kind if slot else "" for slot in (change.before, change.after)]
            before.update((name, (kinds[0], section)) for name, section in was.items())
            after.update((name, (kinds[1], section)) for name, section in now.items())
            if change.before and change.after and change.before.id and change.after.id:
                renamed.append((change.before, change.after))
        yield _step(each.at, before, after, renamed)


def _held_before(
    change: _Change, texts: Iterator[str | None], held: dict[str, _Held | None]
) -> _Held | None:
    if change.before is None:
        return {}
    if change.reads_before:
        return _holdings(change.before, next(texts))
    if change.reads_after or not change.before.id:
        # Not there if the commit that would have told was left out.
        return held.pop(change.file.path_before, None)
    return {change.before.id: None}


def _held_after(
    change: _Change, texts: Iterator[str | None], held: dict[str, _Held | None]
) -> _Held | None:
    if change.after is None:
        return {}
    if change.reads_after:
        held[change.file.path] = found = _holdings(change.after, next(texts))
        return found
    return {change.after.id: None} if change.after.id else {}


def _pass_over_unreadable(was: _Held, now: _Held) -> None:
    """Let what held before a version that is no YAML be what the next one is compared with."""
    for name, section in now.items():
        earlier = was.get(name)
        if section and earlier is not None and section != earlier and judgements(section) is None:
            now[name] = earlier


def _holdings(slot: Slot, text: str | None) -> _Held | None:
    return None if text is None else {**sections(slot, text)}


def _step(
    at: int,
    before: Mapping[str, tuple[str, str | None]],
    after: Mapping[str, tuple[str, str | None]],
    moved: Iterable[tuple[Slot, Slot]],
) -> Step:
    renamed = {
        new.id: old.id
        for old, new in moved
        if old.kind == new.kind and new.id not in before and old.id not in after
    }
    lost = {name: kind for name, (kind, _) in before.items() if name not in after}
    judged = {}
    for name, (kind, section) in after.items():
        was = before.get(renamed.get(name, name))
        if kind == "claims" and was and (found := _judged(was[1], section)):
            judged[name] = found
    return Step(
        at=at,
        gained={
            name: kind
            for name, (kind, _) in after.items()
            if name not in before and name not in renamed
        },
        lost={name: kind for name, kind in lost.items() if name not in renamed.values()},
        renamed=tuple((old, new) for new, old in renamed.items()),
        judged=judged,
    )


def _judged(before: str | None, after: str | None) -> Judged | None:
    if before is None or after is None or before == after:
        return None
    was, now = judgements(before), judgements(after)
    if was is None or now is None:
        return None
    came = arrived(was, now)
    return Judged(was[-1] if was else UNJUDGED, came) if came else None
