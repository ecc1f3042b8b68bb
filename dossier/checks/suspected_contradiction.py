"""Two claims say nearly the same of the same things, and differ in one that both cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.diagnostics import Related

if TYPE_CHECKING:
    from dossier.diagnostics import Report
    from dossier.tables import Dossier

_WRITTEN = {"dates": "when", "places": "where", "numbers": "statement"}


def check(dossier: Dossier, report: Report) -> None:
    """Ask about claims whose dates, numbers or places may not both hold.

    It is a question and no finding: the two may tell of different things. A relation between
    them, of any kind, answers it. How they are found, `dossier.analyses.contradictions` says.

    Passes: “11,000 soldiers were sent”, “About 11,000 soldiers were sent”; or 11,000 and 12,000,
    where one claim says `contradicts`, `refines` or `supersedes`.

    Fails: “11,000 soldiers were sent” and “12,000 soldiers were sent”, about the same army, and
    nothing that ties the two.
    """
    claims = dossier.records.by_id
    for one in dossier.analyses.contradictions.suspected:
        written = _WRITTEN[one.over]
        entities = " and ".join(claims[entity].title for entity in one.about[:2])
        report.add(
            "suspected-contradiction",
            claims[one.a].place(written),
            f"this claim and {one.b} may not both hold: “{one.a_value}” and “{one.b_value}”",
            why=[f"Both are about {entities}, and say nearly the same but for their {one.over}."],
            fix=f"If they cannot both hold, add `contradicts: [{one.b}]`. If one says it more "
            "exactly, or takes the other’s place, say so with `refines` or `supersedes`. "
            "Otherwise correct the one that is wrong.",
            related=[Related(claims[one.b].place(written), f"“{claims[one.b].title}”")],
        )
