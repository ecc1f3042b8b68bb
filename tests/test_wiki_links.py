"""`[[id]]` is a link, except where the brackets are the subject."""

from __future__ import annotations

import pytest

from dossier.wiki_links import wiki_links


def test_a_link_has_a_target_a_label_and_a_place() -> None:
    text = "See [[kcna]] and [[ vladimir-putin | the president ]]."
    found = list(wiki_links(text))
    assert [(one.target, one.label) for one in found] == [
        ("kcna", ""),
        ("vladimir-putin", "the president"),
    ]
    assert [one.span.of(text) for one in found] == [
        "[[kcna]]",
        "[[ vladimir-putin | the president ]]",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`[[kcna]]`",
        "``a ` [[kcna]]``",
        "```yaml\nnotes: [[kcna]]\n```",
        "~~~\n[[kcna]]\n~~~",
        "Text.\n\n    [[kcna]]\n",
        "---\ntitle: '[[kcna]]'\n---\n",
        "```\nnever closed [[kcna]]",
    ],
)
def test_brackets_in_code_and_front_matter_are_no_links(text: str) -> None:
    assert list(wiki_links(text)) == []


def test_a_link_after_code_is_found() -> None:
    text = "`[[one]]`\n\n```\n[[two]]\n```\n\n[[three]] and `x` [[four]]"
    assert [one.target for one in wiki_links(text)] == ["three", "four"]
