"""`feed.xml`: what was added and which claims were assessed anew, as an Atom feed (RFC 4287).

Entries of a feed need addresses that hold everywhere: where `site_url` is not set, there is none.
The author is the site; who committed is not told.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from dossier import __version__
from dossier.evidence import own_fragment
from dossier.frozen import dataclass
from dossier.inline import markup
from dossier.outputs import FEED
from dossier.site import index_uri, record_uri
from dossier.wiki_links import WIKI_LINK
from dossier.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.history import Added, Assessed, Day, Removed
    from dossier.records import Record
    from dossier.site import Addresses
    from dossier.tables import Dossier

_PAGE = index_uri("changes")
_MOST_ENTRIES = 50
_MOST_ALONE = 10
"""So many claims assessed on one day have an entry each; more of them have one in common."""
_MOST_LISTED = 50
_LONGEST = 2_000
"""How much of a rationale is told, in characters."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# XML 1.0, section 2.2.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry: `at` counts seconds since 1970, `content` is HTML."""

    id: str
    at: int
    title: str
    href: str
    kind: str
    content: Markup


def render(dossier: Dossier, addresses: Addresses) -> str:
    """Return the feed; nothing where the site has no address, or nothing has changed."""
    if not addresses.site_url:
        return ""
    found = {one.id: one for one in _Editor(dossier, addresses).entries()}
    entries = sorted(found.values(), key=lambda one: (-one.at, one.id))[:_MOST_ENTRIES]
    if not entries:
        return ""
    title, words = dossier.project.title, wording(dossier.project.language)
    told = Markup(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
        "<title>{title}</title>\n"
        "<id>{page}</id>\n"
        '<link rel="alternate" type="text/html" href="{page}"/>\n'
        '<link rel="self" type="application/atom+xml" href="{feed}"/>\n'
        "<updated>{updated}</updated>\n"
        "<author><name>{author}</name></author>\n"
        '<generator version="{version}">mkdocs-dossier</generator>\n'
        "{entries}</feed>\n"
    ).format(
        language=dossier.project.language,
        title=words("%(title)s: changes") % {"title": title},
        page=addresses.absolute(_PAGE),
        feed=addresses.absolute(FEED),
        updated=_time(entries[0].at),
        author=title,
        version=__version__,
        entries=Markup().join(map(_element, entries)),
    )
    return _NO_XML.sub("\ufffd", told)


def _element(one: _Entry) -> Markup:
    return Markup(
        "<entry>\n"
        "<title>{title}</title>\n"
        "<id>{id}</id>\n"
        '<link rel="alternate" type="text/html" href="{href}"/>\n'
        "<updated>{updated}</updated>\n"
        '<category term="{kind}"/>\n'
        '<content type="html">{content}</content>\n'
        "</entry>\n"
    ).format(
        title=one.title,
        id=one.id,
        href=one.href,
        updated=_time(one.at),
        kind=one.kind,
        content=str(one.content),  # escaped once more: HTML as text in XML
    )


def _time(at: int) -> str:
    """Return a time as RFC 3339 has it; what is outside of its years, as their first or last."""
    first, last = (datetime(year, 12, 31, tzinfo=UTC) - _EPOCH for year in (1, 9998))
    since = max(first, min(timedelta(seconds=at), last))
    # On some systems, strftime leaves out the zeros that a year begins with.
    return (_EPOCH + since).strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)


