"""The page of a source: its whole text, with every quote, name and note in its place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dossier.pages import citing, excerpts
from dossier.pages.highlight import Highlighter, Mark
from dossier.pages.views import MarginNote, PassageView, Ref, SegmentView
from dossier.site import quote_fragment
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dossier.corpus import Source
    from dossier.evidence import Evidence
    from dossier.pages.desk import Desk
    from dossier.pages.highlight import Segment
    from dossier.pages.views import Fact
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


@dataclass(frozen=True, slots=True)
class _Layers:
    """Everything that lies on one source's text, by the key of its mark."""

    notes: Mapping[str, MarginNote]
    glosses: Mapping[str, MarginNote]
    mentions: Mapping[str, Ref]
    starts: Mapping[str, int]
    ends: Mapping[str, int]


def view(desk: Desk, record: Record) -> dict[str, Any]:
    """Return what the template of a source shows."""
    source = desk.dossier.corpus.sources[record.id]
    coverage = desk.dossier.analyses.coverage[record.id]
    passages = list(_passages(desk, record, source))
    return {
        "language": desk.language(record.id),
        "direction": desk.direction(record.id),
        "passages": passages,
        "facts": _facts(desk, record),
        "quotes": len(desk.dossier.graph.evidence_in.get(record.id, ())),
        "coverage": coverage,
        "covered": f"{coverage.share:.0%}".replace("%", " %"),
        "people": _named(desk, record.id),
        "sharing": desk.sharing(record.id),
        "notes": desk.notes(record.model.notes),
        "seed_path": source.path,
        "sha256": source.sha256,
        "length": f"{len(source.text):,}",
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
        *desk.fact(_("Language"), model.language),
        *desk.fact(_("Translated from"), model.translated_from),
        *desk.ref_fact(_("Copied or rewritten from"), model.derived_from),
        *desk.ref_fact(
            _("Copied or rewritten by"), desk.dossier.graph.referring(record.id, "derived_from")
        ),
        *desk.fact(_("Rights"), model.rights),
        *desk.fact(_("Tags"), *model.tags),
    ]


def _named(desk: Desk, source: str) -> list[tuple[Ref, int]]:
    """Return the entities that a source names, the most often named first, with how often."""
    times: defaultdict[str, int] = defaultdict(int)
    for mention in desk.dossier.graph.mentions_in.get(source, ()):
        times[mention.entity] += 1
    ranked = sorted(times.items(), key=lambda each: (-each[1], each[0]))
    return [(desk.ref(entity), number) for entity, number in ranked]


# The text


def _passages(desk: Desk, record: Record, source: Source) -> Iterator[PassageView]:
    layers, marks = _layers(desk, record, source)
    highlighter = Highlighter(source.text, marks)
    beside: defaultdict[int, list[MarginNote]] = defaultdict(list)
    for key, note in {**layers.notes, **layers.glosses}.items():
        passage = source.passage_at(layers.starts[key])
        beside[passage.number if passage else 1].append(note)
    for passage in source.passages:
        segments = tuple(_segment(one, layers) for one in highlighter.cut(passage.span))
        yield PassageView(
            fragment=f"p{passage.number}",
            block=passage.block,
            level=passage.level,
            segments=segments,
            notes=tuple(beside[passage.number]),
        )


def _layers(desk: Desk, record: Record, source: Source) -> tuple[_Layers, list[Mark]]:
    graph = desk.dossier.graph
    marks = [Mark(span, "hidden", "") for span in source.hidden]
    marks += [Mark(span, "style", style) for span, style in source.emphasis]
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    notes: dict[str, MarginNote] = {}
    for number, one in enumerate(graph.evidence_in.get(record.id, ()), start=1):
        key = quote_fragment(one)
        notes[key] = _note(desk, one, number)
        starts[key], ends[key] = one.anchor.start, one.anchor.end
        marks += [Mark(part, "quote", key) for part in one.anchor.parts]
    glosses: dict[str, MarginNote] = {}
    for number, gloss in enumerate(record.model.glosses):
        for anchor in desk.dossier.anchors.get(record.id, ("glosses", number)):
            key = f"note-{number + 1}"
            glosses[key] = _gloss(desk, key, gloss.note)
            starts[key] = anchor.start
            marks += [Mark(part, "gloss", key) for part in anchor.parts]
    mentions = {}
    for number, mention in enumerate(graph.mentions_in.get(record.id, ())):
        mentions[f"m{number}"] = desk.ref(mention.entity)
        marks.append(Mark(mention.span, "mention", f"m{number}"))
    ordered = dict(sorted(starts.items(), key=lambda each: each[1]))
    layers = _Layers(
        _in_order(notes, ordered), _in_order(glosses, ordered), mentions, ordered, ends
    )
    return layers, marks


def _in_order(notes: Mapping[str, MarginNote], starts: Mapping[str, int]) -> dict[str, MarginNote]:
    return {key: notes[key] for key in starts if key in notes}


def _note(desk: Desk, one: Evidence, number: int) -> MarginNote:
    subject = desk.dossier.records.by_id[one.subject]
    ref = desk.ref(one.subject, one.fragment)
    return MarginNote(
        number=number,
        key=quote_fragment(one),
        stance=one.stance,
        stance_label=desk.stance(one.stance),
        ref=ref,
        href=ref.href,
        words=_bearing(desk, one, ref.title),
        drifted=one.anchor.match == "drifted",
        status=desk.status(subject) if subject.kind.group == "claim" else None,
    )


def _bearing(desk: Desk, one: Evidence, title: str) -> str:
    """Return what a quote is evidence for: a relation in so many words, else the record."""
    if one.path[:1] != ("relations",):
        return title
    relation = excerpts.item_at(desk.dossier.records.by_id[one.record], one.path[:2])
    other = desk.refs([relation.to])
    return f"{title}: {relation.type} {other[0].title if other else relation.to}"


def _gloss(desk: Desk, key: str, words: str) -> MarginNote:
    return MarginNote(
        number=0,
        key=key,
        stance="gloss",
        stance_label=desk.words("Editor’s note"),
        ref=None,
        href=f"#{key}",
        words=words,
        drifted=False,
        status=None,
    )


_STANCES = ("disputes", "supports", "discusses")


def _segment(segment: Segment, layers: _Layers) -> SegmentView:
    quotes = segment.keys("quote")
    glosses = segment.keys("gloss")
    mention = next(iter(segment.keys("mention")), None)
    stances = {layers.notes[key].stance for key in quotes}
    return SegmentView(
        segment=segment,
        ids=tuple(
            mark.key
            for mark in segment.first
            if mark.layer in ("quote", "gloss") and mark.span.start == layers.starts[mark.key]
        ),
        quotes=(*quotes, *glosses),
        stance=next((stance for stance in _STANCES if stance in stances), ""),
        depth=min(len(quotes), 3),
        drifted=any(layers.notes[key].drifted for key in quotes),
        gloss=" ".join(layers.glosses[key].words for key in glosses),
        mention=layers.mentions[mention] if mention else None,
        styles=segment.keys("style"),
        ends=tuple(
            layers.notes[mark.key]
            for mark in segment.last
            if mark.layer == "quote" and mark.span.end == layers.ends[mark.key]
        ),
    )
