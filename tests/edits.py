"""A dossier in which every stage has something to do, and edits to it that others feel."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

from dossiers import GREETING
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """\
    Officials said on Monday that about 11,000 soldiers had crossed the old stone bridge near
    Marrowford before dawn, and that the heavy vehicles of the third
    brigade’s men followed them slowly.

    A spokesman for the Ministry of Roads, Ada Quill, called the crossing orderly. Ada Quill added
    that nobody had been hurt.
    """

CARGO = """\
apples, bananas, cherries, dates, elderberries, figs, grapes, honey, ivory, jade, kale, lemons, \
mangoes, nuts, olives, peaches and quinces"""

FILES: dict[str, str] = {
    **GREETING,
    "dossier.yml": """\
        kinds:
          vessels: {singular: Vessel, plural: Vessels}
        """,
    "docs/about.md": "# About\n\nSee [[kcna|the agency]], [[marrowford]] and [[nobody]].\n",
    "seeds/report.txt": REPORT,
    "seeds/copy.txt": REPORT.replace("third", "second") + "\n    The paper asked again.\n",
    "seeds/notes.md": """\
        # Notes

        *Putin* was in Marrowford. The Ministry of Roads denied it; Washington did not.
        All rights reserved. Ada Quill may not be quoted.
        """,
    "annotations/sources/copy.yml": """\
        derived_from: [report]
        published: 2026-03-04
        publisher: KCNA agency
        mentions:
          - {quote: Ada Quill, not: true}
        glosses:
          - {quote: before dawn, gloss: At five o’clock.}
        """,
    "annotations/sources/report.yml": "published: 2026-03-02\nreliability: B\n",
    "annotations/places/marrowford.yml": "name: Marrowford\nwithin: the-valley\n",
    "annotations/places/the-valley.yml": "name: The Valley\n",
    "annotations/places/washington.yml": "name: Washington\n",
    "annotations/people/george-washington.yml": "name: Washington\n",
    "annotations/vessels/aurora.yml": "name: Aurora\nalso_known_as: [brigade’s men]\n",
    "annotations/events.yml": """\
        the-crossing:
          name: The crossing
          when: 2026-03-02
          where: [marrowford]
        the-return:
          name: The return
        """,
    "annotations/claims/soldiers-crossed.yml": """\
        statement: About 11,000 soldiers crossed the bridge near Marrowford.
        about: [the-crossing, marrowford, the-lost-ship]
        when: 2026-03-02
        where: [marrowford]
        assessment: {status: corroborated, on: 2026-03-03, rationale: Two papers.}
        evidence:
          - source: report
            quote: about 11,000 soldiers had crossed the old stone bridge near Marrowford
            attribution: [kcna]
          - source: copy
            quote: about 11,000 soldiers had crossed the old stone bridge near Marrowford
        """,
    "seeds/!!.txt": "A name that makes no id.\n",
    "seeds/left.txt": """\
        Harbour news

        The ferry left the eastern harbour shortly after midnight carrying grain, oil and timber.
        """,
    "seeds/right.txt": """\
        Other news

        What we know: the ferry left the eastern harbour shortly after midnight carrying grain, oil
        and timber. It rained.
        """,
    "annotations/claims/the-ferry-left.yml": """\
        statement: The ferry left.
        about: [the-valley, nobody]
        evidence:
          - {source: left, quote: carrying grain}
          - {source: right, quote: carrying grain}
        """,
    "annotations/claims/twelve-ferries.yml": f"""\
        statement: 12 ferries left Grainport before noon with {CARGO}.
        about: [the-valley]
        where: [washington]
        evidence: [{{source: left, quote: The ferry left}}]
        """,
    "annotations/claims/thirty-ferries.yml": f"""\
        statement: 30 ferries left Grainport before noon with Zeno, {CARGO}.
        about: [the-valley]
        evidence: [{{source: right, quote: the ferry left}}]
        """,
    "annotations/claims/twenty-ferries.yml": f"""\
        statement: 20 ferries left Grainport before noon with {CARGO}.
        about: [the-valley]
        evidence: [{{source: right, quote: the ferry left}}]
        """,
    "annotations/evidence/unheard.yml": """\
        claim: soldiers-crossed
        source: unheard
        quote: nobody has this text
        """,
    "annotations/claims/more-soldiers-crossed.yml": """\
        statement: 12,000 soldiers crossed the bridge near Marrowford.
        about: [the-crossing, marrowford]
        when: 2026-03-05
        answers: [did-they-take-part]
        evidence:
          - source: copy
            quote: the heavy vehicles of the fourth brigade’s men followed them slowly
            attribution: [vladimir-putin]
          - source: report
            quote: the heavy vehicles of the third brigade’s men followed them slowly
            attribution: [vladimir-putin]
          - source: notes
            quote: these words stand nowhere at all
        """,
}
"""A dossier in which every stage has something to do, and with some mistakes."""

EDITS: dict[str, tuple[dict[str, str | None], ...]] = {
    "a new alias links names in other sources": (
        {"annotations/organizations/kcna.yml": "name: KCNA\nalso_known_as: [Ministry of Roads]\n"},
    ),
    "an alias that another entity has links to neither": (
        {"annotations/vessels/aurora.yml": "name: Aurora\nalso_known_as: [Putin]\n"},
    ),
    "an apostrophe is typed otherwise": (
        {"seeds/copy.txt": FILES["seeds/copy.txt"].replace("’", "'")},
    ),
    "a place is called what a statement says": (
        {"annotations/places/washington.yml": "name: Washington\nalso_known_as: [Grainport]\n"},
    ),
    "a claim's name is the name of whom others are about": (
        {"annotations/places/the-valley.yml": "name: The Valley\nalso_known_as: [Zeno]\n"},
    ),
    "an event becomes a topic": (
        {
            "annotations/events.yml": "the-return: {name: The return}\n",
            "annotations/topics/the-crossing.yml": "name: The crossing\n",
        },
    ),
    "a claim is of another day": (
        {
            "annotations/claims/more-soldiers-crossed.yml": FILES[
                "annotations/claims/more-soldiers-crossed.yml"
            ].replace("2026-03-05", "2026-03-08")
        },
    ),
    "rare words become common": (
        {
            "annotations/claims/twenty-ferries.yml": FILES[
                "annotations/claims/twenty-ferries.yml"
            ].replace("20 ferries", "21 ferries"),
            **{
                f"annotations/claims/cargo-{number}.yml": f"""\
                    statement: Ferries carry before {CARGO[:70]} {number}.
                    about: [the-valley]
                    """
                for number in range(3)
            },
        },
    ),
    "shared words become common": (
        {f"seeds/news-{number}.txt": FILES["seeds/left.txt"] for number in range(22)},
    ),
    "a publisher becomes known": (
        {"annotations/organizations/kcna.yml": "name: KCNA\nalso_known_as: [KCNA agency]\n"},
    ),
    "a name is shouted": (
        {"seeds/copy.txt": FILES["seeds/copy.txt"].replace("Marrowford", "MARROWFORD")},
    ),
    "a name takes the weight of shared words": (
        {
            "annotations/vessels/aurora.yml": (
                "name: Aurora\n"
                "also_known_as: [eastern harbour shortly after midnight carrying grain]\n"
            )
        },
    ),
    "a quote moves in a text that has its own title": (
        {"seeds/first.txt": FILES["seeds/first.txt"].replace("Kim\n\n", "Kim\n\nMoscow. ")},
    ),
    "a source is declared a copy": ({"annotations/sources/left.yml": "derived_from: [first]\n"},),
    "a spelling that stands nowhere gets a rival": (
        {"annotations/vessels/aurora.yml": "name: Aurora\nalso_known_as: [The Valley]\n"},
    ),
    "an entity that is called otherwise": (
        {"annotations/places/marrowford.yml": "name: Ada Quill\nwithin: the-valley\n"},
    ),
    "a place that lies elsewhere": (
        {"annotations/places/marrowford.yml": "name: Marrowford\nwithin: washington\n"},
    ),
    "a new source copies another": ({"seeds/third.txt": REPORT},),
    "a source copies another no more": ({"seeds/copy.txt": "Nothing but Washington here.\n"},),
    "a capital letter changes in a source": (
        {"seeds/notes.md": FILES["seeds/notes.md"].replace("*Putin*", "*PUTIN*")},
    ),
    "a source that gets a publisher": (
        {"annotations/sources/report.yml": "published: 2026-03-02\npublisher: KCNA\n"},
    ),
    "a source that is younger than an assessment": (
        {"annotations/sources/report.yml": "published: 2026-05-02\nreliability: B\n"},
    ),
    "a source in German": ({"annotations/sources/notes.yml": "language: de\n"},),
    "an editor settles a name": (
        {
            "annotations/sources/notes.yml": (
                "mentions:\n  - {quote: Washington, entity: washington}\n"
            )
        },
    ),
    "an editor silences a name no more": (
        {"annotations/sources/copy.yml": "derived_from: [report]\n"},
    ),
    "another kind is declared": (
        {"dossier.yml": "kinds:\n  ships: {singular: Ship, plural: Ships}\n"},
    ),
    "statuses change places": (
        {
            "dossier.yml": "statuses:\n  likely: {label: Likely, color: teal}\n"
            "  open: {label: Open, color: gray}\n"
        },
        {
            "dossier.yml": "statuses:\n  open: {label: Open, color: gray}\n"
            "  likely: {label: Likely, color: teal}\n"
        },
    ),
    "a kind is called otherwise": (
        {"dossier.yml": "kinds:\n  vessels: {singular: Boat, plural: Boats}\n"},
        {"annotations/claims/soldiers-crossed.yml": "statement: Empty.\nabout: [first]\n"},
    ),
    "a check is switched off": (
        {"dossier.yml": f"{dedent(FILES['dossier.yml'])}checks: {{undated-source: off}}\n"},
    ),
    "a record that others name is deleted": ({"annotations/organizations/kcna.yml": None},),
    "a source that others name is deleted": ({"seeds/report.txt": None},),
    "two files claim one id": ({"annotations/places/kcna.yml": "name: Another\n"},),
    "two seeds claim one id": ({"seeds/more/report.txt": "Another text.\n"},),
    "a record moves to another kind": (
        {
            "annotations/organizations/kcna.yml": None,
            "annotations/topics/kcna.yml": "name: KCNA\n",
        },
    ),
    "a record takes a seed's name": ({"annotations/topics/report.yml": "name: Report\n"},),
    "what names itself": ({"annotations/places/the-valley.yml": "name: V\nwithin: the-valley\n"},),
    "a circle closes": ({"annotations/places/the-valley.yml": "name: V\nwithin: marrowford\n"},),
    "YAML breaks": ({"annotations/organizations/kcna.yml": "name: [KCNA\n"},),
    "YAML of many records breaks": (
        {"annotations/events.yml": "the-crossing:\n  name: 'The\nthe-return:\n  name: Back\n"},
    ),
    "a new record is broken": ({"annotations/people/nobody.yml": "name: [Nobody\n"},),
    "nobody knows which records a file would hold": ({"annotations/vessels.yml": "- Aurora\n"},),
    "a new seed is no text": ({"seeds/unheard.txt": "a\0b"},),
    "a seed is no text": ({"seeds/first.txt": "a\0b"},),
    "a page links to a record": ({"docs/about.md": "See [[aurora]].\n"},),
    "a picture comes": ({"docs/aurora.png": "png"},),
    "evidence in a file of its own is gone": ({"annotations/evidence/analysts-doubt.yml": None},),
    "evidence is attributed otherwise": (
        {
            "annotations/claims/soldiers-crossed.yml": FILES[
                "annotations/claims/soldiers-crossed.yml"
            ].replace("[kcna]", "[vladimir-putin]")
        },
    ),
    "an event that lasts": (
        {"annotations/events.yml": "the-crossing: {name: The crossing, when: 2026-03/2026-04}\n"},
    ),
    "a claim settles a contradiction": (
        {
            "annotations/claims/more-soldiers-crossed.yml": dedent(
                FILES["annotations/claims/more-soldiers-crossed.yml"]
            )
            + "contradicts: [soldiers-crossed]\n"
        },
    ),
}


def apply(root: Path, edits: dict[str, str | None]) -> None:
    """Write, or delete where there is no text, as editors do that write beside a file first."""
    for path, text in edits.items():
        target = root / path
        if text is None:
            target.unlink(missing_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name("_beside")
        beside.write_text(dedent(text), encoding="utf-8")
        beside.replace(target)


# Any edits at all ------------------------------------------------------------------------------

WORDS = ("Putin", "KCNA", "report", "copy", "kcna", "marrowford", "the-crossing", "12,000", "")


class Change(NamedTuple):
    """One change to the files, by numbers that are taken modulo what there is."""

    what: str
    which: int
    other: int


CHANGES = st.builds(
    Change,
    st.sampled_from(("word", "cut", "delete", "copy", "rename", "swap", "edit")),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
)


def change(root: Path, one: Change) -> None:
    """Change some file below `root`, whatever comes of it."""
    if one.what == "edit":
        named = list(EDITS.values())
        apply(root, named[one.which % len(named)][0])
        return
    paths = sorted(path for path in root.rglob("*.*") if path.is_file())
    path = paths[one.which % len(paths)]
    if path.name == "mkdocs.yml":
        return
    other = paths[one.other % len(paths)]
    text = path.read_text("utf-8")
    if one.what == "delete":
        path.unlink()
    elif one.what in ("copy", "rename"):
        target = other.with_name(f"{path.stem}{path.suffix if one.other % 3 else '.yaml'}")
        save(target, text)
        if one.what == "rename" and target != path:
            path.unlink()
    elif one.what == "swap" and other.name != "mkdocs.yml":
        save(path, other.read_text("utf-8"))
        save(other, text)
    elif one.what == "cut":
        save(path, text[: one.other % (len(text) + 1)])
    elif one.what == "word":
        words = text.split(" ")
        words[one.other % len(words)] = WORDS[one.other % len(WORDS)]
        save(path, " ".join(words))


def save(path: Path, text: str) -> None:
    """Write a file as editors do that write beside it first."""
    beside = path.with_name("_beside")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
