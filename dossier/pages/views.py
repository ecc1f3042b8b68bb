"""What the templates are given: plain values, every decision already made.

A template chooses words and order; it computes nothing. Links are relative to the page that
the view was made for.
"""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.markup import escaped, marked
from dossier.pages.excerpts import shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from markupsafe import Markup

    from dossier.differences import Stretch


_STYLES = ("strong", "em", "code")
"""How words may be set; of several, the first is shown."""


@dataclass(frozen=True)
class Ref:
    """A link to a record: its title, where it leads, and what kind of thing it is.

    `language` is that of the title, where it is known and not the site's own. As HTML it is made
    here and not by a template: some pages have thousands, and many pages show the same.
    """

    id: str
    title: str
    href: str
    kind: str
    label: str
    language: str = ""

    @cached_property
    def html(self) -> Markup:
        """The link as HTML."""
        return self._link(self._named(self.title))

    @cached_property
    def title_html(self) -> Markup:
        """The title as HTML."""
        return self._named(self.title)

    @cached_property
    def short_html(self) -> Markup:
        """The link as HTML, with the short title; the whole one is shown to who points at it."""
        if self.short == self.title:
            return self.html
        return self._link(self._named(self.short), f' title="{escaped(self.title)}"')

    @cached_property
    def short(self) -> str:
        """The title, cut at a word's end if it is long: for lists of many."""
        return shortened(self.title, 60)

    @cached_property
    def opening(self) -> str:
        """The tag with which a mention of it in a source's text opens."""
        kind, href = escaped(self.kind), escaped(self.href)
        return f'<a class="dossier-mention" data-kind="{kind}" href="{href}">'

    def _named(self, words: str) -> Markup:
        spoken = f' lang="{escaped(self.language)}"' if self.language else ""
        return marked(f"<bdi{spoken}>{escaped(words)}</bdi>")  # noqa: S704 - every part is escaped

    def _link(self, named: Markup, attribute: str = "") -> Markup:
        return marked(  # noqa: S704 - every part is escaped
            f'<a class="dossier-ref" data-kind="{escaped(self.kind)}" href="{escaped(self.href)}"'
            f"{attribute}>{named}</a>"
        )


@dataclass(frozen=True)
class StatusView:
    """An assessment's status: its key, its label, the name of its color."""

    key: str
    label: str
    color: str

    @cached_property
    def html(self) -> Markup:
        """The status as HTML."""
        return marked(  # noqa: S704 - every part is escaped
            f'<span class="dossier-status" data-color="{escaped(self.color)}">'
            f"{escaped(self.label)}</span>"
        )


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a drifted quote: what the record says there, what the source says."""

    typed: str
    found: str


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A piece of evidence, ready to be shown.

    `before` and `after` are the words around the quote in its sentence; `pieces` the quote's
    own words, several where words are left out. `bears_on` is the record it is evidence for, and
    `warnings` say what in a drifted quote may turn its meaning.
    """

    fragment: str
    key: str
    stance: str
    stance_label: str
    bears_on: Ref
    source: Ref
    source_href: str
    passage: str
    before: str
    pieces: tuple[str, ...]
    after: str
    language: str
    attribution: Markup
    origin: Ref
    translation: str
    note: str
    drifted: bool
    typed: str
    changes: tuple[Change, ...]
    warnings: tuple[str, ...]
    edit_href: str
    direction: str = "auto"


@dataclass(frozen=True, slots=True)
class SideView:
    """Where one side of a comparison stands: its source, and its paragraph there (`p3`).

    `direction` is the value of `dir` for its words: `rtl`, or `auto`.
    """

    source: Ref
    href: str
    passage: str
    language: str
    direction: str = "auto"


