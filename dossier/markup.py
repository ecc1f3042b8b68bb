"""HTML as a value, in less time than MarkupSafe takes for it.

A page has hundreds of short values in it, most of them plain words, and tens of thousands of pages
are made.
"""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

_means_something = re.compile("[&<>\"']").search


def escaped(value: Any) -> str:  # noqa: ANN401 - whatever can be printed
    """Return the same letters as `markupsafe.escape`: a value as HTML prints it.

    What has nothing to escape is returned as it is, and not marked as HTML.
    """
    kind = type(value)
    if kind is Markup or (kind is str and not _means_something(value)):
        words: str = value
        return words
    return escape(value)


def marked(html: str) -> Markup:
    """Mark as HTML what is HTML, as `Markup` does: every part of it has to be escaped."""
    return str.__new__(Markup, html)
