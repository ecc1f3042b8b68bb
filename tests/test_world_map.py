"""Places on a map: the part of the world it shows, the land below, the marks, and the page."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, sound
from html_pages import PageContent, parse

from dossier.pages import Press
from dossier.pages.overviews import world_map as overview
from dossier.pictures import outlines
from dossier.pictures.map_marks import Place, sign
from dossier.pictures.names import Box, Room, breadth, cut
from dossier.pictures.projection import View, fit
from dossier.pictures.world_map import WorldMap, draw, fragment, lay_out
from dossier.site import Addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from dossier.pictures.map_marks import Precision
    from dossier.site import Page
    from dossier.tables import Dossier

KURSK, MOSCOW, PYONGYANG = (51.73, 36.19), (55.75, 37.62), (39.02, 125.75)
SUVA, APIA = (-18.14, 178.44), (-13.83, -171.76)


def view_of(*points: tuple[float, float], least: float = 12, width: float = 600) -> View:
    return fit(points, width=width, heights=(200, 400), least=least)


def place(
    name: str,
    where: tuple[float, float],
    precision: Precision = "city",
    *,
    weight: int = 0,
    events: int = 0,
    here: bool = False,
) -> Place:
    key = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    label = f"{name}: {precision}"
    return Place(key, name, f"{key}/", label, *where, precision, weight, events, here)


def drawing(*places: Place, view: View | None = None) -> tuple[WorldMap, PageContent]:
    view = view or view_of(*((one.latitude, one.longitude) for one in places))
    drawn = lay_out(places, view)
    return drawn, parse(told(drawn))


def told(drawn: WorldMap) -> str:
    return draw(
        drawn,
        key="map",
        title="Places on a map",
        description="Some places are marked.",
        size=12,
        together=lambda found: f"{len(found)} places",
    )


# The view --------------------------------------------------------------------------------------


def test_every_place_stands_inside_the_view_with_a_margin() -> None:
    view = view_of(KURSK, MOSCOW, PYONGYANG)
    for where in (KURSK, MOSCOW, PYONGYANG):
        x, y = view.point(*where)
        assert 39 <= x <= view.width - 39
        assert 39 <= y <= view.height - 39


def test_north_is_up_and_east_is_right() -> None:
    view = view_of(KURSK, MOSCOW, PYONGYANG)
    (kursk_x, kursk_y), (moscow_x, moscow_y) = view.point(*KURSK), view.point(*MOSCOW)
    assert moscow_y < kursk_y
    assert kursk_x < moscow_x < view.point(*PYONGYANG)[0]


def test_a_kilometre_is_as_long_to_the_north_as_to_the_east_in_the_middle_of_the_view() -> None:
    view = view_of((59, 20), (61, 40))
    x, y = view.point(60, 30)
    assert view.point(60, 32)[0] - x == pytest.approx(y - view.point(61, 30)[1], rel=1e-3)


def test_one_place_does_not_fill_the_view_with_nothing() -> None:
    view = view_of(KURSK, (51.74, 36.2))
    assert view.tall >= 12
    assert view.broad * view.squeeze >= 12


def test_the_view_runs_across_the_date_line_where_that_is_shorter() -> None:
    view = view_of(SUVA, APIA)
    assert view.broad < 30
    assert 0 < view.point(*SUVA)[0] < view.point(*APIA)[0] < view.width
    london, cambridge = (51.5, -0.13), (52.2, 0.12)
    assert view_of(london, cambridge).broad < 40


@pytest.mark.parametrize("longitude", [-180, 180, 179.99, -179.99, 0])
def test_a_place_at_any_longitude_stands_in_the_middle_of_its_own_view(longitude: float) -> None:
    view = view_of((10, longitude))
    assert -180 <= view.west < 180
    assert view.point(10, longitude)[0] == pytest.approx(view.width / 2, abs=60)


def test_a_map_of_the_world_shows_every_place_once_and_ends_at_the_poles() -> None:
    view = view_of((-90, 0), (90, 90), (0, 180), (5, -90))
    assert view.broad <= 360.1
    assert view.north <= 90
    assert view.north - view.tall >= -90.1
    assert all(view.shows(*one) for one in ((-90, 0), (90, 90), (0, 180), (5, -90)))


@pytest.mark.parametrize("latitude", [89, -89])
def test_no_view_goes_past_a_pole(latitude: float) -> None:
    view = view_of((latitude, 10))
    assert view.north <= 90
    assert view.north - view.tall >= -90.1
    assert view.shows(latitude, 10)


def test_a_place_outside_the_view_is_not_shown() -> None:
    view = view_of(KURSK)
    assert view.shows(*KURSK)
    assert not view.shows(*PYONGYANG)
    assert not view.shows(-51, 36)


def test_neighbours_share_a_view_so_that_the_land_is_drawn_once() -> None:
    assert view_of((51.73, 36.19)) == view_of((51.2, 36.9))


# Land and borders ------------------------------------------------------------------------------


def paths(view: View, kind: str) -> Iterator[list[tuple[float, float]]]:
    """Yield the lines of the land or of the borders, as points in pixels."""
    page = parse(outlines.backdrop(view))
    for path in page.all("path", class_=f"dossier-map-{kind}"):
        for line in path.attributes["d"].split("M")[1:]:
            numbers = [int(one) for one in re.findall(r"-?\d+", line)]
            points, x, y = [], 0, 0
            for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + step_x, y + step_y
                points.append((x / 10, y / 10))
            yield points


def is_land(view: View, latitude: float, longitude: float) -> bool:
    """Return whether a point is filled: its winding number is not zero, as SVG fills."""
    x, y = view.point(latitude, longitude)
    winding = 0
    for ring in paths(view, "land"):
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay <= y) != (by <= y) and ax + (y - ay) / (by - ay) * (bx - ax) > x:
                winding += 1 if by > ay else -1
    return winding != 0


CASPIAN, PACIFIC, ANADYR, SOUTH_POLE = (42, 50.5), (30, 180), (66, 180), (-89, 180)


@pytest.mark.parametrize(
    "view",
    [
        view_of(KURSK, PYONGYANG, CASPIAN),
        view_of(CASPIAN, PACIFIC, ANADYR, SOUTH_POLE, (60, -100), (-60, -20)),
        view_of(ANADYR, PACIFIC),
        view_of(SOUTH_POLE),
    ],
    ids=["asia", "world", "date line", "south pole"],
)
def test_land_is_land_and_sea_is_sea_wherever_the_view_begins(view: View) -> None:
    known = {KURSK: True, CASPIAN: False, PACIFIC: False, ANADYR: True, SOUTH_POLE: True}
    seen = {one: land for one, land in known.items() if view.shows(*one)}
    assert len(seen) > 0
    assert {one: is_land(view, *one) for one in seen} == seen


@pytest.mark.parametrize("kind", ["land", "borders", "disputed"])
@pytest.mark.parametrize("middle", range(-180, 180, 45))
def test_no_line_runs_across_the_map(middle: int, kind: str) -> None:
    turned = [(y, (middle + x + 180) % 360 - 180) for y, x in ((60, -170), (-60, 0), (0, 170))]
    view = view_of(*turned)
    for line in paths(view, kind):
        for (ax, ay), (bx, by) in pairwise(line):
            on_it = 0 < ax < view.width and 0 < bx < view.width
            if on_it and 0 < ay < view.height and 0 < by < view.height:
                assert abs(ax - bx) < view.width / 10


def test_the_ice_around_the_pole_has_no_seam() -> None:
    view = view_of((-85, 170), (-80, -170))
    assert is_land(view, -89, 180)
    for line in paths(view, "land"):
        inside = [(x, y) for x, y in line if 0 < x < view.width]
        assert not any(ax == bx and abs(ay - by) > 20 for (ax, ay), (bx, by) in pairwise(inside))


def test_land_is_cut_just_outside_the_view() -> None:
    view = view_of(KURSK, MOSCOW)
    points = [point for line in paths(view, "land") for point in line]
    assert points
    assert all(-5 <= x <= view.width + 5 and -5 <= y <= view.height + 5 for x, y in points)


def test_a_border_that_leaves_the_view_and_comes_back_is_two_lines() -> None:
    frame = outlines._Frame(0, 10, 0, 10)  # noqa: SLF001 - no real border is as plain as this one
    line = outlines._boxed([(2, 2), (5, 12), (7, 15), (9, 12), (8, 2)])  # noqa: SLF001 - likewise
    runs = list(outlines._runs(line, frame))  # noqa: SLF001 - likewise
    assert runs == [[(2, 2), (5, 12)], [(9, 12), (8, 2)]]


def test_a_disputed_border_is_told_from_the_others() -> None:
    view = view_of((45.3, 34.5))
    crimea = [point for line in paths(view, "disputed") for point in line]
    assert crimea
    assert not set(crimea) <= {point for line in paths(view, "borders") for point in line}


def test_the_outlines_are_small_and_say_where_they_come_from() -> None:
    text = (outlines._FILE).read_text(encoding="utf-8")  # noqa: SLF001 - the file is its own
    assert len(text) < 120_000
    assert "Made with Natural Earth, public domain" in text


def test_a_map_stays_small() -> None:
    ukraine = view_of((52, 22), (44, 40), width=900)
    world = view_of((60, -150), (-35, 150), (40, 0), width=900)
    assert len(outlines.backdrop(ukraine)) < 6_000
    assert len(outlines.backdrop(world)) < 40_000


# Marks -----------------------------------------------------------------------------------------


def test_each_precision_is_drawn_in_its_own_way() -> None:
    _, page = drawing(
        place("Bridge", (50, 20), "exact"),
        place("Kursk", (50, 30), "city"),
        place("Donbass", (50, 40), "region"),
        place("Ukraine", (45, 25), "country"),
        place("Kvir", (45, 35), "unknown"),
    )
    shapes = {
        one: page.all("circle", class_=f"dossier-map-{one}")
        for one in ("exact", "city", "region", "country")
    }
    assert [len(found) for found in shapes.values()] == [1, 1, 1, 1]
    large = [float(found[0].attributes["r"]) for found in shapes.values()]
    assert large[0] == large[1] < large[2] < large[3]
    assert [one.words for one in page.all("g", class_="dossier-map-unknown")] == ["?"]


def test_a_mark_grows_with_what_is_said_of_the_place_but_not_beyond_measure() -> None:
    weights = (0, 1, 5, 50, 5_000, 5_000_000)
    places = [
        place(f"P{weight}", (50, weight_at * 9), weight=weight)
        for weight_at, weight in enumerate(weights)
    ]
    _, page = drawing(*places)
    by_name = {
        link.attributes["href"]: circle
        for link, circle in zip(
            page.all("a"), page.all("circle", class_="dossier-map-city"), strict=True
        )
    }
    radii = [float(by_name[f"p{weight}/"].attributes["r"]) for weight in weights]
    assert radii == sorted(radii)
    assert len(set(radii)) == 5
    assert radii[-1] < 12


def test_marks_are_links_in_the_order_of_what_is_said_of_their_places() -> None:
    places = [
        place("Moscow", MOSCOW, weight=3),
        place("Kursk", KURSK, weight=9),
        place("Pyongyang", PYONGYANG),
    ]
    _, page = drawing(*places)
    assert [one.attributes["href"] for one in page.all("a")] == ["kursk/", "moscow/", "pyongyang/"]
    assert [one.attributes["aria-label"] for one in page.all("a")] == [
        "Kursk: city",
        "Moscow: city",
        "Pyongyang: city",
    ]
    assert told(lay_out(places, view_of(KURSK, PYONGYANG))) == told(
        lay_out(reversed(places), view_of(KURSK, PYONGYANG))
    )


def test_places_that_would_cover_one_another_share_a_mark_that_shows_each_precision() -> None:
    drawn, page = drawing(
        place("Kursk", KURSK, weight=1),
        place("Kursk region", (51.75, 36.0), "region", weight=8),
        place("Pyongyang", PYONGYANG),
    )
    (crowd,) = drawn.crowded
    assert [one.name for one in crowd.places] == ["Kursk region", "Kursk"]
    link = page.all("a")[0]
    assert link.attributes["href"] == "#" + fragment("map", crowd)
    assert link.attributes["aria-label"] == "2 places"
    assert link.words.endswith("Kursk region and 1 more")
    assert page.all("circle", class_="dossier-map-region")
    shown = [one for one in page.all("a") if "display" not in one.attributes]
    assert [one.attributes["data-node"] for one in shown] == [
        "kursk-region kursk",
        "pyongyang",
    ]


def test_places_that_share_a_mark_are_drawn_apart_as_well_for_those_who_look_closer() -> None:
    _, page = drawing(
        place("Kursk", KURSK, weight=1),
        place("Kursk region", (51.75, 36.0), "region", weight=8),
        place("Pyongyang", PYONGYANG),
    )
    hidden = [one for one in page.all("a") if one.attributes.get("display") == "none"]
    assert [one.attributes["data-node"] for one in hidden] == ["kursk-region", "kursk"]
    assert [one.attributes["href"] for one in hidden] == ["kursk-region/", "kursk/"]
    x, y, _ = hidden[1].attributes["data-place"].split()
    assert (x, y) != tuple(hidden[0].attributes["data-place"].split()[:2])


def test_what_the_page_is_about_comes_first_and_stands_out() -> None:
    drawn, page = drawing(place("Russia", (60, 60), weight=90), place("Kursk", KURSK, here=True))
    assert drawn.spots[0].places[0].name == "Kursk"
    assert [one.attributes["href"] for one in page.all("a", class_="is-here")] == ["kursk/"]


def test_a_flag_stands_where_something_happened() -> None:
    assert not drawing(place("Kursk", KURSK))[1].all("path", class_="dossier-map-flag")
    assert drawing(place("Kursk", KURSK, events=1))[1].all("path", class_="dossier-map-flag")


def test_no_two_marks_are_so_near_that_one_cannot_be_pressed() -> None:
    drawn = lay_out(scattered(2_000), view_of((45, 20), (55, 40)))
    where = sorted((spot.x, spot.y) for spot in drawn.spots)
    for number, (x, y) in enumerate(where):
        for other_x, other_y in where[number + 1 :]:
            if other_x - x >= 24:
                break
            assert abs(other_y - y) >= 24
    assert sum(len(spot.places) for spot in drawn.spots) == 2_000


def test_ten_thousand_places_make_no_more_marks_than_the_map_has_room_for() -> None:
    view = view_of((45, 20), (55, 40))
    drawn = lay_out(scattered(10_000), view)
    assert len(drawn.spots) < view.width * view.height / 24 / 24
    assert len(told(drawn)) < 300_000


def scattered(number: int) -> list[Place]:
    """Return places all over a part of Europe, in no order, the same each time."""
    return [
        place(
            f"Place {n}",
            (45 + n * 7919 % 10_007 / 1_000.7, 20 + n * 104_729 % 20_011 / 1_000.55),
            weight=n % 13,
        )
        for n in range(number)
    ]


def test_names_are_escaped() -> None:
    picture = told(lay_out([place("<img src=x onerror=alert(1)>", KURSK)], view_of(KURSK)))
    assert "<img" not in picture
    assert "&lt;img src=x" in picture


def test_the_picture_has_a_title_and_a_description() -> None:
    _, page = drawing(place("Kursk", KURSK))
    (picture,) = page.all("svg")
    assert picture.attributes["aria-labelledby"] == "map-title"
    assert [one.words for one in page.all("title", id="map-title")] == ["Places on a map"]
    assert [one.words for one in page.all("desc")] == ["Some places are marked."]


def test_a_map_of_the_world_has_no_bar_of_one_scale() -> None:
    _, near = drawing(place("Kursk", KURSK))
    _, far = drawing(place("A", (-50, -100)), place("B", (60, 100)))
    (bar,) = near.all("g", class_="dossier-map-scale")
    assert bar.words == "500 km"
    assert not far.all("g", class_="dossier-map-scale")


@pytest.mark.parametrize("kind", ["exact", "city", "region", "country", "unknown", "events"])
def test_each_mark_can_be_shown_by_itself(kind: Precision) -> None:
    page = parse(sign(kind))
    assert page.all("svg")[0].attributes["aria-hidden"] == "true"
    assert page.all("circle") or page.all("path", class_="dossier-map-flag")


# Names -----------------------------------------------------------------------------------------


def boxes(page: PageContent) -> list[tuple[str, Box]]:
    """Return the names on a map and the boxes that they fill."""
    found = []
    for link in page.all("a"):
        for text in page.all("text"):
            if text.words and link.words.endswith(text.words):
                long = breadth(text.words, 12)
                back = {"start": 0.0, "middle": long / 2, "end": long}
                left = float(text.attributes["x"]) - back[text.attributes["text-anchor"]]
                found.append((text.words, Box(left, float(text.attributes["y"]) - 12, long, 15)))
    return found


def test_names_do_not_cover_one_another_and_stay_on_the_map() -> None:
    view = view_of((45, 20), (55, 40))
    _, page = drawing(*scattered(300), view=view)
    names = boxes(page)
    assert len(names) > 10
    for number, (_, one) in enumerate(names):
        assert one.left >= 0
        assert one.left + one.width <= view.width
        for _, other in names[number + 1 :]:
            apart = (
                one.left + one.width <= other.left
                or other.left + other.width <= one.left
                or one.top + one.height <= other.top
                or other.top + other.height <= one.top
            )
            assert apart


def test_names_cover_no_mark_and_no_flag() -> None:
    drawn, page = drawing(
        *(replace(one, events=number % 2) for number, one in enumerate(scattered(300))),
        view=view_of((45, 20), (55, 40)),
    )
    for words, box in boxes(page):
        for spot in drawn.spots:
            if spot.places[0].name in words:
                continue
            tall = 20 if any(one.events for one in spot.places) else 12
            apart = (
                box.left + box.width <= spot.x - 1
                or box.left >= spot.x + 1
                or box.top + box.height <= spot.y - tall
                or box.top >= spot.y + 12
            )
            assert apart, (words, spot.places[0].name)


def test_the_name_of_a_lighter_place_gives_way_and_its_link_stays() -> None:
    near = [place(f"Novomykhailivka {n}", (50, 30 + n * 1.1), weight=n) for n in range(9)]
    _, page = drawing(*near, view=view_of((50, 20), (50, 45)))
    assert len(page.all("a")) > len(boxes(page)) >= 1
    assert "Novomykhailivka 8" in [words.partition(" and ")[0] for words, _ in boxes(page)]


def test_a_name_stands_inside_a_circle_that_is_large_enough() -> None:
    _, page = drawing(place("Ukraine", (49, 32), "country", weight=8))
    (text,) = [one for one in page.all("text") if one.words == "Ukraine"]
    (circle,) = page.all("circle", class_="dossier-map-country")
    assert text.attributes["text-anchor"] == "middle"
    assert text.attributes["x"] == circle.attributes["cx"]


def test_a_box_is_free_until_it_is_taken() -> None:
    room = Room(100, 100)
    here, there = Box(10, 10, 20, 10), Box(50, 50, 20, 10)
    nowhere = Box(-50, -50, 1, 1)
    assert room.first_free([here, there], beside=nowhere) == 0
    room.take(Box(25, 15, 10, 10))
    assert room.first_free([here, there], beside=nowhere) == 1
    assert room.first_free([here], beside=nowhere) is None
    assert room.first_free([here], beside=Box(24, 12, 12, 14)) == 0
    assert room.first_free([Box(95, 10, 20, 10)], beside=nowhere) is None


def test_wide_letters_take_more_room_and_long_names_are_cut() -> None:
    assert breadth("東京都", 12) > breadth("Kyi", 12)
    assert cut("Kryvyi Rih", 10) == "Kryvyi Rih"
    assert cut("Kryvyi Rih", 8) == "Kryvyi…"


# The page --------------------------------------------------------------------------------------

PLACES: Mapping[str, str] = {
    "annotations/places/russia.yml": "name: Russia\ncoordinates: [60, 100]\nprecision: country\n",
    "annotations/places/kursk-region.yml": "name: Kursk region\ncoordinates: [51.75, 36]\n"
    "precision: region\nwithin: russia\n",
    "annotations/places/kursk.yml": "name: Kursk\ncoordinates: [51.73, 36.19]\nprecision: city\n"
    "within: kursk-region\n",
    "annotations/places/moscow.yml": "name: Moscow\ncoordinates: [55.75, 37.62]\nprecision: city\n"
    "within: russia\n",
    "annotations/places/kvir.yml": "name: Kvir <img src=x onerror=alert(1)>\n",
    "annotations/events/fighting.yml": "name: The fighting\nwhere: [kursk-region, kvir]\n",
    "annotations/events/call.yml": "name: A call\n",
    "annotations/claims/song.yml": "statement: A song was sung.\nwhere: [kursk]\nevidence:\n"
    "  - {source: first, quote: Some analysts doubt it.}\n",
}


def with_places(root: Path, files: Mapping[str, str] = PLACES) -> Dossier:
    return sound(root, {**GREETING, **files})


def map_page(dossier: Dossier) -> tuple[Page, PageContent]:
    page = Press(dossier, Addresses()).overview(overview.OVERVIEW)
    return page, parse(page.html)


def record_page(dossier: Dossier, identifier: str) -> PageContent:
    record = dossier.records.by_id[identifier]
    return parse(Press(dossier, Addresses()).record(record).html)


def rows(content: PageContent) -> list[list[str]]:
    cells: list[list[str]] = []
    for one in content.elements:
        if one.tag == "tr":
            cells.append([])
        elif one.tag in ("th", "td") and cells:
            cells[-1].append(" ".join(one.words.split()))
    return cells[1:]


def test_the_table_tells_what_the_map_shows_most_told_first(tmp_path: Path) -> None:
    _, content = map_page(with_places(tmp_path))
    moscow = ["Moscow", "55.75° N, 37.62° E", "town or city", "Russia", "0", "1", ""]
    assert rows(content) == [
        ["Kursk", "51.73° N, 36.19° E", "town or city", "Kursk region", "1", "0", ""],
        moscow,
        ["Kursk region", "51.75° N, 36° E", "region", "Russia", "0", "0", "The fighting"],
        ["Russia", "60° N, 100° E", "country", "", "0", "0", ""],
    ]


def test_the_map_says_the_same_to_those_who_hear_it(tmp_path: Path) -> None:
    page, content = map_page(with_places(tmp_path))
    assert page.description == (
        "4 places are on the map. 1 more has no coordinates and is listed below it."
    )
    labels = {one.attributes["aria-label"] for one in content.all("a", class_="dossier-map-mark")}
    assert "Moscow: town or city, 1 mention" in labels
    assert "2 places: Kursk, Kursk region" in labels
    assert "Russia: country" in labels


def test_the_map_is_drawn_for_a_wide_and_for_a_narrow_page(tmp_path: Path) -> None:
    _, content = map_page(with_places(tmp_path))
    pictures = content.all("svg", class_="dossier-map")
    assert [one.attributes["width"] for one in pictures] == ["900", "352"]
    assert len(content.ids) == len(set(content.ids))
    inside = [one[1:] for one in content.links if one.startswith("#")]
    assert inside
    assert set(inside) <= set(content.ids)


def test_the_legend_explains_the_marks_that_are_used_and_no_others(tmp_path: Path) -> None:
    _, content = map_page(with_places(tmp_path))
    legend = [" ".join(one.words.split()) for one in content.all("div", class_="dossier-choices")]
    assert legend == [
        "Precision town or city 2 region 1 country 1",
        "Events something happened there 1",
    ]


def test_places_and_rows_say_what_they_can_be_filtered_by(tmp_path: Path) -> None:
    _, content = map_page(with_places(tmp_path))
    marks = {
        one.attributes["data-node"]: one.attributes.get("data-is")
        for one in content.all("a", class_="dossier-map-mark")
    }
    assert marks["kursk"] == "precision:city"
    assert marks["kursk-region"] == "precision:region there:events"
    told = [one.attributes["data-is"] for one in content.all("tr") if "data-is" in one.attributes]
    assert told.count("precision:region there:events") == 1
    assert content.values("data-facet") == [
        "precision",
        "there",
    ]


def test_places_and_events_that_cannot_be_drawn_are_listed(tmp_path: Path) -> None:
    page, content = map_page(with_places(tmp_path))
    assert {"without-coordinates", "without-a-place"} <= set(content.ids)
    listed = page.html.partition('id="without-coordinates"')[2]
    assert "Kvir &lt;img src=x" in listed
    assert "<img" not in page.html
    assert "The fighting" in listed.partition('id="without-a-place"')[0]
    assert "A call" in listed.partition('id="without-a-place"')[2]
    assert "coordinates: [51.73, 36.19]" in listed


def test_without_coordinates_the_page_says_so_and_lists_the_places(tmp_path: Path) -> None:
    page, content = map_page(with_places(tmp_path, {"annotations/places/kvir.yml": "name: Kvir\n"}))
    assert page.description.startswith("No place of this dossier has coordinates yet")
    assert not content.all("svg")
    assert not content.all("table")
    assert "places/kvir/" in " ".join(content.links)


def test_without_places_the_page_says_how_to_add_one(tmp_path: Path) -> None:
    page, content = map_page(sound(tmp_path))
    assert page.description == "This dossier has no places yet."
    assert "annotations/places/" in content.all("p", class_="dossier-empty")[0].words


def test_of_many_places_those_are_drawn_of_which_most_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "_MOST", 2)
    monkeypatch.setattr(overview, "_SHOWN", 1)
    page, content = map_page(with_places(tmp_path))
    assert page.description.startswith(
        "2 places are on the map: those of which most is said, of 4."
    )
    names = [one[0] for one in rows(content)]
    assert names[0] == "Kursk"
    assert "Moscow" in names
    assert "Russia" not in names
    assert "and 2 more" in content.words


def test_the_page_is_the_same_each_time(tmp_path: Path) -> None:
    dossier = with_places(tmp_path)
    assert map_page(dossier)[0] == map_page(dossier)[0]


# The small map ---------------------------------------------------------------------------------


def small(content: PageContent) -> Sequence[str]:
    marks = content.all("a", class_="dossier-map-mark")
    return [one.attributes["aria-label"] for one in marks if "display" not in one.attributes]


def test_a_place_has_a_small_map_with_those_in_it_and_around_it(tmp_path: Path) -> None:
    dossier = with_places(tmp_path)
    russia = record_page(dossier, "russia")
    assert "map" in russia.ids
    assert russia.all("a", class_="is-here")[0].attributes["aria-label"] == "Russia: country"
    assert {"Russia: country", "3 places: Kursk, Moscow, Kursk region"} >= set(small(russia))
    assert "not its extent" in russia.words
    kursk = record_page(dossier, "kursk")
    assert small(kursk) == ["2 places: Kursk, Kursk region"]


def test_a_place_without_coordinates_shows_those_in_it_or_no_map(tmp_path: Path) -> None:
    bare = {**PLACES, "annotations/places/russia.yml": "name: Russia\n"}
    dossier = with_places(tmp_path, bare)
    russia = record_page(dossier, "russia")
    assert len(small(russia)) > 0
    assert not russia.all("a", class_="is-here")
    assert "map" not in record_page(dossier, "kvir").ids


def test_only_places_have_a_small_map(tmp_path: Path) -> None:
    assert "map" not in record_page(with_places(tmp_path), "vladimir-putin").ids
