"""The example dossier as readers get it: complete, closed in itself, true to its seeds."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from dossier import build
from dossier.diagnostics import Report
from dossier.project import read_project

if TYPE_CHECKING:
    from dossier.tables import Dossier

ROOT = Path(__file__).parents[1]
SITE = "https://dossier.example.org/"
SEEDS = ["000_c4e2133f88a230e1", "002_357274271b43df3d"]


@dataclass
class Seen:
    """What a test wants to know of a published page."""

    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    headings: int = 0
    language: str = ""
    title: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A link in a drawing has its address under SVG's first name for it.
        given = {name.removeprefix("xlink:"): value or "" for name, value in attrs}
        if "id" in given:
            self.seen.ids.add(given["id"])
        if tag == "a":
            self.seen.ids.update({given["name"]} if "name" in given else ())
            self.seen.links += [given["href"]] if "href" in given else []
        if tag in {"script", "img", "iframe", "source", "video", "audio"} and "src" in given:
            self.seen.loaded.append(given["src"])
        loads = {"stylesheet", "preload", "icon", "preconnect", "dns-prefetch", "modulepreload"}
        if tag == "link" and loads & set(given.get("rel", "").split()):
            self.seen.loaded.append(given["href"])
        if tag == "h1":
            self.seen.headings += 1
        if tag == "html":
            self.seen.language = given.get("lang", "")
        self._in_title = tag == "title"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.seen.title += data.strip()


@pytest.fixture(scope="module")
def pages(example_site: Path) -> dict[str, Seen]:
    """Read every published page, by its address."""
    found = {}
    for path in sorted(example_site.rglob("*.html")):
        reader = _Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        uri = path.relative_to(example_site).as_posix().removesuffix("index.html")
        found[urljoin(SITE, uri)] = reader.seen
    return found


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    report = Report()
    project = read_project(ROOT, report)
    report.severities = project.severities
    read = build.read(project, report)
    assert [str(one) for one in report.diagnostics] == []
    return read


@pytest.fixture(scope="module")
def annotated(example_site: Path) -> list[dict[str, Any]]:
    text = (example_site / "exports/annotations.jsonld").read_text(encoding="utf-8")
    items = json.loads(text)["items"]
    assert isinstance(items, list)
    return items


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    found = annotation["target"]
    return found if isinstance(found, list) else [found]


def test_every_page_has_one_heading_a_title_and_a_language(pages: dict[str, Seen]) -> None:
    assert len(pages) > 100
    for address, seen in pages.items():
        assert (address, seen.headings) == (address, 1)
        assert seen.title, address
        assert seen.language == "en", address


def test_every_internal_link_and_fragment_leads_somewhere(
    pages: dict[str, Seen], example_site: Path
) -> None:
    astray = []
    for address, seen in pages.items():
        if address.endswith("404.html"):
            continue
        for link in seen.links:
            target, fragment = urldefrag(urljoin(address, link))
            if not target.startswith(SITE):
                continue
            if target in pages:
                if fragment and unquote(fragment) not in pages[target].ids:
                    astray.append((address, link))
            elif not (example_site / unquote(urlsplit(target).path).lstrip("/")).is_file():
                astray.append((address, link))
    assert astray == []


def test_nothing_is_loaded_from_another_host(pages: dict[str, Seen], example_site: Path) -> None:
    for address, seen in pages.items():
        for loaded in seen.loaded:
            assert urljoin(address, loaded).startswith(SITE), (address, loaded)
    for style in example_site.rglob("*.css"):
        assert not re.search(r"(?:@import|url\()\s*['\"]?(?:https?:)?//", style.read_text("utf-8"))


def test_the_offsets_of_every_piece_of_evidence_slice_its_seed_to_the_quote(
    annotated: list[dict[str, Any]], dossier: Dossier
) -> None:
    assert len(annotated) == len(dossier.graph.evidence) > 100
    for annotation in annotated:
        for target in targets(annotation):
            quote, position = target["selector"]
            seed = target["source"].rstrip("/").rpartition("/")[2]
            text = (ROOT / "seeds" / f"{seed}.txt").read_text(encoding="utf-8")
            assert text[position["start"] : position["end"]] == quote["exact"]


def test_every_quote_is_marked_in_its_source_and_leads_there_and_back(
    dossier: Dossier, pages: dict[str, Seen], example_site: Path
) -> None:
    for one in dossier.graph.evidence:
        kind = dossier.records.by_id[one.subject].kind.name
        subject = urljoin(SITE, f"{kind}/{one.subject}/")
        source = urljoin(SITE, f"sources/{one.source}/")
        there, back = f"{source}#q-{one.key}", f"{subject}#{one.fragment}"
        assert f"q-{one.key}" in pages[source].ids
        assert one.fragment in pages[subject].ids
        assert there in {urljoin(subject, link) for link in pages[subject].links}
        assert back in {urljoin(source, link) for link in pages[source].links}
        html = (example_site / f"sources/{one.source}/index.html").read_text(encoding="utf-8")
        marked = {
            key for each in re.findall(r'data-quotes="([^"]*)"', html) for key in each.split()
        }
        assert f"q-{one.key}" in marked


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sentence_of_a_seed_carries_evidence_or_a_gloss(seed: str, dossier: Dossier) -> None:
    coverage = dossier.analyses.coverage[seed]
    text = dossier.corpus.sources[seed].text
    assert [one.of(text) for one in coverage.open] == []
    assert coverage.sentences >= 19


def test_the_greeting_goes_back_to_one_origin(dossier: Dossier) -> None:
    support = dossier.analyses.support["putin-praised-heroic-participation"]
    assert support.sources == tuple(SEEDS)
    assert support.origins == ("kcna",)
    assert support.independent == 1


def test_every_question_has_answers_that_differ(dossier: Dossier) -> None:
    questions = dossier.records.of("questions")
    assert len(questions) >= 6
    for question in questions:
        assert len(dossier.graph.referring(question.id, "answers")) > 1, question.id


def test_no_claim_says_more_than_its_evidence_bears(dossier: Dossier) -> None:
    for claim in dossier.records.of("claims"):
        if claim.model.status in {"corroborated", "confirmed"}:
            assert dossier.analyses.support[claim.id].independent > 1


def test_nothing_is_invented_about_the_sources(dossier: Dossier) -> None:
    for source in dossier.records.of("sources"):
        told = source.model
        assert not any([told.publisher, told.authors, told.published, told.url])
