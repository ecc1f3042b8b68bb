"""Single values with a form of their own: addresses, identifiers, languages, coordinates."""

from __future__ import annotations

import posixpath
import re
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from pydantic import BeforeValidator, PlainSerializer, PlainValidator, WithJsonSchema

from dossier.kinds.text import SCALAR_TYPES, line, wrong

_NOT_IN_URL = re.compile(r"""[\s"<>\\^`{|}]""")


def http_url(value: object) -> str:
    """Return a web address that is safe to link to, or raise what is wrong with it."""
    url = line(value)
    if not re.match(r"https?://", url, re.IGNORECASE):
        fix = f"Write `https://{url}`." if re.match(r"[\w-]+(\.[\w-]+)+(/|$)", url) else ""
        raise wrong("must be a web address", fix or "Write one that begins with `https://`.")
    bad = _NOT_IN_URL.search(url)
    if bad:
        what = "a space" if bad[0].isspace() else f"“{bad[0]}”"
        raise wrong(
            f"holds {what}, which no web address does",
            "Copy the address from the browser’s address bar, which writes such signs as `%…`.",
        )
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port  # noqa: F841 - reading a wrong port raises
    except ValueError:
        host = None
    if not host:
        raise wrong("names no host", "Write it like `https://example.org/page`.")
    if "@" in parts.netloc:
        raise wrong(
            "holds a user name or a password, which a published page must not",
            f"Write `{parts._replace(netloc=parts.netloc.rpartition('@')[2]).geturl()}`.",
        )
    return url


def _matching(pattern: str, what: str, example: str, *, inside: str = "") -> BeforeValidator:
    """Return a validator for ids of one form; `inside` finds an id in a pasted address."""

    def check(value: object) -> str:
        typed = line(value)
        if re.fullmatch(pattern, typed):
            return typed
        found = re.search(inside, typed) if inside else None
        raise wrong(f"is no {what}", f"Write it like `{found[1] if found else example}`.")

    return BeforeValidator(check)


def isni(value: object) -> str:
    """Return an ISNI as 16 characters, its check character tested (ISO 7064, MOD 11-2)."""
    typed = line(value)
    digits = re.sub(r"[\s-]", "", typed.rpartition("/")[2]).upper()
    fix = "Write its 16 digits, like `0000 0000 8045 6315`."
    if not re.fullmatch(r"[0-9]{15}[0-9X]", digits):
        raise wrong("is no ISNI", fix)
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[15] != ("X" if check == 10 else str(check)):  # noqa: PLR2004 - X is Roman ten
        raise wrong("is no ISNI: its last character does not fit the others", fix)
    return digits


_LANGUAGES = {
    "arabic": "ar",
    "chinese": "zh",
    "english": "en",
    "french": "fr",
    "german": "de",
    "korean": "ko",
    "russian": "ru",
    "spanish": "es",
    "ukrainian": "uk",
}
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?P<script>-[a-z]{4})?"
    r"(?P<region>-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)


def language(value: object) -> str:
    """Return a language tag (BCP 47) in its usual letter case, or raise what is wrong with it."""
    typed = line(value)
    known = _LANGUAGES.get(typed.lower())
    found = _LANGUAGE.fullmatch(typed)
    if known or not found:
        raise wrong(
            "is no code of a language", f"Write a short code, like `{known or 'en'}` or `zh-Hant`."
        )
    tag = list(typed.lower())
    if found["script"]:
        at = found.start("script") + 1
        tag[at] = tag[at].upper()
    if found["region"]:
        tag[slice(*found.span("region"))] = found["region"].upper()
    return "".join(tag)


_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")


def image_path(value: object) -> str:
    """Return the path of a picture below `docs/`, or raise what is wrong with it."""
    typed = line(value)
    fix = "Write the path of a file under `docs/`, like `images/bridge.jpg`."
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", typed):
        raise wrong("must be a file under `docs/`, not an address", fix)
    if typed.startswith("/") or "\\" in typed or ".." in typed.split("/"):
        raise wrong("must be a plain path inside `docs/`", fix)
    if not typed.lower().endswith(_PICTURES):
        raise wrong(
            "is no picture: it must end in " + ", ".join(f"`{one}`" for one in _PICTURES), fix
        )
    return posixpath.normpath(typed)


