"""How a source is cited: in words, for software, and on its page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import pytest
from dossiers import GREETING, rendered, sound
from html_pages import PageContent, parse

from dossier import dates
from dossier.citations import STYLES, Name, Reference, bibtex, coins, csl, metadata, ris
from dossier.citations.names import name
from dossier.mkdocs_head import with_metadata

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.site import Site
    from dossier.tables import Dossier

BARE = Reference("courier", "document", "Bridge closed at dawn")
FULL = Reference(
    id="courier",
    form="news",
    title="Bridge closed at dawn",
    authors=(name("Quill, Ada"),),
    publisher="Tanner Courier",
    published=dates.parse("2026-03-02"),
    retrieved=dates.parse("2026-03-05"),
    url="https://example.org/news/1",
    archived_url="https://archive.example/2026/news/1",
    language="en",
    dossier="A bridge",
    page="https://example.org/bridge/sources/courier/",
)


def published(edtf: str) -> Reference:
    return replace(FULL, published=dates.parse(edtf))


def fields(entry: str) -> dict[str, str]:
    """Return the fields of a BibTeX entry as they are written, without their outer braces."""
    lines = entry.splitlines()[1:-1]
    pairs = (line.strip().removesuffix(",").split(" = ", 1) for line in lines)
    return {key: re.sub(r"^\{(.*)\}$", r"\1", value) for key, value in pairs}


def lines(record: str) -> list[tuple[str, str]]:
    """Return the tags of an RIS record with their values."""
    return [(line[:2], line[6:]) for line in record.splitlines()]


# Names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "straight", "turned", "short"),
    [
        ("Quill, Ada", "Ada Quill", "Quill, Ada", "Quill, A."),
        ("A. Correspondent", "A. Correspondent", "Correspondent, A.", "Correspondent, A."),
        ("J. R. van der Berg", "J. R. van der Berg", "van der Berg, J. R.", "van der Berg, J. R."),
        ("Berg, Jan-Luc Otto", "Jan-Luc Otto Berg", "Berg, Jan-Luc Otto", "Berg, J.-L. O."),
        ("Петров, Иван", "Иван Петров", "Петров, Иван", "Петров, И."),
    ],
)
def test_a_name_that_shows_the_familys_part_is_turned_round(
    written: str, straight: str, turned: str, short: str
) -> None:
    found = name(written)
    assert (found.straight, found.turned, found.abbreviated) == (straight, turned, short)


@pytest.mark.parametrize(
    "written",
    [
        "Ada Quill",
        "Kim Jong Un",
        "김정은",
        "Reuters, Inc.",
        "U.S. Embassy",
        "Quill, Ada, editor",
        "Smith, John and Mary",
        "Ada Quill, Tanner Courier",
        "Courier, the",
        "our own correspondent",
        "A. B.",
    ],
)
def test_any_other_name_stays_as_it_is_written(written: str) -> None:
    assert name(written) == Name(written)


# Styles ---------------------------------------------------------------------------------------


def test_a_source_of_which_all_is_known_is_cited_in_three_styles() -> None:
    assert {style: told(FULL) for style, told in STYLES.items()} == {
        "Chicago": "Ada Quill, “Bridge closed at dawn,” Tanner Courier, March 2, 2026, "
        "https://example.org/news/1, archived at https://archive.example/2026/news/1.",
        "APA": "Quill, A. (2026, March 2). Bridge closed at dawn. Tanner Courier. "
        "https://example.org/news/1 Archived at https://archive.example/2026/news/1",
        "Harvard": "Quill, A. (2026) ‘Bridge closed at dawn’, Tanner Courier, 2 March. "
        "Available at: https://example.org/news/1 (Accessed: 5 March 2026). "
        "Archived at: https://archive.example/2026/news/1",
    }


def test_of_a_source_that_has_only_a_title_nothing_is_made_up() -> None:
    assert {style: told(BARE) for style, told in STYLES.items()} == {
        "Chicago": "“Bridge closed at dawn,” n.d.",
        "APA": "Bridge closed at dawn. (n.d.).",
        "Harvard": "‘Bridge closed at dawn’ (n.d.).",
    }


def test_where_nobody_gave_a_date_the_day_it_was_seen_is_told() -> None:
    seen = replace(FULL, published=None, archived_url="")
    assert [told(seen) for told in STYLES.values()] == [
        (
            "Ada Quill, “Bridge closed at dawn,” Tanner Courier, n.d., accessed March 5, 2026, "
            "https://example.org/news/1."
        ),
        (
            "Quill, A. (n.d.). Bridge closed at dawn. Tanner Courier. "
            "Retrieved March 5, 2026, from https://example.org/news/1"
        ),
        (
            "Quill, A. (n.d.) ‘Bridge closed at dawn’, Tanner Courier. "
            "Available at: https://example.org/news/1 (Accessed: 5 March 2026)."
        ),
    ]


@pytest.mark.parametrize(
    ("edtf", "chicago", "apa", "harvard"),
    [
        ("2026", "2026", "(2026)", "(2026)"),
        ("2026-03", "March 2026", "(2026, March)", "(2026)"),
        ("2025~", "ca. 2025", "(ca. 2025)", "(c. 2025)"),
        ("2025-12?", "[December 2025?]", "([2025, December?])", "([December 2025?])"),
        ("2025-12%", "[ca. December 2025?]", "([ca. 2025, December?])", "([c. December 2025?])"),
        ("2025-12-XX", "December 2025", "(2025, December)", "(2025)"),
        ("202X", "2020s", "(2020s)", "(2020s)"),
        ("2025-21", "Spring 2025", "(2025, Spring)", "(2025)"),
        ("2024/2025~", "2024–ca. 2025", "(2024–ca. 2025)", "(2024–c. 2025)"),
        ("2011/..", "2011 – ongoing", "(2011 – ongoing)", "(2011 – ongoing)"),
        ("-0043", "44 BCE", "(44 BCE)", "(44 BCE)"),
    ],
)
def test_a_date_is_cited_as_surely_as_it_is_known(
    edtf: str, chicago: str, apa: str, harvard: str
) -> None:
    told = {style: cite(published(edtf)) for style, cite in STYLES.items()}
    assert f"Courier, {chicago}, https" in told["Chicago"]
    assert f"A. {apa}. Bridge" in told["APA"]
    assert f"A. {harvard} ‘Bridge" in told["Harvard"]


@pytest.mark.parametrize(
    ("number", "chicago", "apa", "harvard"),
    [
        (2, "Ada Quill and Bo Finch, “", "Quill, A., & Finch, B. (", "Quill, A. and Finch, B. ("),
        (
            3,
            "Ada Quill, Bo Finch, and Kim Jong Un, “",
            "Quill, A., Finch, B., & Kim Jong Un. (",
            "Quill, A., Finch, B. and Kim Jong Un (",
        ),
        (
            4,
            "Ada Quill et al., “",
            "Quill, A., Finch, B., Kim Jong Un, & Newsroom. (",
            "Quill, A. et al. (",
        ),
    ],
)
def test_several_authors_are_joined_as_the_style_asks(
    number: int, chicago: str, apa: str, harvard: str
) -> None:
    names = ("Quill, Ada", "Finch, Bo", "Kim Jong Un", "Newsroom")[:number]
    several = replace(FULL, authors=tuple(name(one) for one in names))
    for style, start in (("Chicago", chicago), ("APA", apa), ("Harvard", harvard)):
        assert STYLES[style](several).startswith(start)


def test_apa_leaves_out_the_middle_of_more_than_twenty_authors() -> None:
    many = replace(FULL, authors=tuple(Name(f"Desk {n}") for n in range(1, 26)))
    assert "Desk 18, Desk 19, … Desk 25. (2026" in STYLES["APA"](many)


def test_a_title_keeps_its_own_last_mark_and_its_quotation_marks_change_inside_others() -> None:
    asked = replace(BARE, title="Who closed the “old” bridge?")
    assert STYLES["Chicago"](asked) == "“Who closed the ‘old’ bridge?,” n.d."
    assert STYLES["APA"](asked) == "Who closed the “old” bridge? (n.d.)."
    stopped = replace(BARE, title="The town’s ‘old’ bridge is closed.")
    assert STYLES["Chicago"](stopped) == "“The town’s ‘old’ bridge is closed,” n.d."
    assert STYLES["APA"](stopped) == "The town’s ‘old’ bridge is closed. (n.d.)."
    assert STYLES["Harvard"](stopped) == "‘The town’s “old” bridge is closed’ (n.d.)."


def test_a_publisher_that_is_the_author_is_not_told_twice() -> None:
    own = replace(FULL, authors=(Name("Tanner Courier"),))
    for told in STYLES.values():
        assert told(own).count("Tanner Courier") == 1


# Formats --------------------------------------------------------------------------------------


def test_bibtex_tells_what_is_known() -> None:
    entry = bibtex(FULL)
    assert entry.startswith("@article{courier,\n")
    assert entry.endswith(",\n}\n")
    assert fields(entry) == {
        "author": "Quill, Ada",
        "title": "{Bridge closed at dawn}",
        "journal": "{Tanner Courier}",
        "date": "2026-03-02",
        "year": "2026",
        "month": "mar",
        "url": "https://example.org/news/1",
        "urldate": "2026-03-05",
        "language": "en",
        "note": "Archived copy: https://archive.example/2026/news/1",
        "annote": "Cited from this dossier at https://example.org/bridge/sources/courier/",
    }
    assert fields(bibtex(BARE)) == {"title": "{Bridge closed at dawn}"}


@pytest.mark.parametrize("form", ["news", "report"])
def test_bibtex_takes_no_type_whose_publisher_it_would_miss(form: Any) -> None:  # noqa: ANN401 - a form
    assert bibtex(replace(BARE, form=form)).startswith("@misc{")


def test_no_sign_of_a_title_means_anything_to_bibtex_or_latex() -> None:
    title = r"50% of {all} \input{x} & $1_000 #1 ~a^b} @misc{y,"
    written = fields(bibtex(replace(BARE, title=title)))["title"]
    told = re.sub(
        r"\\text(?:backslash|braceleft|braceright|asciitilde|asciicircum)\{\}", "", written
    )
    assert re.findall(r"(?<!\\)[$&#%_~^]", told) == []
    assert re.findall(r"\\(?![$&#%_])", told) == []
    assert told.count("{") == told.count("}") == 1
    assert written.startswith(
        r"{50\% of \textbraceleft{}all\textbraceright{} \textbackslash{}input"
    )


def test_bibtex_takes_a_name_apart_only_where_its_parts_are_known() -> None:
    names = (name("Quill, Ada"), Name("Kim Jong Un"), Name("Lock and Key, Inc. {50%}"))
    assert fields(bibtex(replace(FULL, authors=names)))["author"] == (
        r"Quill, Ada and {Kim Jong Un} and "
        r"{Lock and Key, Inc. \textbraceleft{}50\%\textbraceright{}}"
    )


def test_bibtex_leaves_an_address_as_it_is() -> None:
    url = "https://example.org/a_b?c=%20&d=1#~e"
    assert fields(bibtex(replace(FULL, url=url)))["url"] == url


@pytest.mark.parametrize(
    ("edtf", "year", "month"),
    [
        ("2025~", "ca. 2025", None),
        ("2024/2025", "2024–2025", None),
        ("2025-21", "2025", None),
        ("2025-12", "2025", "dec"),
        ("202X", "2020s", None),
    ],
)
def test_bibtex_has_the_date_twice_for_old_programs_and_new_ones(
    edtf: str, year: str, month: str | None
) -> None:
    found = fields(bibtex(published(edtf)))
    assert (found["date"], found["year"], found.get("month")) == (edtf, year, month)


def test_ris_tells_what_is_known_a_tag_a_line() -> None:
    assert lines(ris(FULL)) == [
        ("TY", "NEWS"),
        ("ID", "courier"),
        ("AU", "Quill, Ada"),
        ("TI", "Bridge closed at dawn"),
        ("T2", "Tanner Courier"),
        ("PY", "2026"),
        ("DA", "2026/03/02/"),
        ("Y2", "2026/03/05/"),
        ("UR", "https://example.org/news/1"),
        ("LA", "en"),
        ("N1", "Archived copy: https://archive.example/2026/news/1"),
        ("N1", "Cited from this dossier at https://example.org/bridge/sources/courier/"),
        ("ER", ""),
    ]
    assert [tag for tag, _ in lines(ris(BARE))] == ["TY", "ID", "TI", "ER"]


def test_no_title_begins_a_tag_of_its_own_in_ris() -> None:
    told = ris(replace(BARE, title="Bridge\r\nER  - \u2028TY  - BOOK"))
    assert [tag for tag, _ in lines(told)] == ["TY", "ID", "TI", "ER"]


@pytest.mark.parametrize(
    ("edtf", "date", "year"),
    [
        ("2025", "2025///", "2025"),
        ("2025-12", "2025/12//", "2025"),
        ("2025~", "2025///about 2025", "2025"),
        ("2025-21", "2025///spring 2025", "2025"),
        ("2024/2025", "///2024 – 2025", None),
        ("0044", "0044///", "0044"),
        ("-0043", "///44 BCE", None),
    ],
)
def test_ris_says_in_words_what_its_dates_cannot(edtf: str, date: str, year: str | None) -> None:
    found = dict(lines(ris(published(edtf))))
    assert (found["DA"], found.get("PY")) == (date, year)


def test_csl_json_tells_what_is_known() -> None:
    assert csl(FULL) == {
        "id": "courier",
        "type": "article-newspaper",
        "title": "Bridge closed at dawn",
        "author": [{"family": "Quill", "given": "Ada"}],
        "container-title": "Tanner Courier",
        "issued": {"date-parts": [[2026, 3, 2]]},
        "accessed": {"date-parts": [[2026, 3, 5]]},
        "URL": "https://example.org/news/1",
        "language": "en",
        "source": "A bridge",
        "note": "Archived copy: https://archive.example/2026/news/1; "
        "Cited from this dossier at https://example.org/bridge/sources/courier/",
    }
    assert csl(BARE) == {"id": "courier", "type": "document", "title": "Bridge closed at dawn"}


@pytest.mark.parametrize(
    ("edtf", "issued"),
    [
        ("2025-12", {"date-parts": [[2025, 12]]}),
        ("2025~", {"date-parts": [[2025]], "circa": True}),
        ("2025-12?", {"date-parts": [[2025, 12]], "circa": True}),
        ("2025-XX-XX", {"date-parts": [[2025]]}),
        ("2025-22", {"date-parts": [[2025]], "season": 2}),
        ("2024-05-01/2025-06", {"date-parts": [[2024, 5, 1], [2025, 6]]}),
        ("2024-21/2025-22", {"literal": "spring 2024 – summer 2025"}),
        ("201X", {"literal": "2010s"}),
        ("../2011", {"literal": "until 2011"}),
        ("-0043", {"literal": "44 BCE"}),
    ],
)
def test_csl_json_has_a_date_in_parts_where_they_say_no_more_than_is_known(
    edtf: str, issued: dict[str, Any]
) -> None:
    assert csl(published(edtf))["issued"] == issued


def test_coins_hold_what_zotero_reads() -> None:
    awkward = replace(
        FULL, title="A & B = “50 %” + 1", authors=(*FULL.authors, Name("Kim Jong Un"))
    )
    assert parse_qsl(coins(awkward), strict_parsing=True) == [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", "A & B = “50 %” + 1"),
        ("rft.au", "Quill, Ada"),
        ("rft.aucorp", "Kim Jong Un"),
        ("rft.source", "Tanner Courier"),
        ("rft.date", "2026-03-02"),
        ("rft.identifier", "https://example.org/news/1"),
        ("rft.language", "en"),
    ]


def test_the_head_of_a_page_holds_what_zotero_and_search_engines_read() -> None:
    rights = replace(FULL, rights="CC BY 4.0", authors=(*FULL.authors, Name("Kim Jong Un")))
    assert metadata(rights) == (
        ("citation_title", "Bridge closed at dawn"),
        ("citation_author", "Quill, Ada"),
        ("citation_author", "Kim Jong Un"),
        ("citation_publication_date", "2026/03/02"),
        ("citation_publisher", "Tanner Courier"),
        ("citation_language", "en"),
        ("citation_public_url", "https://example.org/news/1"),
        ("citation_fulltext_html_url", "https://example.org/bridge/sources/courier/"),
        ("DC.type", "newspaperArticle"),
        ("DC.title", "Bridge closed at dawn"),
        ("DC.creator", "Quill, Ada"),
        ("DC.creator", "Kim Jong Un"),
        ("DC.date", "2026-03-02"),
        ("DC.publisher", "Tanner Courier"),
        ("DC.language", "en"),
        ("DC.identifier", "https://example.org/news/1"),
        ("DC.rights", "CC BY 4.0"),
        ("prism.publicationName", "Tanner Courier"),
    )


def test_the_head_of_a_page_makes_nothing_up() -> None:
    assert metadata(BARE) == (
        ("citation_title", "Bridge closed at dawn"),
        ("DC.type", "document"),
        ("DC.title", "Bridge closed at dawn"),
    )


def test_only_a_report_has_an_institution_in_the_head_of_its_page() -> None:
    told = dict(metadata(replace(FULL, form="report")))
    assert told["citation_technical_report_institution"] == "Tanner Courier"
    assert not {"citation_publisher", "prism.publicationName"} & told.keys()
    assert told["DC.type"] == "report"


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        ("2026", "2026"),
        ("2026-03", "2026/03"),
        ("2026-03-XX", "2026/03"),
        ("2025-21", "2025"),
        ("2025-12-31~", None),
        ("2025?", None),
        ("2024/2025", None),
        ("202X", None),
        ("-0043", None),
    ],
)
def test_a_doubtful_date_is_left_to_the_element_that_can_say_so(edtf: str, day: str | None) -> None:
    told = dict(metadata(published(edtf)))
    assert told.get("citation_publication_date") == day
    assert told["DC.date"] == edtf


# The page and the exports ---------------------------------------------------------------------

ABOUT = """\
    title: "Putin <img src=x onerror=alert(1)> {greets} Kim"
    type: official
    publisher: kcna
    authors: [vladimir-putin, "Quill, Ada"]
    published: 2025-12-31
    archived_url: https://archive.example/1
    language: en
    """
FILES = {**GREETING, "annotations/sources/first.yml": ABOUT}


def page_of(site: Site, source: str = "first") -> PageContent:
    return parse(next(one.html for one in site.pages if one.uri == f"sources/{source}.md"))


def export(site: Site, file: str) -> str:
    return next(one.content.decode() for one in site.assets if one.uri == f"exports/{file}")


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return sound(tmp_path, FILES)


def test_ids_of_publisher_and_authors_are_cited_by_their_names(dossier: Dossier) -> None:
    (found, _) = json.loads(export(rendered(dossier), "sources.csl.json"))
    assert found["publisher"] == "KCNA"
    assert found["author"] == [{"literal": "Vladimir Putin"}, {"family": "Quill", "given": "Ada"}]


def test_a_source_without_an_address_is_cited_by_that_of_its_copy(dossier: Dossier) -> None:
    (found, _) = json.loads(export(rendered(dossier), "sources.csl.json"))
    assert found["URL"] == "https://archive.example/1"
    assert found["type"] == "webpage"
    assert "Archived copy" not in found["note"]


def test_a_page_holds_each_citation_as_the_exports_have_it(dossier: Dossier) -> None:
    site = rendered(dossier)
    content = page_of(site)
    bib, tagged, styled = (one.words for one in content.all("pre"))
    assert f"{bib}\n" == export(site, "sources.bib").split("\n\n", maxsplit=1)[0] + "\n"
    assert lines(tagged)[0] == ("TY", "ELEC")
    assert json.loads(styled) == json.loads(export(site, "sources.csl.json"))[:1]
    assert content.all("img") == []


def test_a_page_names_its_own_address_in_full_if_the_sites_is_known(dossier: Dossier) -> None:
    address = "https://example.org/greeting/sources/first/"
    content = page_of(rendered(dossier))
    (section,) = content.all("section", class_="dossier-citing")
    assert f"Cited from this dossier at {address}" in " ".join(section.words.split())
    assert address in content.links


def test_where_the_sites_address_is_not_known_none_is_given(tmp_path: Path) -> None:
    files = {**FILES, "mkdocs.yml": "site_name: One greeting\nplugins: [search, dossier]\n"}
    site = rendered(sound(tmp_path, files))
    assert "Cited from" not in page_of(site).words
    assert "Cited from" not in export(site, "sources.bib")


def test_the_words_of_the_styles_are_english_on_a_page_in_another_language(tmp_path: Path) -> None:
    files = {
        **FILES,
        "mkdocs.yml": "site_name: Ein Gruß\ntheme: {name: material, language: de}\n"
        "plugins: [search, dossier]\n",
    }
    content = page_of(rendered(sound(tmp_path, files)))
    assert len(content.all("dd", lang="en")) == 3
    english = page_of(rendered(sound(tmp_path / "english", FILES)))
    assert english.all("dd", lang="en") == []


def test_zotero_finds_the_source_on_its_page(dossier: Dossier) -> None:
    (span,) = page_of(rendered(dossier)).all("span", class_="Z3988")
    found = dict(parse_qsl(span.attributes["title"]))
    assert found["rft.title"] == "Putin <img src=x onerror=alert(1)> {greets} Kim"
    assert found["rft.publisher"] == "KCNA"


def test_sources_alone_say_in_their_heads_what_they_are(dossier: Dossier) -> None:
    pages = {one.uri: one.metadata for one in rendered(dossier).pages}
    assert {uri.partition("/")[0] for uri, told in pages.items() if told} == {"sources"}
    told = pages["sources/first.md"]
    assert ("citation_title", "Putin <img src=x onerror=alert(1)> {greets} Kim") in told
    assert [text for name, text in told if name == "DC.creator"] == ["Vladimir Putin", "Quill, Ada"]
    head = with_metadata("<head></head>", told)
    assert "<img" not in head
    assert '<meta name="DC.publisher" content="KCNA">' in head


def test_the_exports_hold_every_source_by_its_id(dossier: Dossier) -> None:
    site = rendered(dossier)
    assert re.findall(r"^@\w+\{(.+),$", export(site, "sources.bib"), re.MULTILINE) == [
        "first",
        "second",
    ]
    assert [one["id"] for one in json.loads(export(site, "sources.csl.json"))] == [
        "first",
        "second",
    ]
