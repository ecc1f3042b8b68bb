"""The whole text of a source, with every quote, name and note in its place."""

from __future__ import annotations

from collections import defaultdict
from math import ceil
from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.markup import escaped, marked
from dossier.pages import excerpts
from dossier.pages.highlight import Highlighter, Mark
from dossier.pages.views import (
    MarginNote,
    MarksKey,
    PassageView,
    SegmentView,
    SourceText,
    segment_html,
)
from dossier.site import quote_fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from dossier.corpus import Source
    from dossier.evidence import Evidence
    from dossier.pages.desk import Desk
    from dossier.pages.highlight import Segment
    from dossier.pages.views import Ref
    from dossier.records import Record
    from dossier.text import Span

_SIGNS = {"supports": "", "disputes": "−", "discusses": "○"}
"""What shows a stance without color."""
_LEADING = ("disputes", "supports", "discusses")
"""Of several stances on the same words, the first leads."""
_QUOTING = ("quote", "gloss")
"""The layers of marks that say something of the words below them."""
_MOST_COLORS = 2
_TEXT_LINE = 80  # letters
_NOTE_LINE = 40
_TALLER = 1.5  # a line of the text, in lines of a note
_SPARE = 1.5  # lines that a note may reach below its paragraph


@dataclass(frozen=True, slots=True)
class _Layers:
    """Everything that lies on one source's text, by the key of its mark."""

    notes: Mapping[str, MarginNote]
    glosses: Mapping[str, MarginNote]
    mentions: Mapping[str, Ref]
    starts: Mapping[str, int]
    ends: Mapping[str, int]

    def note(self, key: str) -> MarginNote:
        """Return the note on a quote, or a gloss."""
        return self.notes.get(key) or self.glosses[key]

    def closest_first(self, keys: Iterable[str]) -> list[MarginNote]:
        """Return the notes on some quotes, those on the fewest words first."""
        ranked = sorted(keys, key=lambda key: self.ends[key] - self.starts[key])
        return [self.notes[key] for key in ranked]


def source_text(desk: Desk, record: Record, source: Source) -> SourceText:
    """Return a source's text as its page shows it."""
    layers, marks = _layers(desk, record, source)
    passages = tuple(_passages(source, layers, marks))
    segments = [segment for passage in passages for segment in passage.segments]
    return SourceText(passages, _marks_key(desk, layers, segments))


def _passages(source: Source, layers: _Layers, marks: Iterable[Mark]) -> Iterator[PassageView]:
    highlighter = Highlighter(source.text, marks)
    beside: defaultdict[int, list[MarginNote]] = defaultdict(list)
    for key, note in (*layers.notes.items(), *layers.glosses.items()):
        passage = source.passage_at(layers.starts[key])
        beside[passage.number if passage else 1].append(note)
    for passage in source.passages:
        yield PassageView(
            fragment=passage.id,
            block=passage.block,
            level=passage.level,
            segments=tuple(_segments(highlighter.cut(passage.span), layers)),
            notes=tuple(beside[passage.number]),
            beside=_room(passage.span, beside[passage.number]),
        )


def _room(span: Span, notes: Sequence[MarginNote]) -> int:
    """Return how many notes, one at least, have about the height of their paragraph."""
    left = ceil((span.end - span.start) / _TEXT_LINE) * _TALLER + _SPARE
    for number, note in enumerate(notes):
        left -= ceil(len(note.words) / _NOTE_LINE) + (note.status is not None) + 0.5
        if left < 0:
            return max(number, 1)
    return len(notes)


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
            starts[key], ends[key] = anchor.start, anchor.end
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


# Notes


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
        sign=_SIGNS[one.stance],
        attribution=desk.attribution(one.attribution),
    )


def _bearing(desk: Desk, one: Evidence, title: str) -> str:
    """Return what a quote is evidence for: a relation in so many words, else the record."""
    if one.path[:1] != ("relations",):
        return title
    relation = excerpts.item_at(desk.dossier.records.by_id[one.record], one.path[:2])
    return f"{title}: {relation.type} {desk.name(relation.to)}"


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


# Marks


def _segments(segments: Iterable[Segment], layers: _Layers) -> Iterator[SegmentView]:
    between: list[str] = []
    for one in segments:
        html = escaped(one.text) if not one.marks else _html(one, layers)
        if not any(mark.layer in _QUOTING for mark in one.marks):
            between.append(html)
            continue
        if between:
            yield SegmentView(marked("".join(between)))  # noqa: S704 - every part is escaped
            between = []
        yield _quoted(one, marked(html), layers)  # noqa: S704 - likewise
    if between:
        yield SegmentView(marked("".join(between)))  # noqa: S704 - likewise


def _html(segment: Segment, layers: _Layers) -> str:
    mentions = (layers.mentions[mark.key] for mark in segment.marks if mark.layer == "mention")
    return segment_html(segment.text, next(mentions, None), segment.keys("style"))


def _quoted(segment: Segment, html: Markup, layers: _Layers) -> SegmentView:
    quotes, glosses = segment.keys("quote"), segment.keys("gloss")
    stances = {layers.notes[key].stance for key in quotes}
    leading = [stance for stance in _LEADING if stance in stances]
    ends = [mark for mark in segment.last if mark.layer in _QUOTING]
    ends = [mark for mark in ends if mark.span.end == layers.ends[mark.key]]
    ended = {mark.key for mark in ends}
    return SegmentView(
        html=html,
        ids=tuple(
            mark.key
            for mark in segment.first
            if mark.layer in _QUOTING and mark.span.start == layers.starts[mark.key]
        ),
        quotes=(*quotes, *glosses),
        stance=leading[0] if leading else "",
        also=leading[1] if len(leading) > 1 else "",
        depth=min(len(quotes), 3),
        colors=_colors(layers.closest_first(quotes)),
        drifted=any(layers.notes[key].drifted for key in quotes),
        ends=tuple(layers.note(mark.key) for mark in ends),
        goes_on=any(key not in ended for key in quotes),
    )


def _colors(notes: Iterable[MarginNote]) -> tuple[str, ...]:
    """Return the colors of the statuses of some notes' claims, the first two that differ."""
    colors = dict.fromkeys(note.status.color for note in notes if note.status)
    return tuple(colors)[:_MOST_COLORS]


def _marks_key(desk: Desk, layers: _Layers, segments: Sequence[SegmentView]) -> MarksKey:
    notes = layers.notes.values()
    stances = {note.stance: note.stance_label for note in notes}
    statuses = {note.status.key: note.status for note in notes if note.status}
    return MarksKey(
        stances=tuple((one, stances[one], sign) for one, sign in _SIGNS.items() if one in stances),
        statuses=tuple(statuses[one] for one in desk.dossier.project.statuses if one in statuses),
        deeper=any(one.depth > 1 for one in segments),
        two_colors=any(len(one.colors) > 1 for one in segments),
        glosses=bool(layers.glosses),
        drifted=any(note.drifted for note in notes),
    )
