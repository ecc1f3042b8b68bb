"""What goes into the head of every page beside what the theme puts there.

Three things: a content security policy, by which a browser runs no script that the build did not
write and asks no other host for anything; the page's own metadata; and a link to the feed of the
changes. The search page has its scripts there as well, before all else.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache, lru_cache
from hashlib import sha256
from html import unescape
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ATTRIBUTES = r"""(?:[^"'>]|"[^"]*"|'[^']*')*"""
_HEAD = re.compile(
    rf"(?:<!--.*?-->|(?!<head\b).)*?<head\b{_ATTRIBUTES}>\s*(?:<meta charset=[^>]*>)?",
    re.IGNORECASE | re.DOTALL,
)
# Comments first, so that what looks like a script in one is none, and hides none.
_INLINE = re.compile(
    rf"<!--.*?-->|<(script|style)\b({_ATTRIBUTES})>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL
)
# Where one may begin or end. A page is looked through for it in a tenth of a millisecond.
_MAY_HOLD = re.compile(r"<!--|-->|</?[sS](?:[cC][rR][iI][pP][tT]|[tT][yY][lL][eE])\b")
_BETWEEN = "\0"
_SOURCE = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"""\stype\s*=\s*["']?\s*([^"'\s>]*)""", re.IGNORECASE)
_RUNS = ("", "module", "text/javascript", "application/javascript", "text/ecmascript")
_STYLE = re.compile(r"""\s(?:style|STYLE)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_POLICY = (
    ("default-src", "'self'"),
    ("img-src", "'self' data:"),
    ("worker-src", "'self' blob:"),
    ("object-src", "'none'"),
    ("base-uri", "'self'"),
    ("form-action", "'self'"),
)


@dataclass(frozen=True, slots=True)
class Inline:
    """What a page's HTML holds that a policy has to allow: scripts, style sheets, styles."""

    scripts: frozenset[str] = frozenset()
    sheets: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()

    def __or__(self, other: Inline) -> Inline:
        return Inline(
            self.scripts | other.scripts, self.sheets | other.sheets, self.styles | other.styles
        )


_NOTHING = Inline()


class Framed(str):
    """A page's HTML of which it is known what it holds, as long as nobody changes it."""

    __slots__ = ("held",)
    held: Inline


def inline(html: str) -> Inline:
    """Return what stands in some HTML itself and is run or applied by a browser."""
    scripts, sheets = set(), set()
    for found in _INLINE.finditer(html):
        name, attributes, text = found[1], found[2], found[3]
        if name is None or not text.strip():
            continue
        if name.lower() == "style":
            sheets.add(text)
        elif not _SOURCE.search(attributes):
            kind = _TYPE.search(attributes)
            if (kind[1].lower() if kind else "") in _RUNS:
                scripts.add(text)
    return Inline(frozenset(scripts), frozenset(sheets), frozenset(_styles(html)))


def _styles(html: str) -> Iterator[str]:
    """Yield what attributes say, and words of a text that look like one, which does no harm."""
    for name in ("style", "STYLE"):  # looked for by itself, as it is rare, and a page long
        at = html.find(name)
        while at > 0:
            if found := _STYLE.match(html, at - 1):
                yield unescape(found[1].strip("\"'"))
            at = html.find(name, at + 1)


def inline_around(pieces: Iterable[str]) -> Inline | None:
    """Return what the pieces hold that pages have in common, whatever stands between them.

    None, if what stands there would be part of what is run or applied.
    """
    whole = _BETWEEN.join(pieces)
    held = inline(whole)
    inside = any(_BETWEEN in found[0] for found in _INLINE.finditer(whole))
    return None if inside or any(_BETWEEN in style for style in held.styles) else held


def holds_nothing(html: str, *, ours: bool) -> bool:
    """Say whether some elements surely hold nothing that a policy has to allow.

    In what templates of `ours` make, there are neither scripts nor style sheets nor comments.
    """
    whole = html[:1] == "<" and html[-1:] == ">"
    return whole and not _may_style(html) and (ours or not _MAY_HOLD.search(html))


def _may_style(html: str) -> bool:
    """Say whether there may be a style in an attribute, or words that look like one."""
    return "style" in html or "STYLE" in html


def held_with(page: str, *words: str) -> Inline | None:
    """Return what a page holds if that is known, and stays so with some words in its head."""
    return page.held if isinstance(page, Framed) and not any(map(_may_style, words)) else None


def with_policy(
    page: str, *, held: Inline | None = None, also: Inline = _NOTHING, trusting: bool = False
) -> str:
    """Return a page's HTML with a policy that lets run what it holds, and no other scripts.

    What themes write into pages is allowed by its SHA-256, so that nothing that is slipped into a
    page later runs; `held` is what the page holds, where that is known, and `also` what other pages
    hold that a reader comes to without a new load. While a page is served for its author, MkDocs
    adds a script that cannot be known here; a `trusting` policy lets it.
    """
    head = _HEAD.match(page)
    if head is None:
        return page
    policy = _policy((inline(page) if held is None else held) | also, trusting=trusting)
    return page[: head.end()] + policy + page[head.end() :]


@lru_cache(maxsize=32)  # most pages hold what others do
def _policy(held: Inline, *, trusting: bool) -> str:
    """Return the `<meta>` element with the policy for a page."""
    anything = ["'unsafe-inline'"]
    scripts = anything if trusting else _hashes(held.scripts)
    sheets = anything if trusting else _hashes(held.sheets)
    # Markdown's tables say in a `style` how their columns are aligned.
    styles = _hashes(held.styles)
    if trusting:
        styles = anything
    elif styles:
        styles.insert(0, "'unsafe-hashes'")
    rules = (
        *_POLICY,
        ("style-src-elem", " ".join(("'self'", *sheets))),
        ("style-src-attr", " ".join(styles) or "'none'"),
        # Compiled code is how the search on a page of its own reads its index.
        ("script-src", " ".join(("'self'", "'wasm-unsafe-eval'", *scripts))),
    )
    told = "; ".join(f"{name} {value}" for name, value in rules)
    return f'<meta http-equiv="Content-Security-Policy" content="{told}">'


def with_scripts(page: str, first: str, *others: str) -> str:
    """Return a page's HTML with a module that is run as soon as it is there, and what it imports.

    They stand before the style sheets, which keep a browser from running others.
    """
    head = _HEAD.match(page)
    if head is None:
        return page
    told = Markup('<script type="module" async src="{}"></script>').format(first)
    told += Markup("").join(map(Markup('<link rel="modulepreload" href="{}">').format, others))
    return page[: head.end()] + str(told) + page[head.end() :]


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
    return sorted(map(_hash, texts))


@cache  # a theme writes the same scripts into all pages
def _hash(text: str) -> str:
    as_parsed = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = sha256(as_parsed.encode(errors="xmlcharrefreplace")).digest()
    return f"'sha256-{b64encode(digest).decode()}'"
