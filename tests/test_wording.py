"""Every word that the site prints is marked for translation and stands in the catalogue."""

from __future__ import annotations

import gettext
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from dossier import dates, locales
from dossier.alphabet import alphabetical
from dossier.diagnostics import Report
from dossier.pages.environment import environment, shipped
from dossier.pages.script_words import script_words
from dossier.project import read_project
from dossier.wording import CATALOGUES, Wording, wording

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted(shipped().rglob("*.html"))
EXTRACT = [
    *("-q", "extract", "-F", "babel.cfg", "--omit-header", "--no-location", "--sort-output"),
    *("--no-wrap", "-k", "N_", "-k", "label", "-k", "words", "-k", "html"),
    *("-k", "count:1,2", "-k", "plural:1,2", "-k", "NN_:1,2"),
]


def test_the_catalogue_holds_every_marked_word(tmp_path: Path) -> None:
    fresh = tmp_path / "dossier.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", *EXTRACT, "-o", str(fresh), "."]
    subprocess.run(command, cwd=ROOT, check=True)
    kept = (CATALOGUES / "dossier.pot").read_text(encoding="utf-8")
    assert kept == fresh.read_text(encoding="utf-8"), "run `make messages`"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_prints_no_word_that_is_not_marked(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    marked = re.sub(r"\{%-?\s*trans.*?endtrans\s*-?%\}", "", source, flags=re.DOTALL)
    tokens = Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).lex(marked)
    data = "\x00".join(text for _, kind, text in tokens if kind == "data")
    shown = re.sub(r'<[^>]*>|[\w-]+="[^"]*"', "", data)
    spoken = re.findall(
        r'(?:aria-label|title|alt|placeholder)="([^"\x00]*[^\W\d_]{2,}[^"\x00]*)"', data
    )
    unmarked = [*re.findall(r"[^\W\d_]{2,}", re.sub(r"SHA-256|&\w+;", "", shown)), *spoken]
    assert unmarked == []


def test_a_language_without_a_catalogue_gets_english_in_all_it_says() -> None:
    words = wording("xx")
    assert words("Claims") == "Claims"
    assert words.date(dates.parse("2025-12-04")) == "4 December 2025"
    assert words.number(12_345) == "12,345"
    assert (words.language, words.tag) == ("xx", "en")


@pytest.mark.parametrize("language", ["../de", "", "de/../uk", "x" * 500])
def test_what_is_no_language_leads_to_no_file(language: str) -> None:
    assert wording(language).tag == "en"


def test_a_country_has_the_words_of_its_language_and_its_own_numbers() -> None:
    words = wording("de-CH")
    assert (words.tag, words("Claims")) == ("de", "Behauptungen")
    assert words.number(12_345) == "12’345"
    assert wording("de_XX").number(12_345) == "12.345"
    assert wording("en-US").date(dates.parse("2025-12-04")) == "December 4, 2025"


