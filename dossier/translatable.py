"""Words that are translated later than where they stand."""

from __future__ import annotations


def N_(words: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark words for translation; whoever prints them looks the translation up."""
    return words


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - likewise
    """Mark the words for one and for several: a language has up to six forms of them."""
    return one, many
