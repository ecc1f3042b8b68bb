"""The network of entities, and what surrounds one record: drawn, and in words."""

from __future__ import annotations

import math
import re
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rustworkx
from dossiers import GREETING, rendered, sound
from html_pages import PageContent, parse

from dossier.pages import Press
from dossier.pages.entity_ties import Declared, EntityTie, Tally, all_ties, ties_of
from dossier.pages.overviews.network import OVERVIEW
from dossier.pictures import layout
from dossier.pictures.network import WIDTH, Link, network
from dossier.pictures.nodes import FONT_SIZE, Thing, cut, width_of
from dossier.pictures.radial import Ring, radial
from dossier.site import Addresses

if TYPE_CHECKING:
    from pathlib import Path

    from markupsafe import Markup

    from dossier.site import Page
    from dossier.tables import Dossier

PRAISE = "Putin praised the heroic participation of soldiers."
HOSTILE = "“<img src=x onerror=alert(1)>”"
TIED: dict[str, str] = {
    **GREETING,
    "annotations/places/russia.yml": "name: Russia\n",
    "annotations/places/kursk.yml": "name: Kursk\nwithin: russia\n",
    "annotations/people/vladimir-putin.yml": """\
        name: Vladimir Putin
        also_known_as: [Putin]
        relations:
          - {type: president of, to: russia}
        """,
    "annotations/events/greeting.yml": """\
        name: New Year’s greeting
        where: [kursk]
        participants: [vladimir-putin]
        """,
    "annotations/claims/putin-praised-soldiers.yml": """\
        statement: Putin praised the heroic participation of soldiers.
        about: [vladimir-putin, russia]
        where: [kursk]
        evidence:
          - source: first
            quote: praised the ‘heroic participation’ of soldiers
            attribution: [kcna, vladimir-putin]
          - source: second
            quote: Putin praised the “heroic participation”
            attribution: [kcna, vladimir-putin]
        """,
    "annotations/topics/peace.yml": "name: Peace\n",
}
"""One greeting, in which records, a claim and quotes tie five entities; a sixth has no tie."""


def page_of(dossier: Dossier, uri: str) -> PageContent:
    return parse(next(one for one in rendered(dossier).pages if one.uri == uri).html)


def overview_of(dossier: Dossier) -> tuple[Page, PageContent]:
    addresses = Addresses(directories=True, site_url=dossier.project.site_url)
    page = Press(dossier, addresses).overview(OVERVIEW)
    return page, parse(page.html)


# Ties -----------------------------------------------------------------------------------------


def test_claims_declarations_and_words_passed_on_tie_two_entities(tmp_path: Path) -> None:
    ties = all_ties(sound(tmp_path, TIED))
    assert ties == {
        ("greeting", "kursk"): EntityTie(declared=(Declared("where"),)),
        ("greeting", "vladimir-putin"): EntityTie(declared=(Declared("participants"),)),
        ("kcna", "vladimir-putin"): EntityTie(passes=2),
        ("kursk", "russia"): EntityTie(claims=1, declared=(Declared("within"),)),
        ("kursk", "vladimir-putin"): EntityTie(claims=1),
        ("russia", "vladimir-putin"): EntityTie(
            claims=1, declared=(Declared("relations", "president of", second=True),)
        ),
    }


def test_the_ties_of_one_entity_are_those_that_the_whole_dossier_has(tmp_path: Path) -> None:
    dossier = sound(tmp_path, TIED)
    for entity in ("vladimir-putin", "russia", "kursk", "kcna", "greeting", "peace"):
        whole = {
            (b if a == entity else a): (tie if a == entity else tie.reversed())
            for (a, b), tie in all_ties(dossier).items()
            if entity in (a, b)
        }
        assert ties_of(dossier, entity) == whole


def test_what_ties_most_comes_first(tmp_path: Path) -> None:
    found = ties_of(sound(tmp_path, TIED), "vladimir-putin")
    assert list(found) == ["kcna", "russia", "greeting", "kursk"]


