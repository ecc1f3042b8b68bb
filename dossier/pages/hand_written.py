"""Hand-written pages under `docs/`: their `[[links]]` resolved, their blocks filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from dossier.diagnostics import suggest
from dossier.pages.ready import inert, ready
from dossier.text import LineIndex, Span
from dossier.wiki_links import WIKI_LINK, outside_code

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from dossier.diagnostics import Report
    from dossier.pages.desk import Desk
    from dossier.records import Records
    from dossier.tables import Dossier
    from dossier.text import Place

_LINK_OR_BLOCK = re.compile(
    WIKI_LINK.pattern + r"|<!--[ \t]*dossier:[ \t]*(?P<block>[a-z-]+)[ \t]*-->"
)


def check(dossier: Dossier, blocks: Collection[str], report: Report) -> None:
    """Report the links and blocks of hand-written pages that lead to nothing."""
    for uri, markdown in dossier.hand_written.items():
        lines = LineIndex(markdown)
        path = f"{dossier.project.docs}/{uri}"
        for found in outside_code(_LINK_OR_BLOCK, markdown):
            place = lines.place(path, Span(*found.span()))
            if found["block"]:
                _check_block(found["block"], place, blocks, report)
            else:
                _check_link(found[1].strip(), place, dossier.records, report)


def resolve(desk: Desk, markdown: str, blocks: Mapping[str, Callable[[Desk], str]]) -> str:
    """Return a page's Markdown with links and blocks as HTML that Markdown leaves alone.

    What leads to nothing (`check` tells of it) stays as it was typed.
    """
    pieces, at = [], 0
    for found in outside_code(_LINK_OR_BLOCK, markdown):
        html = _block(desk, found, blocks) if found["block"] else _link(desk, found)
        if html is not None:
            pieces += [markdown[at : found.start()], html]
            at = found.end()
    return "".join([*pieces, markdown[at:]])


def _link(desk: Desk, found: re.Match[str]) -> str | None:
    target = desk.resolve(found[1].strip())
    if target is None:
        return None
    href, title = target
    label = inert((found[2] or title).strip())
    return Markup('<a class="dossier-ref" href="{}">{}</a>').format(href, label)


def _block(
    desk: Desk, found: re.Match[str], blocks: Mapping[str, Callable[[Desk], str]]
) -> str | None:
    make = blocks.get(found["block"])
    return f"\n\n{ready(make(desk))}\n\n" if make else None


def _check_block(name: str, place: Place, blocks: Collection[str], report: Report) -> None:
    if name not in blocks:
        listed = ", ".join(f"`{one}`" for one in sorted(blocks))
        report.add(
            "unknown-block",
            place,
            f"there is no block “{name}”",
            fix=suggest(name, blocks) or f"Write one of {listed}.",
        )


def _check_link(wanted: str, place: Place, records: Records, report: Report) -> None:
    if wanted not in records.by_id and wanted not in records.broken:
        report.add(
            "unknown-id",
            place,
            f"no record has the id “{wanted}”",
            fix=suggest(wanted, records.by_id)
            or "Write the id of a record, or put the brackets between `backticks`.",
        )
