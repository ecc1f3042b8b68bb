"""Where a command works, and how much it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Where:
    """The folder that a command was started in, or as if, and whether to say results only."""

    folder: Path
    quiet: bool
