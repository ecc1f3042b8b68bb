from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.codes import Severity
from dossier.corpus import Corpus, Source, read_corpus, source
from dossier.diagnostics import Diagnostic, Report
from dossier.project import read_project
from dossier.reading import read_markdown, visible
from dossier.seeds import Seed
from dossier.slugs import slug
from dossier.text import Span

if TYPE_CHECKING:
    from pathlib import Path


def read(root: Path, files: dict[str, bytes | str]) -> tuple[Corpus, list[Diagnostic]]:
    (root / "mkdocs.yml").write_text("site_name: One greeting\n", encoding="utf-8")
    (root / "seeds").mkdir(exist_ok=True)
    for name, content in files.items():
        path = root / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    report = Report()
    corpus = read_corpus(read_project(root, report), report)
    return corpus, report.diagnostics


def plain(text: str) -> Source:
    return source(Seed("greeting", "seeds/greeting.txt", text, ""))


def markdown(text: str) -> Source:
    return source(Seed("greeting", "seeds/greeting.md", text, ""))


def told(diagnostics: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(one.place.path, one.code) for one in diagnostics]


# Seeds


def test_seed_becomes_a_source_with_the_hash_of_its_bytes(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbfPutin greets Kim\r\n\r\nHe praised\rthe troops.\r\n"
    corpus, diagnostics = read(tmp_path, {"000_C4e2 Greeting.txt": content})
    one = corpus.sources["000_c4e2-greeting"]
    assert one.path == "seeds/000_C4e2 Greeting.txt"
    assert one.text == "Putin greets Kim\n\nHe praised\nthe troops.\n"
    assert one.sha256 == hashlib.sha256(content).hexdigest()
    assert one.title == "Putin greets Kim"
    assert diagnostics == []


def test_sources_are_sorted_by_id(tmp_path: Path) -> None:
    corpus, _ = read(tmp_path, {"b/a.txt": "A", "a/c.md": "C", "b.txt": "B"})
    assert list(corpus.sources) == ["a", "b", "c"]


def test_names_that_start_with_a_dot_or_an_underscore_are_skipped(tmp_path: Path) -> None:
    corpus, diagnostics = read(
        tmp_path, {".hidden.txt": "x", "_draft.txt": "x", "_drafts/a.txt": "x", "_a.pdf": "x"}
    )
    assert not corpus.sources
    assert diagnostics == []


def test_other_files_among_the_seeds_are_a_warning_with_a_way_out(tmp_path: Path) -> None:
    _, (one,) = read(tmp_path, {"report.pdf": b"%PDF"})
    assert (one.place.path, one.code) == ("seeds/report.pdf", "not-a-seed")
    assert one.severity is Severity.WARNING
    assert "report.txt" in one.fix
    assert "_report.pdf" in one.fix


def test_invalid_utf8_is_an_error_that_names_the_byte_and_the_line(tmp_path: Path) -> None:
    corpus, (one,) = read(tmp_path, {"old.txt": "Été\nà Kour".encode() + b"sk \xe9t\xe9"})
    assert (str(one.place), one.code) == ("seeds/old.txt:2:10", "invalid-utf8")
    assert "byte 16" in one.message
    assert "UTF-8" in one.fix
    assert not corpus.sources
    assert corpus.broken == {"old"}


def test_utf16_without_a_mark_is_an_error(tmp_path: Path) -> None:
    corpus, (one,) = read(tmp_path, {"wide.txt": "Kursk".encode("utf-16-le")})
    assert (str(one.place), one.code) == ("seeds/wide.txt:1:2", "invalid-utf8")
    assert corpus.broken == {"wide"}


def test_seed_without_words_is_an_error_and_still_a_source(tmp_path: Path) -> None:
    corpus, diagnostics = read(tmp_path, {"empty.txt": "", "blank.md": " \n\n"})
    assert told(diagnostics) == [
        ("seeds/blank.md", "empty-seed"),
        ("seeds/empty.txt", "empty-seed"),
    ]
    assert corpus.sources["empty"].title == "empty"
    assert corpus.sources["blank"].passages == ()


def test_two_seeds_with_the_same_id_are_an_error_that_names_both(tmp_path: Path) -> None:
    corpus, (one,) = read(tmp_path, {"New greeting.txt": "A", "sub/new-greeting.md": "B"})
    assert (one.place.path, one.code) == ("seeds/sub/new-greeting.md", "duplicate-id")
    assert "seeds/New greeting.txt" in one.message
    assert one.related[0].place.path == "seeds/New greeting.txt"
    assert corpus.sources["new-greeting"].text == "A"


@pytest.mark.parametrize("name", ["習近平.txt", "…\u200b.txt", "a" * 101 + ".txt", "a\x1b[31m.txt"])
def test_name_that_makes_no_id_is_an_error(tmp_path: Path, name: str) -> None:
    corpus, (one,) = read(tmp_path, {name: "Words"})
    assert one.code == "invalid-id"
    assert "Rename" in one.fix
    assert "\x1b" not in str(one)
    assert not corpus.sources


def test_too_large_a_seed_is_an_error(tmp_path: Path) -> None:
    corpus, (one,) = read(tmp_path, {"large.txt": b"x" * 20_000_001, "most.txt": b"x" * 20_000_000})
    assert (one.place.path, one.code) == ("seeds/large.txt", "file-too-large")
    assert list(corpus.sources) == ["most"]


def test_links_and_pipes_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Secret", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.txt").write_text("Secret", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "seeds/folder").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(tmp_path / "seeds/pipe.txt")
    corpus, diagnostics = read(tmp_path, {"good.txt": "Words"})
    assert told(diagnostics) == [
        ("seeds/folder", "unreadable-file"),
        ("seeds/link.txt", "unreadable-file"),
        ("seeds/pipe.txt", "unreadable-file"),
    ]
    assert list(corpus.sources) == ["good"]


