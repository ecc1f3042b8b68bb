"""The desk at which one page is made: links from where it stands, and views of what it shows."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from dossier.analyses.chronology import reported
from dossier.editing import edit_url
from dossier.evidence import own_fragment
from dossier.frozen import dataclass
from dossier.pages import excerpts
from dossier.pages.directions import direction, isolated
from dossier.pages.made import Made
from dossier.pages.markdown import MarkdownFields, plain_words
from dossier.pages.supports import support_view
from dossier.pages.views import (
    BacklinkView,
    Change,
    ClaimLine,
    Fact,
    QuoteView,
    Ref,
    SharingView,
    StatusView,
)
from dossier.site import pair_uri, quote_fragment, record_uri
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dossier.evidence import Evidence, Voice
    from dossier.graph import Backlink
    from dossier.pages.made import Linked
    from dossier.pages.views import SupportView
    from dossier.records import Record
    from dossier.site import Addresses
    from dossier.tables import Dossier
    from dossier.wording import Wording


_REVERSALS = {
    "number": N_("A number differs."),
    "negation": N_("A negation differs."),
}


@dataclass(frozen=True)
class Desk:
    """Everything needed to make the page with one `uri`.

    `sizes` are those of the files beside the pages, in bytes by `uri`, where they are known. The
    desks of one dossier have `made` in common.
    """

    dossier: Dossier
    addresses: Addresses
    words: Wording
    markdown: MarkdownFields
    uri: str
    sizes: Mapping[str, int] = field(default_factory=dict)
    made: Made = field(default_factory=Made, repr=False, compare=False)

    # Links

    def link(self, uri: str, fragment: str = "") -> str:
        """Return the link from this page to another."""
        return self.addresses.between(self.uri, uri, fragment)

    @cached_property
    def _linked(self) -> Linked:
        """What is kept of links, for all pages that stand in as many folders as this one."""
        return self.made.linked(self.addresses.of(self.uri).count("/"))

    def ref(self, identifier: str, fragment: str = "") -> Ref:
        """Return a link to a record. Evidence of its own file leads to where it is shown."""
        record = self.dossier.records.by_id[identifier]
        if not fragment and (made := self._linked.refs.get(identifier)):
            return made
        kind = record.kind
        if kind.group == "evidence":
            return self.ref(record.model.claim, own_fragment(record.id))
        href = self.link(record_uri(record), fragment)
        language = self.language(identifier) if kind.group == "source" else ""
        ref = Ref(identifier, record.title, href, kind.name, self.words(kind.singular), language)
        if not fragment:  # on the page itself, one with a fragment leads elsewhere than from others
            self._linked.keep(ref)
        return ref

    def refs(self, identifiers: Iterable[str]) -> tuple[Ref, ...]:
        """Return links to records; ids without a record are left out (reported elsewhere)."""
        known = self.dossier.records.by_id
        return tuple(self.ref(one) for one in identifiers if one in known)

    def name(self, written: str) -> str:
        """Return the title of a record that is named by its id, and other words as they are."""
        known = self.dossier.records.by_id.get(written)
        return known.title if known else written

    def html(self, ref: Ref) -> Markup:
        """Return a link to a record as HTML."""
        return ref.html

    def isolated(self, title: str) -> str:
        """Return a title for a sentence in plain text, whichever way it runs."""
        return isolated(title, self.words.language)

    def resolve(self, identifier: str) -> tuple[str, str] | None:
        """Return link and title for `[[id]]` in a Markdown field."""
        if identifier not in self.dossier.records.by_id:
            return None
        ref = self.ref(identifier)
        # In a sentence of somebody else's, a statement ends without its full stop.
        return ref.href, ref.title.removesuffix(".")

    def notes(self, text: str | None) -> Markup:
        """Return a Markdown field as safe HTML."""
        return self.markdown.render(text, self.resolve) if text else Markup()

    def edit(self, path: str) -> str:
        """Return the address at which a file can be edited, or nothing."""
        return edit_url(self.dossier.project, path)

    # Facts

    def fact(self, label: str, *values: str | Markup | None) -> list[Fact]:
        """Return a labelled line, or none where there is no value. Plain text is escaped."""
        told = tuple(escape(value) for value in values if value)
        return [Fact(label, told)] if told else []

    def ref_fact(self, label: str, identifiers: Iterable[str]) -> list[Fact]:
        """Return a labelled line of links to records."""
        return self.fact(label, *(self.html(ref) for ref in self.refs(identifiers)))

    def outer_link(self, url: str, label: str = "") -> Markup:
        """Return a link that leaves the site."""
        shown = label or url.removeprefix("https://").removeprefix("http://").rstrip("/")
        sort = "dossier-outer" if label else "dossier-outer is-address"
        return Markup('<a class="{}" rel="noopener nofollow" href="{}">{}</a>').format(
            sort, url, shown
        )

    def first_report(self, subject: str) -> list[Fact]:
        """Return when a claim or an event was first reported, and by which source."""
        found = reported(self.dossier.records, self.dossier.graph, subject)
        if not found:
            return []
        source, published = found[0]
        told = self.words.html(
            N_("%(date)s, %(source)s"),
            date=escape(self.words.date(published)),
            source=self.html(self.ref(source)),
        )
        return self.fact(self.words("First reported"), told)

    # Claims

    def status(self, record: Record) -> StatusView:
        """Return the status that the editor gives a claim today."""
        return self.status_view(record.model.status)

    def status_view(self, key: str) -> StatusView:
        """Return a status with its label and color."""
        status = self.dossier.project.statuses[key]
        return StatusView(key, self.words(status.label), status.color)

    def claim_line(self, identifier: str) -> ClaimLine:
        """Return a claim as other pages list it."""
        # Asked for also where the line is kept: each page that shows it depends on all of this.
        record = self.dossier.records.by_id[identifier]
        self.refs(self.dossier.analyses.support[identifier].origins)
        if made := self._linked.claims.get(identifier):
            return made
        when = self.words.date(record.model.when) if record.model.when else ""
        support = self.support(identifier, reasons=False)
        line = ClaimLine(self.ref(identifier), self.status(record), support, when)
        self._linked.claims[identifier] = line
        return line

    def claim_lines(self, identifiers: Iterable[str]) -> tuple[ClaimLine, ...]:
        """Return claims as other pages list them."""
        return tuple(self.claim_line(one) for one in identifiers)

    def support(self, claim: str, *, reasons: bool = True) -> SupportView:
        """Return what the evidence of a claim bears, in one plain line and perhaps with reasons."""
        return support_view(self, claim, reasons=reasons)

    # Quotes

    def quotes(self, evidence: Iterable[Evidence]) -> tuple[QuoteView, ...]:
        """Return pieces of evidence, ready to be shown."""
        return tuple(self.quote(one) for one in evidence)

    def quote(self, one: Evidence) -> QuoteView:
        """Return a piece of evidence, ready to be shown."""
        source = self.dossier.corpus.sources[one.source]
        record = self.dossier.records.by_id[one.record]
        before, after = excerpts.around(source, one.anchor.span)
        changes = tuple(Change(each.typed, each.found) for each in one.anchor.changes)
        passages = source.passages_of(one.anchor.span)
        item = excerpts.item_at(record, one.path)
        return QuoteView(
            fragment=one.fragment,
            key=one.key,
            stance=one.stance,
            stance_label=self.stance(one.stance),
            bears_on=self.ref(one.subject, one.fragment),
            source=self.ref(one.source),
            source_href=self.link(f"sources/{one.source}.md", quote_fragment(one)),
            passage=passages[0].id if passages else "",
            before=before,
            pieces=tuple(excerpts.as_read(source, part) for part in one.anchor.parts),
            after=after,
            language=self.language(one.source),
            attribution=self.attribution(one.attribution),
            origin=self.ref(one.origin),
            translation=one.translation,
            note=one.note,
            drifted=one.anchor.match == "drifted",
            typed=" ".join(item.quote.exact.split()),
            changes=changes,
            warnings=tuple(self.words(_REVERSALS[each.kind]) for each in one.anchor.reversals),
            edit_href=self.edit(record.path),
            direction=self.direction(one.source),
        )

    def stance(self, stance: str) -> str:
        """Return the word for a stance."""
        _ = self.words
        return {"supports": _("supports"), "disputes": _("disputes")}.get(stance, _("discusses"))

    def language(self, source: str) -> str:
        """Return a source's language tag, or nothing where it is the site's own or unknown."""
        language = self.dossier.records.by_id[source].model.language or ""
        return "" if language == self.words.language else language

    def direction(self, source: str) -> str:
        """Return the value of `dir` for a source's words: `rtl`, or `auto` where it is unknown."""
        return direction(self.dossier.records.by_id[source].model.language or "")

    def attribution(self, chain: Sequence[Voice]) -> Markup:
        """Return a chain of voices in words: “the source reports that KCNA says …”."""
        if not chain:
            return self.words.html(N_("The source says so in its own voice."))
        *outer, speaker = (self._voice(one) for one in chain)
        told = self.words.html(N_("%(voice)s said so"), voice=speaker)
        for voice in reversed(outer):
            told = self.words.html(N_("%(voice)s reported that %(rest)s"), voice=voice, rest=told)
        return self.words.html(N_("The source reports that %(rest)s."), rest=told)

    def _voice(self, voice: Voice) -> Markup:
        if voice.entity:
            return self.html(self.ref(voice.entity))
        return Markup('<span class="dossier-unnamed">%s</span>') % voice.unnamed

    # Others

    def sharing(self, source: str) -> tuple[SharingView, ...]:
        """Return the sources that share text with one, those that share most first."""
        shared = self.dossier.analyses.sharing.get(source, ())
        return tuple(
            SharingView(self.ref(one.other), self.link(pair_uri(source, one.other)), one.words)
            for one in shared
        )

    def backlinks(self, identifier: str) -> tuple[BacklinkView, ...]:
        """Return the notes and hand-written pages that link to a record."""
        found: Sequence[Backlink] = self.dossier.graph.backlinks.get(identifier, ())
        return tuple(
            BacklinkView(
                self.page_ref(one.holder) if one.is_page else self.ref(one.holder),
                excerpts.shortened(self.plain(one.words)),
            )
            for one in found
        )

    def plain(self, markdown: str) -> str:
        """Return Markdown as plain words, links by their titles."""
        return plain_words(markdown, lambda one: (self.resolve(one) or ("", one))[1])

    def page_ref(self, uri: str) -> Ref:
        """Return a link to a hand-written page."""
        title = excerpts.page_title(self.dossier.hand_written[uri], uri)
        return Ref(uri, title, self.link(uri), "pages", self.words("Page"))