class Coordinates(NamedTuple):
    """A point on the earth in degrees of WGS 84."""

    latitude: float
    longitude: float


_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")


def coordinates(value: object) -> Coordinates:
    """Return a point from a list of latitude and longitude, or raise what is wrong with it."""
    fix = "Write latitude and longitude in degrees, like `[51.73, 36.19]`."
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - latitude, longitude
        raise wrong("must be a list of two numbers", fix)
    if not all(isinstance(one, str) and _NUMBER.fullmatch(one) for one in value):
        raise wrong("must be two numbers in degrees with a decimal point", fix)
    latitude, longitude = (float(one) for one in value)
    if not -90 <= latitude <= 90:  # noqa: PLR2004 - the poles
        swapped = -90 <= longitude <= 90 and -180 <= latitude <= 180  # noqa: PLR2004 - likewise
        hint = f"Latitude comes first: perhaps `[{value[1]}, {value[0]}]`." if swapped else fix
        raise wrong("has a latitude beyond the poles (-90 to 90)", hint)
    if not -180 <= longitude <= 180:  # noqa: PLR2004 - the date line
        raise wrong("has a longitude beyond -180 to 180", fix)
    return Coordinates(latitude, longitude)


def checksum(value: object) -> str:
    """Return a SHA-256 in lower-case hexadecimal digits, or raise what is wrong with it."""
    typed = line(value).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", typed):
        raise wrong("is no SHA-256", "Write its 64 hexadecimal digits, as `sha256sum` prints them.")
    return typed


def grade(value: object) -> int:
    """Return a NATO Admiralty information grade, or raise what is wrong with it."""
    if isinstance(value, str) and value in ("1", "2", "3", "4", "5", "6"):
        return int(value)
    raise wrong("must be a grade from 1 to 6", "Write `6` where it cannot be judged.")


_SCALAR = WithJsonSchema({"type": SCALAR_TYPES})
_STRING = WithJsonSchema({"type": "string"})
_NUMERIC = WithJsonSchema({"type": ["string", "integer"]})

HttpUrl = Annotated[
    str,
    BeforeValidator(http_url),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^[hH][tT][tT][pP][sS]?://"}),
]
Language = Annotated[str, BeforeValidator(language), _STRING]
ImagePath = Annotated[str, BeforeValidator(image_path), _STRING]
Checksum = Annotated[
    str,
    BeforeValidator(checksum),
    WithJsonSchema({"type": "string", "pattern": "^[0-9A-Fa-f]{64}$"}),
]
Credibility = Annotated[
    int, PlainValidator(grade), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 6})
]
Point = Annotated[
    Coordinates,
    PlainValidator(coordinates),
    PlainSerializer(list, return_type=list[float]),
    WithJsonSchema(
        {
            "type": "array",
            "prefixItems": [
                {"type": "number", "minimum": -90, "maximum": 90},
                {"type": "number", "minimum": -180, "maximum": 180},
            ],
            "minItems": 2,
            "maxItems": 2,
        }
    ),
]
WikidataId = Annotated[
    str,
    _matching(r"Q[1-9][0-9]{0,14}", "Wikidata item", "Q42", inside=r"(?:/|^)([Qq][1-9][0-9]*)$"),
    WithJsonSchema({"type": "string", "pattern": "^Q[1-9][0-9]*$"}),
]
ViafId = Annotated[
    str,
    _matching(r"[1-9][0-9]{0,21}", "VIAF number", "113230702", inside=r"/viaf/([0-9]+)"),
    _NUMERIC,
]
GeoNamesId = Annotated[
    str,
    _matching(r"[1-9][0-9]{0,14}", "GeoNames number", "2643743", inside=r"geonames\.org/([0-9]+)"),
    _NUMERIC,
]
Isni = Annotated[str, BeforeValidator(isni), _NUMERIC]
RegisterId = Annotated[
    str,
    _matching(
        r"[A-Za-z0-9][A-Za-z0-9._:-]{0,254}",
        "id of that register",
        "Q42",
        inside=r"entities/([^/]+)",
    ),
    _SCALAR,
]
