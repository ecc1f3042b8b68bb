"""What somebody may have meant who wrote a date in another way than EDTF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_NAME = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_YEAR = r"(?P<year>[0-9]{4})"
_DATE = r"(?P<date>-?[0-9]{4}(?:-[0-9]{2}){0,2})"
_NOW = r"(?:present|now|today|open|ongoing|\.\.\.?|…)?"
_NUMBERS = r"(?P<a>[0-9]{1,2})(?P<sign>[./-])(?P<b>[0-9]{1,2})(?P=sign)" + _YEAR
_SLASHES = re.compile(_NUMBERS)
_LONGEST = 60


def meant(text: str) -> str:
    """Return the EDTF form of a date in one of the common other ways, or nothing.

    What it returns has EDTF's form, but may still name a day that does not exist.
    """
    typed = " ".join(text.lower().split())
    if len(typed) > _LONGEST:
        return ""
    for pattern, rewrite in _WAYS:
        found = pattern.fullmatch(typed)
        right = rewrite(found) if found else ""
        if right:
            return right
    return ""


def either(text: str) -> tuple[str, str] | None:
    """Return what `04/05/2026` may mean where the day stands first, and where the month does.

    None where only one of them, or neither, can be meant.
    """
    found = _SLASHES.fullmatch(text.strip())
    if found is None or not _ambiguous(found):
        return None
    a, b = int(found["a"]), int(found["b"])
    return f"{found['year']}-{b:02}-{a:02}", f"{found['year']}-{a:02}-{b:02}"


def _ambiguous(found: re.Match[str]) -> bool:
    a, b = int(found["a"]), int(found["b"])
    return found["sign"] == "/" and 1 <= a <= 12 and 1 <= b <= 12 and a != b  # noqa: PLR2004 - months


def _day_first(found: re.Match[str]) -> str:
    """Read `31.12.2025`; with slashes only where it cannot be read two ways."""
    if _ambiguous(found):
        return ""
    a, b = int(found["a"]), int(found["b"])
    day, month = (b, a) if b > 12 else (a, b)  # noqa: PLR2004 - months
    return f"{found['year']}-{month:02}-{day:02}" if month <= 12 else ""  # noqa: PLR2004 - months


def _named_month(found: re.Match[str]) -> str:
    month = _MONTHS.index(found["name"]) + 1
    day = f"-{int(found['day']):02}" if found["day"] else ""
    return f"{found['year']}-{month:02}{day}"


def _before_christ(found: re.Match[str]) -> str:
    return f"-{int(found['year']) - 1:04}" if int(found["year"]) > 1 else "0000"


def _unpadded(found: re.Match[str]) -> str:
    day = f"-{int(found['day']):02}" if found["day"] else ""
    return f"{found['year']}-{int(found['month']):02}{day}"


def _without_unknown(found: re.Match[str]) -> str:
    """Return the interval that unknown digits leave: `201x/2020` begins in 2010."""
    start, end = (re.sub(r"(-xx)+$", "", found[name]) for name in ("start", "end"))
    return f"{start.replace('x', '0')}/{end.replace('x', '9')}" if "x" in found[0] else ""


def _form(template: str) -> Callable[[re.Match[str]], str]:
    return lambda found: template.format(**found.groupdict())


_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), rewrite)
    for pattern, rewrite in (
        # A time of day, or a word that says how sure somebody is.
        (_DATE + r"[t ][0-9]{1,2}:[0-9]{2}.*", _form("{date}")),
        (
            r"(?:~|c\.?|ca\.?|circa|about|around|approx\.?|approximately) ?" + _DATE,
            _form("{date}~"),
        ),
        (r"(?:\?|possibly|probably|perhaps|maybe) ?" + _DATE, _form("{date}?")),
        (_DATE + r" ?(?:\?~|~\?|% ?|\(\?\)~)", _form("{date}%")),
        (_DATE + r" ?(?P<mark>[?~])", _form("{date}{mark}")),
        (
            r"(?P<stem>[0-9]{4}-(?:[0-9]{2}-)?)(?P<mark>[?~%])(?P<last>[0-9]{2})",
            _form("{stem}{last}{mark}"),
        ),
        # Numbers in another order.
        (_YEAR + r"[/.](?P<month>[0-9]{1,2})[/.](?P<day>[0-9]{1,2})", _unpadded),
        (_YEAR + r"-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?", _unpadded),
        (_YEAR + r"(?P<month>[0-9]{2})(?P<day>[0-9]{2})", _unpadded),
        (_NUMBERS, _day_first),
        (r"(?P<month>[0-9]{1,2})[./-](?P<day>)" + _YEAR, _unpadded),
        # Names of months and seasons.
        (r"(?P<day>[0-9]{1,2})?(?:st|nd|rd|th)?\.? ?" + _NAME + r",? " + _YEAR, _named_month),
        (_NAME + r" (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? " + _YEAR, _named_month),
        (
            r"(?P<name>spring|summer|autumn|fall|winter)(?: of)? " + _YEAR,
            lambda found: f"{found['year']}-{_SEASONS[found['name']]}",
        ),
        # Stretches of time.
        (r"(?P<decade>[0-9]{3})0['’]?s", _form("{decade}X")),
        (
            r"(?P<century>[0-9]{1,2})(?:st|nd|rd|th) century",
            lambda found: f"{int(found['century']) - 1:02}XX" if int(found["century"]) else "",
        ),
        (r"(?:since|from|after) " + _DATE, _form("{date}/..")),
        (r"(?:until|till|before|to) " + _DATE, _form("../{date}")),
        (_DATE + r" ?(?:/|–|—|-| to ) ?" + _NOW, _form("{date}/..")),
        (
            _DATE + r" ?(?:/| - |–|—| to |-|\.\.) ?" + _DATE.replace("date", "end"),
            _form("{date}/{end}"),
        ),
        (r"(?P<start>[0-9]{2,4}[0-9x-]*)/(?P<end>[0-9]{2,4}[0-9x-]*)", _without_unknown),
        # Unknown digits, far years.
        (
            r"(?P<all>[0-9]{2}(?:[0-9][xu?]|[xu?]{2})|[0-9]{4}(?:-[0-9]{2})?-(?:xx|uu|\?\?))",
            lambda found: re.sub("[xu?]", "X", found["all"]),
        ),
        (r"y(?P<year>-?[0-9]{4})", _form("{year}")),
        (r"(?P<year>[0-9]{1,4}) ?(?:bc|bce|b\. ?c\.)", _before_christ),
    )
)
