"""HTML that any site generator publishes as it stands, whatever its Markdown extensions do."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from dossier.markup import escaped, marked

if TYPE_CHECKING:
    from markupsafe import Markup

_LETTERS = re.compile(r"[^\w ]")
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
_DATA = '<script type="application/ld+json">'
_END = "</div>"  # of an article of ours; a dossier's own template may end in another way
_DATA_ENDS = (f"</script>{_END}", "</script>")
_UNSAFE = re.compile(r"[<>&{}\u2028\u2029]")


def ready(html: str) -> str:
    """Return finished HTML as one line in which no later stage finds anything to interpret."""
    lines = map(str.strip, html.split("\n"))
    return _without_braces(" ".join(filter(None, lines)))


def inert(text: str) -> Markup:
    """Return plain text as HTML that also passes through Markdown unchanged.

    Every sign but letters, digits and spaces becomes a character reference.
    """
    one_line = " ".join(text.split())
    referred = _LETTERS.sub(lambda sign: f"&#{ord(sign[0])};", one_line).replace("_", "&#95;")
    return marked(referred)  # noqa: S704 - no sign that could be markup is left


def title_text(text: str) -> str:
    """Return a title as generators want it: they print it as HTML without escaping it."""
    return _without_braces(str(escaped(" ".join(text.split()))))


def _without_braces(html: str) -> str:
    # Macros and attribute lists begin with one; as references they reach only the reader.
    for brace, reference in (("{", "&#123;"), ("}", "&#125;")):
        if brace in html:  # which is sooner seen than replaced nowhere
            html = html.replace(brace, reference)
    return html


def linked_data(value: Any) -> Markup:  # noqa: ANN401 - any JSON value
    """Return page data as JSON (JSON-LD) that cannot leave its `<script>` element.

    Inside strings, signs that mean something to HTML or to a template language are written as
    escapes; outside strings, JSON has no two braces that open side by side.
    """
    text = _ENCODER.encode(value)
    text = _STRING.sub(lambda string: _UNSAFE.sub(_escaped, string[0]), text)
    return marked(f"{_DATA}{text}</script>")  # noqa: S704 - escaped just above


def with_data(html: str, script: Markup) -> str:
    """Return finished HTML with page data at its end, inside its outermost element."""
    body = html.removesuffix(_END)
    return f"{body}{script}{html[len(body) :]}"


def without_data(html: str) -> tuple[str, str]:
    """Return finished HTML without its page data, and the page data's script, if there is any."""
    if not html.endswith(_DATA_ENDS):  # as most pages do: not to be looked through for more
        return html, ""
    body = html.removesuffix(_END)
    before, opening, data = body.rpartition(_DATA)
    inner = data.removesuffix("</script>")
    if not opening or "</script>" in inner:
        return html, ""
    return before + html[len(body) :], opening + data


def _escaped(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"