def test_voices_in_the_evidence_of_a_relation_are_not_its_other_end(tmp_path: Path) -> None:
    relation = """\
        name: Vladimir Putin
        also_known_as: [Putin]
        relations:
          - type: president of
            to: russia
            evidence:
              - source: second
                quote: A greeting from Moscow
                attribution: [kcna]
        """
    ties = all_ties(sound(tmp_path, {**TIED, "annotations/people/vladimir-putin.yml": relation}))
    assert ties["kcna", "vladimir-putin"] == EntityTie(passes=2)


def test_a_claim_that_names_very_many_ties_the_first_of_them_only(tmp_path: Path) -> None:
    places = [f"place-{number:03}" for number in range(300)]
    files = {f"annotations/places/{one}.yml": f"name: {one.title()}\n" for one in places}
    path = "annotations/claims/no-soldier-took-part.yml"
    files[path] = GREETING[path].replace("notes:", f"about: [{', '.join(places)}]\n        notes:")
    ties = all_ties(sound(tmp_path, {**GREETING, **files}))
    assert len(ties) == 24 * 23 // 2 + 1
    assert Tally({}).ties() == {}


# The page -------------------------------------------------------------------------------------


def rows(content: PageContent) -> list[str]:
    return [" ".join(one.words.split()) for one in content.all("tr")][1:]


def test_the_table_says_who_is_tied_to_whom_and_how(tmp_path: Path) -> None:
    page, content = overview_of(sound(tmp_path, TIED))
    told = rows(content)
    assert told[0] == (
        "Vladimir Putin Person 4 KCNA KCNA passes on 2 quotes of Vladimir Putin "
        "Russia Vladimir Putin president of Russia, 1 claim names both "
        "New Year’s greeting participation Kursk 1 claim names both"
    )
    assert [one.split(" Place")[0] for one in told[1:2]] == ["Kursk"]
    assert len(told) == 5
    assert "5 entities and 6 ties" in page.description
    assert "Vladimir Putin has the most ties" in page.description
    assert "Without ties" in content.words


def test_every_entity_with_a_tie_is_drawn_with_its_ties_in_words(tmp_path: Path) -> None:
    _, content = overview_of(sound(tmp_path, TIED))
    nodes = content.all("a", class_="dossier-node")
    assert [one.attributes["href"].split("/")[-2] for one in nodes] == [
        "vladimir-putin",
        "kursk",
        "greeting",
        "russia",
        "kcna",
    ]
    label = nodes[-1].attributes["aria-label"]
    assert label.startswith("KCNA, Organization, 1 tie. Vladimir Putin: KCNA passes on 2 quotes")
    assert len(content.all("path", class_="dossier-tie")) == 6 + 2  # two of them in the legend
    assert len(content.all("path", class_="is-declared")) == 4 + 1


def test_every_tie_that_is_drawn_is_in_the_table(tmp_path: Path) -> None:
    names = [f"friend-{number}" for number in range(9)]
    entries = []
    for number, one in enumerate(names):
        met = ", ".join(f"{{type: met, to: {other}}}" for other in names[:number])
        entries.append(f"{one}: {{name: {one}, relations: [{met}]}}\n")
    files = {**crowd(0), "annotations/people.yml": "".join(entries)}
    del files["annotations/places.yml"]
    _, content = overview_of(sound(tmp_path, files))
    assert len(content.values("data-edge")) == 36
    assert len(rows(content)) == 9
    for told in rows(content):
        assert {one for one in names if one in told} == set(names)
        assert "3 more" in told


