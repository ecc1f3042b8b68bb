"""Dates in words: “about 31 December 2025”, “spring 2025”, “2012 – ongoing”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.dates.moments import SEASONS
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from dossier.dates.moments import Edtf, Moment


# Whole patterns, not names of months: many languages inflect them beside a day.
_DAYS = (
    N_("{day} January {year}"),
    N_("{day} February {year}"),
    N_("{day} March {year}"),
    N_("{day} April {year}"),
    N_("{day} May {year}"),
    N_("{day} June {year}"),
    N_("{day} July {year}"),
    N_("{day} August {year}"),
    N_("{day} September {year}"),
    N_("{day} October {year}"),
    N_("{day} November {year}"),
    N_("{day} December {year}"),
)
_MONTHS = (
    N_("January {year}"),
    N_("February {year}"),
    N_("March {year}"),
    N_("April {year}"),
    N_("May {year}"),
    N_("June {year}"),
    N_("July {year}"),
    N_("August {year}"),
    N_("September {year}"),
    N_("October {year}"),
    N_("November {year}"),
    N_("December {year}"),
)
_SEASONS = {
    21: N_("spring {year}"),
    22: N_("summer {year}"),
    23: N_("autumn {year}"),
    24: N_("winter {year}"),
}
_BEFORE_CHRIST = N_("{year} BCE")
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


def words(edtf: Edtf, translate: Callable[[str], str]) -> str:
    """Return a date for people; `translate` is gettext's, or anything that does the same."""
    if edtf.start and edtf.end:
        start = _moment(edtf.start, translate)
        if not edtf.is_interval:
            return start
        return translate(_FROM_TO).format(start=start, end=_moment(edtf.end, translate))
    if edtf.start:
        pattern = _ONGOING if edtf.open_end else _UNKNOWN_END
        return translate(pattern).format(start=_moment(edtf.start, translate))
    pattern = _UNTIL if edtf.open_start else _UNKNOWN_START
    return translate(pattern).format(end=_moment(edtf.end, translate) if edtf.end else "")


def _moment(moment: Moment, translate: Callable[[str], str]) -> str:
    told = _days(moment, translate)
    if moment.hidden_parts:
        both = moment.hidden_parts > 1
        missing = _NO_MONTH_AND_DAY if both else _NO_DAY if moment.month else _NO_MONTH
        told = translate(missing).format(date=told)
    if moment.approximate:
        return translate(_PERHAPS_ABOUT if moment.uncertain else _ABOUT).format(date=told)
    return translate(_PERHAPS).format(date=told) if moment.uncertain else told


def _days(moment: Moment, translate: Callable[[str], str]) -> str:
    if moment.month is None:
        return _years(moment, translate)
    year = _year(moment.year, translate)
    if moment.month in SEASONS:
        return translate(_SEASONS[moment.month]).format(year=year)
    if moment.day is None:
        return translate(_MONTHS[moment.month - 1]).format(year=year)
    return translate(_DAYS[moment.month - 1]).format(day=moment.day, year=year)


def _years(moment: Moment, translate: Callable[[str], str]) -> str:
    if not moment.hidden_digits:
        return _year(moment.year, translate)
    if moment.hidden_digits == 1 and moment.year > 0:
        return translate(_DECADE).format(year=moment.year)
    last = moment.year + 10**moment.hidden_digits - 1
    return translate(_BETWEEN).format(
        first=_year(moment.year, translate), last=_year(last, translate)
    )


def _year(year: int, translate: Callable[[str], str]) -> str:
    """Return a year's number; before year 1 they are counted back from 1 BCE, which is year 0."""
    return str(year) if year > 0 else translate(_BEFORE_CHRIST).format(year=1 - year)
