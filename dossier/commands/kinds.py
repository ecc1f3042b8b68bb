"""Kinds of records as people name them on the command line."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dossier.kinds import Kind


def named_kind(word: str, kinds: Sequence[Kind]) -> Kind:
    """Return the kind that somebody names: `claims`, or in its singular, `claim` or `Claim`."""
    names = {label.lower(): kind for kind in kinds for label in (kind.singular, kind.plural)}
    names.update((kind.name, kind) for kind in kinds)
    typed = word.strip().lower()
    if typed in names:
        return names[typed]
    listed = ", ".join(kind.name for kind in kinds)
    hint = _meant(typed, names)
    raise click.UsageError(
        " ".join(filter(None, [f"There is no kind “{word}”.", hint]))
        + f"\nThe kinds are: {listed}."
    )


def _meant(typed: str, names: Mapping[str, Kind]) -> str:
    """Return “Did you mean …?” with the kinds that are called much like it."""
    close = difflib.get_close_matches(typed, sorted(names), n=3, cutoff=0.6)
    meant = dict.fromkeys(f"“{names[name].name}”" for name in close)
    return f"Did you mean {' or '.join(meant)}?" if meant else ""
