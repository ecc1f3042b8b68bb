"""Pages that look at the whole dossier from one side, a file each.

To add one: write `overviews/<name>.py` with an `OVERVIEW`, its template, and name it in
`OVERVIEWS`.
"""

from __future__ import annotations

from dossier.pages.overviews import (
    changes,
    compare,
    contradictions,
    coverage,
    exports,
    matrix,
    network,
    search,
    timeline,
    world_map,
)
from dossier.pages.overviews.base import Overview

OVERVIEWS: tuple[Overview, ...] = (
    timeline.OVERVIEW,
    world_map.OVERVIEW,
    network.OVERVIEW,
    matrix.OVERVIEW,
    compare.OVERVIEW,
    contradictions.OVERVIEW,
    changes.OVERVIEW,
    coverage.OVERVIEW,
    exports.OVERVIEW,
    search.OVERVIEW,
)

__all__ = ["OVERVIEWS", "Overview"]
