"""HTML in less time: the same letters as MarkupSafe and Jinja print, and nothing left behind."""

from __future__ import annotations

import gc
import weakref
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import (
    DictLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    UndefinedError,
    pass_context,
    pass_environment,
    pass_eval_context,
)
from markupsafe import Markup, escape

from dossier.diagnostics import Report
from dossier.markup import escaped, marked
from dossier.pages.environment import has_own_templates
from dossier.pages.quick_templates import QuickEnvironment
from dossier.project import read_project

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2.nodes import EvalContext
    from jinja2.runtime import Context

_TEMPLATE = """
{% macro told(words) %}<b title="{{ number }}">{{ words }}</b>{% endmacro %}
{% set twice %}{{ told(words) }} and {{ told(words) }}{% endset %}
{{ twice }}{% for _ in range(2) %}{{ told(words ~ "&") }}{% endfor %}{{ words|upper }}
"""
_CALLS = """
{% macro plain(one, two="<2>") %}{{ one }}|{{ two }}{% endmacro %}
{% macro any(one) %}{{ one }}{{ varargs }}{{ kwargs }}{% endmacro %}
{% macro calls(one) %}{{ one }}{{ caller(one) }}{% endmacro %}
{% macro within(one, caller=none) %}{{ caller is none }}{{ one }}{% endmacro %}
{% for each in [words, 3] %}{% set inner = each %}
{{ plain(each) }}{{ plain(each, "b") }}{{ plain(two=each, one=1) }}{{ plain(each, two="<") }}
{{ any(each, 1, 2, three=3) }}{{ within(each) }}{% call within(each) %}x{% endcall %}
{% call(got) calls(each) %}({{ got }}){% endcall %}
{{ named() }}{{ inner_of("inner") }}{{ settings() }}{{ words.strip() }}{{ empty() is defined }}
{{ plus(1, b=2) }}{{ loud(words) }}
{% endfor %}
{% autoescape false %}{{ plain(words) ~ "<" }}{{ plain("<") is string }}{% endautoescape %}
"""
_WRONG = (
    "{% macro one(a) %}{{ a }}{% endmacro %}{{ one() }}",
    "{% macro one(a) %}{{ a }}{% endmacro %}{{ one(1, 2) }}",
    "{% macro one(a) %}{{ a }}{% endmacro %}{{ one(1, b=2) }}",
    "{% macro one(a) %}{{ a }}{% endmacro %}{% call one(1) %}{% endcall %}",
    "{{ named(1) }}",
    "{{ 3() }}",
)
_OF_SEVERAL = {
    "page": """{% extends "base" %}{% import "macros" as without %}
        {% import "macros" as within with context %}
        {% block body %}{{ without.told() }} {{ within.told() }}
        {% include "part" %}{% endblock %}""",
    "base": "<p>{{ named() }} {{ plus(1, 2) }} {% block body %}{% endblock %}</p>",
    "macros": "{% macro told() %}{{ words is defined }} {{ named() }}{% endmacro %}",
    "part": "{{ words }} {{ plus is defined }}",
}
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


@pass_context
def _inner_of(context: Context, name: str) -> object:
    return context.get(name)


@pass_environment
def _settings(environment: Environment) -> bool:
    return environment.trim_blocks


@pass_eval_context
def _loud(context: EvalContext, words: str) -> str:
    return f"{words.upper()}{context.autoescape}"


def _empty() -> object:
    return next(iter(()))


def _environment(kind: type[Environment]) -> Environment:
    environment = kind(autoescape=True, undefined=StrictUndefined, loader=DictLoader(_OF_SEVERAL))
    environment.globals.update(
        named=lambda: "<named>", plus=lambda a, b: a + b, empty=_empty, loud=_loud
    )
    environment.globals.update(inner_of=_inner_of, settings=_settings)
    return environment


def _both(template: str, **values: object) -> list[str]:
    made = []
    for kind in (QuickEnvironment, Environment):
        try:
            made.append(_environment(kind).from_string(template).render(values))
        except (TypeError, UndefinedError) as error:
            made.append(f"{type(error).__name__}: {error}".replace("_QuickMacro", "Macro"))
    return made


@settings(deadline=None)
@given(_WORDS | _WORDS.map(Markup))
def test_whatever_a_template_calls_gives_what_it_does_in_jinjas_own(words: str) -> None:
    ours, jinjas = _both(_CALLS, words=words)
    assert ours == jinjas
    assert "&lt;named&gt;" in ours


@pytest.mark.parametrize("template", _WRONG)
def test_a_wrong_call_fails_as_in_jinjas_own(template: str) -> None:
    ours, jinjas = _both(template)
    assert ours == jinjas
    assert "Error" in ours


@settings(deadline=None)
@given(_WORDS | _WORDS.map(Markup))
def test_a_template_prints_what_jinjas_own_does(words: str) -> None:
    ours, jinjas = (
        _environment(kind).from_string(_TEMPLATE).render(words=words, number=7)
        for kind in (QuickEnvironment, Environment)
    )
    assert ours == jinjas


def test_templates_that_take_from_others_print_what_they_do_in_jinjas_own() -> None:
    ours, jinjas = (_environment(kind) for kind in (QuickEnvironment, Environment))
    for words in ("a & b", "c"):
        values = {"words": words, "named": partial(str, words)}
        page = ours.get_template("page").render(values)
        assert page == jinjas.get_template("page").render(values)
        assert "False &lt;named&gt;" in page
        assert f"True {escape(words)}" in page
    known = {"plus": max}
    told = [one.get_template("base", globals=known).render() for one in (ours, jinjas)]
    assert told[0] == told[1]
    with pytest.raises(TemplateNotFound):
        ours.get_template("none")


def test_what_a_page_shows_is_let_go_when_it_is_done() -> None:
    template = _environment(QuickEnvironment).from_string(_TEMPLATE)
    shown = Told()
    there = weakref.ref(shown)
    gc.disable()  # without anybody looking for it
    try:
        template.render(words=shown, number=7)
        del shown
        assert there() is None
    finally:
        gc.enable()


def test_templates_of_a_dossiers_own_are_found_by_any_name_and_behind_links(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Bridge\n", encoding="utf-8")
    project = read_project(tmp_path, Report())
    assert not has_own_templates(project)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/.gitkeep").touch()
    assert not has_own_templates(project)
    (tmp_path / "shared").mkdir()
    (tmp_path / "templates/blocks").symlink_to(tmp_path / "shared", target_is_directory=True)
    assert not has_own_templates(project)
    (tmp_path / "shared/claims.jinja").touch()
    assert has_own_templates(project)