def test_folder_for_seeds_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "seeds").symlink_to(tmp_path / "elsewhere")
    _, diagnostics = read(tmp_path, {"a.txt": "Secret"})
    assert told(diagnostics) == [("seeds", "unreadable-file")]


def test_missing_folder_for_seeds_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    report = Report()
    corpus = read_corpus(read_project(tmp_path, report), report)
    (one,) = report.diagnostics
    assert (one.place.path, one.code) == ("seeds", "no-seeds")
    assert not corpus.sources


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("000_c4e2133f88a230e1", "000_c4e2133f88a230e1"),
        ("2026-01-05 KCNA – Greeting (final)", "2026-01-05-kcna-greeting-final"),
        ("_A__b--c_-d_", "a_b-c-d"),
        ("Ærø Straße Đặng Łódź", "aero-strasse-dang-lodz"),
        ("Путин — поздравление Киму", "putin-pozdravlenie-kimu"),
        ("Київ, Їжак", "kiyiv-yizhak"),
        ("Αθήνα", "athina"),
        ("김정은 신년사", "gimjeongeun-sinnyeonsa"),
        ("習近平 2026", "2026"),
        ("習近平", ""),
    ],
)
def test_ids_are_latin_whatever_the_script(name: str, id_: str) -> None:
    assert slug(name) == id_


# Plain text


def test_paragraphs_are_parted_by_blank_lines() -> None:
    one = plain("  Title \n\n\n First line\nsecond line \n \t\nLast")
    assert [one.words(passage.span) for passage in one.passages] == [
        "Title",
        "First line\nsecond line",
        "Last",
    ]
    assert [passage.id for passage in one.passages] == ["p1", "p2", "p3"]
    assert {passage.block for passage in one.passages} == {"paragraph"}


def test_very_long_first_line_is_cut_for_the_title() -> None:
    title = plain("word " * 100).title
    assert len(title) <= 201
    assert title.endswith("word…")


