"""Every word that the site prints is marked for translation and stands in the catalogue."""

from __future__ import annotations

import gettext
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import Environment

from dossier.pages.environment import shipped
from dossier.wording import CATALOGUES, Wording, wording

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted(shipped().rglob("*.html"))
EXTRACT = [
    *("-q", "extract", "-F", "babel.cfg", "--omit-header", "--no-location", "--sort-output"),
    *("--no-wrap", "-k", "N_", "-k", "label", "-k", "words", "-k", "html"),
    *("-k", "count:1,2", "-k", "plural:1,2"),
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
    shown = re.sub(r"<[^>]*>", "", data)
    spoken = re.findall(
        r'(?:aria-label|title|alt|placeholder)="([^"\x00]*[^\W\d_]{2,}[^"\x00]*)"', data
    )
    unmarked = [*re.findall(r"[^\W\d_]{2,}", re.sub(r"SHA-256|&\w+;", "", shown)), *spoken]
    assert unmarked == []


def test_a_language_without_a_catalogue_gets_english() -> None:
    assert wording("xx")("Claims") == "Claims"


def test_a_translation_takes_the_place_of_the_english_words() -> None:
    class German(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return {"%(voice)s said so": "%(voice)s sagt das"}.get(message, message)

    words = Wording("de", German())
    assert words("%(voice)s said so") == "%(voice)s sagt das"


def test_values_set_into_words_are_escaped() -> None:
    told = wording("en").html("%(voice)s said so", voice="<b>KCNA</b>")  # type: ignore[arg-type]
    assert told == "&lt;b&gt;KCNA&lt;/b&gt; said so"
