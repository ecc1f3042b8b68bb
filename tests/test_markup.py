"""HTML in less time: the same letters as MarkupSafe and Jinja print, and nothing left behind."""

from __future__ import annotations

import gc
import weakref

from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from dossier.markup import escaped, marked
from dossier.pages.quick_templates import QuickTemplate

_TEMPLATE = """
{% macro told(words) %}<b title="{{ number }}">{{ words }}</b>{% endmacro %}
{% set twice %}{{ told(words) }} and {{ told(words) }}{% endset %}
{{ twice }}{% for _ in range(2) %}{{ told(words ~ "&") }}{% endfor %}{{ words|upper }}
"""
_WORDS = st.text(st.sampled_from("a<>&\"'é \n"), max_size=12)


class Told:
    """A value that says itself what it is as HTML."""

    def __html__(self) -> str:
        return "<i>told</i>"

    def __str__(self) -> str:
        return "<told>"


@given(_WORDS | _WORDS.map(Markup) | st.integers() | st.none() | st.builds(Told))
def test_a_value_is_escaped_as_by_markupsafe(value: object) -> None:
    assert escaped(value) == escape(value)


@given(_WORDS)
def test_what_is_escaped_can_be_escaped_again(words: str) -> None:
    assert escaped(escaped(words)) == escape(words)


@given(_WORDS)
def test_what_is_marked_is_not_escaped(words: str) -> None:
    html = marked(words)  # noqa: S704 - to see that it is
    assert type(html) is Markup
    assert escaped(html) == html == words


def _environment(template: type) -> Environment:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.template_class = template
    return environment


@settings(deadline=None)
@given(_WORDS | _WORDS.map(Markup))
def test_a_template_prints_what_jinjas_own_does(words: str) -> None:
    ours, jinjas = (
        _environment(template).from_string(_TEMPLATE).render(words=words, number=7)
        for template in (QuickTemplate, Environment.template_class)
    )
    assert ours == jinjas


def test_what_a_page_shows_is_let_go_when_it_is_done() -> None:
    template = _environment(QuickTemplate).from_string(_TEMPLATE)
    shown = Told()
    there = weakref.ref(shown)
    gc.disable()  # without anybody looking for it
    try:
        template.render(words=shown, number=7)
        del shown
        assert there() is None
    finally:
        gc.enable()
