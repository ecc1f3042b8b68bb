"""Contributed Markdown to HTML that can do nothing but be read.

Core Markdown without raw HTML, then a sanitiser's short list of allowed elements: what a
contributor writes has no other way to become markup.
"""

from __future__ import annotations

import re
from threading import Lock
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from dossier.markup import marked
from dossier.wiki_links import WIKI_LINK

if TYPE_CHECKING:
    from collections.abc import Callable

_ELEMENTS = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "h4", "h5", "h6", "a"),
}
_PLAIN = re.compile("[^\\W\\d_](?>(?:[^\\W_]|[ .,;:?!'\"()/%§–—‘’“”…-](?!\\Z))*)[.?!]?")
"""A line in which there is nothing to interpret, as most notes are."""
_ATTRIBUTES = {"a": {"href", "title", "class"}, "ol": {"start"}}


class MarkdownFields:
    """Renders the Markdown fields of records (`notes`, `rationale`).

    `resolve(id)` returns a record's link and title, or None where there is no such record.
    """

    def __init__(self) -> None:
        self._links = _WikiLinks(WIKI_LINK.pattern)
        markdown = Markdown(output_format="html")
        # Raw HTML is shown as the characters that were typed.
        markdown.preprocessors.deregister("html_block")
        markdown.inlinePatterns.deregister("html")
        # A picture would be loaded from another host in every reader's browser.
        for pattern in ("image_link", "image_reference", "short_image_ref"):
            markdown.inlinePatterns.deregister(pattern)
        markdown.inlinePatterns.register(self._links, "dossier-links", 175)
        markdown.treeprocessors.register(_LowerHeadings(markdown), "dossier-headings", 5)
        self._markdown = markdown
        self._turn = Lock()

    def render(self, text: str, resolve: Callable[[str], tuple[str, str] | None]) -> Markup:
        """Return the field as safe HTML. One thread at a time: Python-Markdown holds a state."""
        if _PLAIN.fullmatch(text):
            return marked(f"<p>{text}</p>")  # noqa: S704 - with letters and a few marks only
        with self._turn:
            return self.rendered(text, resolve)

    def rendered(self, text: str, resolve: Callable[[str], tuple[str, str] | None]) -> Markup:
        """Return the field as the Markdown package and the sanitiser make it, for one thread."""
        self._links.resolve = resolve
        if _open_at_once(text) > _MOST_OPEN_BRACKETS:
            # Python-Markdown looks from each bracket to the end of the text for its partner.
            text = text.replace("[", "&#91;")
        self._markdown.reset()
        try:
            html = self._markdown.convert(text)
        except RecursionError:
            # Thousands of nested quotes: nobody reads them, so they stay what was typed.
            return Markup("<p>{}</p>").format(text)
        safe = nh3.clean(
            html,
            tags=_ELEMENTS,
            attributes=_ATTRIBUTES,
            url_schemes={"http", "https"},
            link_rel="noopener nofollow",
        )
        return Markup(safe)  # noqa: S704 - the sanitiser has just been through it


_MOST_OPEN_BRACKETS = 20


def _open_at_once(text: str) -> int:
    """Return the largest number of brackets and parentheses that stand open at one time."""
    most = depth = 0
    for sign in re.findall(r"[\[\]()]", text):
        depth = depth + 1 if sign in "[(" else max(0, depth - 1)
        most = max(most, depth)
    return most


class _WikiLinks(InlineProcessor):
    resolve: Callable[[str], tuple[str, str] | None]

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - Python-Markdown's signature
    ) -> tuple[ET.Element | str | None, int | None, int | None]:
        target = self.resolve(m[1].strip())
        if target is None:
            return None, None, None
        link, title = target
        element = ET.Element("a", {"href": link, "class": "dossier-record"})
        element.text = (m[2] or title).strip()
        return element, m.start(0), m.end(0)


class _LowerHeadings(Treeprocessor):
    """Headings in a note stand below the page's own."""

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            if re.fullmatch("h[1-6]", element.tag if isinstance(element.tag, str) else ""):
                element.tag = f"h{min(int(element.tag[1]) + 3, 6)}"


def plain_words(text: str, title: Callable[[str], str]) -> str:
    """Return Markdown as plain words on one line; `title(id)` gives the words for a `[[link]]`."""
    text = re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", text)
    text = WIKI_LINK.sub(lambda link: link[2] or title(link[1].strip()), text)
    text = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", text)
    return " ".join(re.sub(r"[*_`>#]+", "", text).split())
