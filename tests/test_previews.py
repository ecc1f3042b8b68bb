"""What the cards beside links say: the same as the pages, in files of a size."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from dossiers import GREETING, read, rendered, sound, write
from html_pages import parse
from shell import files, run

from dossier.pages import Press
from dossier.pages.previews import FOLDER, number_of_shards, shard_of
from dossier.site import Addresses

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dossier.site import Asset, Site
    from dossier.tables import Dossier

FILES = GREETING | {
    "seeds/nahar.txt": """\
        رسالة من موسكو

        أشاد بوتين بالجنود، بحسب وكالة الأنباء الكورية.
        """,
    "annotations/sources/nahar.yml": """\
        title: رسالة من موسكو
        language: ar
        publisher: An-Nahar
        published: 2025-12-31
        """,
    "annotations/organizations/kcna.yml": """\
        name: KCNA
        description: The news agency of North Korea
        also_known_as: [وكالة الأنباء الكورية]
        """,
    "annotations/claims/soldiers-were-praised.yml": """\
        statement: Soldiers were praised.
        when: 2025-12-31
        about: [vladimir-putin]
        assessment: {status: uncheckable, rationale: Nobody saw it.}
        evidence:
          - source: nahar
            quote: أشاد بوتين بالجنود
            translation: Putin praised the soldiers
            attribution: [kcna]
        """,
}


def cards(dossier: Dossier) -> list[Asset]:
    return list(Press(dossier, Addresses()).previews())


def told(assets: Iterable[Asset]) -> dict[str, Any]:
    """Return all entries, each of which must stand in the shard where the script looks for it."""
    shards = {one.uri: json.loads(one.content) for one in assets if FOLDER in one.uri}
    number = shards.pop(f"{FOLDER}index.json")["shards"]
    assert sorted(shards) == sorted(f"{FOLDER}{one}.json" for one in range(number))
    entries: dict[str, Any] = {}
    for uri, shard in shards.items():
        assert {f"{FOLDER}{shard_of(key, number)}.json" for key in shard} <= {uri}
        entries |= shard
    return entries


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return rendered(sound(tmp_path_factory.mktemp("greeting"), FILES))


@pytest.fixture(scope="module")
def entries(site: Site) -> dict[str, Any]:
    return told(site.assets)


def index(site: Site) -> dict[str, Any]:
    (found,) = (one for one in site.assets if one.uri == f"{FOLDER}index.json")
    return json.loads(found.content)  # type: ignore[no-any-return]


def test_a_claim_tells_its_status_what_supports_it_and_its_first_quote(
    entries: dict[str, Any], site: Site
) -> None:
    assert entries["soldiers-were-praised"] == {
        "kind": "claims",
        "title": "Soldiers were praised.",
        "status": "uncheckable",
        "facts": ["1 source, 1 origin: it cites KCNA", "31 December 2025"],
        "quotes": [
            {
                "words": "أشاد بوتين بالجنود",
                "lang": "ar",
                "dir": "rtl",
                "stance": "supports",
                "source": ["nahar", "رسالة من موسكو"],
                "passage": "p2",
            }
        ],
    }
    assert index(site)["statuses"]["uncheckable"] == ["Uncheckable", "purple"]


def test_a_quote_that_supports_a_claim_goes_before_one_that_stands_earlier(tmp_path: Path) -> None:
    changed = GREETING | {
        "annotations/claims/no-soldier-took-part.yml": """\
            statement: No soldier took part.
            evidence:
              - {source: first, quote: heroic participation, stance: disputes}
              - {source: second, quote: No soldier took part}
            """
    }
    claim = told(cards(sound(tmp_path, changed)))["no-soldier-took-part"]
    assert [one["words"] for one in claim["quotes"]] == ["No soldier took part"]


def test_a_person_a_source_and_a_question_tell_who_and_what_they_are(
    entries: dict[str, Any],
) -> None:
    assert entries["kcna"] == {
        "kind": "organizations",
        "title": "KCNA",
        "text": "The news agency of North Korea",
        "names": ["وكالة الأنباء الكورية"],
        "facts": ["3 mentions"],
    }
    assert entries["vladimir-putin"]["facts"] == ["2 claims", "3 mentions"]
    assert entries["nahar"]["facts"] == ["An-Nahar", "31 December 2025", "1 quote"]
    assert entries["did-they-take-part"]["facts"] == ["2 claims answer it, side by side."]


def test_a_quote_tells_its_words_what_it_bears_on_where_it_stands_and_who_says_so(
    entries: dict[str, Any],
) -> None:
    assert entries["putin-praised-soldiers--e1"] == {
        "words": "praised the ‘heroic participation’ of soldiers",
        "dir": "auto",
        "stance": "supports",
        "source": ["first", "Putin greets Kim"],
        "passage": "p2",
        "bears_on": {
            "kind": "claims",
            "id": "putin-praised-soldiers",
            "title": "Putin praised the heroic participation of soldiers.",
            "status": "unverified",
        },
        "voice": "The source reports that KCNA reported that Vladimir Putin said so.",
    }
    assert entries["soldiers-were-praised--e1"]["translation"] == "Putin praised the soldiers"
    assert entries["putin-praised-soldiers--e-analysts-doubt"]["stance"] == "disputes"


def test_a_name_that_runs_the_other_way_is_set_apart_in_a_sentence(tmp_path: Path) -> None:
    name = "وكالة الأنباء"
    renamed = FILES | {
        "annotations/organizations/kcna.yml": f"name: {name}\nalso_known_as: [KCNA]\n"
    }
    voice = told(cards(sound(tmp_path, renamed)))["soldiers-were-praised--e1"]["voice"]
    assert voice == f"The source reports that \u2068{name}\u2069 said so."


def test_a_paragraph_tells_what_is_quoted_from_it(entries: dict[str, Any]) -> None:
    paragraph = entries["first--p2"]
    assert paragraph["title"] == "Putin greets Kim"
    assert paragraph["facts"] == ["2 quotes"]
    assert [(one["words"], one["bears_on"]["title"]) for one in paragraph["quotes"]] == [
        (
            "praised the ‘heroic participation’ of soldiers",
            "Putin praised the heroic participation of soldiers.",
        ),
        ("Some analysts doubt it.", "Putin praised the heroic participation of soldiers."),
    ]
    assert "first--p1" not in entries


def test_the_card_of_a_paragraph_says_how_many_quotes_there_are_and_shows_the_first(
    tmp_path: Path,
) -> None:
    evidence = "\n".join(
        f"  - {{source: first, quote: {words}}}"
        for words in ("Vladimir Putin", "heroic participation", "of soldiers", "KCNA reported")
    )
    claim = f"statement: Putin spoke.\nevidence:\n{evidence}\n"
    changed = GREETING | {"annotations/claims/putin-spoke.yml": claim}
    paragraph = told(cards(sound(tmp_path, changed)))["first--p2"]
    assert paragraph["facts"] == ["6 quotes"]
    assert len(paragraph["quotes"]) == 2


def test_there_is_a_card_for_every_link_to_a_record_and_to_a_quote(
    site: Site, entries: dict[str, Any]
) -> None:
    kinds = "|".join(index(site)["kinds"])
    linked = set()
    for page in site.pages:
        for link in parse(page.html).links:
            found = re.search(rf"(?:^|/)(?:{kinds})/([^/]+)/(?:#(.+))?$", link)
            if found and (fragment := found[2]) and re.match(r"q-|e-|r?\d|e\d", fragment):
                linked.add(
                    fragment.removeprefix("q-") if "--" in fragment else f"{found[1]}--{fragment}"
                )
            elif found:
                linked.add(found[1])
    assert {"kcna", "first", "putin-praised-soldiers--e2"} <= linked
    assert linked <= set(entries)


def test_no_card_says_more_than_the_page_to_which_the_link_leads(
    site: Site, entries: dict[str, Any]
) -> None:
    pages = {page.uri: " ".join(parse(page.html).words.split()) for page in site.pages}
    for key, entry in entries.items():
        record = key.partition("--")[0]
        kind = entry.get("kind") or entry["bears_on"]["kind"]
        words = pages[f"{kind}/{record}.md"]
        shown = [entry.get(one, "") for one in ("title", "text", "words", "voice", "translation")]
        shown += entry.get("names", [])
        shown += [one["words"] for one in entry.get("quotes", [])]
        assert [one for one in shown if one.rstrip(".") not in words] == []


def test_long_words_are_cut_and_signs_of_html_stay_what_they_are(tmp_path: Path) -> None:
    hostile = "<img src=x onerror=alert(1)> & “co”"
    changed = GREETING | {
        "annotations/people/vladimir-putin.yml": f"""\
            name: "{hostile}"
            also_known_as: [Vladimir Putin, Putin]
            description: {"President of Russia, as both texts call him; " * 20}
            """
    }
    entry = told(cards(sound(tmp_path, changed)))["vladimir-putin"]
    assert entry["title"] == hostile
    assert len(entry["text"]) < 240
    assert entry["text"].endswith(" …")


@pytest.mark.parametrize(
    ("size", "shards"),
    [(0, 1), (1, 1), (16_000, 1), (16_001, 2), (32_000, 2), (32_001, 4), (10_000_000, 1024)],
)
def test_shards_are_a_power_of_two_that_grows_with_what_they_hold(size: int, shards: int) -> None:
    assert number_of_shards(size) == shards


def test_a_shard_is_chosen_by_the_crc_32_of_a_key() -> None:
    assert shard_of("123456789", 1 << 32) == 0xCBF43926  # the check value of its definition
    assert shard_of("kcna", 1) == 0


@pytest.mark.parametrize(
    ("description", "shards"), [("A soldier. " * 12, 64), ("군인이다. " * 20, 128)]
)
def test_thousands_of_records_make_files_of_much_the_same_size(
    tmp_path: Path, description: str, shards: int
) -> None:
    people = "".join(
        f"person-{number}:\n  name: Person {number:04}\n  description: {description}\n"
        for number in range(3000)
    )
    dossier, _ = read(write(tmp_path, GREETING | {"annotations/people.yml": people}))
    sizes = [len(one.content) for one in cards(dossier) if not one.uri.endswith("index.json")]
    assert len(sizes) == shards
    assert max(sizes) < 30_000
    assert min(sizes) > 3_000


def test_a_dossier_without_records_has_a_file_that_says_nothing(tmp_path: Path) -> None:
    dossier, _ = read(write(tmp_path, {"mkdocs.yml": "site_name: Nothing yet\n"}))
    assert told(cards(dossier)) == {}


def test_the_words_are_those_of_the_sites_language(site: Site, entries: dict[str, Any]) -> None:
    assert index(site)["kinds"]["people"] == "Person"
    assert index(site)["stances"]["disputes"] == "disputes"
    assert {entry["kind"] for entry in entries.values() if "kind" in entry} <= set(
        index(site)["kinds"]
    )


def test_pages_on_disk_come_with_the_same_files(site: Site, tmp_path: Path) -> None:
    root = write(tmp_path / "greeting", FILES)
    assert run("-C", root, "build", "--pages", "pages").exit_code == 0
    published = files(root / "pages" / FOLDER)
    assert published == {
        one.uri.removeprefix(FOLDER): one.content for one in site.assets if FOLDER in one.uri
    }


def test_the_same_dossier_makes_the_same_files(site: Site, tmp_path: Path) -> None:
    assert [one for one in site.assets if FOLDER in one.uri] == cards(sound(tmp_path, FILES))