def test_things_and_ties_say_what_they_can_be_filtered_by(tmp_path: Path) -> None:
    _, content = overview_of(sound(tmp_path, TIED))
    nodes = content.all("a", class_="dossier-node")
    known = {one.attributes["data-node"]: one.attributes["data-is"] for one in nodes}
    assert known["vladimir-putin"] == "kind:people tie:declared tie:named"
    assert known["greeting"] == "kind:events tie:declared"
    (named,) = content.all("path", data_edge="kcna vladimir-putin")
    (declared,) = content.all("path", data_edge="kursk russia")
    assert (named.attributes["data-is"], declared.attributes["data-is"]) == (
        "tie:named",
        "tie:declared",
    )
    in_table = [one.attributes["data-is"] for one in content.all("tr")[1:]]
    assert sorted(in_table) == sorted(known.values())
    offered = [" ".join(one.words.split()) for one in content.all("div", class_="dossier-choices")]
    assert offered == [
        "Kind Person 1 Place 2 Organization 1 Event 1",
        "Ties A record says so 4 Claims or quotes name both 3",
    ]
    assert content.values("data-facet") == ["kind", "tie"]


def test_where_nothing_ties_the_page_says_so(tmp_path: Path) -> None:
    bare = {key: text for key, text in GREETING.items() if "/claims/" not in key}
    bare = {key: text for key, text in bare.items() if "/evidence/" not in key}
    page, content = overview_of(sound(tmp_path, {**bare, "docs/index.md": "# One greeting\n"}))
    assert not content.all("svg")
    assert "Nothing ties the people, places and organizations" in page.description
    assert "KCNA" in content.words


def test_names_are_words_and_never_markup(tmp_path: Path) -> None:
    files = {**TIED, "annotations/places/russia.yml": f"name: '{HOSTILE}'\n"}
    dossier = sound(tmp_path, files)
    for content in (overview_of(dossier)[1], page_of(dossier, "people/vladimir-putin.md")):
        assert not content.all("img")
        assert "<img" in content.words


def test_of_ten_thousand_entities_the_most_connected_are_drawn(tmp_path: Path) -> None:
    _, content = overview_of(sound(tmp_path, crowd(10_000)))
    assert len(content.all("a", class_="dossier-node")) <= 120
    assert "most connected of 10,000" in content.words
    assert len(rows(content)) == 300
    assert "and 9,700 more" in content.words
    drawn = len(content.all("a", class_="dossier-node"))
    assert f"{drawn} of {drawn} drawn, 300 of 300 in the table" in content.words


def crowd(size: int) -> dict[str, str]:
    """Return a dossier of places in a ring, every tenth of which lies at a common center."""
    entries = []
    for number in range(size):
        others = [(number + 1) % size] + ([0] if number % 10 == 0 and number else [])
        told = ", ".join(f"{{type: near, to: place-{one}}}" for one in others)
        entries.append(f"place-{number}: {{name: Place {number}, relations: [{told}]}}\n")
    return {
        "docs/index.md": "# A crowd\n",
        "mkdocs.yml": GREETING["mkdocs.yml"],
        "seeds/first.txt": "A crowd\n\nMany came.\n",
        "annotations/places.yml": "".join(entries),
    }


def test_where_ties_are_very_many_each_thing_keeps_its_strongest(tmp_path: Path) -> None:
    # Thirty friends of each other make 435 ties of weight 2; one acquaintance has a weaker one.
    names = [f"friend-{number:02}" for number in range(30)]
    told = {
        one: [f"{{type: {word}, to: {other}}}" for other in names[:number] for word in ("a", "b")]
        for number, one in enumerate(names)
    }
    told["acquaintance"] = ["{type: met, to: friend-00}"]
    entries = [
        f"{one}: {{name: {one}, relations: [{', '.join(to)}]}}\n" for one, to in told.items()
    ]
    files = {**crowd(0), "annotations/people.yml": "".join(entries)}
    del files["annotations/places.yml"]
    _, content = overview_of(sound(tmp_path, files))
    assert len(content.all("a", class_="dossier-node")) == 31
    assert "with the 361 strongest of all 436 ties" in content.words
    assert any("acquaintance met friend-00" in one.words for one in content.all("path"))


