"""The words that a shard of the index lacks, so that it knows what all the others know.

Pagefind passes over a word that stands nowhere in an index, or takes one for it with which it
begins. In a dossier of several shards that would befall every rare word in most of them, and find
what does not hold it. So each shard also indexes one page of all the words that stand only in
others. No search shows it: the browser leaves it out by its name.
"""

from __future__ import annotations

import gzip
import os
import re
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.search_index.items import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME = "-words"
"""Ends the name of the page's file in the index."""
_PAGE = "words.html"
_BEGINS = MARK + f'{{"url":"/{_PAGE}"'.encode()
_TAG = re.compile("<[^>]*>")
_EDGES = ".,;:!?…\"'“”„‘’«»()[]"


class Vocabulary:
    """The words of the records of each shard."""

    def __init__(self, shards: int) -> None:
        self._words: list[set[str]] = [set() for _ in range(shards)]

    def add(self, shard: int, html: str) -> None:
        """Take up the words of a record, as `entry_html` has written it, into a shard."""
        if len(self._words) > 1:
            self._words[shard].update(unescape(_TAG.sub(" ", html)).split())

    def write(self, folders: Sequence[Path]) -> None:
        """Write into the folder of each shard the page of the words that it lacks.

        Grows with the words of all, for each of the shards.
        """
        for folder, lacking in zip(folders, self._lacking(), strict=True):
            if folder.is_dir():
                words = escape(" ".join(lacking) or "none")  # or it would be no page
                html = f"<html><body><main data-pagefind-body>{words}</main></body></html>\n"
                (folder / _PAGE).write_text(html, "utf-8")

    def _lacking(self) -> Iterator[list[str]]:
        known = [{word.strip(_EDGES) for word in words} for words in self._words]
        every = sorted(set().union(*known))
        for words in known:
            yield [word for word in every if word not in words]


def take_words_out(fragments: Path) -> str:
    """Remove the file of the page of words from an index, as nobody loads it.

    Returns:
        Its name without the ending.

    Raises:
        ValueError: it is not there.
    """
    with os.scandir(fragments) as files:
        by_size = sorted(files, key=lambda one: one.stat().st_size, reverse=True)
    for one in by_size:  # the page is nearly always the largest by far
        with gzip.open(one.path) as file:
            if file.read(len(_BEGINS)) == _BEGINS:
                path = Path(one)
                path.unlink()
                return path.stem
    raise ValueError("the page of words is not in it")
