"""Dates as contributors write them: EDTF (ISO 8601-2:2019) levels 0 and 1."""

from __future__ import annotations

from dossier.dates.moments import Edtf, Moment, compatible, sort_key, surely_later
from dossier.dates.parsing import DateError, parse
from dossier.dates.prose import ENGLISH, Language, words

__all__ = [
    "ENGLISH",
    "DateError",
    "Edtf",
    "Language",
    "Moment",
    "compatible",
    "parse",
    "sort_key",
    "surely_later",
    "words",
]
