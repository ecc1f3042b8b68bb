"""A quote is whole words and whole numbers: never a piece of a longer one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dossiers import read, write

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "A report\n\nIn all, 15,000 troops cleared mines at dawn on 4.5 hectares. The figure was "
    "unconfirmed by anybody who was there. North Koreans came; North Korea said nothing. "
    "김정은은 답했다.\n"
)


def told(root: Path, quote: str) -> tuple[list[str], str]:
    """Return what is wrong with a quote, and the words that it is taken for."""
    files = {
        "mkdocs.yml": "site_name: Mines\n",
        "seeds/report.txt": TEXT,
        "annotations/claims/one.yml": "statement: One.\n"
        f"evidence: [{{source: report, quote: '{quote}'}}]\n",
    }
    dossier, report = read(write(root, files))
    found = [one.anchor.span.of(TEXT) for one in dossier.graph.evidence]
    return [one.code for one in report.diagnostics], "".join(found)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("5,000 troops cleared mines at dawn", "15,000 troops cleared mines at dawn"),
        ("000 troops cleared mines at dawn", "15,000 troops cleared mines at dawn"),
        ("confirmed by anybody who was there", "unconfirmed by anybody who was there"),
    ],
)
def test_a_piece_of_a_longer_word_or_number_has_drifted(
    tmp_path: Path, quote: str, found: str
) -> None:
    assert told(tmp_path, quote) == (["quote-drifted"], found)


@pytest.mark.parametrize("quote", ["oreans came", "on 4"])
def test_a_short_piece_of_a_word_is_not_found(tmp_path: Path, quote: str) -> None:
    assert told(tmp_path, quote) == (["quote-not-found"], "")


@pytest.mark.parametrize(
    "quote", ["15,000 troops", "North Korea", "Koreans came;", "4.5 hectares", "김정은", "all,"]
)
def test_whole_words_are_exact_though_longer_ones_begin_alike(tmp_path: Path, quote: str) -> None:
    assert told(tmp_path, quote) == ([], quote)


def test_the_parts_around_words_left_out_are_whole_words(tmp_path: Path) -> None:
    codes, _ = told(tmp_path, "5,000 troops […] Korea said nothing")
    assert codes != []