# The drawing ----------------------------------------------------------------------------------


def thing(key: str, kind: str = "people", label: str = "") -> Thing:
    return Thing(key, label or key.title(), kind, f"../{key}/", f"{key}, in words")


def drawn(things: list[Thing], links: list[Link]) -> Markup:
    degrees = {one.key: sum(one.key in (tie.a, tie.b) for tie in links) for one in things}
    return network(things, links, degrees, key="n", title="Network", description="Of all")


def wheel(size: int) -> tuple[list[Thing], list[Link]]:
    things = [thing("hub", "places")] + [thing(f"rim-{number:03}") for number in range(size)]
    return things, [Link("hub", one.key, 1, "a spoke") for one in things[1:]]


def test_the_most_connected_is_the_largest_and_each_kind_has_its_shape() -> None:
    things, links = wheel(6)
    content = parse(drawn([*things, thing("kcna", "organizations")], links))
    assert [one.attributes["data-kind"] for one in content.all("a")][:2] == ["places", "people"]
    assert len(content.all("circle")) == 6
    radii = {one.attributes["r"] for one in content.all("circle")}
    assert len(radii) == 1
    assert float(radii.pop()) < 17
    kinds = ["people", "organizations", "places", "events", "topics", "ships", "claims", "sources"]
    shapes = {
        str(drawn([thing("a", kind)], [])).split('class="dossier-shape"')[1].split("/>")[0]
        for kind in kinds
    }
    assert len(shapes) == len(kinds)


def test_a_heavy_tie_is_a_thicker_line_and_a_declared_one_is_whole() -> None:
    links = [
        Link("a", "b", 9, "nine claims"),
        Link("b", "c", 1, "a member", declared=True),
        Link("a", "c", 1, "one claim"),
    ]
    content = parse(drawn([thing("a"), thing("b"), thing("c")], links))
    lines = {one.words: one.attributes for one in content.all("path", class_="dossier-tie")}
    assert float(lines["nine claims"]["stroke-width"]) > float(lines["one claim"]["stroke-width"])
    assert [words for words, one in lines.items() if "is-declared" in one["class"]] == ["a member"]


def test_no_name_covers_another_or_leaves_the_drawing() -> None:
    things = [
        thing(f"member-{number:02}", label="A member of the Council") for number in range(110)
    ]
    links = [
        Link(one.key, other.key, 1, "colleagues")
        for number, one in enumerate(things)
        for other in things[:number:9]
    ]
    content = parse(drawn(things, links))
    height = float(content.all("svg")[0].attributes["height"])
    boxes = []
    for one in content.all("text"):
        wide, x, y = width_of(one.words), float(one.attributes["x"]), float(one.attributes["y"])
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[one.attributes["text-anchor"]]
        # Other fonts are broader: there is some room left at the edges.
        assert left >= 9.9
        assert left + wide <= WIDTH - 9.9
        assert FONT_SIZE <= y <= height
        boxes.append((left, y - FONT_SIZE, left + wide, y))
    assert len(boxes) > 60
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:number]:
            assert (
                left >= other[2] - 0.2
                or right <= other[0] + 0.2
                or top >= other[3] - 0.2
                or bottom <= other[1] + 0.2
            )


def test_what_is_most_connected_has_its_name_and_the_same_things_the_same_places() -> None:
    things, links = wheel(119)
    assert drawn(things, links) == drawn(things, links)
    assert "Hub" in [one.words for one in parse(drawn(things, links)).all("text")]


def test_a_drawing_has_a_title_a_description_and_links_in_the_order_given() -> None:
    things, links = wheel(3)
    content = parse(drawn(things, links))
    svg = content.all("svg")[0]
    assert svg.attributes["aria-labelledby"] in content.ids
    assert svg.attributes["aria-describedby"] in content.ids
    assert content.links == [one.href for one in things]


