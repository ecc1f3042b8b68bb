"""The pages of a small dossier, read as a reader's browser would."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

import pytest
from dossiers import GREETING, read, rendered, sound, write
from html_pages import PageContent, parse

from dossier import build
from dossier.diagnostics import Report
from dossier.site import Addresses

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.site import Site

HOSTILE = "<img src=x onerror=alert(1)> {{ 7*7 }} </p></script> [x](javascript:alert(1))"
QUOTED = json.dumps(HOSTILE)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return rendered(sound(tmp_path))


def page(site: Site, uri: str) -> PageContent:
    return parse(next(one.html for one in site.pages if one.uri == uri))


def asset(site: Site, uri: str) -> dict[str, object]:
    found = json.loads(next(one.content for one in site.assets if one.uri == uri))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("directories", [True, False])
def test_every_link_and_fragment_leads_somewhere(tmp_path: Path, *, directories: bool) -> None:
    site = rendered(sound(tmp_path), directories=directories)
    addresses = Addresses(directories=directories, site_url="https://example.org/greeting/")
    pages = {addresses.absolute(one.uri): parse(one.html) for one in site.pages}
    files = {addresses.absolute(one.uri) for one in site.assets}
    for address, content in pages.items():
        for link in content.links:
            target, fragment = urldefrag(urljoin(address, link))
            if target == addresses.absolute("index.md") or target in files:
                continue
            if not target.startswith(addresses.site_url):
                continue
            assert target in pages, f"{address} links to {target}"
            assert not fragment or fragment in pages[target].ids, f"{address} links to {link}"


def test_every_page_has_one_main_heading_and_no_id_twice(site: Site) -> None:
    for one in site.pages:
        content = parse(one.html)
        assert len(content.all("h1")) == 1
        assert len(content.ids) == len(set(content.ids))
        assert one.title
        assert one.description
        assert "\n" not in one.html


def test_a_claim_shows_each_quote_with_its_voices_and_leads_to_its_words(site: Site) -> None:
    claim = page(site, "claims/putin-praised-soldiers.md")
    assert [mark.words for mark in claim.all("mark")] == [
        "praised the ‘heroic participation’ of soldiers",
        "Putin praised the “heroic participation”",
        "Some analysts doubt it.",
    ]
    assert "The source reports that KCNA reported that Vladimir Putin said so." in claim.words
    assert "The source reports that some analysts said so." in claim.words
    links = [one.attributes["href"] for one in claim.all("a", class_="dossier-to-source")]
    assert len(links) == 3
    for link, source in zip(links, ["first", "second", "first"], strict=True):
        assert urldefrag(link)[1] in page(site, f"sources/{source}.md").ids


def test_a_source_marks_every_quote_and_leads_to_its_claim(site: Site) -> None:
    source = page(site, "sources/second.md")
    marked = [one.words for one in source.all("mark")]
    assert "".join(marked) == "Putin praised the “heroic participation”No soldier took part"
    assert [one.attributes["href"] for one in source.all("a", class_="dossier-cite")] == [
        "../../claims/putin-praised-soldiers/#e2",
        "../../claims/no-soldier-took-part/#e1",
    ]


def test_the_text_of_a_source_is_whole(site: Site) -> None:
    source = page(site, "sources/first.md")
    shown = " ".join(source.all("div", class_="dossier-text")[0].words.split())
    assert "Vladimir Putin praised the ‘heroic participation’ of soldiers, KCNA reported." in shown


def test_evidence_from_a_file_of_its_own_is_found_under_its_own_name(site: Site) -> None:
    claim = page(site, "claims/putin-praised-soldiers.md")
    assert [one.attributes["id"] for one in claim.all("figure")] == ["e1", "e2", "e-analysts-doubt"]


def test_a_contradiction_is_shown_from_both_sides(site: Site) -> None:
    for uri, other in [
        ("claims/no-soldier-took-part.md", "Putin praised the heroic participation of soldiers."),
        ("claims/putin-praised-soldiers.md", "No soldier took part."),
    ]:
        relation = page(site, uri).all("section", data_role="contradicts")
        assert other in relation[0].words
        assert "One cannot praise what did not happen." in relation[0].words


def test_a_person_is_shown_with_claims_words_and_spellings(site: Site) -> None:
    person = page(site, "people/vladimir-putin.md")
    assert person.all("h2", id="said")
    assert person.all("h2", id="claims")
    spellings = person.all("table", class_="dossier-spellings")[0].words
    assert "Vladimir Putin" in spellings
    assert "Putin" in spellings


def test_notes_and_hand_written_pages_that_link_to_a_record_are_listed_there(site: Site) -> None:
    backlinks = page(site, "organizations/kcna.md").all("section", class_="dossier-backlinks")
    assert "No soldier took part." in backlinks[0].words
    assert "One greeting" in backlinks[0].words


def test_a_question_sets_its_answers_side_by_side(site: Site) -> None:
    question = page(site, "questions/did-they-take-part.md")
    assert [one.words for one in question.all("h3")] == [
        "No soldier took part.",
        "Putin praised the heroic participation of soldiers.",
    ]


def test_every_piece_of_evidence_slices_its_seed_to_the_quote(tmp_path: Path) -> None:
    dossier = sound(tmp_path)
    site = rendered(dossier)
    items = asset(site, "exports/annotations.jsonld")["items"]
    assert isinstance(items, list)
    assert len(items) == 4
    for item in items:
        quote, position = item["target"]["selector"]
        source = item["target"]["source"].rstrip("/").rpartition("/")[2]
        text = dossier.corpus.sources[source].text
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])


def test_the_export_says_what_the_evidence_bears(site: Site) -> None:
    claims = asset(site, "exports/dossier.json")["claims"]
    assert isinstance(claims, dict)
    assert claims["putin-praised-soldiers"]["support"] == {
        "sources": 2,
        "independent": 1,
        "origins": 1,
        "disputed": True,
    }
    assert [one["origin"] for one in claims["putin-praised-soldiers"]["evidence"]] == [
        "kcna",
        "kcna",
        "first",
    ]


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    first = rendered(sound(write(tmp_path / "one", GREETING)))
    second = rendered(sound(write(tmp_path / "two", dict(reversed(GREETING.items())))))
    assert first == second


def test_contributed_words_never_become_markup(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: Hostile\n",
        "docs/index.md": "# Home\n\n[[attacker]]\n\n<!-- dossier:claims -->\n",
        "seeds/text.txt": f"{HOSTILE}\n\nWords “{HOSTILE}” of a text.\n",
        "annotations/sources/text.yml": f"publisher: {QUOTED}\nauthors: [{QUOTED}]\n"
        f"rights: {QUOTED}\ntags: [{QUOTED}]\nnotes: {QUOTED}\n"
        f"glosses: [{{quote: of a text, note: {QUOTED}}}]\n"
        f"mentions: [{{quote: Words, entity: attacker, note: {QUOTED}}}]\n",
        "annotations/people/attacker.yml": f"name: {QUOTED}\ndescription: {QUOTED}\n"
        f"also_known_as: [{QUOTED}]\nnotes: {QUOTED}\ntags: [{QUOTED}]\n"
        f"relations: [{{type: {QUOTED}, to: other, "
        "evidence: [{source: text, quote: of a text}]}]\n",
        "annotations/people/other.yml": "name: Other\n",
        "annotations/claims/claim.yml": f"statement: {QUOTED}\nnotes: {QUOTED}\ntags: [{QUOTED}]\n"
        f"answers: [question]\ncontradicts: [{{claim: second, note: {QUOTED}}}]\n"
        f"assessment: {{status: disputed, rationale: {QUOTED}, by: {QUOTED}}}\n"
        f"evidence: [{{source: text, quote: {{exact: {QUOTED}, occurrence: 2}}, note: {QUOTED}, "
        f"translation: {QUOTED}, attribution: [{{unnamed: {QUOTED}}}]}}]\n",
        "annotations/claims/second.yml": "statement: Second.\n"
        "evidence: [{source: text, quote: of a text}]\n",
        "annotations/questions/question.yml": f"question: {QUOTED}\ndescription: {QUOTED}\n"
        f"notes: {QUOTED}\n",
    }
    site = rendered(sound(tmp_path, files))
    published = [one.html for one in site.pages] + [*site.hand_written.values()]
    for html in published:
        assert "<img" not in html
        assert "{{" not in html
        assert html.count("</script>") == html.count('<script type="application/ld+json">')
        assert 'href="javascript' not in html
    for one in site.pages:
        assert not parse(one.html).all("img")


def test_the_words_around_a_quote_keep_their_distance(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: Bridge\n",
        "seeds/report.md": "On 4 March, **three** vehicles _crossed_ the bridge.\n",
        "annotations/claims/three.yml": "statement: Three.\n"
        "evidence: [{source: report, quote: three vehicles crossed}]\n",
    }
    claim = page(rendered(sound(tmp_path, files)), "claims/three.md")
    quote = claim.all("blockquote")[0]
    assert quote.words == "On 4 March, three vehicles crossed the bridge."


def test_who_speaks_against_a_claim_is_not_shown_as_saying_it(tmp_path: Path) -> None:
    files = {
        **GREETING,
        "annotations/evidence/putin-doubts.yml": "claim: no-soldier-took-part\nsource: first\n"
        "quote: Vladimir Putin praised\nstance: disputes\nattribution: [kcna, vladimir-putin]\n",
    }
    person = page(rendered(sound(tmp_path, files)), "people/vladimir-putin.md")
    said, denied = (
        next(one.words for one in person.all("section") if one.words.strip().startswith(heading))
        for heading in ("Says, according to the sources", "Speaks against")
    )
    assert "No soldier took part." in denied
    assert "No soldier took part." not in said


def test_mistakes_in_hand_written_pages_and_records_are_told_together(tmp_path: Path) -> None:
    files = {
        **GREETING,
        "docs/index.md": "# Home\n\n[[kcnaa]]\n\n<!-- dossier:figure -->\n",
        "annotations/people/vladimir-putin.yml": "name: Vladimir Putin\nabuot: []\n",
    }
    _, report = read(write(tmp_path, files))
    assert [(one.place.path, one.place.line, one.code) for one in report.diagnostics] == [
        ("annotations/people/vladimir-putin.yml", 2, "unknown-key"),
        ("docs/index.md", 3, "unknown-id"),
        ("docs/index.md", 5, "unknown-block"),
    ]


@pytest.mark.parametrize(
    ("template", "line"),
    [("{{ title }}\n{% if %}", 2), ("{{ title }}\n\n{{ no_such_value }}", 3)],
)
def test_a_broken_template_of_the_dossiers_own_is_told(
    tmp_path: Path, template: str, line: int
) -> None:
    dossier = sound(tmp_path, {**GREETING, "templates/claim.html": template})
    report = Report()
    build.render(dossier, Addresses(), report=report)
    assert [(one.code, one.place.path, one.place.line) for one in report.diagnostics] == [
        ("template", "templates/claim.html", line)
    ]


def test_all_that_a_question_says_is_shown(tmp_path: Path) -> None:
    files = {
        **GREETING,
        "annotations/questions/did-they-take-part.yml": "question: Did soldiers take part?\n"
        "links: [https://example.org/inquiry]\nalso_known_as: [The question of the troops]\n"
        "relations: [{type: asked of, to: vladimir-putin, "
        "evidence: [{source: first, quote: Vladimir Putin}]}]\n",
    }
    question = page(rendered(sound(tmp_path, files)), "questions/did-they-take-part.md")
    assert "https://example.org/inquiry" in question.links
    assert "The question of the troops" in question.words
    assert "asked of Vladimir Putin" in question.words
    assert "r1e1" in question.ids