def test_offsets_lead_to_passages_and_sentences() -> None:
    text = "Title\n\nOne sentence. Another one.\n\nLast."
    one = plain(text)
    at = text.index("nother")
    passage = one.passage_at(at)
    assert passage
    assert passage.id == "p2"
    assert one.sentence_at(at).of(text) == "Another one."
    assert one.sentence_at(text.index("One")).of(text) == "One sentence."
    assert one.sentence_at(text.index("\n\nLast") + 1).of(text) == "Another one."
    assert [each.id for each in one.passages_of(Span(2, at))] == ["p1", "p2"]
    assert [each.id for each in one.passages_of(Span(5, 7))] == []
    assert one.passages_of(Span(0, len(text))) == one.passages


def test_text_without_passages_answers_all_the_same() -> None:
    one = plain("\n")
    assert one.passage_at(0) is None
    assert one.passages_of(Span(0, 1)) == ()
    assert one.sentence_at(0) == Span(0, 0)


# Sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["Putin praised the troops.", "KCNA reported it!", "Did he?", "He did…", "So it ends"],
        [
            "He spoke of ‘brotherhood.’",
            "The remarks came late.",
            "(They did.)",
            "“Really?”",
            "Yes.",
        ],
        ["Gen. V. V. Gerasimov and Dr. Kim met Mr. Lee at 3.30 p.m. in the U.S. Embassy.", "It"],
        ["He lives in the U.S. The troops do not."],
        ["On Dec. 4 it was No. 5, vs. No. 6, e.g. a stone.", "No.", "He left."],
        ["‘Stop!’ he said.", "“Why?” asked she."],
        ["1. The first point.", "The second."],
        ["As reported.[12]", "And so on."],
        ["习近平致以问候。", "“坚不可摧！”", "他说。"],
        ["Путин сказал, что в 2025 г. войска ушли.", "Т.е. А. С. Пушкин прав.", "Да."],
        ["उन्होंने बधाई दी।", "वह खुश है।"],
        ["قال إنه سعيد؟", "نعم."],
        ["A wait... of years.", "Then... Nothing."],
    ],
)
def test_sentences_end_where_readers_end_them(sentences: list[str]) -> None:
    text = " ".join(sentences)
    expected = sentences
    if "U.S. The" in text:
        expected = ["He lives in the U.S.", "The troops do not."]
    if "Then... Nothing" in text:
        expected = ["A wait... of years.", "Then...", "Nothing."]
    (passage,) = plain(text).passages
    assert [span.of(text) for span in passage.sentences] == expected


@given(st.text(st.sampled_from("ab AB.!?…。”’\n1"), max_size=60))
def test_sentences_hold_every_word_of_their_passage(text: str) -> None:
    for passage in plain(text).passages:
        spans = passage.sentences
        assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
        joined = "".join(span.of(text) for span in spans)
        assert "".join(joined.split()) == "".join(passage.span.of(text).split())


# Markdown

CLIPPING = """\
---
title: Clipped
tags: [greeting]
---
# Putin’s **greeting** to `Kim` #

Putin praised the *heroic
participation* of [North Korean](https://example.org/a_(b) "Korea") troops\\*, KCNA said.
See <https://example.org/>. **He did. Indeed.** Truly ***so***, snake_case, 2 * 3 * 4.

Reactions
---------

- First, doubt
  goes on
* Then *praise*
    - nested ![portrait](kim.png)
1. numbered
2. again

> The “unbreakable
> friendship” of __both__
>
> lasts.

```python
a = b *c*
```

***

![](only-a-picture.png)
"""


PRAISE = """\
Putin praised the heroic
participation of North Korean troops*, KCNA said.
See https://example.org/. He did. Indeed. Truly so, snake_case, 2 * 3 * 4."""


