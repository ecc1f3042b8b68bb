"""Kinds of records as people name them on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dossier.diagnostics import suggest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.kinds import Kind


def named_kind(word: str, kinds: Sequence[Kind]) -> Kind:
    """Return the kind that somebody names: `claims`, or its singular, `claim`."""
    names = {kind.singular.lower(): kind for kind in kinds}
    names.update((kind.name, kind) for kind in kinds)
    if word in names:
        return names[word]
    listed = ", ".join(kind.name for kind in kinds)
    hint = suggest(word, names)
    raise click.UsageError(
        " ".join(filter(None, [f"There is no kind “{word}”.", hint]))
        + f"\nThe kinds are: {listed}."
    )
