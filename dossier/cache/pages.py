"""What the pages of a site were made from when it was last built.

A page is not made again if all that it was made from is as it was (`reads.py`): the settings by
their digest, under which this is kept, and the entries of tables by theirs. What is not known, or
damaged, is made.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from dossier.frozen import dataclass
from dossier.reads import NUMBER, SIZE, Facts, changed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dossier.cache import Kept
    from dossier.site import Page

_SORT = "pages"


@dataclass(frozen=True, slots=True)
class Traces:
    """What stood in the tables, and what each page took from them, by its `uri` (`Reads.take`)."""

    facts: Facts
    reads: Mapping[str, bytes]

    def fresh(self, now: Facts) -> frozenset[str]:
        """Return the `uri` of each page that took nothing that is not as it was.

        Linear in what all pages took together: a tenth of a second for a million.
        """
        numbers = np.frombuffer(b"".join(changed(self.facts, now)), np.uint64)
        taken = np.frombuffer(b"".join(self.reads.values()), np.uint64)
        lengths = [len(took) // NUMBER for took in self.reads.values()]
        touched = np.concatenate(([0], np.cumsum(np.isin(taken, numbers))))
        ends = np.cumsum(lengths, dtype=np.int64)
        touches = touched[ends] - touched[ends - lengths]
        told = zip(self.reads, touches, lengths, strict=True)
        return frozenset(uri for uri, touched, length in told if length and not touched)


@dataclass(frozen=True, slots=True)
class PagesBefore:
    """The pages of an earlier build by their `uri`, with what each was made from.

    They are without their content. `standing` is the key under which is kept what the file system
    says of that site.
    """

    pages: Mapping[str, Page]
    traces: Traces
    standing: bytes


def keep_pages(kept: Kept, site: Path, traces: Traces, standing: bytes, around: bytes) -> None:
    """Keep what the pages of the site in a folder were made from, in the place of what was kept.

    Their outlines are kept with what the build told. `around` is a digest of what was put around
    each of them.
    """
    reads = traces.reads
    head = {
        "result": kept.key.hex(),
        "standing": standing.hex(),
        "around": around.hex(),
        "pages": [*reads],
        "lengths": [*map(len, reads.values())],
    }
    blobs = (b"".join(sorted(traces.facts)), b"".join(reads.values()))
    kept.shelf.put(_SORT, _key(kept, site), head, blobs)


def pages_before(kept: Kept, site: Path, around: bytes) -> PagesBefore | None:
    """Return the pages of the site in a folder as they were last built with the same settings.

    None where that is not known, or something else was put around them.
    """
    with kept.shelf.open(_SORT, _key(kept, site)) as found:
        if found is None or found[0]["around"] != around.hex():
            return None
        head, (facts, reads) = found
    outlines = replace(kept, key=bytes.fromhex(head["result"])).outlines()
    if outlines is None:
        return None
    starts = range(0, len(facts), SIZE)
    traces = Traces(frozenset(facts[at : at + SIZE] for at in starts), _cut(head, reads))
    pages = {page.uri: page for page in outlines}
    return PagesBefore(pages, traces, bytes.fromhex(head["standing"]))


def _cut(head: Mapping[str, list[int]], reads: bytes) -> dict[str, bytes]:
    cut, start = {}, 0
    for uri, length in zip(head["pages"], head["lengths"], strict=True):
        cut[str(uri)] = reads[start : start + length]
        start += length
    return cut


def _key(kept: Kept, site: Path) -> bytes:
    return hashlib.sha256(kept.setting + os.fsencode(site)).digest()
