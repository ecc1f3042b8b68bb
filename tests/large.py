"""A dossier in which one page of each sort is large, though not as large as they may get."""

from __future__ import annotations

ROWS = 560
CLAIMS = 70
SOURCES = 60
PASSAGES = 260
NAMED = 230
YEARS = ("2019", "2020", "2021")


def files() -> dict[str, str]:
    """Return the files: many topics, claims about a place, sources that name a person, a text."""
    made = {
        "mkdocs.yml": "site_name: The archive\nplugins: [search, dossier]\n",
        "docs/index.md": "# The archive\n",
        "seeds/archive.txt": "The archive\n\n" + "\n\n".join(map(_passage, range(1, PASSAGES))),
        "annotations/sources/archive.yml": "type: archive\n",
        "annotations/people/ada-quill.yml": "name: Ada Quill\n",
        "annotations/people/tom-weir.yml": "name: Tom Weir\n",
        "annotations/places/marrowford.yml": "name: Marrowford\n",
    }
    for number in range(ROWS):
        made[f"annotations/topics/t{number:04}.yml"] = f"name: Sluice {number:04}\n"
    for number in range(SOURCES):
        published = f"published: {YEARS[number % 4]}\n" if number % 4 < len(YEARS) else ""
        made[f"seeds/s{number:02}.txt"] = f"Report {number}\n\nAda Quill came. Ada Quill went.\n"
        made[f"annotations/sources/s{number:02}.yml"] = f"type: news\n{published}"
    for number in range(1, CLAIMS + 1):
        made[f"annotations/claims/c{number:02}.yml"] = (
            f"statement: Gate {number} was open.\nabout: [marrowford]\n"
            f"evidence: [{{source: archive, quote: Gate {number * 3} was found open}}]\n"
        )
    return made


def _passage(number: int) -> str:
    named = " Tom Weir wrote it down." if number <= NAMED else ""
    rain = "The rain did not end, and the river stood at the wall. " * (number % 3)
    return f"{rain}Gate {number} was found open by the guard of the night.{named}"
