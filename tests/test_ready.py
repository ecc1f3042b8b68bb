"""Finished HTML in which no later stage finds anything to interpret."""

from __future__ import annotations

import json
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from dossier.pages.ready import (
    inert,
    linked_data,
    ready,
    title_text,
    with_data,
    without_data,
)

HOSTILE = [
    "{{ 7 * 7 }}",
    "{% include 'secret' %}",
    "--8<-- 'mkdocs.yml'",
    "```python\nprint(1)\n```",
    "{: .x onclick=alert(1) }",
    "<script>alert(1)</script>",
    "[TOC]",
    "*[HTML]: x",
    "# not a heading",
    "[[kcna]]",
    "**bold** and `code` and ~~gone~~ and :smile:",
    "![x](http://elsewhere.example/x.png)",
]


def test_ready_html_is_one_line_without_braces() -> None:
    html = ready('<div class="dossier">\n  <p>{{ 7 * 7 }}</p>\n</div>\n')
    assert html == '<div class="dossier"> <p>&#123;&#123; 7 * 7 &#125;&#125;</p> </div>'


def test_contributed_text_comes_through_markdown_as_it_was_typed() -> None:
    extensions = ["attr_list", "md_in_html", "toc", "abbr", "fenced_code", "tables", "smarty"]
    for typed in HOSTILE:
        html = ready(f'<div class="dossier"><p>{escape(typed)}</p></div>')
        published = markdown.markdown(f"{html}\n", extensions=extensions)
        assert published == html


def test_page_data_comes_through_markdown_with_the_page() -> None:
    for typed in HOSTILE:
        html = ready(f'<div class="dossier"><p>{escape(typed)}</p></div>')
        html = with_data(html, linked_data({"@type": "Claim", "text": typed}))
        assert "{{" not in html
        assert "{%" not in html
        assert markdown.markdown(html, extensions=["attr_list", "md_in_html", "toc"]) == html


def test_an_inert_label_comes_through_markdown_as_it_was_typed() -> None:
    for typed in HOSTILE:
        paragraph = markdown.markdown(f"See {inert(typed)} here.", extensions=["attr_list", "toc"])
        words = re.sub(r"&#(\d+);", lambda sign: chr(int(sign[1])), paragraph)
        assert words == f"<p>See {' '.join(typed.split())} here.</p>"


def test_a_title_reaches_the_generator_escaped() -> None:
    assert title_text('<img onerror="x"> {{ 1 }}') == (
        "&lt;img onerror=&#34;x&#34;&gt; &#123;&#123; 1 &#125;&#125;"
    )


@given(st.dictionaries(st.text(), st.text()))
def test_page_data_survives_and_cannot_leave_its_script(value: dict[str, str]) -> None:
    html = str(linked_data(value))
    inside = html.removeprefix('<script type="application/ld+json">')
    inside = inside.removesuffix("</script>")
    assert "<" not in inside
    assert "{{" not in inside
    assert "{%" not in inside
    assert json.loads(inside) == value


@pytest.mark.parametrize(
    "page",
    [
        '<div class="dossier"><p>closed</p></div>',
        "<h1>closed</h1><p>by a template of the dossier’s own</p>",
        "<div>closed</div> <p>after that</p>",
        "<p>closed</p><script>1</script>",
        "",
    ],
)
def test_page_data_can_be_taken_out_again(page: str) -> None:
    data = linked_data({"@type": "Claim", "text": "</script></div> {{ x }}"})
    assert without_data(with_data(page, data)) == (page, data)
    assert without_data(page) == (page, "")