def test_markdown_is_read_without_its_markup() -> None:
    one = markdown(CLIPPING)
    assert one.title == "Putin’s greeting to Kim"
    assert [(p.block, p.level, one.words(p.span)) for p in one.passages] == [
        ("heading", 1, "Putin’s greeting to Kim"),
        ("paragraph", 0, PRAISE),
        ("heading", 2, "Reactions"),
        ("item", 1, "First, doubt\n  goes on"),
        ("item", 1, "Then praise"),
        ("item", 2, "nested portrait"),
        ("item", 1, "1. numbered"),
        ("item", 1, "2. again"),
        ("quote", 1, "The “unbreakable\nfriendship” of both"),
        ("quote", 1, "lasts."),
        ("paragraph", 0, "a = b *c*"),
    ]


def test_emphasis_is_told_apart_from_its_markup() -> None:
    one = markdown(CLIPPING)
    assert [(how, one.words(span)) for span, how in one.emphasis] == [
        ("strong", "greeting"),
        ("code", "Kim"),
        ("em", "heroic\nparticipation"),
        ("strong", "He did. Indeed."),
        ("em", "so"),
        ("strong", "so"),
        ("em", "praise"),
        ("strong", "both"),
        ("code", "a = b *c*"),
    ]


def test_sentences_of_markdown_end_behind_closing_markup() -> None:
    one = markdown("**He did.** _Indeed._ Truly.\n")
    assert [one.words(span) for span in one.passages[0].sentences] == [
        "He did.",
        "Indeed.",
        "Truly.",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("`a` and ``b ` c``", "a and b ` c"),
        ("unclosed `code and *em and **strong and [link", None),
        ("[one](two three) [four]", None),
        ("a*b*c and a_b_c", "abc and a_b_c"),
        ("* not em*", "not em*"),
        ("**bold *both* bold**", "bold both bold"),
        ("\\# no heading, \\[no link\\](x)", "# no heading, [no link](x)"),
        ("[a [b](c) d](e)", "a b d"),
        ("[text](<a b> 'title')", "text"),
        ("5 < 6 and <b>bold</b> &amp; more", None),
        ("---\nJust a line between rules\n---", "Just a line between rules"),
    ],
)
def test_what_is_no_markup_stays(text: str, words: str | None) -> None:
    one = markdown(text)
    assert [one.words(passage.span) for passage in one.passages] == [words or text]


@given(st.text(st.sampled_from("ab*_`[]()!<>\\#-+1. \n\t\"'~="), max_size=60))
def test_every_character_of_markdown_is_hidden_or_read_once(text: str) -> None:
    reading = read_markdown(text)
    reached = 0
    for span in reading.hidden:
        assert reached <= span.start < span.end <= len(text)
        reached = span.end
    read_ = [visible(text, block.span, reading.hidden) for block in reading.blocks]
    everything = visible(text, Span(0, len(text)), reading.hidden)
    assert "".join("".join(read_).split()) == "".join(everything.split())
    ends = [block.span.end for block in reading.blocks]
    starts = [block.span.start for block in reading.blocks]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


@pytest.mark.parametrize(
    "unit", ["*a ", "**a_", "[", "[a](", "](", "`a``", "> ", "\n- ", "<b", "![(", "_*"]
)
def test_markdown_made_to_be_slow_is_read_all_the_same(unit: str) -> None:
    # Each of these takes hours where the work grows with the square of the text.
    assert read_markdown(unit * 50_000).blocks or unit in {"> ", "\n- "}


MARKED = "# A *heading*\n\nOne sentence. **Another**,\nwith `code`.\n\n> - “三。四。”\n\n---\n"


@pytest.mark.parametrize("folder", ["texts", "notes"])
def test_many_sources_are_as_they_are_one_by_one(tmp_path: Path, folder: str) -> None:
    ending = {"texts": "txt", "notes": "md"}[folder]
    texts = {f"s{number}.{ending}": f"{MARKED * (number % 4 + 1)}{number}" for number in range(401)}
    corpus, diagnostics = read(tmp_path, dict(texts))
    assert diagnostics == []
    for name, text in texts.items():
        digest = hashlib.sha256(text.encode()).hexdigest()
        alone = source(Seed(name.partition(".")[0], f"seeds/{name}", text, digest))
        assert corpus.sources[alone.id] == alone
