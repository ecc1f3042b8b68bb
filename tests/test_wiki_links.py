"""`[[id]]` is a link, except where the brackets are the subject."""

from __future__ import annotations

import pytest

from dossier.wiki_links import WIKI_LINK, wiki_links


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


@pytest.mark.parametrize("text", ["[[ada-quill|]]", "[[ada-quill| ]]", "[[ada-quill]]"])
def test_a_link_whose_label_is_empty_has_none(text: str) -> None:
    (found,) = wiki_links(f"See {text}.")
    assert (found.target, found.label) == ("ada-quill", "")
    match = WIKI_LINK.search(text)
    assert match
    assert not match[2]


@pytest.mark.parametrize("sign", ["[[a", "[[a|", "[[a| ", " ", "|", "[[a|b "])
def test_brackets_without_end_are_passed_over(sign: str) -> None:
    assert list(wiki_links("[[a|" + sign * 50_000)) == []


@pytest.mark.parametrize(
    "text",
    [
        "`[[kcna]]`",
        "``a ` [[kcna]]``",
        "```yaml\nnotes: [[kcna]]\n```",
        "~~~\n[[kcna]]\n~~~",
        r"\[[kcna]]",
        "---\ntitle: '[[kcna]]'\n---\n",
        "```\nnever closed [[kcna]]",
    ],
)
def test_brackets_in_code_and_front_matter_are_no_links(text: str) -> None:
    assert list(wiki_links(text)) == []


def test_a_link_after_code_is_found() -> None:
    text = "`[[one]]`\n\n```\n[[two]]\n```\n\n[[three]] and `x` [[four]]"
    assert [one.target for one in wiki_links(text)] == ["three", "four"]


def test_a_label_may_go_on_in_the_next_line() -> None:
    (link,) = wiki_links("See [[kcna|the state\nagency]].")
    assert (link.target, " ".join(link.label.split())) == ("kcna", "the state agency")


def test_a_link_in_a_lists_second_paragraph_is_one() -> None:
    assert [one.target for one in wiki_links("- item\n\n    See [[kcna]].\n")] == ["kcna"]
