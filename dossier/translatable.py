"""Words that are translated later than where they stand."""

from __future__ import annotations


def N_(words: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark words for translation; whoever prints them looks the translation up."""
    return words