@pytest.mark.parametrize(("words", "width"), [("Korean Central News Agency", 100), ("가" * 40, 90)])
def test_long_names_are_cut(words: str, width: float) -> None:
    told = cut(words, width)
    assert told.endswith("…")
    assert width_of(told) <= width
    assert cut("KCNA", 100) == "KCNA"


# The layout -----------------------------------------------------------------------------------

FRAME = (50.0, 30.0, 1000.0, 600.0)


def test_what_is_tied_stands_near() -> None:
    a_chain = [(number, number + 1) for number in range(9)]
    places = layout.laid_out([6.0] * 10, a_chain, frame=FRAME)
    near = [math.dist(places[a], places[b]) for a, b in a_chain]
    assert max(near) < math.dist(places[0], places[9]) / 3


def test_things_keep_apart_and_inside_the_frame() -> None:
    links = [(a, b) for a in range(90) for b in range(a) if (a * b) % 7 == 1]
    places = layout.laid_out([12.0] * 90, links, frame=FRAME)
    for number, (x, y) in enumerate(places):
        assert FRAME[0] <= x <= FRAME[2]
        assert FRAME[1] <= y <= FRAME[3]
        assert all(math.dist((x, y), other) > 24 for other in places[:number])


def test_machines_with_other_last_digits_draw_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    links = [(a, (a * 7 + 3) % 80) for a in range(80) if a != (a * 7 + 3) % 80]
    links += [(a, a + 1) for a in range(79)]
    places = layout.laid_out([7.0] * 80, links, frame=FRAME)
    forces = rustworkx.spring_layout
    digits = np.random.default_rng(1)

    def on_another_machine(*given: Any, **more: Any) -> dict[int, list[float]]:  # noqa: ANN401
        found = forces(*given, **more)
        return {one: [x * (1 + digits.normal(0, 1e-15)) for x in found[one]] for one in found}

    monkeypatch.setattr(rustworkx, "spring_layout", on_another_machine)
    assert layout.laid_out([7.0] * 80, links, frame=FRAME) == places


def test_separate_groups_stand_apart_and_whole() -> None:
    pairs = [(number, number + 1) for number in range(0, 60, 2)]
    places = layout.laid_out([7.0] * 60, pairs, frame=FRAME)
    lengths = [math.dist(places[a], places[b]) for a, b in pairs]
    middles = [np.mean([places[a], places[b]], axis=0) for a, b in pairs]
    apart = [math.dist(one, other) for one, other in combinations(middles, 2)]
    assert max(lengths) < 90
    assert min(apart) > 30


def test_few_things_and_none_have_places() -> None:
    assert layout.laid_out([], [], frame=FRAME) == []
    assert len(layout.laid_out([6.0], [], frame=FRAME)) == 1
    (a, b) = layout.laid_out([6.0, 6.0], [(0, 1)], frame=FRAME)
    assert math.dist(a, b) > 100


# Surroundings ---------------------------------------------------------------------------------


def test_a_claim_stands_among_what_it_is_about_its_sources_and_other_claims(
    tmp_path: Path,
) -> None:
    content = page_of(sound(tmp_path, TIED), "claims/putin-praised-soldiers.md")
    section = content.all("section", class_="dossier-surroundings")[0]
    assert "6 things stand around it, by the kind of tie: About (2), Where (1)" in section.words
    labels = [one.attributes["aria-label"] for one in content.all("a", class_="dossier-node")]
    assert labels == [
        "Vladimir Putin – About",
        "Russia – About",
        "Kursk – Where",
        "Putin greets Kim – Sources: supports, disputes",
        "A greeting from Moscow – Sources: supports",
        "No soldier took part. – Contradicts: One cannot praise what did not happen.",
    ]
    assert len(content.all("path", class_="is-against")) == 1
    assert "speaks against this claim" in section.words
    told = content.all("details", class_="dossier-surroundings-words")[0].words
    assert "Putin greets Kim supports, disputes" in " ".join(told.split())