def test_a_translation_takes_the_place_of_the_english_words() -> None:
    class German(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return {"%(voice)s said so": "%(voice)s sagt das"}.get(message, message)

    words = Wording("de", German())
    assert words("%(voice)s said so") == "%(voice)s sagt das"


def test_no_words_at_all_are_not_what_a_catalogue_says_of_itself() -> None:
    assert wording("de")("") == ""


def test_values_set_into_words_are_escaped() -> None:
    told = wording("en").html("%(voice)s said so", voice="<b>KCNA</b>")  # type: ignore[arg-type]
    assert told == "&lt;b&gt;KCNA&lt;/b&gt; said so"


@pytest.mark.parametrize(
    ("language", "number", "told"),
    [
        ("en", 1, "1 source"),
        ("en", 12_345, "12,345 sources"),
        ("de", 1, "1 Quelle"),
        ("de", 12_345, "12.345 Quellen"),
        ("uk", 1, "1 джерело"),
        ("uk", 3, "3 джерела"),
        ("uk", 11, "11 джерел"),
        ("uk", 12_341, "12 341 джерело"),
        ("ko", 1, "출처 1건"),
        ("ko", 12_345, "출처 12,345건"),
    ],
)
def test_a_number_has_its_form_and_its_thousands_apart(
    language: str, number: int, told: str
) -> None:
    words = wording(language)
    counted = words.count("%(num)s source", "%(num)s sources", number)
    assert counted.replace("\u00a0", " ") == told


@given(
    st.integers(-(10**15), 10**15),
    st.sampled_from(["en", "de", "de_AT", "es", "hi", "pl", "uk", "ko", "ar"]),
)
def test_the_thousands_stand_apart_as_the_unicode_cldr_has_it(number: int, language: str) -> None:
    customs = locales.customs(language)
    told = format_decimal(number, locale=customs.locale).replace("\u202f", "\u00a0")
    assert customs.number(number) == (told if abs(number) >= 1000 else str(number))


@pytest.mark.parametrize(
    ("language", "percent", "size"),
    [
        ("en", "45\u00a0%", "1.5"),
        ("de", "45\u00a0%", "1,5"),
        ("uk", "45\u00a0%", "1,5"),
        ("ko", "45%", "1.5"),
    ],
)
def test_shares_and_sizes_are_written_as_a_language_does(
    language: str, percent: str, size: str
) -> None:
    words = wording(language)
    assert words.percent(45) == percent
    told = script_words(words).decode().partition(" default ")[2].rstrip(";\n")
    assert json.loads(told)["percent"].replace("{number}", "45") == percent
    assert words.decimal(1.52, 1, 1) == size
    assert words.decimal(1, 1, 1) == size.replace("5", "0")


@pytest.mark.parametrize(
    ("language", "tag", "name"),
    [
        ("en", "ru", "Russian"),
        ("de", "ru", "Russisch"),
        ("uk", "ko-KR", "корейська (Південна Корея)"),
        ("ko", "zh-Hant", "중국어 (번체)"),
        ("de", "zh-Hant-x-old", "Chinesisch (Traditionell)"),
        ("de", "qqq", "qqq"),
    ],
)
def test_a_language_is_called_by_its_name(language: str, tag: str, name: str) -> None:
    assert wording(language).language_name(tag) == name


def test_a_number_of_records_has_a_form_even_where_a_kind_is_a_dossier_s_own() -> None:
    words = wording("uk")
    assert [words.plural("Claim", "Claims", number) for number in (1, 2, 5)] == [
        "Твердження",
        "Твердження",
        "Тверджень",
    ]
    assert words.plural("Зброя", "Зброї", 5) == "Зброї"
    assert words.plural("Claims", "Sources", 5) == "Джерела"


def test_words_in_templates_have_numbers_as_people_write_them(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Brücke\n", encoding="utf-8")
    project = read_project(tmp_path, Report())
    template = environment(project, wording("de")).from_string(
        "{% trans num=n %}{{ num }} source{% pluralize %}{{ num }} sources{% endtrans %}, "
        "{% trans shown=n, all=name %}{{ shown }} of {{ all }}{% endtrans %}, {{ n|number }}"
    )
    told = template.render(n=12_345, name="<b>")
    assert told == "12.345 Quellen, 12.345 von &lt;b&gt;, 12.345"


def test_ten_thousand_dates_and_numbers_are_told_without_looking_patterns_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = wording("uk")
    words.number(12_345)
    for name in ("tokenize_pattern", "format_decimal"):
        monkeypatch.setattr(locales, name, None)  # from now on, calling it raises
    read = dates.parse("2025-12-04~/2026-01")
    assert len({words.date(read) for _ in range(10_000)}) == 1
    assert words.number(12_345) == "12\u00a0345"


@pytest.mark.parametrize(
    "ordered",
    [
        ["Adler", "Afrika", "Ägypten", "Österreich", "Zypern"],
        ["Гай", "Ґанок", "Дім"],
        ["Еней", "Європа", "Жук", "Иван", "Ігор", "Їжак", "Йосип", "Київ"],
        ["Łódź", "Mława"],
        ["강", "다리", "한국"],
        ["alpha", "Beta", "gamma", "Київ", "서울"],
    ],
)
def test_names_stand_where_people_look_for_them(ordered: list[str]) -> None:
    assert sorted({*ordered}, key=alphabetical) == ordered
    assert alphabetical("E\u0301mile") == alphabetical("Émile")
