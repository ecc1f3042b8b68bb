"""Numbers in a sentence: what they amount to, what they count, and which of them only name.

“11,000 soldiers”, “eleven thousand soldiers” and “1万1000人” count; “Resolution 1718”, “Su-34” and
“3rd” name something, so a difference in them is no difference in a count.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@cache
def _is_cased(letter: str) -> bool:
    return letter.lower() != letter.upper()


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters or a number in digits, in a folded text."""

    text: str
    start: int
    end: int

    @property
    def is_cased(self) -> bool:
        """Whether it is of a script that has capital letters."""
        return _is_cased(self.text[0])

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the tokens `[first, last)` that it is written in.

    It may stand for anything from `low` to `high`: “at least 500” has no upper end. One that
    `names` something counts nothing.
    """

    first: int
    last: int
    value: Decimal
    low: Decimal
    high: Decimal
    names: bool

    def may_be(self, other: Number) -> bool:
        """Say whether both may be the same number."""
        return self.low <= other.high and other.low <= self.high


# The vowel signs and accents of these scripts are no letters to Python.
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u109f\u1780-\u17ff"
_LETTER = f"(?:(?!\\d)(?:[^\\W_]|[{_SIGNS}]))"
_UNCASED = "\u3040-\u9fff\uac00-\ud7a3"
_CHARACTERS = "百千万萬亿億兆백천만억조"
_TOKEN = re.compile(
    rf"(?<=[\d{_CHARACTERS}])[{_CHARACTERS}]|"
    rf"\d{{1,3}}(?: \d{{3}})+(?!\d)|\d+(?:[.,']\d+)*|{_LETTER}+(?:'{_LETTER}+)*"
)


def tokens(folded: str) -> list[Token]:
    """Return the words and numbers of a folded text."""
    return [Token(found[0], *found.span()) for found in _TOKEN.finditer(folded)]


def numbers(folded: str, tokens: Sequence[Token]) -> Iterator[Number]:
    """Yield the numbers of a folded text, in digits or spelt out in English. Linear."""
    at = 0
    while at < len(tokens):
        value, last = _amount(folded, tokens, at)
        if value is not None:
            low, high = _bounds(folded, tokens[at].start, tokens[last - 1].end, value)
            yield Number(at, last, value, low, high, _names(folded, tokens, at, last))
        at = max(last, at + 1)


def _table(listed: str) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in (one.split(":") for one in listed.split())}


_SPELT = _table(
    "two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 "
    "thirteen:13 fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 "
    "thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90"
)
# Words that multiply the number before them; alone (“a thousand”, “thousands”) they are too vague.
_SCALES = _table(
    "dozen:12 hundred:100 thousand:1e3 million:1e6 billion:1e9 trillion:1e12 "
    "hundert:100 tausend:1e3 millionen:1e6 milliarde:1e9 milliarden:1e9 "
    "cent:100 mille:1e3 millions:1e6 milliard:1e9 milliards:1e9 mil:1e3 millón:1e6 millones:1e6 "
    "тыс:1e3 тысяч:1e3 тысячи:1e3 тысяча:1e3 млн:1e6 миллион:1e6 миллиона:1e6 миллионов:1e6 "
    "млрд:1e9 миллиард:1e9 миллиарда:1e9 миллиардов:1e9 тис:1e3 тисяч:1e3 тисячі:1e3 "
    "мільйон:1e6 мільйони:1e6 мільйонів:1e6 мільярд:1e9 мільярди:1e9 мільярдів:1e9 "
    "百:100 千:1e3 万:1e4 萬:1e4 亿:1e8 億:1e8 兆:1e12 백:100 천:1e3 만:1e4 억:1e8 조:1e12"
)
_THOUSAND, _TEN = 1000, 10


def _amount(folded: str, tokens: Sequence[Token], at: int) -> tuple[Decimal | None, int]:
    """Return the number that begins with a token, if one does, and the token after it."""
    group = _digits(tokens[at].text)
    if group is None:
        group = _SPELT.get(tokens[at].text.casefold())
    if group is None:
        return None, at + 1
    total, scaled, last = Decimal(0), False, at + 1
    while last < len(tokens):
        gap = folded[tokens[last - 1].end : tokens[last].start]
        word = tokens[last].text.casefold()
        spelt = _SPELT.get(word)
        # 1万1000, 1만 2천
        digits = _digits(word) if scaled and tokens[last - 1].text in _CHARACTERS else None
        if gap not in ("", " ", "-"):
            break
        if word in _SCALES:
            group, scaled = group * _SCALES[word], True
        elif word == "and" and scaled and _is_spelt(tokens, last + 1):
            pass
        elif spelt and (scaled or (group % _TEN == 0 and group > _TEN > spelt)):
            group, scaled = group + spelt, False
        elif digits:
            group, scaled = group + digits, False
        else:
            break
        if scaled and group >= _THOUSAND:
            total, group = total + group, Decimal(0)
        last += 1
    return total + group, last


def _is_spelt(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text.casefold() in _SPELT


_MARKED = re.compile(r"(?<=\d)[.,' ](?=\d{3}(?!\d))")
_LONGEST = 30


def _digits(text: str) -> Decimal | None:
    """Return a number in digits of any script, with or without marks between thousands."""
    if not text[0].isdecimal() or len(text) > _LONGEST:
        return None
    plain = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)
    try:
        return Decimal(_MARKED.sub("", plain).replace(",", "."))
    except InvalidOperation:
        return Decimal(re.sub(r"\D", "", plain))  # 4.12.2025


ORDINALS = frozenset(
    re.findall(r"\w+", "first second third fourth fifth sixth seventh eighth ninth tenth")
)
"""Words that number things, and so name them."""
_MONTHS = frozenset(
    re.findall(
        r"\w+",
        "january february march april may june july august september october november december",
    )
)
_YEARS = re.compile(r"(?:1[89]\d\d|20\d\d)")
_YEAR = ("год", "рок", "рік", "年", "년")
_JOINTS = frozenset("-/:_#№+.")
_SHORT = 4


def _names(folded: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether a number is part of a name: joined to other letters, or behind a capital word."""
    start, end = tokens[first].start, tokens[last - 1].end
    before, after = folded[max(start - 1, 0) : start], folded[end : end + 2]
    if before in _JOINTS or (after[:1] in _JOINTS and after[1:].isalnum()):
        return True
    if first and tokens[first - 1].end == start and tokens[first - 1].is_cased:
        return True
    if last < len(tokens) and tokens[last].start == end and tokens[last].is_cased:
        return True
    if tokens[first].text.count(".") > 1:
        return True
    behind = tokens[last].text.casefold() if last < len(tokens) else ""
    if _YEARS.fullmatch(folded[start:end]) and (len(behind) < _SHORT or behind.startswith(_YEAR)):
        return True
    word = tokens[first - 1] if first else None
    return bool(
        word
        and (folded[start:end].isdecimal() or tokens[first].is_capital)  # 11,000 names nothing
        and folded[word.end : start] == " "
        and word.is_capital
        and len(word.text) >= _SHORT
        and word.text.casefold() not in HEDGES | _MONTHS
    )