def test_an_entity_stands_among_others_by_the_kind_of_tie(tmp_path: Path) -> None:
    content = page_of(sound(tmp_path, TIED), "people/vladimir-putin.md")
    labels = [one.attributes["aria-label"] for one in content.all("a", class_="dossier-node")]
    assert labels == [
        "Russia – Relations: Vladimir Putin president of Russia, 1 claim names both",
        "New Year’s greeting – Took part in: participation",
        "KCNA – Pass on its words: KCNA passes on 2 quotes of Vladimir Putin",
        "Kursk – Named in the same claims: 1 claim names both",
        f"{PRAISE} – Says, according to the sources: Unverified",
        "Putin greets Kim – Named in the sources: 2 times",
        "A greeting from Moscow – Named in the sources: 1 time",
    ]


def test_a_record_with_fewer_than_two_near_things_has_no_surroundings(tmp_path: Path) -> None:
    dossier = sound(tmp_path, {**TIED, "annotations/places/moscow.yml": "name: Kremlin\n"})
    one = {**TIED, "annotations/places/moscow.yml": "name: Kremlin\nwithin: russia\n"}
    for content in (
        page_of(dossier, "topics/peace.md"),
        page_of(sound(tmp_path, one), "places/moscow.md"),
    ):
        assert not content.all("svg")
        assert "Surroundings" not in content.words


def test_of_many_things_some_of_each_kind_of_tie_are_shown(tmp_path: Path) -> None:
    content = page_of(sound(tmp_path, crowd(400)), "places/place-0.md")
    assert len(content.all("a", class_="dossier-node")) == 24
    assert "Its 24 nearest things of 41." in content.words
    assert "and 17 more" in content.words


def ring_of(count: int) -> Ring:
    return Ring("Members", tuple((thing(f"m{one}"), 1, False) for one in range(count)), "")


def test_names_around_a_record_have_a_line_of_their_own() -> None:
    rings = [
        ring_of(11),
        Ring("Claims", tuple((thing(f"c{n}", "claims"), 1, False) for n in (1, 2))),
    ]
    content = parse(radial(thing("kcna"), rings, key="r", title="R", description="D"))
    texts = [one for one in content.all("text") if "is-center" not in one.attributes["class"]]
    spots = [(one.attributes["text-anchor"], one.attributes["y"]) for one in texts]
    assert len(set(spots)) == len(spots)
    assert [one.words for one in content.all("text", class_="dossier-heading")] == [
        "Members",
        "Members" if len([one for one in spots if one[0] == "end"]) < 12 else "Claims",
        *(["Claims"] if len([one for one in spots if one[0] == "end"]) < 12 else []),
    ]


def test_the_name_in_the_middle_lies_upon_the_ties() -> None:
    middle = thing("kcna", label="The news agency that told of it first")
    content = parse(radial(middle, [ring_of(7)], key="r", title="R", description="D"))
    (mask,) = content.all("rect", class_="dossier-mask")
    left, top, wide, high = (float(mask.attributes[key]) for key in ("x", "y", "width", "height"))
    lines = content.all("text", class_="is-center")
    assert len(lines) == 2
    for one in lines:
        half = width_of(one.words) / 2
        assert left < float(one.attributes["x"]) - half
        assert float(one.attributes["x"]) + half < left + wide
        assert top < float(one.attributes["y"]) < top + high
    tags = [one.tag for one in content.elements]
    at = content.elements.index(mask)
    assert "dossier-tie" not in str([one.attributes for one in content.elements[at:]])
    assert tags.index("path") < at


def test_capitals_and_other_scripts_are_taken_for_broader() -> None:
    assert width_of("ООН") > width_of("оон") > width_of("oon")
    assert width_of("NATO") > width_of("nato")


def test_the_numbers_of_a_drawing_are_short() -> None:
    markup = str(radial(thing("kcna"), [ring_of(7)], key="r", title="R", description="D"))
    assert not re.search(r"\d\.\d\d", markup)
