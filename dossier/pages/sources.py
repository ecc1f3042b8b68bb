"""The page of a source: its whole text, with every quote, name and note in its place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from dossier.pages import citing
from dossier.pages.directions import direction, first_direction
from dossier.pages.source_text import source_text
from dossier.translatable import N_

if TYPE_CHECKING:
    from dossier.pages.desk import Desk
    from dossier.pages.views import Fact, Ref
    from dossier.records import Record

TYPES = {
    "news": N_("News report"),
    "official": N_("Official document"),
    "social": N_("Social media post"),
    "report": N_("Report"),
    "academic": N_("Academic work"),
    "interview": N_("Interview"),
    "legal": N_("Legal document"),
    "archive": N_("Archive document"),
    "other": N_("Other text"),
}
RELIABILITY = {
    "A": N_("completely reliable"),
    "B": N_("usually reliable"),
    "C": N_("fairly reliable"),
    "D": N_("not usually reliable"),
    "E": N_("unreliable"),
    "F": N_("reliability cannot be judged"),
}
"""NATO's Admiralty grades of sources (AJP-2.1)."""


def view(desk: Desk, record: Record) -> dict[str, Any]:
    """Return what the template of a source shows."""
    source = desk.dossier.corpus.sources[record.id]
    coverage = desk.dossier.analyses.coverage[record.id]
    runs = desk.direction(record.id)
    return {
        "language": desk.language(record.id),
        "direction": runs,
        "text_direction": first_direction(source.text) if runs == "auto" else runs,
        "own_direction": direction(desk.words.tag),
        "text": source_text(desk, record, source),
        "facts": _facts(desk, record),
        "quotes": len(desk.dossier.graph.evidence_in.get(record.id, ())),
        "coverage": coverage,
        "covered": desk.words.percent(round(100 * coverage.share)),
        "people": _named(desk, record.id),
        "sharing": desk.sharing(record.id),
        "notes": desk.notes(record.model.notes),
        "seed_path": source.path,
        "sha256": source.sha256,
        "length": desk.words.number(len(source.text)),
        "citing": citing.view(desk, record),
    }


def description(desk: Desk, record: Record) -> str:
    """Return the page's one-line description for search engines and previews."""
    evidence = desk.dossier.graph.evidence_in.get(record.id, ())
    claims = len({one.subject for one in evidence})
    return desk.words.count(
        "The whole text, with its quotes marked: evidence for %(num)s claim.",
        "The whole text, with its quotes marked: evidence for %(num)s claims.",
        claims,
    )


def _facts(desk: Desk, record: Record) -> list[Fact]:
    model, _ = record.model, desk.words
    publisher = desk.refs([model.publisher]) if model.publisher else ()
    grade = model.reliability
    dates = [
        *desk.fact(_("Published"), _.date(model.published) if model.published else ""),
        *desk.fact(_("Retrieved"), _.date(model.retrieved) if model.retrieved else ""),
    ]
    return [
        *desk.fact(_("Type"), _(TYPES[model.type]) if model.type else ""),
        *desk.fact(_("Publisher"), desk.html(publisher[0]) if publisher else model.publisher),
        *desk.fact(_("Authors"), *model.authors),
        *dates,
        *desk.fact(_("Source grade"), f"{grade} – {_(RELIABILITY[grade])}" if grade else ""),
        *desk.fact(_("Address"), desk.outer_link(model.url) if model.url else ""),
        *desk.fact(
            _("Archived copy"), desk.outer_link(model.archived_url) if model.archived_url else ""
        ),
        *desk.fact(_("Language"), _language(desk, model.language)),
        *desk.fact(_("Translated from"), _language(desk, model.translated_from)),
        *desk.ref_fact(_("Copied or rewritten from"), model.derived_from),
        *desk.ref_fact(
            _("Copied or rewritten by"), desk.dossier.graph.referring(record.id, "derived_from")
        ),
        *desk.fact(_("Rights"), model.rights),
        *desk.fact(_("Tags"), *model.tags),
    ]


def _language(desk: Desk, tag: str | None) -> str:
    return desk.words.language_name(tag) if tag else ""


def _named(desk: Desk, source: str) -> list[tuple[Ref, int]]:
    """Return the entities that a source names, the most often named first, with how often."""
    times: defaultdict[str, int] = defaultdict(int)
    for mention in desk.dossier.graph.mentions_in.get(source, ()):
        times[mention.entity] += 1
    ranked = sorted(times.items(), key=lambda each: (-each[1], each[0]))
    return [(desk.ref(entity), number) for entity, number in ranked]
