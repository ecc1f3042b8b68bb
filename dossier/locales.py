"""How a language writes dates, numbers and the names of languages, as the Unicode CLDR has it.

Babel brings the data. Its functions find and read a pattern anew for every date, and a page can
hold hundreds of them: so the patterns are read once for each language, and then only filled.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import tokenize_pattern
from babel.numbers import format_decimal

from dossier.frozen import dataclass

_ENGLISH = "en_001"
"""English of no country: the day stands before the month, and no comma before “and”."""

_YEAR_IN_SHORT = re.compile(r"\s?'\w+'\.")
"""“р.” for “року”: it may go without, and would meet the full stop of a sentence."""

_FIRST_GROUPED = 1000
_MONTHS = range(1, 13)
_FIELDS = {"d": "{day}", "y": "{year}", "G": "{era}"}
_WIDTHS = {3: "abbreviated", 4: "wide"}
_CONTEXTS = {"M": "format", "L": "stand-alone"}
"""Many languages inflect a month's name beside a day."""


@dataclass(frozen=True, slots=True)
class Customs:
    """How one language writes.

    Patterns for dates are filled by `str.format`, with `day` and `year` as numbers, and those for
    years before year 1 with `era`. Those for months and days are twelve, one for each month.
    """

    locale: Locale
    year: str
    months: tuple[str, ...]
    days: tuple[str, ...]
    early_year: str
    early_months: tuple[str, ...]
    early_days: tuple[str, ...]
    short_months: tuple[str, ...]
    short_days: tuple[str, ...]

    def number(self, number: int) -> str:
        """Return a whole number, its thousands set apart as in the first one of that length."""
        if -_FIRST_GROUPED < number < _FIRST_GROUPED:
            return str(number)
        if number < 0:
            return _decimal(number, self.locale, None)
        digits = iter(str(number))
        return "".join(
            next(digits) if sign.isdigit() else sign
            for sign in _decimal(10 ** (len(str(number)) - 1), self.locale, None)
        )

    def decimal(self, number: float, most: int, least: int = 0) -> str:
        """Return a number with so many digits behind its point or comma."""
        return _decimal(number, self.locale, f"#,##0.{'0' * least}{'#' * (most - least)}")

    def language_name(self, tag: str) -> str:
        """Return the name of a language (a BCP 47 tag), or the tag where it is not known."""
        return _language_name(tag, self.locale)


@cache
def customs(language: str) -> Customs:
    """Return how a language writes: “de”, “de_AT”.

    What is not known of a country is taken from the language, and of a language from English.
    """
    try:
        locale = Locale.parse(_ENGLISH if language == "en" else language)
    except (UnknownLocaleError, ValueError):
        return customs(language.rpartition("_")[0] or "en")
    skeletons = locale.datetime_skeletons
    return Customs(
        locale=locale,
        year=_filled(locale, skeletons["y"].pattern, 1),
        months=_by_month(locale, skeletons["yMMMM"].pattern),
        days=_by_month(locale, locale.date_formats["long"].pattern),
        early_year=_filled(locale, skeletons["Gy"].pattern, 1),
        early_months=_by_month(locale, _in_full(skeletons["GyMMM"].pattern)),
        early_days=_by_month(locale, _in_full(skeletons["GyMMMd"].pattern)),
        short_months=_by_month(locale, "LLL"),
        short_days=_by_month(locale, skeletons["MMMd"].pattern),
    )


def _in_full(pattern: str) -> str:
    return pattern.replace("MMM", "MMMM").replace("LLL", "LLLL")


def _by_month(locale: Locale, pattern: str) -> tuple[str, ...]:
    return tuple(_filled(locale, pattern, month) for month in _MONTHS)


def _filled(locale: Locale, pattern: str, month: int) -> str:
    """Return a pattern of the CLDR for `str.format`, with the month filled in."""
    parts = []
    for sort, token in tokenize_pattern(_YEAR_IN_SHORT.sub("", pattern)):
        if sort == "chars":
            parts.append(_shown(str(token)))
            continue
        letter, length = str(token[0]), int(token[1])
        if letter in _CONTEXTS:
            named = length in _WIDTHS
            parts.append(
                locale.months[_CONTEXTS[letter]][_WIDTHS[length]][month] if named else str(month)
            )
        else:
            parts.append(_FIELDS[letter])
    return "".join(parts)


@lru_cache(maxsize=4096)
def _decimal(number: float, locale: Locale, pattern: str | None) -> str:
    return _shown(format_decimal(number, pattern, locale=locale))


def _shown(words: str) -> str:
    # Many fonts have no narrow space that does not break, and take it from another.
    return words.replace("\u202f", "\u00a0")


@lru_cache(maxsize=1024)
def _language_name(tag: str, locale: Locale) -> str:
    """Return a name by as much of a tag as is known: of “zh-Hant-x-old” by “zh-Hant”."""
    parts = tag.replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        try:
            named = Locale.parse("_".join(parts[:length])).get_display_name(locale)
        except (UnknownLocaleError, ValueError):
            continue
        if named:
            return named
    return str(locale.languages.get(parts[0].lower(), tag))