class _Editor:
    """Words what changed, for readers who are elsewhere."""

    def __init__(self, dossier: Dossier, addresses: Addresses) -> None:
        self._dossier = dossier
        self._addresses = addresses
        self._words = wording(dossier.project.language)
        self._plurals = {kind.name: kind.plural for kind in dossier.project.kinds}

    def entries(self) -> Iterator[_Entry]:
        """Yield the entries of the latest days: enough of them, and perhaps more."""
        number = 0
        for day in self._dossier.history.days:
            for one in self._of(day):
                number += 1
                yield one
            if number >= _MOST_ENTRIES:
                return

    def _of(self, day: Day) -> Iterator[_Entry]:
        if len(day.assessed) > _MOST_ALONE:
            yield self._many_assessed(day)
        else:
            yield from (self._assessed(day, one) for one in day.assessed)
        yield from (self._added(day, one) for one in day.added)
        yield from (self._removed(day, one) for one in day.removed)

    def _assessed(self, day: Day, one: Assessed) -> _Entry:
        _ = self._words
        claim = self._dossier.records.by_id[one.claim]
        now = self._status(one.status)
        told = _("Assessed as “%(status)s”.") % {"status": now}
        if one.before:
            told = _("Now “%(after)s”, before “%(before)s”.") % {
                "before": self._status(one.before),
                "after": now,
            }
        rationale = self._plain(one.assessment.rationale) if one.assessment else ""
        why = (part for part in re.split(r"\n\s*\n", rationale) if part.strip())
        paragraphs = Markup().join(map(_paragraph, (told, *why)))
        return _Entry(
            id=self._addresses.absolute(
                record_uri(claim), f"assessed-{day.key}-{one.status.casefold()}"
            ),
            at=one.at,
            title=f"{now}: {claim.title}",
            href=self._link(claim),
            kind="assessed",
            content=paragraphs,
        )

    def _many_assessed(self, day: Day) -> _Entry:
        number = len(day.assessed)
        lines = [
            Markup("{}: {}").format(self._status(one.status), self._html(one.claim))
            for one in day.assessed[:_MOST_LISTED]
        ]
        return self._in_common(
            day,
            "assessed",
            max(one.at for one in day.assessed),
            self._words.count(
                "%(num)s claim assessed anew", "%(num)s claims assessed anew", number
            ),
            _list(
                lines,
                self._words.more(number - _MOST_LISTED),
                self._addresses.absolute(_PAGE, f"day-{day.key}"),
            ),
        )

    def _added(self, day: Day, one: Added) -> _Entry:
        number = len(one.records)
        lines = [self._html(record) for record in one.records[:_MOST_LISTED]]
        index = self._addresses.absolute(index_uri(one.kind))
        content = _list(lines, self._words.more(number - _MOST_LISTED), index)
        return self._in_common(
            day,
            f"added-{one.kind}",
            one.at,
            self._words("%(kind)s: %(num)s added") % self._counted(one.kind, number),
            content,
        )

    def _removed(self, day: Day, one: Removed) -> _Entry:
        told = self._words("%(kind)s: %(num)s removed") % self._counted(one.kind, one.number)
        return self._in_common(day, f"removed-{one.kind}", one.at, told, _paragraph(told))

    def _in_common(self, day: Day, name: str, at: int, title: str, content: Markup) -> _Entry:
        place = self._addresses.absolute(_PAGE, f"day-{day.key}")
        return _Entry(f"{place}-{name}", at, title, place, name.partition("-")[0], content)

    # Words

    def _counted(self, kind: str, number: int) -> dict[str, str]:
        return {"kind": self._words(self._plurals[kind]), "num": self._words.number(number)}

    def _status(self, status: str) -> str:
        return self._words(self._dossier.project.statuses[status].label)

    def _html(self, name: str) -> Markup:
        record = self._dossier.records.by_id[name]
        return Markup('<a href="{}">{}</a>').format(self._link(record), record.title)

    def _link(self, record: Record) -> str:
        if record.kind.group == "evidence":
            claim = self._dossier.records.by_id[record.model.claim]
            return self._addresses.absolute(record_uri(claim), own_fragment(record.id))
        return self._addresses.absolute(record_uri(record))

    def _plain(self, text: str) -> str:
        """Return Markdown as it reads: without its signs, links by their titles."""
        records = self._dossier.records.by_id
        told = WIKI_LINK.sub(
            lambda link: link[2] or (records[link[1]].title if link[1] in records else link[1]),
            text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …",
        )
        parts, at = [], 0
        for start, end in markup(told).hidden:
            parts.append(told[at:start])
            at = end
        return "".join((*parts, told[at:]))


def _paragraph(words: str) -> Markup:
    return Markup("<p>{}</p>").format(words)


def _list(lines: list[Markup], more: str, all_href: str) -> Markup:
    items = [Markup("<li>{}</li>").format(one) for one in lines]
    if more:
        items.append(Markup('<li><a href="{}">{}</a></li>').format(all_href, more))
    return Markup("<ul>{}</ul>").format(Markup().join(items))
