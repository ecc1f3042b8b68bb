"""How much of a claim's support counts as independent, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, sound

if TYPE_CHECKING:
    from pathlib import Path

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
    [{"b": "a", "c": "b"}, {"b": "a", "c": "a"}, {"c": "a, b"}, {"a": "d", "b": "a", "c": "d"}],
)
def test_a_chain_of_copies_counts_once(tmp_path: Path, derived: dict[str, str]) -> None:
    assert support(tmp_path, {"a": "", "b": "", "c": ""}, derived).independent == 1


def test_copies_of_a_source_that_does_not_carry_the_claim_count_once(tmp_path: Path) -> None:
    assert support(tmp_path, {"a": "", "b": ""}, {"a": "d", "b": "d"}).groups == (("a", "b"),)


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


def test_a_source_that_cites_anothers_publisher_depends_on_it(tmp_path: Path) -> None:
    files = {
        **BASE,
        "annotations/sources/a.yml": "publisher: kcna\n",
        "annotations/claims/arrival.yml": "statement: Troops arrived.\nevidence:\n"
        "  - {source: a, quote: Troops arrived at dawn}\n"
        "  - {source: b, quote: Troops arrived at dawn, attribution: [kcna]}\n",
    }
    assert sound(tmp_path, files).analyses.support["arrival"].groups == (("a", "b"),)


def test_evidence_that_disputes_or_discusses_carries_nothing(tmp_path: Path) -> None:
    found = sound(tmp_path, GREETING).analyses.support["putin-praised-soldiers"]
    assert found.sources == ("first", "second")
    assert found.disputing == ("first",)
    assert found.disputed
