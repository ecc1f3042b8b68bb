"""Pairs of texts that are not looked at share no passage, and hardly any is looked at in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest import mock

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planted_reuse import planted

from dossier.analyses import shared_passages
from dossier.analyses.promising import promising
from dossier.analyses.shared_passages import shared_text
from dossier.analyses.shingles import runs
from dossier.analyses.worded import MOST_TELLING, columns_of, worded_texts
from dossier.corpus import Corpus, source
from dossier.graph import Graph
from dossier.mentions import Mention
from dossier.seeds import Seed
from dossier.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dossier.analyses.orders import Numbers
    from dossier.analyses.shared_passages import SharedText
    from dossier.analyses.shingles import RunsOfPairs

WORDS = ("harbour", "lorries", "The", "of", "to", "Ada", "7", "papers", "前", "後", "港", "№")


def corpus(texts: Iterable[str]) -> Corpus:
    names = ((f"s{number}", text) for number, text in enumerate(texts))
    return Corpus({name: source(Seed(name, f"seeds/{name}.txt", text, "")) for name, text in names})


def every(pairs: RunsOfPairs, *_: object) -> Numbers:
    return np.ones(len(pairs), bool)


def both_ways(some: Corpus, graph: Graph) -> tuple[SharedText, SharedText]:
    """Return what texts share, and what is found where every pair is looked at."""
    with mock.patch.object(shared_passages, "promising", every):
        thorough = shared_text(some, graph)
    return shared_text(some, graph), thorough


# Stretches of a text that come again in others, with other words before, in and behind them.
STRETCHES = st.lists(st.lists(st.integers(0, 60), min_size=2, max_size=14), min_size=1, max_size=6)
TEXTS = st.lists(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=9), min_size=2, max_size=4
)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(STRETCHES, TEXTS, st.integers(0, 6))
def test_no_passage_is_missed(
    stretches: list[list[int]], texts: list[list[tuple[int, int]]], named: int
) -> None:
    told = []
    for number, parts in enumerate(texts):
        words: list[str] = []
        for which, own in parts:
            words += [f"own{number}x{len(words)}" for _ in range(own * 5)]
            stretch = stretches[which % len(stretches)]
            words += [WORDS[one] if one < len(WORDS) else f"w{one}" for one in stretch]
        told.append(" ".join(words) or "Nothing.")
    some = corpus(told)
    names = {
        one.id: (Mention(one.id, Span(0, min(named * 8, len(one.text))), "ada", automatic=True),)
        for one in some.sources.values()
    }
    found, thorough = both_ways(some, Graph(mentions_in=names if named else {}))
    assert found == thorough


def text(*parts: tuple[str, int]) -> str:
    """Return a text of so many long words of each sort: `("same", 3)` is `samea sameb samec`."""
    return " ".join(f"{sort}{chr(97 + at)}" for sort, number in parts for at in range(number))


# What makes each of these a passage is a few words; without them it would be none.
BARELY: dict[str, tuple[str, str]] = {
    "words before the run": (
        text(("own", 9), ("near", 3), ("one", 1), ("same", 8), ("ours", 9)),
        text(("their", 9), ("near", 3), ("two", 1), ("same", 8), ("other", 9)),
    ),
    "words behind the run": (
        text(("own", 9), ("same", 8), ("one", 1), ("near", 3), ("ours", 9)),
        text(("their", 9), ("same", 8), ("two", 1), ("near", 3), ("other", 9)),
    ),
    "two runs near each other": (
        text(("own", 9), ("same", 5), ("one", 6), ("also", 5), ("ours", 9)),
        text(("their", 9), ("same", 5), ("two", 6), ("also", 5), ("other", 9)),
    ),
    "three runs far from each other": (
        text(("same", 7), ("own", 26), ("also", 7), ("ours", 26), ("again", 7)),
        text(("same", 7), ("their", 26), ("also", 7), ("other", 26), ("again", 7)),
    ),
}


@pytest.mark.parametrize("name", BARELY)
@pytest.mark.parametrize("turned", [False, True])
def test_what_is_barely_a_passage_is_one(name: str, *, turned: bool) -> None:
    texts = reversed(BARELY[name]) if turned else BARELY[name]
    found, thorough = both_ways(corpus(texts), Graph())
    assert found == thorough
    assert found.passages


@pytest.mark.parametrize("script", ["latin", "kanji"])
def test_no_planted_passage_is_missed_and_few_pairs_are_looked_at_in_vain(script: str) -> None:
    some = corpus(planted(200, script=script, seed=3).texts.values())
    found, thorough = both_ways(some, Graph())
    assert found == thorough

    texts = worded_texts(some)
    pairs = runs([one.words for one in texts], least=5, least_common=100)
    looked_at = promising(pairs, MOST_TELLING, columns_of(texts))
    sharing = {(one.a, one.b) for one in found.passages}
    assert len(sharing) <= looked_at.sum() < len(sharing) + 0.2 * len(pairs)


def test_marked_pairs_keep_their_runs() -> None:
    texts = worded_texts(corpus(planted(40, seed=3).texts.values()))
    pairs = runs([one.words for one in texts], least=5, least_common=100)
    marked = np.arange(len(pairs)) % 3 == 1
    assert marked.any()
    assert list(pairs.only(marked)) == [pairs[at] for at in np.flatnonzero(marked).tolist()]
    assert list(pairs.only(~marked & marked)) == []
