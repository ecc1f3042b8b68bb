"""What goes into the head of every page beside what the theme puts there.

Two things: a content security policy, by which a browser runs no script that the build did not
write and asks no other host for anything; and the page's own metadata.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import unescape
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = re.compile(r"<head\b[^>]*>\s*(?:<meta charset=[^>]*>)?", re.IGNORECASE)
_INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\s(?:src|type)=)[^>]*>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL
)
_STYLE = re.compile(r'<[^>]*\sstyle="([^"]*)"')
_POLICY = (
    ("default-src", "'self'"),
    ("style-src-elem", "'self'"),
    ("img-src", "'self' data:"),
    ("worker-src", "'self' blob:"),
    ("object-src", "'none'"),
    ("base-uri", "'self'"),
    ("form-action", "'self'"),
)


def with_policy(page: str, *, trusting: bool = False) -> str:
    """Return a page's HTML with a policy that lets run what scripts it holds, and no others.

    The scripts that themes write into pages are allowed by their SHA-256, so that nothing that is
    slipped into a page later runs. While a page is served for its author, MkDocs adds a script
    that cannot be known here; a `trusting` policy lets it.
    """
    head = _HEAD.search(page)
    if head is None:
        return page
    return page[: head.end()] + policy(page, trusting=trusting) + page[head.end() :]


def policy(page: str, *, trusting: bool = False) -> str:
    """Return the `<meta>` element with the policy for a page."""
    scripts = ["'unsafe-inline'"] if trusting else _hashes(_INLINE_SCRIPT.findall(page))
    # Markdown's tables say in a `style` how their columns are aligned.
    styles = _hashes(unescape(one) for one in _STYLE.findall(page))
    if trusting:
        styles = ["'unsafe-inline'"]
    elif styles:
        styles.insert(0, "'unsafe-hashes'")
    rules = (
        *_POLICY,
        ("style-src-attr", " ".join(styles) or "'none'"),
        # Compiled code is how the search on a page of its own reads its index.
        ("script-src", " ".join(("'self'", "'wasm-unsafe-eval'", *scripts))),
    )
    told = "; ".join(f"{name} {value}" for name, value in rules)
    return f'<meta http-equiv="Content-Security-Policy" content="{told}">'


def with_metadata(page: str, metadata: Iterable[tuple[str, str]], data: str = "") -> str:
    """Return a page's HTML with `<meta>` elements and page data at the end of its head."""
    told = "".join(
        f'<meta name="{escape(name)}" content="{escape(text)}">' for name, text in metadata
    )
    return page.replace("</head>", f"{told}{data}</head>", 1) if told or data else page


def with_feed(page: str, address: str, title: str) -> str:
    """Return a page's HTML with a link by which feed readers find the feed of the changes."""
    # Two relations: where “alternate” stands alone, Material takes it for another language of the
    # page and loads that one's whole site map.
    link = Markup('<link rel="alternate feed" type="application/atom+xml" title="{}" href="{}">')
    return page.replace("</head>", f"{link.format(title, address)}</head>", 1)


def _hashes(texts: Iterable[str]) -> list[str]:
    return [_hash(text) for text in dict.fromkeys(texts) if text.strip()]


@cache  # a theme writes the same scripts into all pages
def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
