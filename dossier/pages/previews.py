"""What the cards say that are shown beside links, as files for `previews.js` to fetch.

There is an entry for every record with a page, for every quote, and for every paragraph that is
quoted from: each says no more than the page to which the link leads. The entries are spread over
files of much the same size, so that a card costs a reader one small file however large the
dossier is. Making them costs as much as showing each record and each quote once.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

from markupsafe import Markup

from dossier.pages import questions
from dossier.pages.alignments import passage_number
from dossier.pages.directions import isolated
from dossier.pages.excerpts import as_read, shortened
from dossier.site import Asset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dossier.evidence import Evidence
    from dossier.pages.desk import Desk
    from dossier.records import Record

FOLDER = "assets/dossier/previews/"
AVERAGE = 16_000
"""How many bytes a file holds at most on average: chance then leaves the largest below 30 kB."""
_LONGEST, _NAME, _GLIMPSE = 220, 120, 110
"""How many characters a card shows of a quote or a description, a name, a quote among others."""
_MOST_NAMES = 5
_MOST_QUOTES = 2
"""How many quotes the card of a paragraph shows; it says how many there are."""
_STANCES = ("supports", "disputes", "discusses")
"""In the order in which the page of a claim shows its quotes."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
_NAMED = re.compile(r"<bdi>(.*?)</bdi>")

_Entry = dict[str, Any]


def preview_files(desk: Desk) -> Iterator[Asset]:
    """Yield the files of all cards: an index, and the shards that hold the entries."""
    entries = {key: _json(key) + b":" + _json(entry) for key, entry in _entries(desk)}
    size = sum(map(len, entries.values()))
    shards: list[list[bytes]] = [[] for _ in range(number_of_shards(size))]
    for key, entry in sorted(entries.items()):
        shards[shard_of(key, len(shards))].append(entry)
    yield Asset(f"{FOLDER}index.json", _json(_index(desk, len(shards))))
    for number, shard in enumerate(shards):
        yield Asset(f"{FOLDER}{number}.json", b"{" + b",".join(shard) + b"}")


def number_of_shards(size: int) -> int:
    """Return over how many shards entries are spread: a power of two, by their size in bytes."""
    return 1 << max(0, (size - 1) // AVERAGE).bit_length()


def shard_of(key: str, shards: int) -> int:
    """Return the shard that holds an entry, by its key's CRC-32; the script finds it likewise."""
    return crc32(key.encode()) & (shards - 1)


def _json(value: object) -> bytes:
    return _ENCODER.encode(value).encode()


def _index(desk: Desk, shards: int) -> _Entry:
    """Return what all cards need: the number of shards, and the words that entries share."""
    project, _ = desk.dossier.project, desk.words
    statuses = (desk.status_view(key) for key in project.statuses)
    return {
        "shards": shards,
        "kinds": {kind.name: _(kind.singular) for kind in project.kinds if kind.template},
        "statuses": {one.key: [one.label, one.color] for one in statuses},
        "stances": {stance: desk.stance(stance) for stance in _STANCES},
        "drifted": _("approximate quote"),
        "translation": _("Translation"),
    }


def _entries(desk: Desk) -> Iterator[tuple[str, _Entry]]:
    """Yield every entry under the key by which the script finds it.

    Of a record, that is its id; of a quote and a paragraph, the id of the record and the
    fragment on its page, with two hyphens between them (`council-shut-bridge--e1`).
    """
    quotes: dict[str, _Entry] = {}
    for source, evidence in desk.dossier.graph.evidence_in.items():
        yield from _quoted(desk, source, evidence, quotes)
    for kind in desk.dossier.project.kinds:
        for record in desk.dossier.records.of(kind.name) if kind.template else ():
            entry = {"kind": kind.name, "title": shortened(record.title, _LONGEST)}
            yield record.id, entry | _told(_RECORDS[kind.group](desk, record, quotes))


def _told(fields: _Entry) -> _Entry:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value}


# Records


_Quotes = dict[str, _Entry]
"""The words of all quotes, and where they stand, by key."""


def _claim(desk: Desk, record: Record, quotes: _Quotes) -> _Entry:
    line = desk.claim_line(record.id)
    evidence = desk.dossier.graph.evidence_for.get(record.id, ())
    first = min(evidence, key=lambda one: _STANCES.index(one.stance), default=None)
    return {
        "status": line.status.key,
        "facts": _facts(line.support.line, line.when),
        "quotes": [quotes[first.key]] if first else [],
    }


