"""A dossier made to be nasty: quotes that overlap, cross, nest, coincide and run on."""

from __future__ import annotations

TWELVE = (
    "Ada",
    "Ada saw",
    "saw the derrick",
    "the derrick fall",
    "derrick",
    "fall at dawn",
    "at dawn",
    "dawn",
    "dawn and called",
    "called the council",
    "the council by telephone",
    "Ada saw the derrick fall at dawn and called the council by telephone",
)
"""The quotes in one sentence, the claims about which are numbered."""
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
SEED = f"""\
Bridge closed early

The council closed the bridge on Monday after a crane fell on it, witnesses said.

Nobody was hurt. The closure was to last a week.

Repairs went on for six months, the council admitted later.

Ada saw the derrick fall at dawn and called the council by telephone.

Of the {LONG} nothing was heard.
"""
ARABIC = """\
الجسر مغلق

أغلق المجلس الجسر يوم الاثنين بعد سقوط رافعة عليه.
"""
JAPANESE = """\
橋が閉鎖された

評議会は月曜日にクレーンが倒れた後、橋を閉鎖した。
"""

_STATUSES = """\
statuses:
  plausible: {label: Plausible, color: teal}
  doubtful: {label: Doubtful, color: orange}
"""


def _claim(statement: str, status: str, *evidence: str) -> str:
    rows = "".join(f"  - {{{one}}}\n" for one in evidence)
    assessment = f"assessment: {{status: {status}, rationale: So they say.}}\n" if status else ""
    return f"statement: {statement}\n{assessment}evidence:\n{rows}"


FILES: dict[str, str] = {
    "mkdocs.yml": """\
        site_name: A bridge
        site_url: https://dossier.example/
        plugins: [search, dossier]
        """,
    "dossier.yml": _STATUSES,
    "docs/index.md": "# A bridge\n",
    "seeds/courier.txt": SEED,
    "seeds/arabic.txt": ARABIC,
    "seeds/japanese.txt": JAPANESE,
    "seeds/silent.txt": "Silence\n\nNothing was said.\n",
    "annotations/sources/courier.yml": """\
        type: news
        publisher: Tanner Courier
        authors: ["Quill, Ada"]
        published: 2026-03-02
        language: en
        glosses:
          - {quote: on Monday, note: “Monday” is the second of March.}
        """,
    "annotations/sources/arabic.yml": "type: news\nlanguage: ar\n",
    "annotations/sources/japanese.yml": "type: news\nlanguage: ja\n",
    "annotations/organizations/council.yml": "name: Council\nalso_known_as: [council]\n",
    "annotations/people/ada-quill.yml": """\
        name: Ada Quill
        relations:
          - type: works for
            to: council
            evidence: [{source: courier, quote: called the council}]
        """,
    "annotations/claims/closed.yml": _claim(
        "The council closed the bridge.",
        "plausible",
        "source: courier, quote: The council closed the bridge",
        "source: arabic, quote: أغلق المجلس الجسر يوم الاثنين, attribution: [council]",
        "source: japanese, quote: 月曜日にクレーンが倒れた",
    ),
    "annotations/claims/open.yml": _claim(
        "The bridge stayed open.",
        "doubtful",
        "source: courier, quote: The council closed the bridge, stance: disputes, "
        "attribution: [council, {unnamed: witnesses}]",
        "source: arabic, quote: الاثنين بعد سقوط رافعة, stance: discusses",
        "source: japanese, quote: クレーンが倒れた後、橋を閉鎖した, stance: disputes",
    ),
    "annotations/claims/crane.yml": _claim(
        "A crane fell on the bridge.",
        "",
        "source: courier, quote: closed the bridge on Monday after a crane, stance: discusses",
        "source: courier, quote: 'after a crane fell on it, witnesses'",
        "source: courier, quote: 'The council […] fell on it'",
    ),
    "annotations/claims/months.yml": _claim(
        "The bridge was shut for months.",
        "plausible",
        "source: courier, quote: 'The closure was to last a week. Repairs went on for six months'",
    ),
    "annotations/claims/long.yml": _claim(
        "Nothing was heard of them.", "doubtful", f"source: courier, quote: {LONG}"
    ),
    **{
        f"annotations/claims/dawn-{number}.yml": _claim(
            f"Dawn, claim {number}.", "", f"source: courier, quote: {words}"
        )
        for number, words in enumerate(TWELVE, start=1)
    },
}