# Hedges: words that make a number a bound or a guess ------------------------------------------


def _phrases(listed: str) -> str:
    return "|".join(re.escape(one.strip()) for one in listed.split(";"))


_FLOORS = (
    "at least; more than; over; above; no fewer than; no less than; not less than; upwards of; "
    "mindestens; mehr als; über; au moins; plus de; al menos; más de; не менее; не меньше; более; "
    "больше; свыше; понад; щонайменше; більше; 至少; 超过; 최소"
)
_CEILINGS = (
    "up to; at most; fewer than; less than; under; below; no more than; not more than; höchstens; "
    "weniger als; unter; bis zu; jusqu'à; au plus; moins de; hasta; menos de; не более; не больше; "
    "менее; меньше; до; менше; не більше; 最多; 최대"
)
_GUESSES = (
    "about; around; some; roughly; approximately; nearly; almost; close to; an estimated; "
    "estimated; circa; rund; etwa; fast; ungefähr; environ; près de; unos; unas; cerca de; около; "
    "примерно; почти; порядка; близько; майже; приблизно; 約; 约; 大约; 약"
)
HEDGES = frozenset(re.findall(r"\w+", f"{_FLOORS};{_CEILINGS};{_GUESSES}"))
"""The words of the phrases before a number that make it a bound or a guess."""

# Found from the left, so that “no more than” is not read as “more than”.
_BEFORE = re.compile(
    f"(?<![^\\W\\d_{_UNCASED}])(?:(?P<floor>{_phrases(_FLOORS)})|(?P<ceiling>{_phrases(_CEILINGS)})"
    f"|(?P<guess>{_phrases(_GUESSES)}))[ $€£¥~]*$"
)
# Between the number and the words stands at most what is counted: “six months at least”.
_AFTER = re.compile(
    r" ?(?:[^\W\d_]+ |.{0,2}?)(?:(?P<floor>at least\b|or more\b|以上|이상)"
    r"|(?P<ceiling>at most\b|or fewer\b|or less\b|以下|未満|이하)|(?P<guess>or so\b))"
)
_REACH = 28
_DOUBT = Decimal("0.1")
"""“About” is taken for a tenth more or less."""


def _bounds(folded: str, start: int, end: int, value: Decimal) -> tuple[Decimal, Decimal]:
    """Return the least and the most that a number may stand for by the words around it."""
    before = folded[max(start - _REACH, 0) : start].casefold()
    after = folded[end : end + _REACH].casefold()
    hedge = _BEFORE.search(before) or _AFTER.match(after)
    if hedge is None:
        return value, value
    if hedge["floor"]:
        return value, Decimal("Infinity")
    if hedge["ceiling"]:
        return Decimal("-Infinity"), value
    return value * (1 - _DOUBT), value * (1 + _DOUBT)
