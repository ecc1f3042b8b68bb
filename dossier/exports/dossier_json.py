"""`dossier.json`: every record, resolved. FORMAT, section 10, says which keys one may rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier.indented import indented
from dossier.site import quote_fragment, record_uri
from dossier.wording import wording

if TYPE_CHECKING:
    from dossier.analyses.chronology import Entry
    from dossier.analyses.quote_variants import QuoteVariant
    from dossier.analyses.shared_passages import SharedPassage
    from dossier.analyses.support import Bond
    from dossier.evidence import Evidence, Voice
    from dossier.records import Record
    from dossier.site import Addresses
    from dossier.tables import Dossier


def render(dossier: Dossier, addresses: Addresses) -> str:
    """Return the export; offsets are `[start, end)` in code points of the seed's text."""
    records = dossier.records
    kinds = dossier.project.kinds
    data = {
        "format": 1,
        "title": dossier.project.title,
        "url": addresses.absolute("index.md"),
        "sources": {one.id: _source(dossier, addresses, one) for one in records.of("sources")},
        "entities": {
            one.id: _entity(dossier, addresses, one)
            for kind in kinds
            if kind.group == "entity"
            for one in records.of(kind.name)
        },
        "questions": {
            one.id: _question(dossier, addresses, one) for one in records.of("questions")
        },
        "claims": {one.id: _claim(dossier, addresses, one) for one in records.of("claims")},
        "shared_passages": [_shared(one) for one in dossier.analyses.shared_passages],
        "source_groups": [list(group) for group in dossier.analyses.source_groups],
        "quote_variants": [_variant(one) for one in dossier.analyses.quote_variants],
        "contradictions": [
            {
                "a": one.a,
                "b": one.b,
                "declared_by": list(one.declared_by),
                "notes": list(one.notes),
            }
            for one in dossier.analyses.contradictions.declared
        ],
        "chronology": [_entry(one) for one in dossier.analyses.chronology],
    }
    return indented(data, sort_keys=True)


def written(record: Record) -> dict[str, Any]:
    """Return what a record's own file says, keys without a value left out."""
    told = record.model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {key: value for key, value in told.items() if key != "evidence"}


def _source(dossier: Dossier, addresses: Addresses, record: Record) -> dict[str, Any]:
    source = dossier.corpus.sources[record.id]
    coverage = dossier.analyses.coverage[record.id]
    told = written(record)
    return {
        **told,
        "title": record.title,
        "url": addresses.absolute(record_uri(record)),
        # In the record, `url` is where the text was published.
        "original_url": told.get("url", ""),
        "seed": source.path,
        "sha256": source.sha256,
        "length": len(source.text),
        "coverage": round(coverage.share, 4),
        "sentences": coverage.sentences,
        "open_sentences": [[one.start, one.end] for one in coverage.open],
    }


def _entity(dossier: Dossier, addresses: Addresses, record: Record) -> dict[str, Any]:
    evidence = dossier.graph.evidence_for.get(record.id, ())
    return {
        **written(record),
        "kind": record.kind.name,
        "name": record.title,
        "url": addresses.absolute(record_uri(record)),
        "evidence": [_evidence(dossier, addresses, one) for one in evidence],
        "mentions": [
            {
                "source": one.source,
                "start": one.span.start,
                "end": one.span.end,
                "automatic": one.automatic,
            }
            for one in dossier.graph.mentions_of.get(record.id, ())
        ],
    }


def _question(dossier: Dossier, addresses: Addresses, record: Record) -> dict[str, Any]:
    return {
        **written(record),
        "question": record.title,
        "url": addresses.absolute(record_uri(record)),
        "answers": [one.claim for one in dossier.analyses.answers[record.id].answers],
    }


def _claim(dossier: Dossier, addresses: Addresses, record: Record) -> dict[str, Any]:
    support = dossier.analyses.support[record.id]
    status = record.model.status
    told = dossier.project.statuses.get(status)
    return {
        **written(record),
        "statement": record.title,
        "url": addresses.absolute(record_uri(record)),
        "status": status,
        "status_label": wording(dossier.project.language)(told.label) if told else status,
        "support": {
            "sources": len(support.sources),
            "independent": support.independent,
            "origins": len(support.origins),
            "disputed": support.disputed,
        },
        "dependence": {
            "groups": [list(group) for group in support.groups],
            "bonds": [_bond(bond) for bond in support.bonds],
        },
        "evidence": [
            _evidence(dossier, addresses, one)
            for one in dossier.graph.evidence_for.get(record.id, ())
        ],
        "relations": [
            {"role": tie.role, "claim": tie.other, "note": tie.note}
            for tie in dossier.graph.ties.get(record.id, ())
        ],
    }


def _evidence(dossier: Dossier, addresses: Addresses, one: Evidence) -> dict[str, Any]:
    return {
        "id": one.fragment,
        "source": one.source,
        "start": one.anchor.start,
        "end": one.anchor.end,
        "parts": [[part.start, part.end] for part in one.anchor.parts],
        "exact": one.anchor.span.of(dossier.corpus.sources[one.source].text),
        "match": one.anchor.match,
        "stance": one.stance,
        "attribution": [_voice(voice) for voice in one.attribution],
        "origin": one.origin,
        "translation": one.translation,
        "note": one.note,
        "url": addresses.absolute(f"sources/{one.source}.md", quote_fragment(one)),
    }


def _bond(one: Bond) -> dict[str, Any]:
    told: dict[str, Any] = {"why": one.why, "sources": list(one.sources)}
    if one.origin:
        told["origin"] = one.origin
    if one.passage:
        told["passage"] = _shared(one.passage)
    return told


def _shared(one: SharedPassage) -> dict[str, Any]:
    return {
        "a": one.a,
        "a_start": one.a_span.start,
        "a_end": one.a_span.end,
        "b": one.b,
        "b_start": one.b_span.start,
        "b_end": one.b_span.end,
        "similarity": one.similarity,
    }


def _variant(one: QuoteVariant) -> dict[str, Any]:
    return {
        "voice": one.voice,
        "a": {"claim": one.a.subject, "evidence": one.a.fragment, "source": one.a.source},
        "b": {"claim": one.b.subject, "evidence": one.b.fragment, "source": one.b.source},
        "similarity": one.similarity,
        "aligned": [
            {"a": each.left, "b": each.right, "same": each.same, "marks": list(each.marks)}
            for each in one.stretches
        ],
    }


def _entry(one: Entry) -> dict[str, Any]:
    return {
        "subject": one.subject,
        "happened": one.happened.text if one.happened else None,
        "reported": [{"source": source, "published": date.text} for source, date in one.reported],
    }


def _voice(voice: Voice) -> str | dict[str, str]:
    return voice.entity or {"unnamed": voice.unnamed}
