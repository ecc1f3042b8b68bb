"""A long text that is kept small is the same text."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.packed import packed
from dossier.site import Page

TEXTS = st.text(st.characters(), max_size=200).flatmap(
    lambda text: st.integers(1, 60).map(lambda times: text * times)
)


@given(TEXTS)
def test_a_page_gives_its_html_back(html: str) -> None:
    page = Page("claims/x.md", "Title", "", html)
    assert page.html == html
    assert replace(page, title="Other").html == html
    assert pickle.loads(pickle.dumps(page)) == page  # noqa: S301 - made just now
    assert (Page("claims/x.md", "Title", "", html + "!") == page) is False


def test_long_pages_take_little_room() -> None:
    html = "<p>The bridge is closed to all traffic.</p>" * 1_000
    pages = [Page("claims/x.md", "Title", "", f"{html}{number}") for number in range(400)]
    room = sum(len(vars(page)["_html"]) for page in pages)
    assert room * 1.9 < len(html) * len(pages)
    assert [page.html for page in pages] == [f"{html}{number}" for number in range(400)]
    assert [page.html for page in pages] == [f"{html}{number}" for number in range(400)]


def test_a_long_page_takes_little_room_on_its_way_to_another_process() -> None:
    html = "<p>The bridge is closed to all traffic.</p>" * 1_000
    page = Page("claims/x.md", "Title", "", html)
    assert len(pickle.dumps(page)) * 20 < len(html)
    assert page.html == html


def test_a_page_has_to_say_what_is_on_it() -> None:
    with pytest.raises(TypeError, match="html"):
        Page("claims/x.md", "Title", "")


@given(TEXTS)
def test_a_page_can_be_made_of_what_is_kept_of_another(html: str) -> None:
    page = Page("claims/x.md", "Title", "", html)
    kept = packed(page, "html")
    assert isinstance(kept, bytes)
    assert Page("claims/x.md", "Title", "", kept) == page
    assert packed(Page("claims/x.md", "Title", "", kept), "html") == kept
