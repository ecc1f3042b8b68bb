"""Dates in words: “about 31 December 2025”, “spring 2025”, “2012 – ongoing”."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from dossier.dates.moments import SEASONS
from dossier.locales import Customs, customs
from dossier.translatable import N_

if TYPE_CHECKING:
    from dossier.dates.moments import Edtf, Moment

_SEASONS = {
    21: N_("spring {year}"),
    22: N_("summer {year}"),
    23: N_("autumn {year}"),
    24: N_("winter {year}"),
}
_BEFORE_CHRIST = N_("BCE")
_DECADE = N_("{year}s")
_BETWEEN = N_("between {first} and {last}")
_NO_MONTH = N_("{date}, month unknown")
_NO_DAY = N_("{date}, day unknown")
_NO_MONTH_AND_DAY = N_("{date}, month and day unknown")
_ABOUT = N_("about {date}")
_PERHAPS = N_("perhaps {date}")
_PERHAPS_ABOUT = N_("perhaps about {date}")
_FROM_TO = N_("{start} – {end}")
_ONGOING = N_("{start} – ongoing")
_UNTIL = N_("until {end}")
_UNKNOWN_END = N_("{start} – unknown")
_UNKNOWN_START = N_("unknown – {end}")


class Language(Protocol):
    """What a date is worded in: called, it translates as gettext does."""

    def __call__(self, words: str) -> str:
        """Return English words in this language."""

    @property
    def customs(self) -> Customs:
        """How it writes dates that need no words."""

    def __hash__(self) -> int:
        """Tell languages apart where words in one are kept."""


class _English:
    def __call__(self, words: str) -> str:
        return words

    @property
    def customs(self) -> Customs:
        return customs("en")


ENGLISH: Language = _English()
"""For what is English on a site in any language."""


def words(edtf: Edtf, language: Language) -> str:
    """Return a date for people."""
    if edtf.start and edtf.end:
        start = _moment(edtf.start, language)
        if not edtf.is_interval:
            return start
        return language(_FROM_TO).format(start=start, end=_moment(edtf.end, language))
    if edtf.start:
        pattern = _ONGOING if edtf.open_end else _UNKNOWN_END
        return language(pattern).format(start=_moment(edtf.start, language))
    pattern = _UNTIL if edtf.open_start else _UNKNOWN_START
    return language(pattern).format(end=_moment(edtf.end, language) if edtf.end else "")


def _moment(moment: Moment, language: Language) -> str:
    told = _days(moment, language)
    if moment.hidden_parts:
        both = moment.hidden_parts > 1
        missing = _NO_MONTH_AND_DAY if both else _NO_DAY if moment.month else _NO_MONTH
        told = language(missing).format(date=told)
    if moment.approximate:
        return language(_PERHAPS_ABOUT if moment.uncertain else _ABOUT).format(date=told)
    return language(_PERHAPS).format(date=told) if moment.uncertain else told


def _days(moment: Moment, language: Language) -> str:
    if moment.month is None:
        return _years(moment, language)
    if moment.month in SEASONS:
        return language(_SEASONS[moment.month]).format(year=_year(moment.year, language))
    own, early = language.customs, moment.year < 1
    if moment.day is None:
        patterns = own.early_months if early else own.months
    else:
        patterns = own.early_days if early else own.days
    return _filled(patterns[moment.month - 1], moment.year, language, day=moment.day)


def _years(moment: Moment, language: Language) -> str:
    if not moment.hidden_digits:
        return _year(moment.year, language)
    if moment.hidden_digits == 1 and moment.year > 0:
        return language(_DECADE).format(year=moment.year)
    last = moment.year + 10**moment.hidden_digits - 1
    return language(_BETWEEN).format(first=_year(moment.year, language), last=_year(last, language))


def _year(year: int, language: Language) -> str:
    own = language.customs
    return _filled(own.early_year if year < 1 else own.year, year, language)


def _filled(pattern: str, year: int, language: Language, *, day: int | None = None) -> str:
    """Return a pattern with its numbers; before year 1 they count back from 1 BCE, the year 0."""
    if year < 1:
        return pattern.format(day=day, year=1 - year, era=language(_BEFORE_CHRIST))
    return pattern.format(day=day, year=year)
