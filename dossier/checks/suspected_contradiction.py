"""Two claims say much the same of the same things, and differ in what cannot be twofold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.diagnostics import Related

if TYPE_CHECKING:
    from dossier.diagnostics import Report
    from dossier.tables import Dossier

_WRITTEN = {"dates": "when", "places": "where", "numbers": "statement"}
_LASTING = " If the event lasts, give it an interval as its `when`."


def check(dossier: Dossier, report: Report) -> None:
    """Ask about claims whose dates, numbers or places may not both hold.

    It is a question and no finding: the two may tell of different things. A relation between
    them, of any kind, answers it. Claims about one event need to say only half alike, for an
    event has one date and one place; give an event that lasts an interval as its `when`, and its
    days are not asked about. Claims about other things must say nearly the same, and less so if
    they are about the very same. Dates a year apart are two happenings, unless it is one event.
    The whole rule stands in `dossier.analyses.disagreement`.

    Passes: “11,000 soldiers were sent”, “About 11,000 soldiers were sent”; or 11,000 and 12,000,
    where one claim says `contradicts`, `refines` or `supersedes`.

    Fails: “11,000 soldiers were sent” and “12,000 soldiers were sent”, about the same army, and
    nothing that ties the two; “The meeting took place on 4 December” and “Officials met on
    6 December”, both about the same event, with these dates as their `when`.
    """
    claims = dossier.records.by_id
    for one in dossier.analyses.contradictions.suspected:
        written = _WRITTEN[one.over]
        entities = " and ".join(claims[entity].title for entity in one.about[:2])
        of_event = any(claims[entity].kind.name == "events" for entity in one.about)
        lasting = _LASTING if of_event and one.over == "dates" else ""
        report.add(
            "suspected-contradiction",
            claims[one.a].place(written),
            f"this claim and {one.b} may not both hold: “{one.a_value}” and “{one.b_value}”",
            why=[f"Both are about {entities}, and say much the same but for their {one.over}."],
            fix=f"If they cannot both hold, add `contradicts: [{one.b}]`. If one says it more "
            "exactly, or takes the other’s place, say so with `refines` or `supersedes`. "
            f"Otherwise correct the one that is wrong.{lasting}",
            related=[Related(claims[one.b].place(written), f"“{claims[one.b].title}”")],
        )
