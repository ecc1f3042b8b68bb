"""Every word of the site is in every catalogue, fits there, and is what the pages show.

To find words that nobody marked, a site is made in a language that does not exist: its catalogue
turns letters into Greek ones, and what contributors wrote is Korean. Any Latin letters left over
never went through a catalogue.
"""

from __future__ import annotations

import ast
import gettext
import json
import re
import shutil
import string
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from dossiers import rendered, sound, write
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from dossier import pages
from dossier.kinds import KINDS
from dossier.locales import customs
from dossier.pages.blocks import BLOCKS, COUNTED
from dossier.pages.script_words import WORDS, script_words
from dossier.wording import CATALOGUES, Wording, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message

    from dossier.site import Page, Site

ASSETS = Path(pages.__file__).parents[1] / "assets"
LANGUAGES = sorted(path.parts[-3] for path in CATALOGUES.glob("*/LC_MESSAGES/dossier.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
LATIN = re.compile("[A-Za-z]{2,}")
TAG = re.compile(r"</?[a-z]+[^>]*>")


def catalogue(language: str) -> Catalog:
    with (CATALOGUES / language / "LC_MESSAGES" / "dossier.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def template() -> Catalog:
    with (CATALOGUES / "dossier.pot").open("rb") as file:
        return read_po(file, abort_invalid=True)


def entries(language: str) -> list[Message]:
    return [one for one in catalogue(language) if one.id]


def asked(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def told(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def wrong(language: str, fits: object) -> list[str]:
    assert callable(fits)
    return [asked(one)[0] for one in entries(language) if not fits(one)]


# The catalogues -------------------------------------------------------------------------------


def test_the_site_speaks_german_ukrainian_and_korean() -> None:
    assert {"de", "ko", "uk"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_the_words_of_the_template_and_no_others(language: str) -> None:
    known = {asked(one) for one in template() if one.id}
    there = {asked(one) for one in entries(language)}
    assert sorted(known - there) == [], "run `make messages`, then translate"
    assert sorted(there - known) == [], "run `make messages`"
    assert list(catalogue(language).obsolete) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    assert wrong(language, lambda one: all(told(one))) == []
    assert wrong(language, lambda one: not one.fuzzy) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_left_in_english(language: str) -> None:
    def translated(one: Message) -> bool:
        plain = PLACEHOLDER.sub("", asked(one)[0])
        return len(re.findall(r"\w+", plain)) <= 2 or not set(asked(one)) & set(told(one))

    assert wrong(language, translated) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_the_plural_forms_of_its_language(language: str) -> None:
    number, rule = get_plural(language)
    kept = catalogue(language)
    assert (kept.num_plurals, kept.plural_expr) == (number, rule)
    assert str(kept.locale) == language
    assert wrong(language, lambda one: not one.pluralizable or len(told(one)) == number) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_placeholders_and_the_markup(language: str) -> None:
    def kept(one: Message) -> bool:
        return all(
            sorted(pattern.findall(words)) == sorted(pattern.findall(asked(one)[-1]))
            for words in filter(None, told(one))
            for pattern in (PLACEHOLDER, TAG)
        )

    assert wrong(language, kept) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_can_be_filled_in(language: str) -> None:
    """A lone percent sign would break what `%` fills in."""

    def fillable(one: Message) -> bool:
        values = dict.fromkeys(re.findall(r"%\((\w+)\)s", asked(one)[-1]), "x")
        return not values or all(words % values for words in filter(None, told(one)))

    assert wrong(language, fillable) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_edges_and_the_quotation_marks_of_print(language: str) -> None:
    def edged(one: Message) -> bool:
        return all(words == words.strip() and "  " not in words for words in told(one))

    assert wrong(language, edged) == []
    assert wrong(language, lambda one: not re.search("[\"']", "".join(told(one)))) == []
    foreign = {"de": "”«»", "uk": "“”„", "ko": "„«»"}.get(language, "")
    assert wrong(language, lambda one: not set(foreign) & set("".join(told(one)))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_begins_with_its_glossary(language: str) -> None:
    comment = catalogue(language).header_comment
    assert {"claim", "source", "evidence", "origin", "independent"} <= set(
        re.findall(r"^# - ([\w ]+?)[:;,]", comment, flags=re.MULTILINE)
    )


def test_the_names_of_kinds_have_all_forms_of_a_number() -> None:
    named = {(one.singular, one.plural) for one in KINDS if one.template}
    assert named == set(COUNTED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_read_without_being_compiled(language: str) -> None:
    words = wording(language)
    assert words.tag == language
    assert words("Claims") != "Claims"
    assert not list(CATALOGUES.rglob("*.mo"))


# Modules ---------------------------------------------------------------------------------------

MARKS = {"_", "N_", "NN_", "words", "html", "count", "plural", "label"}


def marked(module: Path) -> Iterator[str]:
    """Yield the words that a module marks, wherever in it."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
            first = node.args[0]
            if name in MARKS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_no_marked_word_hides_from_the_template() -> None:
    """`pybabel` does not look into f-strings."""
    known = {asked(one)[0] for one in template()}
    hidden = {
        words
        for module in sorted(ASSETS.parent.rglob("*.py"))
        for words in marked(module)
        if LATIN.search(words) and words not in known
    }
    assert sorted(hidden) == []


# Scripts --------------------------------------------------------------------------------------

SCRIPTS = sorted(ASSETS.glob("*.js"))
SHOWS = re.compile(
    r"""(?x)
    (?: \.(?:textContent|innerText|title|placeholder|ariaLabel|alt) \s* = \s*
      | (?<!searchParams)\.(?:append|prepend|replaceChildren|before|after) \( \s*
      | setAttribute\( \s* "(?:aria-(?:label|description|valuetext)|title|alt)" \s* , \s* )
    (?: "([^"]*)" | `([^`]*)` )"""
)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_shows_no_words_of_its_own(script: Path) -> None:
    shown = ("".join(one) for one in SHOWS.findall(script.read_text("utf-8")))
    plain = (re.sub(r"\$\{[^}]*\}", "", words) for words in shown)
    assert [words for words in plain if re.search(r"[^\W\d_]{2,}", words)] == []


def test_scripts_find_every_word_that_they_ask_for_and_no_word_waits_in_vain() -> None:
    used = set()
    for script in SCRIPTS:
        text = script.read_text("utf-8")
        if 'import words from "./words.js"' in text:
            used |= set(re.findall(r"(?<![./\w])words\.(\w+)", text))
    assert used == set(WORDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_scripts_have_the_words_of_the_site(language: str) -> None:
    module = script_words(wording(language)).decode()
    found = json.loads(module.removeprefix("export default ").removesuffix(";\n"))
    assert found.keys() == WORDS.keys()
    assert found["copied"] == wording(language)("Copied") != "Copied"


# Pages ----------------------------------------------------------------------------------------

SAYING = (
    "장군은 새해 첫날 아침에 모든 병사가 돌아왔다고 말했다 "
    "그리고 마을의 다리를 다시 열었다고 덧붙였다"
)
KOREAN: dict[str, str] = {
    "mkdocs.yml": """\
        site_name: 다리
        site_url: https://example.org/
        theme: {name: material, language: ko}
        plugins: [search, dossier]
        """,
    "docs/index.md": "# 다리\n\n"
    + "\n\n".join(f"<!-- dossier:{name} -->" for name in BLOCKS)
    + "\n\n[[bridge]]\n",
    "seeds/first.txt": f"다리가 열렸다\n\n{SAYING}. 사흘 뒤의 일이다.\n\n아무도 다치지 않았다.\n",
    "seeds/second.txt": f"새해의 다리\n\n{SAYING}. 서른 명이 다쳤다.\n",
    "seeds/third.txt": "שלום לגשר\n\nהגשר נפתח מחדש.\n",
    "annotations/sources/first.yml": """\
        title: 다리가 열렸다
        type: news
        publisher: 신문사
        authors: [기자]
        published: 2026-01-02
        retrieved: 2026-01-05
        reliability: B
        language: ko
        translated_from: ru
        rights: 신문사
        tags: [다리]
        glosses: [{quote: 사흘, note: 셋째 날}]
        notes: "[[bridge]]"
        """,
    "annotations/sources/second.yml": """\
        title: 새해의 다리
        type: official
        published: 2026-01-03~
        reliability: F
        language: ko
        url: https://example.org/2
        """,
    "annotations/sources/third.yml": "title: 셋째\nlanguage: he\n",
    "annotations/people/general.yml": """\
        name: 장군
        description: 늙은 장군
        born: 1950-21
        died: 2026-02?
        member_of: [army]
        relations: [{type: 친구, to: mayor, when: 2012/..}]
        wikidata: Q42
        """,
    "annotations/people/mayor.yml": "name: 시장\nalso_known_as: [시장님]\n",
    "annotations/organizations/army.yml": "name: 군대\nfounded: 19XX\ndissolved: -0043\n",
    "annotations/topics/winter.yml": "name: 겨울\n",
    "annotations/places/bridge.yml": """\
        name: 다리
        coordinates: [51.73, -36.19]
        precision: exact
        within: country
        """,
    "annotations/places/country.yml": """\
        name: 나라
        coordinates: [-10, 20.5]
        precision: country
        """,
    "annotations/places/nowhere.yml": "name: 먼곳\n",
    "annotations/events/opening.yml": """\
        name: 개통
        when: 2026-01-01
        where: [bridge]
        participants: [general, army]
        """,
    "annotations/events/feast.yml": "name: 잔치\n",
    "annotations/questions/hurt.yml": "question: 누가 다쳤는가?\nwould_decide: 병원 기록.\n",
    "annotations/questions/silent.yml": "question: 왜 닫혔는가?\n",
    "annotations/claims/all-back.yml": f"""\
        statement: 모든 병사가 돌아왔다.
        about: [general, army]
        where: [bridge]
        when: 2026-01
        evidence:
          - source: first
            quote: {SAYING}
            attribution: [army, general]
            note: 첫 줄
            translation: 번역
          - source: second
            quote: {SAYING}
            attribution: [{{unnamed: 어떤 사람}}]
          - {{source: second, quote: 서른 명, stance: disputes}}
        assessment:
          - status: disputed
            credibility: 2
            rationale: 이제 다르다.
            by: 편집자
            on: 2026-02-01
          - {{status: unverified, on: 2026-01-10, by: 편집자}}
        notes: 보라 [[nobody-hurt]].
        """,
    "annotations/claims/nobody-hurt.yml": """\
        statement: 아무도 다치지 않았다.
        about: [bridge, general]
        answers: [hurt]
        contradicts: [{claim: thirty-hurt, note: 둘 다일 수 없다}]
        depends_on: [all-back]
        evidence:
          - {source: first, quote: 아무도 다치지 않았다}
          - {source: second, quote: 서른 명이 다쳤다, stance: disputes}
        """,
    "annotations/claims/thirty-hurt.yml": """\
        statement: 서른 명이 다쳤다.
        about: [bridge, army]
        answers: [hurt]
        refines: [all-back]
        repeats: [someone-hurt]
        supersedes: [someone-hurt]
        evidence:
          - {source: second, quote: 서른 명이 다쳤다}
          - {source: third, quote: הגשר נפתח, stance: discusses}
        """,
    "annotations/claims/someone-hurt.yml": """\
        statement: 누군가 다쳤다.
        evidence: [{source: first, quote: 사흘 뒤의 일이다}]
        """,
}
"""A dossier with something of everything, in Hangul and a little Hebrew."""

GREEK = str.maketrans(
    dict(zip(string.ascii_letters, "αβψδεφγηιξκλμνοπϙρστθωςχυζ" * 2, strict=True))
)
NAMES = {
    *("SHA", "BibTeX", "RIS", "CSL", "JSON", "LD", "Wikidata", "Atom", "Zotero"),
    *("Web", "Annotation", "km"),
}
"""Names of formats and registers, and what is written alike everywhere."""

ADDRESS = re.compile(r"https?://\S+|[\w.-]+\.(?:org|json|jsonld)\b\S*|mkdocs build")
NOT_WORDS = {"code", "pre", "kbd", "script", "style"}
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}
SPOKEN = ("aria-label", "title", "alt", "placeholder", "aria-description", "aria-roledescription")


class Greek(gettext.NullTranslations):
    """Turns the letters of every word into Greek ones."""

    def gettext(self, message: str) -> str:
        parts = re.split(rf"({PLACEHOLDER.pattern}|{TAG.pattern}|&\w+;)", message)
        return "".join(part if at % 2 else part.translate(GREEK) for at, part in enumerate(parts))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class Shown(HTMLParser):
    """Collects what a page shows and says: pieces of text, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        foreign = given.get("lang") == "en" or tag in NOT_WORDS or given.get("class") == "Z3988"
        hidden = foreign or (bool(self._open) and self._open[-1][1])
        if tag not in VOID:
            self._open.append((tag, hidden))
        if not hidden:
            self.pieces += [given[name] or "" for name in SPOKEN if name in given]
            self.pieces += [value or "" for name, value in attrs if name == "data-label"]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self.pieces.append(data)


def shown(html: str) -> list[str]:
    reader = Shown()
    reader.feed(html)
    return [" ".join(piece.split()) for piece in reader.pieces if piece.strip()]


def everything(site: Site) -> Iterator[tuple[str, list[str]]]:
    """Yield what each page shows, with its title, its description and its contents."""
    for page in site.pages:
        yield page.uri, [*shown(page.html), page.title, page.description, *_headings(page)]
    for uri, markdown in site.hand_written.items():
        yield uri, shown(markdown)


def _headings(page: Page) -> list[str]:
    return [one.title for one in page.sections]


@pytest.fixture(scope="module")
def korean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("korean"), KOREAN)


def latin(site: Site, *, known: set[str]) -> list[tuple[str, str]]:
    """Return the pieces of text with a word in Latin letters that is no name or address."""
    return sorted(
        {
            (uri, piece)
            for uri, pieces in everything(site)
            for piece in pieces
            if set(LATIN.findall(ADDRESS.sub("", piece))) - known
        }
    )


def test_no_page_shows_a_word_that_went_past_the_catalogue(
    korean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    greek = Wording("ko", Greek(), customs("ko"), "ko")
    monkeypatch.setattr(pages, "wording", lambda _: greek)
    site = rendered(sound(korean, {}))
    assert len(site.pages) > len(KOREAN)
    assert latin(site, known=NAMES) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_in_a_language_shows_english(
    korean: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    words = wording(language)
    monkeypatch.setattr(pages, "wording", lambda _: words)
    site = rendered(sound(korean, {}))
    if language in ("ko", "uk"):  # written in other letters
        known = set(
            LATIN.findall(" ".join(words for one in entries(language) for words in told(one)))
        )
        assert latin(site, known=NAMES | known) == []
    english = [
        plain
        for one in entries(language)
        for plain in asked(one)
        if plain not in told(one) and len(plain.split()) > 1 and not PLACEHOLDER.search(plain)
    ]
    text = {uri: "\x00".join(pieces) for uri, pieces in everything(site)}
    assert [(uri, one) for uri, words in text.items() for one in english if one in words] == []


def test_mkdocs_builds_a_site_that_follows_the_language_of_its_theme(
    korean: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(korean, tmp_path / "dossier")
    settings = folder / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("language: ko", "language: uk"), encoding="utf-8"
    )
    config = load_config(str(settings))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    page = (folder / "site" / "claims" / "all-back" / "index.html").read_text("utf-8")
    assert '<html lang="uk"' in page
    assert '<h2 id="evidence">Докази</h2>' in page
    assert "січень 2026" in page
    source = (folder / "site" / "sources" / "third" / "index.html").read_text("utf-8")
    assert 'lang="he" dir="rtl"' in source
    assert '<aside class="dossier-margin" lang="uk"' in source
    assert "<dd><bdi>іврит</bdi></dd>" in source
    words = (folder / "site" / "assets" / "dossier" / "words.js").read_text("utf-8")
    assert WORDS["copied"] not in words
    assert wording("uk")(WORDS["copied"]) in words
