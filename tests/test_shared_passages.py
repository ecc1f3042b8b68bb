"""Near-verbatim text in two sources: what ties them together, and what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted_reuse import planted, precision, recall

from dossier.analyses.shared_passages import shared_text
from dossier.corpus import Corpus, source
from dossier.graph import Graph
from dossier.mentions import Mention
from dossier.seeds import Seed
from dossier.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dossier.analyses.shared_passages import SharedPassage

REPORT = (
    "The convoy left the harbour before dawn with nine lorries, the port master said, and was "
    "stopped at the second checkpoint because two of the drivers had no papers for their load."
)


def corpus(texts: Mapping[str, str], *, ending: str = "txt") -> Corpus:
    return Corpus(
        {
            name: source(Seed(name, f"seeds/{name}.{ending}", text, ""))
            for name, text in texts.items()
        }
    )


def shared(**texts: str) -> tuple[SharedPassage, ...]:
    return shared_text(corpus(texts), Graph()).passages


def words(one: SharedPassage, texts: Mapping[str, str]) -> tuple[str, str]:
    return one.a_span.of(texts[one.a]), one.b_span.of(texts[one.b])


# What ties two sources ------------------------------------------------------------------------


def test_a_passage_is_found_from_its_first_to_its_last_word_in_both_texts() -> None:
    texts = {
        "courier": f"Morning edition. {REPORT} Nobody was hurt.",
        "gazette": f"Our reporter writes from the coast today. {REPORT}\n\nMore tomorrow.",
    }
    (one,) = shared(**texts)
    assert (one.a, one.b, one.similarity) == ("courier", "gazette", 1.0)
    assert words(one, texts) == (REPORT[:-1], REPORT[:-1])
    assert one.words == len(REPORT.split())


def test_words_changed_left_out_and_added_do_not_end_a_passage() -> None:
    changed = (
        REPORT.replace("nine", "eleven")
        .replace("second ", "")
        .replace("no papers", "no valid papers")
    )
    texts = {"courier": f"First. {REPORT}", "gazette": f"Second. {changed}"}
    (one,) = shared(**texts)
    assert words(one, texts) == (REPORT[:-1], changed[:-1])
    assert 0.9 < one.similarity < 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(REPORT, REPORT.upper(), id="case"),
        pytest.param(REPORT, REPORT.replace(" ", "\n"), id="line breaks"),
        pytest.param(REPORT, REPORT.replace("checkpoint", "check-\npoint"), id="hyphenation"),
        pytest.param(
            REPORT.replace("papers", "“papers”"), REPORT.replace("papers", "'papers'"), id="quotes"
        ),
        pytest.param(
            REPORT.replace("before", "befo\u0301re"),
            REPORT.replace("before", "befóre"),
            id="accents",
        ),
    ],
)
def test_how_words_are_set_makes_no_difference(a: str, b: str) -> None:
    (one,) = shared(a=a, b=b)
    assert one.similarity == 1.0


def test_markup_is_no_part_of_the_words() -> None:
    marked = REPORT.replace("second checkpoint", "**second** [checkpoint](https://example.org/x)")
    both = {
        **corpus({"a": REPORT}).sources,
        **corpus({"b": marked}, ending="md").sources,
    }
    (one,) = shared_text(Corpus(both), Graph()).passages
    assert one.similarity == 1.0


def test_text_that_was_rewritten_sentence_by_sentence_is_found_by_its_many_short_stretches() -> (
    None
):
    original = (
        "The dam was built in nine years by workers from four provinces. Engineers had warned that "
        "the clay below the western wall would not hold, and asked for deeper foundations. The "
        "ministry refused, because the opening had been announced for the spring. When the snow "
        "melted, water ran under the wall for eleven days before anyone reported it to the capital."
    )
    rewritten = (
        "It took nine years to build the dam, by workers from four provinces. Several engineers "
        "had warned that the clay below the western wall was too soft, and wanted deeper "
        "foundations. This was refused, because the opening had been announced already. As soon as "
        "the snow melted, water ran under the wall for more than a week before anybody told the "
        "capital."
    )
    found = shared(a=original, b=rewritten)
    assert sum(one.words for one in found) >= 25


def test_texts_about_one_thing_in_words_of_their_own_share_nothing() -> None:
    assert (
        shared(
            a="The dam was finished after nine years. Its western wall stands on clay, which "
            "engineers thought too soft; they wanted to dig deeper, and were not allowed to. In "
            "the first spring the meltwater found its way below the wall, and it was more than a "
            "week until the government heard of it.",
            b="Nobody listened to those who knew the ground. Work on the dam had gone on for "
            "nearly a decade when specialists objected to the soil under its west side. But a date "
            "for the ceremony was fixed, so nothing was changed. Eleven days of seepage followed "
            "with the thaw before a report reached the capital.",
        )
        == ()
    )


def test_passages_in_another_order_are_found_each_in_its_place() -> None:
    other = (
        "A second ship was expected in the evening, but its captain had turned back when he heard "
        "of the checkpoint, and nobody at the pier would say where it was going instead."
    )
    filler = "Weather and traffic follow below, then the sports pages and letters to the editor."
    texts = {"a": f"{REPORT} {filler} {other}", "b": f"{other} Nothing else was known. {REPORT}"}
    found = shared(**texts)
    assert sorted(words(one, texts) for one in found) == sorted(
        [(REPORT[:-1], REPORT[:-1]), (other[:-1], other[:-1])]
    )


# What does not --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "phrase",
    [
        "the Ministry of Foreign Affairs of the Democratic People's Republic of Korea",
        "the High Commissioner of the United Nations for Human Rights in Geneva on Monday",
        "as a matter of fact, in one way or another",
    ],
)
def test_names_and_set_phrases_tie_nothing(phrase: str) -> None:
    assert (
        shared(
            a=f"Last night {phrase} published a list of eleven ships and their cargo.",
            b=f"Nobody has heard from {phrase} since harvest began, farmers told us.",
        )
        == ()
    )


@pytest.mark.parametrize(
    "notice",
    [
        pytest.param(
            "© 2026 Marrowford Courier. All rights reserved. This text may not be printed, sent on "
            "or rewritten without the written permission of the publisher and its lawyers.",
            id="English",
        ),
        pytest.param(
            "Все права защищены. Любое использование материалов допускается только при наличии "
            "гиперссылки на источник и с письменного согласия редакции нашего издания.",
            id="Russian",
        ),
        pytest.param(
            "무단 전재 및 재배포 금지. 이 기사의 내용을 허락 없이 다른 곳에 옮겨 싣거나 고쳐 쓰는 "
            "것은 법으로 금지되어 있으며 위반할 때에는 책임을 묻게 됩니다.",
            id="Korean",
        ),
    ],
)
def test_notices_of_rights_tie_nothing(notice: str) -> None:
    a = "Nine lorries left the harbour before dawn."
    b = "The council met on Tuesday and talked about bread."
    assert shared(a=f"{a}\n\n{notice}\n", b=f"{b}\n\n{notice}\n") == ()
    assert shared(a=f"{a} {REPORT}\n\n{notice}\n", b=f"{b} {REPORT}\n\n{notice}\n")


@pytest.mark.parametrize(
    "credit",
    [
        f"{REPORT} © AFP",
        f"{REPORT} © Reuters 2026",
        f"{REPORT} All rights reserved.",
        f"{REPORT} It was a matter of copyright law, a lawyer added, and of nothing else.",
    ],
)
def test_a_report_that_ends_with_a_notice_is_found_all_the_same(credit: str) -> None:
    (one,) = shared(a=credit, b=f"From the coast. {credit}")
    assert one.words >= len(REPORT.split())


@pytest.mark.parametrize(
    "notice",
    [
        "Sign up for our newsletter to get the most important news of the day every morning.",
        "This site uses cookies to remember what you have read and to show you what may suit you.",
        "Сообщение распространено иностранным СМИ, выполняющим функции иностранного агента.",
    ],
)
def test_sentences_addressed_to_readers_tie_nothing(notice: str) -> None:
    a, b = "Nine lorries left the harbour.", "The council talked about bread."
    assert shared(a=f"{a} {notice}", b=f"{b} {notice}") == ()


def test_the_long_name_of_an_entity_ties_nothing_where_it_is_known() -> None:
    name = (
        "министерстве по делам гражданской обороны, чрезвычайным ситуациям и ликвидации "
        "последствий стихийных бедствий"
    )
    texts = {"a": f"Вчера в {name} сообщили о наводнении.", "b": f"Пожар? В {name} молчат."}
    assert shared(**texts)
    read = corpus(texts)
    spans = {
        one: Span(text.index(name), text.index(name) + len(name)) for one, text in texts.items()
    }
    mentions = {
        one: (Mention(one, span, "ministry", automatic=True),) for one, span in spans.items()
    }
    assert shared_text(read, Graph(mentions_in=mentions)).passages == ()


def test_russian_without_the_dots_of_its_letters_is_the_same() -> None:
    text = "Её отец привёз ещё три тёмных свёртка, и всё село пошло смотреть на жёлтый самолёт"
    (one,) = shared(a=f"{text}.", b=f"Вчера. {text.replace('ё', 'е')}.")
    assert one.similarity == 1.0


def test_what_a_good_part_of_all_sources_repeats_ties_nothing_but_a_whole_report_does() -> None:
    made = planted(60, words=120, share=0, notices=0, seed=5)
    footer = (
        "Readers who know more are asked to write to the desk, which answers every letter within "
        "two days and keeps the names of those who ask for it out of print."
    )
    report = " ".join(planted(1, words=260, share=0, notices=0, seed=9).texts.values())
    assert shared(**{name: f"{text}\n{footer}\n" for name, text in made.texts.items()}) == ()
    found = shared(**{name: f"{text}\n{report}\n" for name, text in made.texts.items()})
    reached = {"s00000"}
    for one in found:
        if one.a in reached:
            reached.add(one.b)
    assert reached == set(made.texts)


def test_a_text_by_itself_shares_nothing_with_itself() -> None:
    assert shared(a=f"{REPORT}\n\n{REPORT}") == ()


# Scripts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("report", "changed", "lead"),
    [
        pytest.param(
            "Колонна из девяти грузовиков вышла из порта до рассвета, сообщил начальник порта, и "
            "была остановлена у второго поста, потому что у двух водителей не было бумаг на груз",
            ("девяти", "одиннадцати"),
            "Корреспондент пишет.",
            id="Russian",
        ),
        pytest.param(
            "港長によると、九台のトラックからなる車列は夜明け前に港を出発したが、二人の運転手が積み荷の"
            "書類を持っていなかったため、第二検問所で止められた",
            ("九台", "十一台"),
            "現地からの報告。",
            id="Japanese",
        ),
        pytest.param(
            "항만장에 따르면 트럭 아홉 대로 이루어진 행렬이 동트기 전에 항구를 떠났으나 운전사 두 "
            "명이 짐에 대한 서류를 가지고 있지 않아 두 번째 검문소에서 멈추어야 했다",
            ("아홉", "열한"),
            "현지에서 전합니다.",
            id="Korean",
        ),
        pytest.param(
            "港务长说，由九辆卡车组成的车队在黎明前离开了港口，因为两名司机没有携带货物的文件，"
            "所以在第二个检查站被拦了下来",
            ("九辆", "十一辆"),
            "记者来信。",
            id="Chinese",
        ),
        pytest.param(
            "غادرت القافلة المؤلفة من تسع شاحنات الميناء قبل الفجر كما قال مدير الميناء وأوقفت عند "
            "نقطة التفتيش الثانية لأن اثنين من السائقين لم يحملا أوراق الحمولة",
            ("تسع", "إحدى عشرة"),
            "كتب مراسلنا.",
            id="Arabic",
        ),
    ],
)
def test_passages_are_found_in_any_script(report: str, changed: tuple[str, str], lead: str) -> None:
    other = report.replace(*changed)
    texts = {"a": f"{report}.", "b": f"{lead} {other}."}
    (one,) = shared(**texts)
    assert words(one, texts) == (report, other)
    assert 0.8 < one.similarity < 1


@pytest.mark.parametrize("script", ["latin", "cyrillic", "hangul", "kanji"])
def test_planted_passages_are_found_and_little_else(script: str) -> None:
    made = planted(300, script=script, seed=11)
    found = shared_text(corpus(made.texts), Graph()).passages
    assert recall(made, found) >= 0.98
    assert precision(made, found) >= 0.95


# Whatever is written --------------------------------------------------------------------------

TEXT = st.text(st.sampled_from("ab. \n'東京가д"), max_size=200)


@given(TEXT, TEXT, TEXT)
def test_passages_lie_inside_their_texts_and_begin_and_end_with_words(
    lead: str, middle: str, end: str
) -> None:
    texts = {"a": f"{lead} {REPORT} {middle}x", "b": f"{middle} {REPORT} {end}x"}
    found = shared(**texts)
    assert found
    for one in found:
        assert (one.a, one.b) == ("a", "b")
        assert 0 < one.similarity <= 1
        for said in words(one, texts):
            assert said == said.strip(" \n.'")
            assert said


def test_texts_that_repeat_themselves_are_compared_in_no_more_time_than_others() -> None:
    line = "The lorries were counted at the gate, and the gate was closed behind the last of them. "
    found = shared(a=line * 3_000, b=f"{REPORT} {line * 2_000}", c=line * 10)
    assert {(one.a, one.b) for one in found} == {("a", "b"), ("a", "c"), ("b", "c")}
    assert len(found) < 100


def test_no_sources_share_nothing() -> None:
    assert shared() == ()
    assert shared(a="1 2 3", b="?") == ()


NOTICES = (
    *(
        "All rights reserved",
        "Alle Rechte vorbehalten",
        "Tous droits réservés",
        "ALL RIGHTS RESERVED",
    ),
    *("Todos los derechos reservados", "Tutti i diritti riservati", "Todos os direitos reservados"),
    *("Все права защищены", "Усі права захищені", "© The Courier", "(c) 2025 Courier"),
    *("Copyright by the Courier", "copyright 2025", "This may not be broadcast"),
    *(
        "It may not be published",
        "may not be copied",
        "may not be reproduced",
        "may not be printed",
    ),
    *("Get our newsletter", "Subscribe to us", "Sign up for more", "This page uses cookies"),
    *("Accept all cookies", "Jetzt abonnieren", "Cookies verwenden wir", "Inscrivez-vous"),
    *("Подписывайтесь на нас", "иностранным агентом", "Підписуйтесь на нас"),
)


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_to_readers_is_no_shared_passage(notice: str) -> None:
    rest = "and so on for ten more words that both papers print below every text of theirs"
    texts = {
        "courier": f"Inspectors found cracks in the old bridge.\n\n{notice} {rest}.\n",
        "gazette": f"Traders fear for their trade this spring.\n\n{notice} {rest}.\n",
    }
    sources = {one: source(Seed(one, f"seeds/{one}.txt", text, "")) for one, text in texts.items()}
    assert shared_text(Corpus(sources), Graph()).passages == ()