def _source(desk: Desk, record: Record, _: _Quotes) -> _Entry:
    model, words = record.model, desk.words
    quotes = len(desk.dossier.graph.evidence_in.get(record.id, ()))
    return {
        "facts": _facts(
            desk.name(model.publisher or ""),
            words.date(model.published) if model.published else "",
            words.count("%(num)s quote", "%(num)s quotes", quotes),
        )
    }


def _question(desk: Desk, record: Record, _: _Quotes) -> _Entry:
    answers = desk.words.count(
        "%(num)s claim answers it.",
        "%(num)s claims answer it, side by side.",
        len(questions.answering(desk, record.id)),
    )
    return {"text": shortened(record.model.description, _LONGEST), "facts": _facts(answers)}


def _entity(desk: Desk, record: Record, _: _Quotes) -> _Entry:
    graph, known, words = desk.dossier.graph, desk.dossier.records.by_id, desk.words
    model = record.model
    about = graph.referring(record.id, "about", "where")
    claims = sum(known[one].kind.group == "claim" for one in about)
    mentions = len(graph.mentions_of.get(record.id, ()))
    when = getattr(model, "when", None)
    return {
        "text": shortened(model.description, _LONGEST),
        "names": [shortened(one, _NAME) for one in model.also_known_as[:_MOST_NAMES]],
        "facts": _facts(
            words.date(when) if when else "",
            words.count("%(num)s claim", "%(num)s claims", claims) if claims else "",
            words.count("%(num)s mention", "%(num)s mentions", mentions) if mentions else "",
        ),
    }


_RECORDS = {"claim": _claim, "source": _source, "question": _question, "entity": _entity}


def _facts(*facts: str) -> list[str]:
    return [shortened(one, _LONGEST) for one in facts if one]


# Quotes and paragraphs


def _quoted(
    desk: Desk, source: str, evidence: Sequence[Evidence], told: _Quotes
) -> Iterator[tuple[str, _Entry]]:
    """Yield the entries of all quotes from a source, and of the paragraphs that they stand in.

    The words of the quotes are `told` to others.
    """
    paragraphs: defaultdict[str, list[_Entry]] = defaultdict(list)
    for one in evidence:
        words = told[one.key] = _quote(desk, one)
        quote = words | {"bears_on": _bearing(desk, one)}
        paragraphs[words.get("passage", "")].append(quote)
        yield one.key, quote | _circumstances(desk, one)
    title = shortened(desk.ref(source).title, _LONGEST)
    for passage, quotes in paragraphs.items():
        count = desk.words.count("%(num)s quote", "%(num)s quotes", len(quotes))
        entry = {"kind": "sources", "title": title, "passage": passage, "facts": [count]}
        yield f"{source}--{passage}", entry | {"quotes": [*map(_glimpse, quotes[:_MOST_QUOTES])]}


def _quote(desk: Desk, one: Evidence) -> _Entry:
    """Return the words of a quote, and where they stand."""
    source = desk.dossier.corpus.sources[one.source]
    pieces = (as_read(source, part) for part in one.anchor.parts)
    return _told(
        {
            "words": shortened(" […] ".join(pieces), _LONGEST),
            "lang": desk.language(one.source),
            "dir": desk.direction(one.source),
            "stance": one.stance,
            "drifted": one.anchor.match == "drifted",
            "source": [one.source, shortened(desk.name(one.source), _NAME)],
            "passage": passage_number(desk, one.source, one.anchor.span),
        }
    )


def _glimpse(quote: _Entry) -> _Entry:
    """Return what is shown of a quote among others from one paragraph."""
    told = {name: value for name, value in quote.items() if name not in ("source", "passage")}
    return told | {"words": shortened(quote["words"], _GLIMPSE)}


def _bearing(desk: Desk, one: Evidence) -> _Entry:
    subject = desk.dossier.records.by_id[one.subject]
    status = subject.model.status if subject.kind.group == "claim" else ""
    title = shortened(subject.title, _NAME)
    return _told({"kind": subject.kind.name, "id": subject.id, "title": title, "status": status})


def _circumstances(desk: Desk, one: Evidence) -> _Entry:
    """Return who says what a quote says, and what it means in the site's language."""
    return _told(
        {
            "voice": _plain(desk.attribution(one.attribution), desk.words.language),
            "translation": shortened(one.translation, _LONGEST),
        }
    )


@lru_cache(2_000)  # a voice says many things
def _plain(html: Markup, language: str) -> str:
    """Return a sentence without its links; names that may run the other way stay set apart."""
    apart = _NAMED.sub(lambda name: isolated(name[1], language), html)
    return Markup(apart).striptags()  # noqa: S704 - as escaped as it was
