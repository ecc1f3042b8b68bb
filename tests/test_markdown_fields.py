"""Contributed Markdown becomes HTML that can do nothing but be read."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.pages.markdown import MarkdownFields, plain_words

RECORDS = {"kcna": ("../../organizations/kcna/", "KCNA <agency>")}


def render(text: str) -> str:
    return str(MarkdownFields().render(text, RECORDS.get))


def test_core_markdown_is_rendered() -> None:
    assert render("A *stressed* word and `code`.") == (
        "<p>A <em>stressed</em> word and <code>code</code>.</p>"
    )


_SIGNS = "aB9é.,;:?!'\"()/%–—‘’“”… -_*`#+=<>&[]|~\\\n\t\xa0\u0301\u4e2d"


@given(st.text(_SIGNS, max_size=12) | st.text(max_size=8))
@example("Plain words – said so (twice), “once” 9/10.")
@example("http://a.b")
@example("a.\n")
@example("a\x02wzxhzdk:0\x03")
def test_plain_words_come_out_as_from_the_markdown_package(text: str) -> None:
    fields = MarkdownFields()
    expected = fields.rendered(text, RECORDS.get)
    assert fields.render(text, RECORDS.get).strip() == expected.strip()


def test_a_link_to_a_record_has_its_title_escaped() -> None:
    html = render("See [[kcna]].")
    assert 'href="../../organizations/kcna/"' in html
    assert ">KCNA &lt;agency&gt;</a>" in html


def test_a_link_to_a_record_may_have_a_label() -> None:
    assert ">the agency</a>" in render("See [[kcna|the agency]].")


def test_two_threads_do_not_get_each_others_links() -> None:
    fields, before = MarkdownFields(), sys.getswitchinterval()
    text = "See [[kcna]] and `code`. " * 20
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(2) as threads:
            places = ["here/", "there/"] * 30
            told = threads.map(
                lambda place: str(fields.render(text, lambda _: (place, "KCNA"))), places
            )
            for place, html in zip(places, told, strict=True):
                assert html.count(f'href="{place}"') == 20
                assert "klzzwxh" not in html
    finally:
        sys.setswitchinterval(before)


def test_a_link_in_code_stays_as_it_was_typed() -> None:
    assert render("Write `[[kcna]]`.") == "<p>Write <code>[[kcna]]</code>.</p>"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onmouseover=alert(1)>b</b>",
        "<!-- --><svg onload=alert(1)>",
        "<p\nonclick=alert(1)>",
    ],
)
def test_raw_html_is_shown_and_never_run(hostile: str) -> None:
    html = render(hostile)
    assert "<script" not in html
    assert "<img" not in html
    assert "<svg" not in html
    assert "<b" not in html
    assert "&lt;" in html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///x",
        "ftp://x.example/",
    ],
)
def test_only_web_addresses_are_links(address: str) -> None:
    assert "href" not in render(f"[here]({address})")
    assert "href" not in render(f"[here][1]\n\n[1]: {address}")


def test_a_link_that_leaves_the_site_lends_it_no_weight() -> None:
    assert 'rel="noopener nofollow"' in render("[here](https://elsewhere.example/)")


def test_pictures_from_elsewhere_are_not_loaded() -> None:
    assert "<img" not in render("![x](https://elsewhere.example/x.png)")


def test_headings_stand_below_those_of_the_page() -> None:
    assert render("# Dates") == "<h4>Dates</h4>"


@pytest.mark.parametrize("sign", ["[", "![", "[a](", "[[", ">", "*a **b ", "`a"])
def test_endless_signs_end(sign: str) -> None:
    typed = sign * 5_000
    assert render(typed).count(sign[-1].replace(">", "&gt;")) >= 1


def test_plain_words_drop_the_markup() -> None:
    words = plain_words("See *the* [[kcna]] and [a page](https://x.example).", str.upper)
    assert words == "See the KCNA and a page."
