"""The words that the site prints, in the site's language.

Templates and modules write English and mark it; a catalogue for another language takes its
place (`dossier/locale/<language>/LC_MESSAGES/dossier.mo`). `_` and `ngettext` are gettext's.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from dossier import dates

if TYPE_CHECKING:
    from dossier.dates import Edtf

CATALOGUES = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's words."""

    language: str
    translations: gettext.NullTranslations

    def __call__(self, words: str) -> str:
        """Return English words in this language."""
        return self.translations.gettext(words)

    def html(self, words: str, **values: Markup) -> Markup:
        """Return words with links or other HTML set in where they say `%(name)s`."""
        told = Markup(self(words))  # noqa: S704 - the program's own words, or its catalogue's
        return told % values if values else told

    def count(self, one: str, many: str, number: int) -> str:
        """Return the form for a number, with `%(num)s` filled in."""
        return self.translations.ngettext(one, many, number) % {"num": f"{number:,}"}

    def plural(self, one: str, many: str, number: int) -> str:
        """Return the form for a number, without the number."""
        return self.translations.ngettext(one, many, number)

    def date(self, edtf: Edtf) -> str:
        """Return a date for people: “about 31 December 2025”."""
        return dates.words(edtf, self)


def wording(language: str) -> Wording:
    """Return the words of a language, or English where there is no catalogue for it."""
    languages = [language.replace("-", "_"), language.split("-", maxsplit=1)[0]]
    translations = gettext.translation("dossier", CATALOGUES, languages, fallback=True)
    return Wording(language, translations)
