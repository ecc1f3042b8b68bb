"""Citations in words, in three styles. They are English, whatever the site's language is.

Sources: “The Chicago Manual of Style”, 17th ed., ch. 14 (notes); “Publication Manual of the
American Psychological Association”, 7th ed., ch. 9; R. Pears and G. Shields, “Cite Them Right”
(Harvard).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dossier.citations.when import day_and_month, day_first, month_first, plain, year_first

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dossier.citations.reference import Reference

_NO_DATE = "n.d."
_ALL_BY_NAME = 3
_APA_MOST = 20


def chicago(ref: Reference) -> str:
    """Return a note after Chicago: Ada Quill, “Title,” *Courier*, March 2, 2026, address."""
    inner = re.sub(r'"([^"]*)"', r"‘\1’", ref.title).translate({0x201C: "‘", 0x201D: "’"})
    title = f"“{_bare(inner)},”"
    authors = _enumerated([one.straight for one in ref.authors], oxford=True)
    date = month_first(ref.published) if ref.published else _NO_DATE
    after = [_publisher(ref), date, *_seen(ref), ref.url]
    if ref.archived_url:
        after.append(f"archived at {ref.archived_url}")
    lead = f"{authors}, {title}" if authors else title
    return _stopped(f"{lead} {', '.join(filter(None, after))}")


def apa(ref: Reference) -> str:
    """Return a reference after APA: Quill, A. (2026, March 2). *Title*. Courier. address."""
    date = f"({year_first(ref.published) if ref.published else _NO_DATE})"
    authors = _all_of([one.abbreviated for one in ref.authors])
    # Without an author, the title stands in front of the date.
    head = [f"{_stopped(authors)} {date}.", _stopped(ref.title)] if authors else []
    head = head or [_stopped(ref.title), f"{date}."]
    publisher = _publisher(ref)
    seen = ref.url
    if ref.url and not ref.published and ref.retrieved:
        seen = f"Retrieved {month_first(ref.retrieved)}, from {ref.url}"
    archived = f"Archived at {ref.archived_url}" if ref.archived_url else ""
    return " ".join(filter(None, (*head, publisher and _stopped(publisher), seen, archived)))


def harvard(ref: Reference) -> str:
    """Return a reference after Harvard: Quill, A. (2026) ‘Title’, *Courier*, 2 March. …."""
    inner = re.sub(r"‘(.+?)’(?!\w)", r"“\1”", ref.title)
    title = f"‘{_bare(inner)}’"
    authors = _enumerated([one.abbreviated for one in ref.authors])
    year, day = _NO_DATE, ""
    if ref.published:
        year = day_first(ref.published).replace("ca. ", "c. ")
        moment = plain(ref.published)
        if moment and moment.text == ref.published.text and not _doubtful(ref):
            year, day = str(moment.year), day_and_month(moment)
    head = f"{authors} ({year}) {title}" if authors else f"{title} ({year})"
    told = [_stopped(", ".join(filter(None, (head, _publisher(ref), day))))]
    if ref.url:
        seen = f" (Accessed: {day_first(ref.retrieved)})" if ref.retrieved else ""
        told.append(f"Available at: {ref.url}{seen}." if seen else f"Available at: {ref.url}")
    if ref.archived_url:
        told.append(f"Archived at: {ref.archived_url}")
    return " ".join(told)


STYLES: Mapping[str, Callable[[Reference], str]] = {
    "Chicago": chicago,
    "APA": apa,
    "Harvard": harvard,
}
"""The styles by their names."""


def _doubtful(ref: Reference) -> bool:
    return bool(ref.published and (ref.published.approximate or ref.published.uncertain))


def _publisher(ref: Reference) -> str:
    """Return the publisher, unless the text is by it."""
    return "" if ref.publisher in {one.written for one in ref.authors} else ref.publisher


def _seen(ref: Reference) -> list[str]:
    """Return when the text was seen, which stands for a date that nobody gave."""
    if ref.published or not ref.retrieved or not ref.url:
        return []
    return [f"accessed {month_first(ref.retrieved)}"]


def _enumerated(names: Sequence[str], *, oxford: bool = False) -> str:
    """Return up to three names, or the first of more."""
    if len(names) > _ALL_BY_NAME:
        return f"{names[0]} et al."
    *rest, last = names or [""]
    if not rest:
        return last
    comma = "," if oxford and len(rest) > 1 else ""
    return f"{', '.join(rest)}{comma} and {last}"


def _all_of(names: Sequence[str]) -> str:
    """Return names as APA joins them; of more than 20, the first 19 and the last."""
    *rest, last = names or [""]
    if len(names) > _APA_MOST:
        return f"{', '.join(rest[: _APA_MOST - 1])}, … {last}"
    return f"{', '.join(rest)}, & {last}" if rest else last


def _bare(title: str) -> str:
    """Return a title without its full stop."""
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _stopped(words: str) -> str:
    """Return words that end with a full stop, or with a stronger mark of their own."""
    return words if re.search(r"[.?!…。？！][”’\"']?$", words) else f"{words}."
