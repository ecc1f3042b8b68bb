"""What one version of a file of records held: which records, and how claims were judged.

Thousands of old versions are read, so this looks at lines where reading YAML would cost too much:
at the keys that begin a line, and at the words below `assessment`. Only these are read as YAML,
and only where they have changed. A version that is no YAML tells nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import yaml

from dossier import dates
from dossier.frozen import dataclass
from dossier.kinds.claims import UNASSESSED
from dossier.kinds.text import ID
from dossier.slugs import LONGEST, slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dossier.dates import Edtf

_YAML = (".yml", ".yaml")
_SEEDS = (".txt", ".md")
_KEY = re.compile(r"^([\"']?)([a-z0-9_-]+)\1[ ]*:(?=\s|$)", re.MULTILINE)
_FIRST = re.compile(r"^([ ]*)(?!---)[^\s#]", re.MULTILINE)
_CARRIED_ON = re.compile(r"[ \t]*(?:$|[#\]}]|-(?:\s|$))")
_ASSESSMENT = "assessment"


@dataclass(frozen=True, slots=True)
class Slot:
    """What a path stands for: a record by its kind and id, or, without an id, a file of many."""

    kind: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which folders hold seeds and records, and of which kinds."""

    seeds: tuple[str, ...]
    annotations: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders whose history is told."""
        return (*self.seeds, *self.annotations)

    def slot(self, path: str) -> Slot | None:
        """Return what a path stands for, as the rooms that read seeds and records have it."""
        for folders, slot in ((self.annotations, self._record), (self.seeds, _source)):
            for folder in folders:
                rest = path.removeprefix(f"{folder}/")
                parts = PurePosixPath(rest).parts
                if rest == path or any(part.startswith((".", "_")) for part in parts):
                    continue
                found = slot(parts)
                if found:
                    return found
        return None

    def _record(self, parts: Sequence[str]) -> Slot | None:
        name = PurePosixPath(parts[-1])
        if name.suffix.lower() not in _YAML:
            return None
        kind = name.stem if len(parts) == 1 else parts[0]
        if kind not in self.kinds or kind == "sources":  # a source is there with its seed
            return None
        if len(parts) == 1:
            return Slot(kind)
        return Slot(kind, name.stem) if _is_id(name.stem) else None


def _source(parts: Sequence[str]) -> Slot | None:
    name = PurePosixPath(parts[-1])
    identifier = slug(name.stem) if name.suffix.lower() in _SEEDS else ""
    return Slot("sources", identifier) if _is_id(identifier) else None


def _is_id(name: str) -> bool:
    return len(name) <= LONGEST and ID.fullmatch(name) is not None


# What is in a file -----------------------------------------------------------------------------


def sections(slot: Slot, text: str) -> dict[str, str]:
    """Return the records in a file by id, each with what it says below `assessment`."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if slot.id:
        return {slot.id: _section(text)}
    keys = list(_KEY.finditer(text))
    ends = [*(key.start() for key in keys[1:]), len(text)]
    found = {}
    for key, end in zip(keys, ends, strict=False):
        if _is_id(key[2]):
            found[key[2]] = _section(text[key.end() : end]) if slot.kind == "claims" else ""
    return found


@lru_cache(maxsize=16_384)  # of a file of many records, one version repeats nearly all of another
def _section(text: str) -> str:
    """Return the lines of a record from its key `assessment` up to the next key."""
    if _ASSESSMENT not in text:
        return ""
    first = _FIRST.search(text)
    indent = len(first[1]) if first else 0
    key = re.search(rf"^[ ]{{{indent}}}([\"']?){_ASSESSMENT}\1[ ]*:(?=\s|$)", text, re.MULTILINE)
    if key is None:
        return text.rstrip()  # in braces, perhaps: all of it is read
    lines = text[key.start() :].split("\n")
    found = [lines[0][indent:]]
    for line in lines[1:]:
        if len(line) - len(line.lstrip(" ")) <= indent and not _CARRIED_ON.match(line):
            break
        found.append(line[indent:])
    return "\n".join(found).rstrip()


# How a claim was judged ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judgement:
    """An assessment as an old version had it: its status, and its date as it was typed."""

    status: str
    on: str = ""


UNJUDGED = Judgement(UNASSESSED)


@lru_cache(maxsize=1024)
def judgements(section: str) -> tuple[Judgement, ...] | None:
    """Return a claim's assessments in the order of their dates, the one that holds last.

    None where they cannot be read.
    """
    if not section:
        return ()
    try:
        read = yaml.load(section, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes nothing but text
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    told = read.get(_ASSESSMENT, ()) if isinstance(read, dict) else None
    if isinstance(told, dict):
        told = [told]
    if not isinstance(told, list | tuple) or not all(isinstance(one, dict) for one in told):
        return () if told == "" else None
    return tuple(sorted((_judgement(one) for one in told), key=_when))


def _judgement(told: Mapping[str, object]) -> Judgement:
    status, on = (told.get(key, "") for key in ("status", "on"))
    return Judgement(
        status.strip() if isinstance(status, str) and status.strip() else UNASSESSED,
        on.strip() if isinstance(on, str) else "",
    )


def _when(one: Judgement) -> tuple[float, float]:
    moment = _date(one.on)
    return dates.sort_key(moment)[:2] if moment else (float("-inf"), 0.0)


def _date(text: str) -> Edtf | None:
    try:
        return dates.parse(text)
    except dates.DateError:
        return None


def arrived(before: Sequence[Judgement], after: Sequence[Judgement]) -> Judgement | None:
    """Return the assessment that holds after a change, if it came with it."""
    holds = after[-1] if after else UNJUDGED
    before_held = before[-1] if before else UNJUDGED
    if holds.status != before_held.status:
        return holds
    return holds if len(after) > len(before) and holds not in before else None
