"""The way from seeds and annotations to a site: the only place that knows the order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.analyses import analyse, begin_matching
from dossier.anchors import anchor
from dossier.checks import check
from dossier.corpus import read_corpus
from dossier.exports import exports
from dossier.graph import connect
from dossier.history import read_history, tell_history
from dossier.memory import NOTHING, undisturbed
from dossier.pages import Press, check_hand_written
from dossier.pages.environment import tell_template
from dossier.progress import counted, silent
from dossier.records import read_records
from dossier.site import Asset, Site
from dossier.tables import Dossier
from dossier.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.diagnostics import Report
    from dossier.memory import Memory
    from dossier.progress import Progress
    from dossier.project import Project
    from dossier.site import Addresses

ASSETS = Path(__file__).parent / "assets"
STYLES = ("assets/dossier/dossier.css",)
SCRIPTS = tuple(
    f"assets/dossier/{name}.js"
    for name in (
        *("highlights", "quote-steps", "note-drawer", "copying"),
        *("index-table", "pictures", "previews", "search", "way-back"),
    )
)


def read(
    project: Project,
    report: Report,
    *,
    progress: Progress = silent,
    memory: Memory | None = None,
) -> Dossier:
    """Read a whole dossier. What contributors got wrong goes into the report.

    With a memory, only what changed since the latest reading with it is worked out again, and all
    comes out as if everything had been. Other settings than before make it a first reading.
    """
    memory = NOTHING if memory is None else memory
    project = memory.begin(project)
    with undisturbed():
        dossier = _read(project, report, progress, memory)
    memory.settle()
    return dossier


def _read(project: Project, report: Report, progress: Progress, memory: Memory) -> Dossier:
    progress("Reading sources")
    corpus = read_corpus(project, report, memory=memory)
    matching = begin_matching(corpus, memory=memory)
    progress("Reading records")
    records = read_records(project, corpus, report, memory=memory)
    pages = _hand_written(project, report)
    progress("Finding quotes")
    anchors = anchor(records, corpus, report, memory=memory)
    progress("Linking names")
    graph = connect(project, corpus, records, anchors, pages, memory=memory)
    analyses = analyse(
        corpus, records, anchors, graph, matching=matching, progress=progress, memory=memory
    )
    dossier = Dossier(project, corpus, records, anchors, pages, graph, analyses)
    progress("Checking")
    check(dossier, report)
    check_hand_written(dossier, report)
    return dossier


def render(
    dossier: Dossier, addresses: Addresses, *, report: Report, progress: Progress = silent
) -> Site:
    """Make every page and file of the site from a dossier without errors.

    A template of the dossier's own that Jinja cannot use goes into the report. Its history is read
    here: no check asks for it.
    """
    progress("Reading history")
    dossier = replace(dossier, history=read_history(dossier.project, dossier.records))
    tell_history(dossier.history, report)
    progress("Making files")
    outputs = tuple(exports(dossier, addresses))
    press = Press(dossier, addresses, sizes={one.uri: len(one.content) for one in outputs})
    try:
        making = counted(press.pages(), "Making pages", press.number_of_pages, progress)
        pages, hand_written = tuple(making), press.hand_written()
    except Exception as error:  # noqa: BLE001 - raised again unless a template of the user's failed
        tell_template(error, dossier.project, report)
        return Site()
    return Site(
        pages=pages,
        assets=(*shipped_assets(), press.script_words(), *press.previews(), *outputs),
        hand_written=hand_written,
        styles=STYLES,
        scripts=SCRIPTS,
    )


def shipped_assets() -> Iterator[Asset]:
    """Yield the style sheet and the scripts that every site has."""
    for path in sorted(ASSETS.iterdir()):
        if path.is_file():
            yield Asset(f"assets/dossier/{path.name}", path.read_bytes())


def _hand_written(project: Project, report: Report) -> dict[str, str]:
    """Return the Markdown under `docs/` by its address."""
    folder = project.root / project.docs
    pages = {}
    for path in sorted(folder.rglob("*.md")):
        if not path.is_file():
            continue
        uri = path.relative_to(folder).as_posix()
        try:
            pages[uri] = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            report.add(
                "invalid-utf8",
                Place(f"{project.docs}/{uri}"),
                f"this page is not UTF-8 text (byte {error.start})",
                fix="Save it as UTF-8.",
            )
    return pages
