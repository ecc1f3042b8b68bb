"""The page of coverage: how far each source has been read, and what an editor should do next."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dossier.analyses.work_list import without_metadata
from dossier.frozen import dataclass
from dossier.pages import excerpts
from dossier.pages.overviews.base import Overview
from dossier.site import index_uri
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from dossier.analyses.work_list import Task, Work
    from dossier.pages.desk import Desk
    from dossier.pages.views import Ref

_SHOWN = 10
_MOST = 200
"""How many entries of a group, and how many sources, the page holds at the most."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of work: its heading, why it is worth doing, and how the page's lead asks for it."""

    label: str
    why: str
    next: str


SORTS: Mapping[Work, _Sort] = {
    "drifted-quote": _Sort(
        N_("Quotes that differ from their source"),
        N_("The records have other words there than the source does."),
        N_("Next, put right the quotes that differ from their source."),
    ),
    "suspected-contradiction": _Sort(
        N_("Claims that may contradict each other"),
        N_("They are about the same things and differ in a date, a number or a place."),
        N_("Next, look at the claims that may contradict each other."),
    ),
    "single-origin": _Sort(
        N_("Claims with one independent source"),
        N_("What carries them counts as one source, as far as is known."),
        N_("Next, look for a second, independent source of the claims that have only one."),
    ),
    "unassessed-claim": _Sort(
        N_("Claims that nobody has assessed"),
        N_("Their evidence is there, and an editor’s word on it is not."),
        N_("Next, assess the claims that nobody has assessed."),
    ),
    "missing-metadata": _Sort(
        N_("Sources with details missing"),
        N_("Without them, a reader cannot weigh what is quoted from the source."),
        N_("Next, fill in what is missing about the sources that are quoted most."),
    ),
    "recurring-name": _Sort(
        N_("Names without a record"),
        N_("They recur in the sources and lead nowhere."),
        N_("Next, make records of the names that recur in the sources."),
    ),
    "open-sentences": _Sort(
        N_("Sentences that nobody has annotated"),
        N_("No claim rests on them yet, and no note says why."),
        N_("Next, read the sentences that nobody has annotated."),
    ),
}

DETAILS = {
    "published": N_("date"),
    "reliability": N_("grade"),
    "publisher": N_("publisher"),
    "url": N_("address"),
    "language": N_("language"),
}
"""The metadata of a source, as a list of what is missing calls it."""

_ASKED_BY = {"published": "undated-source", "reliability": "ungraded-source"}
"""The check that asks for a source's detail: where it is off, nobody is to fill it in."""


@dataclass(frozen=True, slots=True)
class CoverageView:
    """How far a source has been read; `percent` is the width of its bar."""

    source: Ref
    sentences: str
    open: str
    quotes: str
    percent: int
    share: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do: a link to its place, a word on it, where it can be put right."""

    link: Markup
    note: str
    edit_href: str


@dataclass(frozen=True, slots=True)
class Group:
    """The work of one sort: the entries shown at once, those folded away, how many are left out."""

    label: str
    fragment: str
    why: str
    count: str
    shown: tuple[Entry, ...]
    folded: tuple[Entry, ...]
    more: str


def view(desk: Desk) -> dict[str, Any]:
    """Return what the template shows."""
    sources = desk.dossier.analyses.coverage
    return {
        "lead": description(desk),
        "sources": list(_sources(desk)),
        "more_sources": desk.words.more(len(sources) - _MOST),
        "all_sources": desk.link(index_uri("sources")),
        "groups": list(_groups(desk)),
    }


def description(desk: Desk) -> str:
    """Return the page's one-line description for search engines and previews."""
    tasks, _ = _tasks(desk), desk.words
    if tasks:
        left = _.count("%(num)s thing is left to do.", "%(num)s things are left to do.", len(tasks))
        return f"{left} {_(SORTS[tasks[0].work].next)}"
    if not desk.dossier.corpus.sources:
        return _("There is no source to read yet.")
    return _(
        "Every sentence is annotated, every claim assessed and every source described: nothing is "
        "left to do."
    )


# Sources


def _sources(desk: Desk) -> Iterator[CoverageView]:
    """Yield the sources, the one with the most left to read first."""
    graph = desk.dossier.graph
    ranked = sorted(
        desk.dossier.analyses.coverage.items(), key=lambda one: (-len(one[1].open), one[0])
    )
    for source, covered in ranked[:_MOST]:
        # What is not wholly read is never “100 %”.
        percent = min(round(100 * covered.share), 99 if covered.open else 100)
        yield CoverageView(
            source=desk.ref(source),
            sentences=desk.words.number(covered.sentences),
            open=desk.words.number(len(covered.open)),
            quotes=desk.words.number(len(graph.evidence_in.get(source, ()))),
            percent=percent,
            share=desk.words.percent(percent),
        )


# The work list


