"""How much of a claim's support counts as independent, and why."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, read, sound, write
from planted_reuse import planted

from dossier.analyses.lineage import roots

if TYPE_CHECKING:
    from pathlib import Path

    from planted_reuse import Planted

    from dossier.analyses import Support

SEEDS = {f"seeds/{name}.txt": f"{name.title()}\n\nTroops arrived at dawn.\n" for name in "abcd"}
BASE = {
    "mkdocs.yml": "site_name: Arrivals\n",
    "annotations/organizations/kcna.yml": "name: KCNA\n",
    "annotations/organizations/tass.yml": "name: TASS\n",
    **SEEDS,
}


def support(root: Path, evidence: dict[str, str], sources: dict[str, str] | None = None) -> Support:
    """Return the support of a claim from `{source: attribution}` and `{source: derived_from}`."""
    items = "".join(
        f"  - {{source: {source}, quote: Troops arrived at dawn, attribution: [{voices}]}}\n"
        for source, voices in evidence.items()
    )
    files = {
        **BASE,
        "annotations/claims/arrival.yml": f"statement: Troops arrived.\nevidence:\n{items}",
        **{
            f"annotations/sources/{source}.yml": f"derived_from: [{others}]\n"
            for source, others in (sources or {}).items()
        },
    }
    return sound(root, files).analyses.support["arrival"]


def test_sources_that_speak_for_themselves_are_independent(tmp_path: Path) -> None:
    found = support(tmp_path, {"a": "", "b": ""})
    assert (len(found.sources), found.independent, len(found.origins)) == (2, 2, 2)


def test_sources_that_cite_one_agency_count_once(tmp_path: Path) -> None:
    found = support(tmp_path, {"a": "kcna", "b": "kcna", "c": "tass"})
    assert (len(found.sources), found.independent, found.origins) == (3, 2, ("kcna", "tass"))
    assert found.groups == (("a", "b"), ("c",))


@pytest.mark.parametrize(
    "derived",
    [{"b": "a", "c": "b"}, {"b": "a", "c": "a"}, {"a": "d", "b": "a", "c": "d"}],
)
def test_a_chain_of_copies_counts_once(tmp_path: Path, derived: dict[str, str]) -> None:
    assert support(tmp_path, {"a": "", "b": "", "c": ""}, derived).independent == 1


def test_copies_of_a_source_that_does_not_carry_the_claim_count_once(tmp_path: Path) -> None:
    assert support(tmp_path, {"a": "", "b": ""}, {"a": "d", "b": "d"}).groups == (("a", "b"),)


@pytest.mark.parametrize(
    ("cited", "digest"), [("abd", {"d": "a, b"}), ("ab", {"d": "a, b"}), ("bc", {"a": "b, c"})]
)
def test_a_digest_of_two_reports_does_not_make_them_one(
    tmp_path: Path, cited: str, digest: dict[str, str]
) -> None:
    assert support(tmp_path, dict.fromkeys(cited, ""), digest).independent == 2


def test_a_digest_counts_with_what_it_is_made_of(tmp_path: Path) -> None:
    found = support(tmp_path, {"a": "", "d": ""}, {"d": "a, b"})
    assert found.groups == (("a", "d"),)
    found = support(tmp_path / "both", {"c": "", "d": ""}, {"c": "a, b", "d": "b"})
    assert found.groups == (("c", "d"),)


def test_a_source_with_two_origins_counts_with_one_of_them(tmp_path: Path) -> None:
    files = {
        **BASE,
        "annotations/claims/arrival.yml": "statement: Troops arrived.\nevidence:\n"
        "  - {source: a, quote: Troops arrived at dawn, attribution: [kcna]}\n"
        "  - {source: b, quote: Troops arrived at dawn, attribution: [kcna]}\n"
        "  - {source: b, quote: Troops arrived, attribution: [tass]}\n"
        "  - {source: c, quote: Troops arrived at dawn, attribution: [tass]}\n",
    }
    found = sound(tmp_path, files).analyses.support["arrival"]
    assert (found.independent, found.origins) == (2, ("kcna", "tass"))


def test_unnamed_voices_are_the_sources_own_origin(tmp_path: Path) -> None:
    found = support(tmp_path, {"a": "{unnamed: analysts}", "b": "{unnamed: analysts}"})
    assert found.origins == ("a", "b")


def test_a_source_that_quotes_its_own_publisher_is_its_own_origin(tmp_path: Path) -> None:
    files = {
        **BASE,
        "annotations/sources/a.yml": "publisher: kcna\n",
        "annotations/claims/arrival.yml": "statement: Troops arrived.\nevidence:\n"
        "  - {source: a, quote: Troops arrived at dawn, attribution: [kcna, tass]}\n"
        "  - {source: b, quote: Troops arrived at dawn, attribution: [kcna]}\n",
    }
    assert sound(tmp_path, files).analyses.support["arrival"].origins == ("kcna", "tass")


@pytest.mark.parametrize("by", ["publisher: The Korea Agency", "authors: [The Korea Agency]"])
def test_a_source_that_quotes_its_own_maker_is_its_own_origin(tmp_path: Path, by: str) -> None:
    files = {
        **BASE,
        "annotations/organizations/kcna.yml": "name: The Korea Agency\n",
        "annotations/sources/a.yml": f"{by}\n",
        "annotations/claims/arrival.yml": "statement: Troops arrived.\nevidence:\n"
        "  - {source: a, quote: Troops arrived at dawn, attribution: [kcna]}\n",
    }
    assert sound(tmp_path, files).analyses.support["arrival"].origins == ("a",)


@pytest.mark.parametrize(
    "made_by",
    ["publisher: kcna", "publisher: KCNA", "publisher: Korea Agency", "authors: [Korea Agency]"],
)
def test_a_source_that_cites_anothers_maker_depends_on_it(tmp_path: Path, made_by: str) -> None:
    files = {
        **BASE,
        "annotations/organizations/kcna.yml": "name: KCNA\nalso_known_as: [Korea Agency]\n",
        "annotations/sources/a.yml": f"{made_by}\n",
        "annotations/claims/arrival.yml": "statement: Troops arrived.\nevidence:\n"
        "  - {source: a, quote: Troops arrived at dawn}\n"
        "  - {source: b, quote: Troops arrived at dawn, attribution: [kcna]}\n",
    }
    assert sound(tmp_path, files).analyses.support["arrival"].groups == (("a", "b"),)


@pytest.mark.parametrize("made_by", ["publisher: The Wire", "authors: [Ada Quill]"])
def test_sources_of_one_maker_without_a_record_count_once(tmp_path: Path, made_by: str) -> None:
    files = {
        **BASE,
        "annotations/sources/a.yml": f"{made_by}\n",
        "annotations/sources/b.yml": f"{made_by}\n",
        "annotations/claims/arrival.yml": "statement: Troops arrived.\nevidence:\n"
        "  - {source: a, quote: Troops arrived at dawn}\n"
        "  - {source: b, quote: Troops arrived at dawn}\n",
    }
    assert sound(tmp_path, files).analyses.support["arrival"].groups == (("a", "b"),)


def test_of_several_makers_that_sources_have_in_common_the_publisher_is_told(
    tmp_path: Path,
) -> None:
    # Whoever tells it: sets of texts are in another order in each process.
    made_by = (
        "publisher: The Wire\nauthors: [Ada Quill, Bo Ek, Cy Lund, Di Moss, Ed Nye, Flo Orr]\n"
    )
    files = {
        **BASE,
        "annotations/sources/a.yml": made_by,
        "annotations/sources/b.yml": made_by,
        "annotations/claims/arrival.yml": "statement: Troops arrived.\nevidence:\n"
        "  - {source: a, quote: Troops arrived at dawn}\n"
        "  - {source: b, quote: Troops arrived at dawn}\n",
    }
    (bond,) = sound(tmp_path, files).analyses.support["arrival"].bonds
    assert (bond.why, bond.origin) == ("publisher", "The Wire")


def test_evidence_that_disputes_or_discusses_carries_nothing(tmp_path: Path) -> None:
    found = sound(tmp_path, GREETING).analyses.support["putin-praised-soldiers"]
    assert found.sources == ("first", "second")
    assert found.disputing == ("first",)
    assert found.disputed


# Shared text ----------------------------------------------------------------------------------

REPORT = (
    "The convoy of nine lorries left the harbour before dawn, the port master said, and was "
    "stopped at the second checkpoint because two of the drivers had no papers."
)
REWRITTEN = (
    "A convoy with nine lorries left the harbour before dawn, as the port master put it, and was "
    "stopped at the second checkpoint because some of the drivers had no papers."
)


def drifted(text: str, first: int) -> str:
    """Return a text with every eighth word replaced, from the word at `first` on."""
    return " ".join(
        f"word{number}" if number % 8 == first else word for number, word in enumerate(text.split())
    )


def told(root: Path, seeds: dict[str, str], more: dict[str, str] | None = None) -> Support:
    """Return the support of a claim whose evidence is the text between `<` and `>` in each seed."""
    items = "".join(
        f"  - source: {name}\n    note: As it stands.\n"
        f"    quote: {json.dumps(text[text.index('<') + 1 : text.index('>')])}\n"
        for name, text in seeds.items()
        if "<" in text
    )
    files = {
        **{path: text for path, text in BASE.items() if not path.startswith("seeds/")},
        **{
            f"seeds/{name}.txt": text.replace("<", "").replace(">", "")
            for name, text in seeds.items()
        },
        "annotations/claims/stopped.yml": f"statement: A convoy was stopped.\nevidence:\n{items}",
        **(more or {}),
    }
    return sound(root, files).analyses.support["stopped"]


def padded(text: str, number: int) -> str:
    """Return a text among much else, so that it is a small part of its source."""
    return f"{LEADS[number]}\n\n{text}\n\n{'  '.join(LEADS[number : number + 1] * 12)}\n"


LEADS = (
    "Rain fell on the coast all week and the fields around the old mill stood under water again.",
    "Our correspondent visited three schools where teachers have been waiting for heating oil.",
    "Ticket prices for the ferry go up in spring, its owner announced to nobody’s great surprise.",
    "Twelve volunteers cleared the path along the cliff and found a bottle with a letter inside.",
)


def test_sources_with_one_text_around_their_evidence_count_once(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        {
            "a": padded(f"<{REPORT}>", 0),
            "b": padded(f"<{REWRITTEN}>", 1),
            "c": padded("<It was stopped.>", 2),
        },
    )
    assert found.groups == (("a", "b"), ("c",))
    assert (len(found.sources), len(found.origins)) == (3, 3)
    (bond,) = found.bonds
    assert (bond.why, bond.sources) == ("text", ("a", "b"))
    assert bond.passage is not None
    assert (bond.passage.a, bond.passage.b) == ("a", "b")


def test_the_sentence_beside_the_shared_one_depends_on_it_too(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        {
            "a": padded(f"{REPORT} <They were questioned for hours.>", 0),
            "b": padded(f"<Everybody was asked where the load came from.> {REPORT}", 1),
        },
    )
    assert found.independent == 1


def test_a_passage_elsewhere_in_long_texts_joins_no_evidence(tmp_path: Path) -> None:
    other = "<Police fined a baker in Mill Lane on the same day.>"
    found = told(
        tmp_path,
        {
            "a": f"{padded(REPORT, 0)}\n\n{LEADS[0]} {LEADS[0]}\n\n{other}\n",
            "b": f"{padded(REPORT, 1)}\n\n{LEADS[1]} {LEADS[1]}\n\n<A baker had to pay a fine.>\n",
        },
    )
    assert found.independent == 2


def test_a_text_that_is_largely_anothers_depends_on_it_throughout(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        {
            "a": f"{REPORT}\n\n{LEADS[0]}\n\n{LEADS[0]}\n\n<A baker had to pay a fine.>\n",
            "b": f"<Police fined a baker.>\n\n{LEADS[1]}\n\n{LEADS[1]}\n\n{REWRITTEN}\n",
        },
    )
    assert found.independent == 1
    assert [bond.why for bond in found.bonds] == ["text"]


def test_a_copy_of_a_copy_counts_once_where_nothing_is_left_between_the_ends(
    tmp_path: Path,
) -> None:
    seeds = {
        "a": padded(f"<{drifted(REPORT, 3)}>", 0),
        "b": padded(REPORT, 1),
        "c": padded(f"<{drifted(REPORT, 7)}>", 2),
    }
    without = {name: text for name, text in seeds.items() if name != "b"}
    assert told(tmp_path / "without", without).independent == 2
    found = told(tmp_path / "with", seeds)
    assert found.independent == 1
    assert [(bond.why, bond.passage) for bond in found.bonds] == [("text", None)]


def test_text_declaration_and_attribution_join_together(tmp_path: Path) -> None:
    seeds = {
        "a": padded(f"<{REPORT}>", 0),
        "b": padded(f"<{REWRITTEN}>", 1),
        "c": padded("<It was stopped.>", 2),
        "d": padded("<Somebody stopped it.>", 3),
    }
    apart = told(tmp_path / "text", seeds)
    assert apart.groups == (("a", "b"), ("c",), ("d",))
    declared = {"annotations/sources/c.yml": "derived_from: [b]\n"}
    joined = told(tmp_path / "declared", seeds, declared)
    assert joined.groups == (("a", "b", "c"), ("d",))
    assert [bond.why for bond in joined.bonds] == ["declared", "text"]
    cited = {
        **declared,
        "annotations/evidence/same-agency.yml": "claim: stopped\nsource: c\nquote: was stopped\n"
        "attribution: [kcna]\n",
        "annotations/evidence/agency.yml": "claim: stopped\nsource: d\nquote: stopped it\n"
        "attribution: [kcna]\n",
    }
    assert told(tmp_path / "all", seeds, cited).independent == 1


def test_sources_that_copy_each_other_in_a_circle_are_an_error(tmp_path: Path) -> None:
    files = {
        **BASE,
        "annotations/sources/a.yml": "derived_from: [b]\n",
        "annotations/sources/b.yml": "derived_from: [c]\n",
        "annotations/sources/c.yml": "derived_from: [a]\n",
    }
    _, report = read(write(tmp_path, files))
    (error,) = report.errors
    assert (error.code, error.place.path, error.place.line) == (
        "reference-cycle",
        "annotations/sources/a.yml",
        1,
    )


def test_sources_that_share_text_anywhere_are_a_group(tmp_path: Path) -> None:
    seeds = {"a": padded(REPORT, 0), "b": padded(REWRITTEN, 1), "c": padded("<Stopped.>", 2)}
    files = {
        **{path: text for path, text in BASE.items() if not path.startswith("seeds/")},
        **{f"seeds/{name}.txt": text for name, text in seeds.items()},
    }
    assert sound(tmp_path, files).analyses.source_groups == (("a", "b"),)


def test_independent_counts_equal_what_was_planted(tmp_path: Path) -> None:
    made = planted(300, seed=21)
    claims = {}
    expected = {}
    for number, copies in enumerate(made.passages):
        sources = {copy.source for copy in copies}
        alone = next(one for one in made.texts if one not in sources and not _planted(made, one))
        quotes = [(copy.source, copy.span.of(made.texts[copy.source])) for copy in copies]
        quotes.append((alone, made.texts[alone][:120].rpartition(" ")[0]))
        claims[f"annotations/claims/c{number}.yml"] = (
            f"statement: Passage {number}.\nevidence:\n"
            + "".join(
                f"  - {{source: {source}, quote: {json.dumps(words, ensure_ascii=False)}}}\n"
                for source, words in quotes
            )
        )
        expected[f"c{number}"] = (len(sources) + 1, 2)
    files = {
        "mkdocs.yml": "site_name: Planted\n",
        "dossier.yml": "checks: {shared-passage-twice: off}\n",
        **{f"seeds/{name}.txt": text for name, text in made.texts.items()},
        **claims,
    }
    support_ = sound(tmp_path, files).analyses.support
    counted = {claim: (len(one.sources), one.independent) for claim, one in support_.items()}
    assert len(counted) > 20
    assert counted == expected


def _planted(made: Planted, source: str) -> bool:
    return any(copy.source == source for copies in made.passages for copy in copies)


def test_words_left_out_of_a_quote_join_nothing(tmp_path: Path) -> None:
    long = " ".join(LEADS[0:1] * 9)
    seeds = {
        "a": f"<The bridge fell.> {long} {REPORT} {long} An inquiry opened.\n",
        "b": f"{REPORT}\n\n{' '.join(LEADS[1:2] * 12)}\n\n<A bridge came down.>\n",
    }
    assert told(tmp_path / "apart", seeds).independent == 2
    claim = {
        "annotations/evidence/gap.yml": "claim: stopped\nsource: a\nnote: As it stands.\n"
        "quote: The bridge fell. […] An inquiry opened.\n",
    }
    assert told(tmp_path / "gap", seeds, claim).independent == 2


def test_the_passage_shown_is_one_that_both_quote(tmp_path: Path) -> None:
    longer = f"{REPORT} {LEADS[2]}"
    both = "Nobody in the packed hall had expected the vote on the harbour to be so very clear"
    found = told(
        tmp_path,
        {
            "a": padded(f"{longer}\n\n{LEADS[0]} {LEADS[0]}\n\n<{both}>, he said.", 0),
            "b": padded(f"{longer}\n\n{LEADS[1]} {LEADS[1]}\n\n<{both}>, everybody agreed.", 1),
        },
    )
    (bond,) = found.bonds
    assert bond.passage is not None
    assert bond.passage.words == len(both.split())


def test_a_long_chain_of_copies_goes_back_to_its_first(tmp_path: Path) -> None:
    names = [f"s{number:04}" for number in range(1_500)]
    files = {
        "mkdocs.yml": "site_name: Chain\n",
        **{f"seeds/{name}.txt": "Troops arrived.\n" for name in names},
        "annotations/sources.yml": "".join(
            f"{name}: {{derived_from: [{other}]}}\n" for name, other in pairwise(names)
        ),
    }
    assert set(roots(sound(tmp_path, files).records).values()) == {frozenset({names[-1]})}
