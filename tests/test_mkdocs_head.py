"""The policy of a page lets run what the page holds, and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.mkdocs_head import (
    Framed,
    Inline,
    held_with,
    holds_nothing,
    inline,
    inline_around,
    with_feed,
    with_metadata,
    with_policy,
    with_scripts,
)


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def rules(page: str) -> dict[str, list[str]]:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert found is not None
    told = [rule.split() for rule in unescape(found[1]).split("; ")]
    return {name: values for name, *values in told}


def page(body: str, head: str = "") -> str:
    return (
        f'<!doctype html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    )


@pytest.mark.parametrize(
    ("body", "script"),
    [
        ("<script>go()</script>", "go()"),
        ('<script type="module">import "./a.js"</script>', 'import "./a.js"'),
        ("<script type=text/javascript>go()</script>", "go()"),
        ('<script data-x="a>b">go()</script>', "go()"),
        ("<script>one()\r\ntwo()</script>", "one()\ntwo()"),
        ("<!-- <script> is a word here --><script>go()</script>", "go()"),
        ("<SCRIPT>go()</SCRIPT>", "go()"),
    ],
)
def test_a_script_of_the_page_may_run(body: str, script: str) -> None:
    assert hashed(script) in rules(with_policy(page(body)))["script-src"]


@pytest.mark.parametrize(
    "body",
    [
        '<script src="a.js"></script>',
        '<script type="application/json">{"a": 1}</script>',
        '<script type="application/ld+json">{"a": 1}</script>',
        "<!-- <script>old()</script> -->",
        "<script> </script>",
        "<p>&lt;script&gt;go()&lt;/script&gt;</p>",
    ],
)
def test_what_does_not_run_is_not_allowed_to(body: str) -> None:
    allowed = rules(with_policy(page(body)))["script-src"]
    assert allowed == ["'self'", "'wasm-unsafe-eval'"]


def test_a_style_sheet_in_the_page_applies() -> None:
    allowed = rules(with_policy(page("", "<style>p{color:red}</style>")))
    assert allowed["style-src-elem"] == ["'self'", hashed("p{color:red}")]


@pytest.mark.parametrize(
    "cell",
    [
        '<td style="text-align: right;">',
        "<td style='text-align: right;'>",
        '<td title="a>b" style = "text-align: right;">',
        '<td STYLE="text-align&#58; right;">',
    ],
)
def test_the_alignment_of_a_table_applies(cell: str) -> None:
    allowed = rules(with_policy(page(cell)))["style-src-attr"]
    assert allowed == ["'unsafe-hashes'", hashed("text-align: right;")]


def test_without_styles_none_may_come() -> None:
    assert rules(with_policy(page("<p>style</p>")))["style-src-attr"] == ["'none'"]


def test_what_other_pages_hold_is_allowed_where_readers_come_to_them_without_a_load() -> None:
    other = inline("<script>other()</script><td style='width: 1em'>")
    assert other == Inline(frozenset({"other()"}), frozenset(), frozenset({"width: 1em"}))
    allowed = rules(with_policy(page(""), also=other))
    assert hashed("other()") in allowed["script-src"]
    assert hashed("width: 1em") in allowed["style-src-attr"]


def test_the_policy_stands_in_the_head_of_the_page_and_not_in_a_comment() -> None:
    text = "<!-- <head> -->" + page("<p>closed</p>")
    policy = with_policy(text).index("Content-Security-Policy")
    assert policy > text.index("-->")
    assert with_policy("no page at all") == "no page at all"


def test_metadata_and_feed_are_escaped() -> None:
    text = with_metadata(page(""), [("citation_title", '"><script>go()</script>')])
    text = with_feed(text, "https://example.org/feed.xml?a&b", 'The "bridge"')
    assert "<script>" not in text
    assert "feed.xml?a&amp;b" in text


PIECES = (
    *("<p>", "<script>", "</SCRIPT>", "go()", "<!--", "-->", "<Style>", "</style>", ">", " x "),
    *("<td style=", "'top'", '"', "<s>", "<strong>", " "),
)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), st.data())
def test_what_is_said_of_pieces_is_so_whatever_harmless_stands_between(
    frame: str, data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(frame)), max_size=2)))
    bounds = zip([0, *cuts], [*cuts, len(frame)], strict=True)
    pieces = [frame[start:end] for start, end in bounds]
    between = data.draw(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
    held = inline_around(pieces)
    if held is not None and holds_nothing(between, ours=False):
        assert inline(between.join(pieces)) == held


@pytest.mark.parametrize("words", ["a style = plain", "in STYLE=bold", "a\tstyle='x'"])
def test_words_that_look_like_a_style_are_told_of_wherever_a_page_is_looked_through(
    words: str,
) -> None:
    # Else a page would have another policy by the way in which it is rendered.
    page = f"<p>{words}</p>"
    assert inline(page).styles
    assert not holds_nothing(page, ours=True)


@pytest.mark.parametrize(
    "pieces",
    [
        ["<script>a = '", "'</script>"],
        ["<!-- ", " -->"],
        ['<p style="width: ', 'em">'],
        ["<script data-x='", "'>go()</script>"],
    ],
)
def test_of_pieces_with_something_in_a_script_a_comment_or_a_style_nothing_is_said(
    pieces: list[str],
) -> None:
    assert inline_around(pieces) is None


def test_of_a_page_nothing_is_said_any_more_once_it_is_changed() -> None:
    framed = Framed(page("<p>"))
    framed.held = Inline(frozenset({"go()"}))
    assert held_with(framed, "some words") == framed.held
    assert held_with(framed, "in style") is None
    assert held_with(framed.replace("<p>", "<b>")) is None


def test_scripts_that_come_first_are_allowed_and_stand_before_the_style_sheets() -> None:
    before = page("<p>words</p>", head='<link rel="stylesheet" href="a.css">')
    told = with_scripts(before, "../ahead.js", '../a"b.js')
    assert told.replace(before[before.index("<link") :], "").endswith(
        '<script type="module" async src="../ahead.js"></script>'
        '<link rel="modulepreload" href="../a&#34;b.js">'
    )
    assert with_policy(told).index("Content-Security-Policy") < told.index("ahead.js")
    assert rules(with_policy(told)) == rules(with_policy(before))
    assert with_scripts("no head", "../ahead.js") == "no head"