@dataclass(frozen=True, slots=True)
class AlignedView:
    """Two wordings laid side by side; `warnings` say what in them may turn the meaning.

    A long one may be `cut`, and ends with an ellipsis then.
    """

    left: SideView
    right: SideView
    stretches: tuple[Stretch, ...]
    warnings: tuple[str, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class SharingView:
    """A source that shares text with the page's own, and the page that compares them."""

    source: Ref
    compare: str
    words: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why sources count as they do: a sentence, and the text that they share, if that is why.

    `compare` leads to the page that lays the two sources side by side.
    """

    words: Markup
    aligned: AlignedView | None = None
    compare: str = ""


@dataclass(frozen=True, slots=True)
class SupportView:
    """What the evidence of a claim bears: one plain line, and the reasons behind it."""

    line: str
    sources: int
    independent: int
    origins: tuple[Ref, ...]
    disputed: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as other pages list it."""

    ref: Ref
    status: StatusView
    support: SupportView
    when: str


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """One assessment of a claim, in the editor's words."""

    status: StatusView
    credibility: str
    rationale: Markup
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled line about a record."""

    label: str
    values: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class RefGroup:
    """References under one heading: `note` says how each one belongs there."""

    label: str
    items: tuple[tuple[Ref, str], ...]


@dataclass(frozen=True, slots=True)
class BacklinkView:
    """A page or record that links here, with the words around the link."""

    ref: Ref
    words: str


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A note beside a paragraph of a source: on a quote (with its number) or an editor's gloss.

    `sign` shows a stance without color; a quote that supports has none, as most do.
    """

    number: int
    key: str
    stance: str
    stance_label: str
    ref: Ref | None
    href: str
    words: str
    drifted: bool
    status: StatusView | None
    sign: str = ""
    attribution: Markup | str = ""


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A stretch of a source's text as HTML, the quotes on it, and which begin or end with it.

    Its ground shows the `stance` of its quotes (`also` a second one, where they differ) and how
    many they are, up to three (`depth`); the line below it shows the statuses of their claims, by
    the names of up to two `colors`. Where it `goes_on`, one of the quotes does not end with it.
    Words between two quotes are one stretch, whatever else lies on them.
    """

    html: Markup
    ids: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    stance: str = ""
    also: str = ""
    depth: int = 0
    colors: tuple[str, ...] = ()
    drifted: bool = False
    ends: tuple[MarginNote, ...] = ()
    goes_on: bool = False


def segment_html(words: str, mention: Ref | None, styles: Collection[str]) -> str:
    """Return words of a source as HTML, a name as a link: a long text has very many."""
    told = escaped(words)
    if styles:
        style = next(one for one in _STYLES if one in styles)
        told = f"<{style}>{told}</{style}>"
    return f"{mention.opening}{told}</a>" if mention else told


@dataclass(frozen=True, slots=True)
class PassageView:
    """One paragraph of a source, cut into marked segments, with its notes.

    The first `beside` of them have room beside it; more would tear the text apart.
    """

    fragment: str
    block: str
    level: int
    segments: tuple[SegmentView, ...]
    notes: tuple[MarginNote, ...]
    beside: int


@dataclass(frozen=True, slots=True)
class MarksKey:
    """What the marks on one source's text mean: of all that there can be, what it has.

    `stances` are stances with their words and signs; `deeper`, `glosses`, `two_colors` and
    `drifted` say whether there are such marks.
    """

    stances: tuple[tuple[str, str, str], ...]
    statuses: tuple[StatusView, ...]
    deeper: bool
    two_colors: bool
    glosses: bool
    drifted: bool


@dataclass(frozen=True, slots=True)
class SourceText:
    """The whole text of a source, with the key to what is marked on it."""

    passages: tuple[PassageView, ...]
    key: MarksKey


@dataclass(frozen=True, slots=True)
class MentionView:
    """One place where a source names an entity, in its sentence."""

    href: str
    passage: str
    before: str
    words: str
    after: str
    note: str


@dataclass(frozen=True, slots=True)
class SourceMentions:
    """Every mention of an entity in one source."""

    source: Ref
    language: str
    count: str
    mentions: tuple[MentionView, ...]


@dataclass(frozen=True, slots=True)
class YearOfMentions:
    """The sources of one year that name an entity; without a `label` where all stand together."""

    label: str
    count: str
    sources: tuple[SourceMentions, ...]


@dataclass(frozen=True, slots=True)
class SpellingView:
    """A way to spell an entity's name, and where it is used."""

    words: str
    uses: tuple[tuple[Ref, int], ...]


@dataclass(frozen=True, slots=True)
class RelationView:
    """A relation of one entity to another, with what it rests on.

    `incoming` says that the other one declares it: “Vladimir Putin: president of” on the page
    of Russia.
    """

    label: str
    ref: Ref
    when: str
    quotes: tuple[QuoteView, ...]
    incoming: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """A value that an index table can be narrowed down to, its words, and how many rows have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an index table; numbers are set to the right.

    `key` names it in the address of a filtered or sorted table, in every language alike. A
    secondary column is left out where there is no room. One with `options` is a facet: the rows
    can be narrowed down to those with one of its values. One that is not `shown` is only that.
    `detail` says what stands below the title, in the first column.
    """

    label: str
    key: str
    numeric: bool = False
    secondary: bool = False
    options: tuple[Option, ...] = ()
    shown: bool = True
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an index table.

    Where the words that it shows are not what they are sorted by or what a spreadsheet should
    read, `sort` is the number to sort by (empty: last) and `value` the plain value.
    """

    shown: str | StatusView
    sort: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an index table: its record, a line below the title, the other cells.

    `facets` holds what it has of each facet's values, by the facet's key.
    """

    ref: Ref
    detail: str = ""
    cells: tuple[Cell, ...] = ()
    aliases: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
