"""How to cite a source: in words, for a reader's software, and in the page for Zotero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from dossier import citations
from dossier.citations import STYLES, bibtex, coins, csl_json, reference, ris
from dossier.frozen import dataclass
from dossier.translatable import N_

if TYPE_CHECKING:
    from dossier.pages.desk import Desk
    from dossier.records import Record

_LABELS = {
    "Chicago": N_("Chicago, as a note"),
    "APA": N_("APA, 7th edition"),
    "Harvard": N_("Harvard"),
}


@dataclass(frozen=True, slots=True)
class CitingView:
    """A source's citations: by style in words, by format for software.

    `language` is that of the words, where it is not the site's own; `page` the address of the
    source's page, if the site's is known; `coins` what Zotero reads.
    """

    styles: tuple[tuple[str, str], ...]
    language: str
    page: str
    formats: tuple[tuple[str, Markup], ...]
    coins: str


def view(desk: Desk, record: Record) -> CitingView:
    """Return how a source is cited."""
    cited = reference(desk.dossier, desk.addresses, record)
    formats = {"BibTeX": bibtex(cited), "RIS": ris(cited), "CSL-JSON": csl_json([cited])}
    return CitingView(
        styles=tuple((desk.words(_LABELS[name]), style(cited)) for name, style in STYLES.items()),
        language="" if desk.words.language.split("-")[0] == "en" else "en",
        page=cited.page,
        formats=tuple((name, _lines(text)) for name, text in formats.items()),
        coins=coins(cited),
    )


def metadata(desk: Desk, record: Record) -> tuple[tuple[str, str], ...]:
    """Return what the head of a source's page says of the source, by name."""
    return citations.metadata(reference(desk.dossier, desk.addresses, record))


def _lines(text: str) -> Markup:
    """Return lines as HTML; a page is one line, so that each break is a reference."""
    return Markup(str(escape(text.rstrip("\n"))).replace("\n", "&#10;"))  # noqa: S704 - escaped