def _tasks(desk: Desk) -> tuple[Task, ...]:
    """Return the work that this dossier asks for."""
    severities = desk.dossier.project.severities
    off = {code for code, severity in severities.items() if severity is None}
    unknown = [key for key, code in _ASKED_BY.items() if code in off]
    work = desk.dossier.analyses.work_list
    return without_metadata(work, unknown) if unknown else work


def _groups(desk: Desk) -> Iterator[Group]:
    """Yield the work by its sort, the sort with the most worthwhile task first."""
    groups: defaultdict[Work, list[Task]] = defaultdict(list)
    for task in _tasks(desk):
        groups[task.work].append(task)
    for work, tasks in groups.items():
        sort = SORTS[work]
        entries = tuple(_ENTRIES[work](desk, task) for task in tasks[:_MOST])
        yield Group(
            label=desk.words(sort.label),
            fragment=work,
            why=desk.words(sort.why),
            count=desk.words.number(len(tasks)),
            shown=entries[:_SHOWN],
            folded=entries[_SHOWN:],
            more=desk.words.more(len(tasks) - _MOST),
        )


def _drifted(desk: Desk, task: Task) -> Entry:
    (record,) = task.words
    note = desk.words("quoted in other words in: %(record)s") % {"record": _title(desk, record)}
    return Entry(_in_source(desk, task), note, _edit(desk, record))


def _suspected(desk: Desk, task: Task) -> Entry:
    other, value, other_value = task.words
    link = desk.words.html(
        N_("%(claim)s – and: %(other)s"),
        claim=desk.html(replace(desk.ref(task.subject), title=_title(desk, task.subject))),
        other=desk.html(desk.ref(other)),
    )
    note = desk.words("“%(value)s” here, “%(other)s” there") % {
        "value": value,
        "other": other_value,
    }
    return Entry(link, note, _edit(desk, task.subject))


def _claim(desk: Desk, task: Task) -> Entry:
    status = desk.status(desk.dossier.records.by_id[task.subject]).label
    support = desk.support(task.subject, reasons=False).line
    note = f"{status} · {support}"
    return Entry(desk.html(desk.ref(task.subject)), note, _edit(desk, task.subject))


def _undescribed(desk: Desk, task: Task) -> Entry:
    _ = desk.words
    missing = ", ".join(_(DETAILS[key]) for key in task.words)
    number = len(desk.dossier.graph.evidence_in[task.subject])
    rests = _.count("%(num)s quote rests on it", "%(num)s quotes rest on it", number)
    note = _("not given: %(details)s") % {"details": missing}
    return Entry(desk.html(desk.ref(task.subject)), f"{note} · {rests}", _edit(desk, task.subject))


def _name(desk: Desk, task: Task) -> Entry:
    (name,) = task.words
    recurring = next(one for one in desk.dossier.analyses.recurring_names if one.words == name)
    times = desk.words.count("%(num)s time", "%(num)s times", recurring.times)
    sources = desk.words.count("in %(num)s source", "in %(num)s sources", len(recurring.places))
    return Entry(_in_source(desk, task, name), f"{times}, {sources}", _edit(desk, task.subject))


def _sentence(desk: Desk, task: Task) -> Entry:
    link = _in_source(desk, task)
    return Entry(link, _title(desk, task.subject), _edit(desk, task.subject))


_ENTRIES: Mapping[Work, Callable[[Desk, Task], Entry]] = {
    "drifted-quote": _drifted,
    "suspected-contradiction": _suspected,
    "single-origin": _claim,
    "unassessed-claim": _claim,
    "missing-metadata": _undescribed,
    "recurring-name": _name,
    "open-sentences": _sentence,
}


def _title(desk: Desk, identifier: str) -> str:
    # In a sentence of somebody else's, a statement ends without its full stop.
    return desk.dossier.records.by_id[identifier].title.removesuffix(".")


def _in_source(desk: Desk, task: Task, words: str = "") -> Markup:
    """Return a link to the words of a source, or others in their place, in its own language."""
    source = desk.dossier.corpus.sources[task.subject]
    span = task.span
    if span is None:
        return desk.html(desk.ref(task.subject))
    passage = source.passage_at(span.start)
    told = words or excerpts.shortened(excerpts.as_read(source, span), _LONGEST)
    language = desk.language(source.id)
    return Markup('<a href="{}"{} dir="auto">{}</a>').format(
        desk.link(f"sources/{source.id}.md", passage.id if passage else ""),
        Markup(' lang="{}"').format(language) if language else "",
        told if words else desk.words.quoted(told),
    )


def _edit(desk: Desk, identifier: str) -> str:
    """Return where a record can be edited; a seed without a record is not to be edited."""
    record = desk.dossier.records.by_id[identifier]
    return desk.edit(record.path) if record.document else ""


OVERVIEW = Overview(
    name="coverage",
    title=N_("Coverage"),
    template="overviews/coverage.html",
    view=view,
    description=description,
)
