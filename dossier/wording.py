"""The words that the site prints, in the site's language.

Templates and modules write English and mark it; a catalogue for another language takes its
place (`dossier/locale/<language>/LC_MESSAGES/dossier.po`). `_` and `ngettext` are gettext's.
Dates and numbers follow the words: where there is no catalogue, both are English.
"""

from __future__ import annotations

import gettext
import io
import re
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dossier import dates
from dossier.frozen import dataclass
from dossier.locales import Customs, customs
from dossier.markup import escaped, marked
from dossier.translatable import N_, NN_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from dossier.dates import Edtf

CATALOGUES = Path(__file__).parent / "locale"
SOURCE = "en"
"""The language in which the words stand in templates and modules."""

PERCENT = N_("{number}\u00a0%")
"""How a share is written, here and in scripts."""

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's words, dates and numbers.

    `language` is the one that was asked for, `tag` that of the words: they differ where there is
    no catalogue.
    """

    language: str
    translations: gettext.NullTranslations
    customs: Customs = field(default_factory=lambda: customs(SOURCE))
    tag: str = SOURCE

    # Words

    def __call__(self, words: str) -> str:
        """Return English words in this language."""
        # Of no words at all, gettext returns what a catalogue says of itself.
        return self.translations.gettext(words) if words else ""

    def html(self, words: str, **values: Markup) -> Markup:
        """Return words with links or other HTML set in where they say `%(name)s`."""
        told = self(words)
        if values:
            told %= {name: escaped(value) for name, value in values.items()}
        return marked(told)  # noqa: S704 - the program's own words, or its catalogue's

    def count(self, one: str, many: str, number: int) -> str:
        """Return the form for a number, with `%(num)s` filled in."""
        return self.translations.ngettext(one, many, number) % {"num": self.number(number)}

    def more(self, left_out: int) -> str:
        """Say how many of a list are left out, if any."""
        one, many = NN_("and %(num)s more", "and %(num)s more")
        return self.count(one, many, left_out) if left_out > 0 else ""

    def plural(self, one: str, many: str, number: int) -> str:
        """Return the form for a number, without the number.

        Where a catalogue has both words but not as the forms of one, English chooses.
        """
        found = self.translations.ngettext(one, many, number)
        return self(found) if found in (one, many) else found

    def quoted(self, words: str) -> str:
        """Return words between this language's quotation marks."""
        return self(N_("“%(words)s”")) % {"words": words}

    # Dates and numbers

    def date(self, edtf: Edtf) -> str:
        """Return a date for people: “about 31 December 2025”."""
        return dates.words(edtf, self)

    def number(self, number: int) -> str:
        """Return a whole number for people: “12,345”."""
        return self.customs.number(number)

    def decimal(self, number: float, most: int, least: int = 0) -> str:
        """Return a number for people, with so many digits behind the point: “1.5”."""
        return self.customs.decimal(number, most, least)

    def percent(self, percent: int) -> str:
        """Return a share, given in percent: “45 %”, which no line breaks."""
        return self(PERCENT).format(number=self.number(percent))

    def language_name(self, tag: str) -> str:
        """Return what a language (a BCP 47 tag) is called: “Russian”."""
        return self.customs.language_name(tag)


@cache
def wording(language: str) -> Wording:
    """Return the words of a language, or English where there is no catalogue for it."""
    for tag in _narrowing(language):
        path = CATALOGUES / tag / "LC_MESSAGES" / "dossier.po"
        if path.is_file():
            # Of “de-AT” the words are those of “de”, and the numbers its own.
            return Wording(language, _read(path), customs(_local(language)), tag.replace("_", "-"))
    english = _local(language).partition("_")[0] == SOURCE
    return Wording(
        language,
        gettext.NullTranslations(),
        customs(_local(language) if english else SOURCE),
    )


def _narrowing(language: str) -> Iterator[str]:
    """Yield a language as catalogues are called, then without its last part, and so on."""
    if _TAG.fullmatch(language):
        parts = re.split("[-_]", language)
        for length in range(len(parts), 0, -1):
            yield "_".join(parts[:length])


def _local(language: str) -> str:
    return language.replace("-", "_")


class _Translations(gettext.GNUTranslations):
    """Translations in which words that may be counted are found without a number as well.

    Later Pythons do so by themselves; 3.11.2, which is Debian 12's, does not.
    """

    def gettext(self, message: str) -> str:
        told = super().gettext(message)
        return self.ngettext(message, message, 1) if told == message else told


def _read(path: Path) -> gettext.GNUTranslations:
    """Read a catalogue as translators write it: nothing has to be compiled, or kept in step."""
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return _Translations(compiled)
