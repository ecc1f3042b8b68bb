"""Two wordings laid side by side; the words of one voice, and the names, that sources vary."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, read, sound, write
from hypothesis import given
from hypothesis import strategies as st

from dossier import build
from dossier.diagnostics import Report
from dossier.differences import Stretch, Wording, aligned
from dossier.project import read_project

if TYPE_CHECKING:
    from dossier.analyses.quote_variants import QuoteVariant
    from dossier.differences import Mark
    from dossier.tables import Dossier

FIRST, SECOND = "000_c4e2133f88a230e1", "002_357274271b43df3d"


@pytest.fixture(scope="module")
def example() -> Dossier:
    report = Report()
    return build.read(read_project(Path(__file__).parents[1], report), report)


# Side by side


def differing(left: str, right: str) -> list[tuple[str, str]]:
    return [(one.left, one.right) for one in aligned(left, right) if not one.same]


def test_wordings_are_aligned_from_beginning_to_end() -> None:
    assert aligned(
        "clearly demonstrate the unbreakable friendship and brotherhood",
        "confirms the unwavering friendship and brotherhood, he said",
    ) == (
        Stretch("clearly demonstrate", "confirms", same=False),
        Stretch(" the ", " the ", same=True),
        Stretch("unbreakable", "unwavering", same=False),
        Stretch(" friendship and brotherhood", " friendship and brotherhood, ", same=True),
        Stretch("", "he said", same=False),
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("between Russia and North Korea.’", "between Russia and North Korea"),
        ("This, he claimed", "this he claimed"),
        ("the Kursk Region", "the\n“Kursk”   region …"),
        ("a part- \nner of Russia", "a partner of Russia"),
        ("「両国の友情」を示す。", "両国の友情を示す"),
        ("Russia – a partner", "Russia, a partner"),
        ("“… a partner", "a partner"),
        ("友「 、情", "友情"),
    ],
)
def test_case_punctuation_and_line_breaks_are_no_difference_and_are_shown(
    left: str, right: str
) -> None:
    (one,) = aligned(left, right)
    assert one.same
    assert (one.left, one.right) == (Wording(left).text, Wording(right).text)


@pytest.mark.parametrize(
    ("left", "right", "differences"),
    [
        ("5% of them", "5 of them", [("5%", "5")]),
        ("at -5 degrees", "at 5 degrees", [("-5", "5")]),
        ("両国の揺るぎない友情を示す", "両国の不抜の友情を示す", [("揺るぎない", "不抜の")]),
        ("북한 군인들의 영웅적 참가", "북한 병사들의 영웅적 참가", [("군인들의", "병사들의")]),
        (
            "нерушимая дружба народов",
            "нерушимую дружбу народов",
            [("нерушимая дружба", "нерушимую дружбу")],
        ),
        ("กีฬาของเรา", "กฬาของเขา", [("กี", "ก"), ("ร", "ข")]),
        ("the (SVO) goes on", "the (SWO) goes on", [("(SVO)", "(SWO)")]),
        ("he said ‘never’", "", [("he said ‘never’", "")]),
        ("", "…", [("", "…")]),
        ("", "", []),
    ],
)
def test_just_the_words_that_differ_are_told_apart(
    left: str, right: str, differences: list[tuple[str, str]]
) -> None:
    assert differing(left, right) == differences


def test_of_equally_short_ways_the_one_that_keeps_more_words_is_taken() -> None:
    headline = "Putin Acknowledges North Korean Military Contributions in Kursk Region"
    text = "Putin’s acknowledgment of North Korean contributions to the region’s liberation"
    assert ("", "Military") in differing(text, headline)
    assert ("Military", "") in differing(headline, text)


@pytest.mark.parametrize(
    ("left", "right", "marks"),
    [
        ("some 5,000 troops", "some 3,000 troops", ["number"]),
        ("one soldier came", "two soldiers came", ["number"]),
        ("the first attack", "the third attack", ["number"]),
        ("the first attack", "the great attack", []),
        ("one of them", "some of them", []),
        ("one soldier", "1 soldier", []),
        ("three sappers came", "3 sappers arrived", []),
        ("they were there", "they were not there", ["negation"]),
        ("‘not there’ at all", "‘there’ at all", ["negation"]),
        ("a confirmed role", "an unconfirmed role", ["negation"]),
        ("they may attack", "they might attack", ["modal"]),
        ("they may attack", "they will not attack", ["negation", "modal"]),
        ("they can’t come", "they can come", ["negation"]),
        ("they reportedly came", "they came", ["modal"]),
        ("he came in May", "he came in June", []),
        ("they may attack today", "they may attack tomorrow", []),
        ("sie könnten angreifen", "sie müssen angreifen", ["modal"]),
        ("er kann kommen", "sie können kommen", []),
        ("ils pourraient attaquer", "ils doivent attaquer", ["modal"]),
        ("presuntamente atacaron", "atacaron", ["modal"]),
        ("якобы участвовали в боях", "участвовали в боях", ["modal"]),
        ("вони можуть прийти", "вони мусять прийти", ["modal"]),
        ("部隊は参加したかもしれない", "部隊は参加した", ["negation", "modal"]),
        ("참가할 수 있다고 말했다", "참가한다고 말했다", ["modal"]),
        ("行きません", "行かない", []),
    ],
)
def test_differences_in_numbers_negations_and_modal_words_are_marked(
    left: str, right: str, marks: list[Mark]
) -> None:
    for some, other in ((left, right), (right, left)):
        assert sorted(mark for one in aligned(some, other) for mark in one.marks) == sorted(marks)


def test_mark_stands_at_the_difference_that_it_is_about() -> None:
    marked = aligned("He said 50 men may come", "She said 50 men must come soon")
    assert [(one.left, one.marks) for one in marked if not one.same] == [
        ("He", ()),
        ("may", ("modal",)),
        ("", ()),
    ]


WORDINGS = st.text(
    st.sampled_from("abAB12 \n.,-–‘’“”'«»…()[]%\u00ad\u0301あ友が゛、「」กีไ한국дБ\u200b"),
    max_size=40,
)


@given(WORDINGS, WORDINGS)
def test_pieces_of_either_side_make_its_wording(left: str, right: str) -> None:
    found = aligned(left, right)
    assert "".join(one.left for one in found) == Wording(left).text
    assert "".join(one.right for one in found) == Wording(right).text
    assert all(one.left or one.right for one in found)
    assert all(a.same != b.same for a, b in pairwise(found))
    assert not any(one.marks for one in found if one.same)


@given(WORDINGS, WORDINGS)
def test_either_side_may_come_first(left: str, right: str) -> None:
    turned = [(one.right, one.left, one.same, one.marks) for one in aligned(right, left)]
    assert [(one.left, one.right, one.same, one.marks) for one in aligned(left, right)] == turned


@given(WORDINGS)
def test_wording_is_one_stretch_beside_itself(text: str) -> None:
    whole = Wording(text).text
    assert aligned(text, text) == ((Stretch(whole, whole, same=True),) if whole else ())


@given(st.lists(st.sampled_from(["no", "man", "came", "may", "five"]), max_size=12), st.data())
def test_same_words_are_the_same_on_both_sides(words: list[str], data: st.DataObject) -> None:
    other = data.draw(st.permutations(words))
    for one in aligned(" ".join(words), " ".join(other)):
        if one.same:
            assert one.left.split() == one.right.split()
        else:
            assert one.left.split() != one.right.split()


# Quotes of one voice


Said = dict[str, list[str]]
"""By source, what it quotes."""


def variants(
    root: Path, said: Said, voices: str = "kcna, vladimir-putin"
) -> tuple[QuoteVariant, ...]:
    """Return the variants among quotes, each of them evidence for a claim of its own."""
    files = {
        "mkdocs.yml": "site_name: Greeting\n",
        "annotations/people/vladimir-putin.yml": "name: Putin\n",
        "annotations/organizations/kcna.yml": "name: KCNA\n",
    }
    for source, quotes in said.items():
        files[f"seeds/{source}.txt"] = "A report\n\n" + "\n\n".join(quotes) + "\n"
        for number, quote in enumerate(quotes, start=1):
            files[f"annotations/claims/{source}-{number}.yml"] = (
                f"statement: Claim {number}.\n"
                f"evidence:\n  - source: {source}\n    attribution: [{voices}]\n"
                f"    quote: |-\n      {quote}\n"
            )
    dossier, report = read(write(root, files))
    assert report.errors == []
    return dossier.analyses.quote_variants


def told(found: tuple[QuoteVariant, ...]) -> list[tuple[str, str]]:
    return [(one.a.subject, one.b.subject) for one in found]


UNBREAKABLE = "‘clearly demonstrate the unbreakable friendship and combat brotherhood of both’"
UNWAVERING = "‘confirms the unwavering friendship and combat brotherhood of both’"


def test_two_wordings_of_one_sentence_of_the_example_are_aligned(example: Dossier) -> None:
    (found,) = (
        one
        for one in example.analyses.quote_variants
        if one.a.subject == "putin-said-involvement-shows-friendship"
    )
    assert (found.voice, found.a.source, found.b.source) == ("vladimir-putin", FIRST, SECOND)
    assert found.stretches == (
        Stretch("clearly demonstrate", "confirms", same=False),
        Stretch(" the ", " the ", same=True),
        Stretch("unbreakable", "unwavering", same=False),
        Stretch(
            " friendship and combat brotherhood between Russia and North Korea.",
            " friendship and combat brotherhood between Russia and North Korea.",
            same=True,
        ),
    )
    assert found.similarity == pytest.approx(20 / 25)


def test_abbreviations_of_the_example_stand_beside_each_other(example: Dossier) -> None:
    apart = {
        (piece.left, piece.right)
        for one in example.analyses.quote_variants
        for piece in one.stretches
        if not piece.same
    }
    assert {("(SVO)", "(SWO)"), ("(CTAK)", "(KCNA)")} <= apart


def test_no_two_variants_of_the_example_show_the_same_words_twice(example: Dossier) -> None:
    found = example.analyses.quote_variants
    for one in found:
        for other in found:
            if one is not other and (one.voice, one.a.source) == (other.voice, other.a.source):
                apart = not one.a.anchor.span.overlaps(other.a.anchor.span)
                assert apart or not one.b.anchor.span.overlaps(other.b.anchor.span)


def test_lead_in_is_left_out_where_both_quote(tmp_path: Path) -> None:
    said = {"a": [f"Together they {UNBREAKABLE}"], "b": [f"This, he claimed, {UNWAVERING}"]}
    (found,) = variants(tmp_path, said)
    assert [(one.left, one.right) for one in found.stretches if not one.same] == [
        ("clearly demonstrate", "confirms"),
        ("unbreakable", "unwavering"),
    ]


def test_quote_without_its_quotation_marks_is_still_a_quotation(tmp_path: Path) -> None:
    bare, marked = UNBREAKABLE.strip("‘’"), f"This, he claimed, {UNWAVERING}"
    files = {
        **GREETING,
        "seeds/third.txt": f"Third\n\nThey {UNBREAKABLE}, he said.\n",
        "seeds/fourth.txt": f"Fourth\n\n{marked}.\n",
        "annotations/claims/friendship.yml": f"""\
            statement: There is friendship.
            evidence:
              - {{source: third, quote: {bare}, attribution: [vladimir-putin]}}
              - {{source: fourth, quote: "{marked}", attribution: [vladimir-putin]}}
            """,
    }
    (found,) = sound(tmp_path, files).analyses.quote_variants
    assert found.stretches[-1].left == "confirms" or found.stretches[0].left == "confirms"
    assert "claimed" not in "".join(one.left + one.right for one in found.stretches)


def test_without_quotations_on_both_sides_the_whole_quotes_are_compared(tmp_path: Path) -> None:
    said = {
        "a": ["Putin said they freed the region of Kursk from all ‘invaders’"],
        "b": ["He said they liberated ‘the region of Kursk from all invaders’"],
    }
    (found,) = variants(tmp_path, said)
    assert [(one.left, one.right) for one in found.stretches if not one.same] == [
        ("Putin", "He"),
        ("freed", "liberated"),
    ]


def test_of_several_quotations_none_stands_for_the_quote(tmp_path: Path) -> None:
    quote = "He spoke of ‘the unbreakable friendship of all’ and of ‘brotherhood in arms {}’"
    said = {"a": [quote.format("today")], "b": [quote.format("for ever")]}
    (found,) = variants(tmp_path, said)
    assert [(one.left, one.right) for one in found.stretches if not one.same] == [
        ("today’", "for ever’")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The same words, but for what is no wording.
        (f"They {UNBREAKABLE}", f"These {UNBREAKABLE.replace('C', 'c').replace('’', ',’')}"),
        # The same words, cut at other places.
        (
            "praised the heroic part that soldiers played",
            "Putin praised the heroic part that soldiers",
        ),
        # A set phrase.
        (
            "praised the ‘heroic participation’ of many",
            "said of the ‘heroic participation’: enough",
        ),
        # Two utterances.
        (
            "Putin said the troops of North Korea had helped Russia free the Kursk region",
            "Putin said relations between Russia and North Korea would develop further",
        ),
        (
            "Россия и КНДР будут развивать сотрудничество в области экономики",
            "Россия благодарна КНДР за помощь в освобождении Курской области",
        ),
        ("ロシアと北朝鮮の友好関係を発展させる", "ロシアと北朝鮮の工兵部隊が地雷を除去した"),
        ("두 나라의 친선관계를 더욱 발전시켜 나갈 것이다", "두 나라의 군인들이 지뢰를 제거했다"),
        # What is quoted counts, not how it is introduced.
        (
            "In his New Year greeting to the North Korean leader Putin said: ‘Victory is near.’",
            "In his New Year greeting to the North Korean leader Putin said: ‘Trade must grow.’",
        ),
    ],
)
def test_what_is_no_variant(tmp_path: Path, one: str, other: str) -> None:
    assert variants(tmp_path, {"a": [one], "b": [other]}) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "наглядно демонстрирует нерушимую дружбу и боевое братство между двумя странами",
            "нерушимая дружба и боевое братство двух стран наглядно подтверждаются",
        ),
        (
            "Мы никогда не забудем подвиг корейских воинов, освобождавших Курскую область",
            "подвиг корейских солдат, которые освободили Курскую область, не забудут никогда",
        ),
        (
            "両国の揺るぎない友情と戦闘的な兄弟愛を明確に示している",
            "両国間の不抜の友情と戦闘的兄弟愛を改めて裏付けるものだ",
        ),
        (
            "군인들의 영웅적인 참가는 두 나라의 불패의 친선을 보여준다",
            "군인들의 영웅적 참가가 두 나라 사이의 불패의 친선을 뚜렷이 보여주었다",
        ),
        (
            "We lost more than 1,200 soldiers in battle",
            "More than 2,100 soldiers were lost in battle",
        ),
        # Words more at one end, if they turn the meaning.
        (
            "the soldiers played a heroic part there",
            "Never the soldiers played a heroic part there",
        ),
    ],
)
def test_renderings_are_found_in_any_language(tmp_path: Path, one: str, other: str) -> None:
    (found,) = variants(tmp_path, {"a": [one], "b": [other]})
    assert (found.a.source, found.b.source) == ("a", "b")
    assert 0 < found.similarity < 1
    assert "".join(piece.left for piece in found.stretches) == one
    assert "".join(piece.right for piece in found.stretches) == other


@pytest.mark.parametrize(
    ("one", "other", "marks"),
    [
        ("We can send troops to the border", "We cannot send troops to the border", "negation"),
        ("We will not send troops there", "We won’t send troops there", "negation"),
        ("They must leave Kursk now", "They should leave Kursk now", "modal"),
        ("We have 50 tanks in Kursk", "We have 15 tanks in Kursk", "number"),
        ("部隊を国境に派遣する", "部隊を国境に派遣しない", "negation"),
        ("軍を国境に送る", "軍を国境に送らない", "negation"),
        ("군대를 국경에 보낸다", "군대를 국경에 보내지 않는다", "negation"),
        ("‘We can leave Kursk now’", "So he said: ‘We cannot leave Kursk now’", "negation"),
    ],
)
def test_few_words_are_enough_if_nothing_differs_but_what_turns_them(
    tmp_path: Path, one: str, other: str, marks: str
) -> None:
    (found,) = variants(tmp_path, {"a": [one], "b": [other]})
    (apart,) = (piece for piece in found.stretches if not piece.same)
    assert marks in apart.marks


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Something else differs, too.
        ("We can send tanks to the border", "We cannot send troops to the border"),
        ("We can send troops to the border", "We might send troops over the border"),
        ("We must leave Kursk now", "We must by no means and never ever leave Kursk now"),
        # Too few are the same.
        ("We can go", "We cannot go"),
        ("派遣する", "派遣しない"),
        # They do not turn it.
        ("They must leave Kursk now", "They must leave Kursk soon"),
    ],
)
def test_few_words_are_not_enough(tmp_path: Path, one: str, other: str) -> None:
    assert variants(tmp_path, {"a": [one], "b": [other]}) == ()


HEADLINES = (
    "Putin’s Acknowledgment of North Korean Support in Kursk Region",
    "Putin Acknowledges North Korean Military Contributions in Kursk Region",
)


def test_narration_is_no_rendering_if_only_names_and_themes_are_alike(tmp_path: Path) -> None:
    one, other = HEADLINES
    assert variants(tmp_path, {"a": [one], "b": [other]}) == ()


@pytest.mark.parametrize("marks", ["‘{}’", "Moscow: ‘{}’"])
def test_in_quotation_marks_on_one_side_half_is_enough(tmp_path: Path, marks: str) -> None:
    one, other = HEADLINES
    assert len(variants(tmp_path, {"a": [one], "b": [marks.format(other)]})) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Three quarters of their weight, in no order.
        ("More than 100 soldiers fell in battle", "In battle fell 100 soldiers and more"),
        # Less, and four words in a row.
        (
            "the subsequent efforts of the brave sapper units",
            "subsequent efforts of the sappers in Kursk territory",
        ),
    ],
)
def test_narration_that_is_clearly_alike_is_a_rendering(
    tmp_path: Path, one: str, other: str
) -> None:
    assert len(variants(tmp_path, {"a": [one], "b": [other]})) == 1


def test_headlines_of_the_example_render_nothing(example: Dossier) -> None:
    starts = {one.a.anchor.start for one in example.analyses.quote_variants}
    assert 0 not in starts
    assert len(example.analyses.quote_variants) == 5


@pytest.mark.parametrize("voices", ["", "vladimir-putin, {unnamed: an aide}", "{unnamed: an aide}"])
def test_only_a_named_voice_that_speaks_last_has_variants(tmp_path: Path, voices: str) -> None:
    assert variants(tmp_path, {"a": [UNBREAKABLE], "b": [UNWAVERING]}, voices) == ()


def test_variants_are_of_the_last_voice(tmp_path: Path) -> None:
    (found,) = variants(tmp_path, {"a": [UNBREAKABLE], "b": [UNWAVERING]}, "vladimir-putin, kcna")
    assert found.voice == "kcna"


def test_two_voices_do_not_render_each_other(tmp_path: Path) -> None:
    claim = "statement: So.\nevidence: [{source: %s, quote: %s, attribution: [%s]}]\n"
    files = {
        **GREETING,
        "seeds/third.txt": f"Third\n\n{UNBREAKABLE}\n",
        "seeds/fourth.txt": f"Fourth\n\n{UNWAVERING}\n",
        "annotations/claims/one.yml": claim % ("third", UNBREAKABLE, "kcna"),
        "annotations/claims/two.yml": claim % ("fourth", UNWAVERING, "vladimir-putin"),
    }
    assert sound(tmp_path, files).analyses.quote_variants == ()


def test_one_source_does_not_render_itself(tmp_path: Path) -> None:
    assert variants(tmp_path, {"a": [UNBREAKABLE, UNWAVERING]}) == ()


def test_words_that_several_quotes_hold_are_told_once_by_the_fullest(tmp_path: Path) -> None:
    claim = "statement: So.\nevidence: [{source: %s, quote: %s, attribution: [kcna]}]\n"
    files = {
        **GREETING,
        "seeds/third.txt": """\
            Third

            Soldiers showed unbreakable friendship and brotherhood of both states.
            """,
        "seeds/fourth.txt": """\
            Fourth

            Troops showed unwavering friendship and brotherhood of both states.
            """,
    }
    for number, (one, other) in enumerate(
        [
            ("unbreakable friendship and brotherhood", "unwavering friendship and brotherhood"),
            (
                "Soldiers showed unbreakable friendship and brotherhood of both states",
                "Troops showed unwavering friendship and brotherhood of both states",
            ),
            ("Soldiers showed unbreakable friendship", "Troops showed unwavering friendship"),
        ]
    ):
        files[f"annotations/claims/left-{number}.yml"] = claim % ("third", one)
        files[f"annotations/claims/right-{number}.yml"] = claim % ("fourth", other)
    (found,) = sound(tmp_path, files).analyses.quote_variants
    assert found.a.source == "fourth"
    assert differing(
        "".join(one.left for one in found.stretches), "".join(one.right for one in found.stretches)
    ) == [("Troops", "Soldiers"), ("unwavering", "unbreakable")]


def test_quotes_that_overlap_by_a_word_are_two(tmp_path: Path) -> None:
    claim = "statement: So.\nevidence: [{source: %s, quote: %s, attribution: [kcna]}]\n"
    texts = {
        "third": (
            "unbreakable friendship and brotherhood unites",
            "us to win over foreign invaders",
        ),
        "fourth": (
            "unwavering friendship and brotherhood unites",
            "us to rise over foreign invaders",
        ),
    }
    files = dict(GREETING)
    for source, (one, other) in texts.items():
        files[f"seeds/{source}.txt"] = f"One\n\nAn {one} {other}.\n"
        files[f"annotations/claims/{source}-1.yml"] = claim % (source, f"{one} us")
        files[f"annotations/claims/{source}-2.yml"] = claim % (source, other)
    found = sound(tmp_path, files).analyses.quote_variants
    assert told(found) == [("fourth-1", "third-1"), ("fourth-2", "third-2")]


def test_two_wordings_of_one_source_are_both_told(tmp_path: Path) -> None:
    said = {"a": [UNBREAKABLE, UNWAVERING.replace("both", "us")], "b": [UNWAVERING]}
    assert told(variants(tmp_path, said)) == [("a-1", "b-1"), ("a-2", "b-1")]


def test_words_that_a_source_quotes_twice_are_told_once(tmp_path: Path) -> None:
    said = {"a": [f"They {UNBREAKABLE}", f"It does {UNBREAKABLE}"], "b": [UNWAVERING]}
    assert told(variants(tmp_path, said)) == [("a-1", "b-1")]


def test_words_left_out_are_shown_as_left_out(tmp_path: Path) -> None:
    files = {
        **GREETING,
        "seeds/third.txt": "Third\n\nUnbreakable friendship, as one calls it, of two countries.\n",
        "seeds/fourth.txt": "Fourth\n\nThe unwavering friendship of two countries.\n",
        "annotations/claims/friendship.yml": """\
            statement: There is friendship.
            evidence:
              - source: third
                quote: Unbreakable friendship […] of two countries
                attribution: [kcna]
              - source: fourth
                quote: unwavering friendship of two countries
                attribution: [kcna]
            """,
    }
    (found,) = sound(tmp_path, files).analyses.quote_variants
    assert [one.right for one in found.stretches] == [
        "Unbreakable",
        " friendship […] of two countries",
    ]
    assert found.similarity == pytest.approx(8 / 10)


def test_quotation_marks_inside_a_word_do_no_harm(tmp_path: Path) -> None:
    said = {
        "a": ["the anti-“terror operation in the region of Kursk” goes on"],
        "b": ["the anti-“terror campaign in the region of Kursk” goes on"],
    }
    assert len(variants(tmp_path, said)) == 1


VILLAGES = [
    *("Sudzha", "Korenevo", "Rylsk", "Glushkovo", "Tyotkino", "Snagost", "Plekhovo", "Guevo"),
    *("Makhnovka", "Martynovka", "Cherkasskoye", "Pogrebki", "Orlovka", "Kruglenkoye"),
    *("Nikolskoye", "Lebedevka", "Viktorovka", "Novoivanovka"),
]


def test_words_do_not_weigh_less_for_being_rendered_often(tmp_path: Path) -> None:
    quote = "Near {} the sappers worked heroically for days"
    items = "".join(
        f"  - {{source: s{at:02}, quote: {quote.format(name)}, attribution: [kcna]}}\n"
        for at, name in enumerate(VILLAGES)
    )
    files = {
        **GREETING,
        "annotations/claims/sappers.yml": f"statement: They worked.\nevidence:\n{items}",
        **{
            f"seeds/s{at:02}.txt": f"One\n\n{quote.format(name)}.\n"
            for at, name in enumerate(VILLAGES)
        },
    }
    found = sound(tmp_path, files).analyses.quote_variants
    assert len(found) >= 10 * len(VILLAGES) / 2


def test_words_weigh_less_the_more_claims_they_are_quoted_for(tmp_path: Path) -> None:
    said = {
        "a": ["‘The president said that the sanctions against Iran would remain in place’"],
        "b": ["‘The president said that the talks with Iran would take place in Geneva’"],
    }
    assert len(variants(tmp_path / "two", said)) == 1
    others = [
        "he would run again",
        "taxes would fall",
        "nobody would be left behind",
        "it would do",
    ]
    said["c"] = [
        f"‘The president said that {words} in {at}’" for words in others for at in (1, 2, 3)
    ]
    assert variants(tmp_path / "many", said) == ()


def test_same_words_with_other_lead_ins_take_no_place_from_variants(tmp_path: Path) -> None:
    said = {f"s{at:02}": [f"{name} said: {UNBREAKABLE}"] for at, name in enumerate(VILLAGES)}
    found = variants(tmp_path, said | {"t": [UNWAVERING]})
    assert [one.a.source for one in found] == list(said)


def test_utterance_with_many_wordings_is_laid_beside_some_of_them(tmp_path: Path) -> None:
    count = 60
    said = {
        f"s{number:02}": [f"The brave sappers cleared mine number {number} with great heroism"]
        for number in range(count)
    }
    found = variants(tmp_path, said)
    assert {one.a.source for one in found} | {one.b.source for one in found} == set(said)
    assert count <= len(found) <= 10 * count
    assert told(found) == sorted(set(told(found)))


def test_wording_of_many_sources_is_laid_beside_each_other_wording_of_theirs(
    tmp_path: Path,
) -> None:
    said = {f"s{number:02}": [UNBREAKABLE] for number in range(30)} | {"t": [UNWAVERING]}
    found = variants(tmp_path, said)
    assert [(one.a.source, one.b.source) for one in found] == [
        (f"s{number:02}", "t") for number in range(30)
    ]


# Names


def test_spellings_of_the_example_are_told_by_source(example: Dossier) -> None:
    names = example.analyses.name_variants
    kcna = {one.words: one.uses for one in names["kcna"]}
    assert (kcna["CTAK"], kcna["KCNA"]) == (((FIRST, 1),), ((SECOND, 1),))
    operation = names["special-military-operation"]
    assert [(one.words, one.uses) for one in operation[:2]] == [
        ("SVO", ((FIRST, 6),)),
        ("SWO", ((SECOND, 3),)),
    ]


def test_most_used_spelling_comes_first_and_is_shown_as_it_is_first_met(tmp_path: Path) -> None:
    files = {
        **GREETING,
        "annotations/people/vladimir-putin.yml": """\
            name: Vladimir Putin
            also_known_as: [Putin, the Kremlin’s master]
            """,
        "seeds/third.txt": "Third\n\nVladimir\nPutin came, the Kremlin's master.\n",
        "seeds/fourth.txt": "Fourth\n\nThere came the Kremlin’s master.\n",
    }
    found = sound(tmp_path, files).analyses.name_variants
    assert [(one.words, one.uses) for one in found["vladimir-putin"]] == [
        ("Putin", (("first", 1), ("second", 1))),
        ("Vladimir Putin", (("first", 1), ("third", 1))),
        ("the Kremlin’s master", (("fourth", 1), ("third", 1))),
    ]


def test_entity_that_no_source_names_has_no_spelling(tmp_path: Path) -> None:
    root = write(tmp_path, {"annotations/places/tver.yml": "name: Tver\n"})
    assert "tver" not in sound(root).analyses.name_variants
