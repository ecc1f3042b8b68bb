"""What `mkdocs serve` puts on every page while the dossier cannot be built as it stands."""

from __future__ import annotations

import html
import re

_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_LINES_UNFOLDED = 20
_LINES_AT_MOST = 400
# In the document itself, so that it needs no theme's style sheet and covers no theme's header.
_STYLE = (
    "position:fixed;inset:auto 0 0 0;z-index:2147483647;max-height:60vh;overflow:auto;"
    "box-sizing:border-box;margin:0;padding:.75rem 1rem;background:#8b0000;color:#fff;"
    "font:14px/1.5 ui-monospace,monospace;border-top:3px solid #fff"
)


def banner(summary: str, details: str) -> str:
    """Return the banner's HTML: a summary, and the diagnostics below it, folded when long.

    Both are plain text, with words that contributors wrote in it.
    """
    lines = details.splitlines()
    if len(lines) > _LINES_AT_MOST:
        lines = [*lines[:_LINES_AT_MOST], "… and more, in the terminal."]
    told = "\n".join(lines)
    unfolded = " open" if len(lines) <= _LINES_UNFOLDED else ""
    return (
        f'<div role="alert" class="dossier-banner" style="{_STYLE}"><details{unfolded}>'
        f'<summary style="cursor:pointer"><strong>{html.escape(summary)}</strong></summary>'
        '<pre style="margin:.5rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere;background:none;'
        f'color:inherit;font:inherit">{html.escape(told)}</pre></details></div>'
    )


def with_banner(page: str, banner: str) -> str:
    """Return a page's HTML with the banner as the first thing in its body."""
    return _BODY.sub(lambda body: body[0] + banner, page, count=1)
