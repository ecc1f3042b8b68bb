"""What is left to do, and what of it is worth most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossiers import GREETING, read, sound, write

from dossier.analyses.contradictions import Contradictions, Suspicion
from dossier.analyses.coverage import Coverage
from dossier.analyses.recurring_names import RecurringName
from dossier.analyses.work_list import Task, without_metadata, work_list
from dossier.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dossier.tables import Dossier

PRAISE = "annotations/claims/putin-praised-soldiers.yml"
METADATA = (
    "published: 2026\nreliability: F\npublisher: A\nurl: https://example.org/\nlanguage: en\n"
)
DESCRIBED = {f"annotations/sources/{name}.yml": METADATA for name in ("first", "second")}
SECOND_VOICE = {
    "seeds/third.txt": "The third\n\nSoldiers were praised, TASS reported.\n",
    "annotations/organizations/tass.yml": "name: TASS\n",
    "annotations/evidence/tass-too.yml": "claim: putin-praised-soldiers\nsource: third\n"
    "quote: Soldiers were praised\nattribution: [tass]\n",
}


def tasks(
    dossier: Dossier,
    *,
    suspected: tuple[Suspicion, ...] = (),
    coverage: Mapping[str, Coverage] | None = None,
    recurring: tuple[RecurringName, ...] = (),
) -> tuple[Task, ...]:
    return work_list(
        dossier.records,
        dossier.anchors,
        dossier.graph,
        support=dossier.analyses.support,
        coverage=coverage or {},
        contradictions=Contradictions(suspected=suspected),
        recurring=recurring,
    )


def of(work: str, found: tuple[Task, ...]) -> list[Task]:
    return [one for one in found if one.work == work]


def files(**more: str) -> dict[str, str]:
    """Return the greeting's files with words appended to its first claim's record, or others'."""
    told = {**GREETING, **DESCRIBED}
    for path, text in more.items():
        told[path] = f"{told.get(path, '')}{text}"
    return told


def test_claims_with_one_independent_source_are_worth_more_the_more_seem_to_carry_them(
    tmp_path: Path,
) -> None:
    found = of("single-origin", tasks(sound(tmp_path, files())))
    assert [(one.subject, one.worth) for one in found] == [
        ("putin-praised-soldiers", 3.17),
        ("no-soldier-took-part", 2.0),
    ]


def test_a_single_source_behind_a_sure_status_is_worth_more(tmp_path: Path) -> None:
    sure = {PRAISE: "assessment: {status: confirmed, rationale: So it is.}\n"}
    dossier, _ = read(write(tmp_path, files(**sure)))
    assert of("single-origin", tasks(dossier))[0].worth == 9.51


def test_a_claim_with_two_independent_sources_or_none_is_not_of_one_origin(tmp_path: Path) -> None:
    more = {
        **SECOND_VOICE,
        "annotations/claims/it-rained.yml": "statement: It rained.\nevidence:\n"
        "  - {source: third, quote: TASS reported, stance: discusses}\n",
    }
    found = of("single-origin", tasks(sound(tmp_path, files(**more))))
    assert [one.subject for one in found] == ["no-soldier-took-part"]


def test_claims_that_nobody_assessed_are_to_be_assessed(tmp_path: Path) -> None:
    looked_at = {**SECOND_VOICE, PRAISE: "assessment: {status: unverified}\n"}
    dossier = sound(tmp_path / "a", files(**SECOND_VOICE))
    assert [(one.subject, one.worth) for one in of("unassessed-claim", tasks(dossier))] == [
        ("putin-praised-soldiers", 3.0)
    ]
    found = tasks(sound(tmp_path / "b", files(**looked_at)))
    assert of("unassessed-claim", found) == []


def test_a_claim_is_listed_once_for_the_weightier_of_two_reasons(tmp_path: Path) -> None:
    found = tasks(sound(tmp_path / "one", files()))
    assert of("unassessed-claim", found) == []
    assert len(of("single-origin", found)) == 2
    disputed = {
        f"annotations/evidence/doubt-{at}.yml": "claim: no-soldier-took-part\nstance: disputes\n"
        f"source: s{at}\nquote: They did take part\n"
        for at in range(5)
    }
    seeds = {f"seeds/s{at}.txt": "A report\n\nThey did take part.\n" for at in range(5)}
    found = tasks(sound(tmp_path / "other", files(**disputed, **seeds)))
    assert [(one.subject, one.worth) for one in of("unassessed-claim", found)] == [
        ("no-soldier-took-part", 4.21)
    ]
    assert [one.subject for one in of("single-origin", found)] == ["putin-praised-soldiers"]


def test_sources_lack_what_their_record_does_not_say(tmp_path: Path) -> None:
    dossier = sound(tmp_path, GREETING)
    found = of("missing-metadata", tasks(dossier))
    assert [(one.subject, one.words, one.worth) for one in found] == [
        ("second", ("published", "reliability", "publisher", "url", "language"), 3.96),
        ("first", ("published", "reliability", "publisher", "url"), 3.17),
    ]


def test_the_day_on_which_a_text_was_fetched_is_date_enough(tmp_path: Path) -> None:
    told = {**GREETING, "annotations/sources/first.yml": "retrieved: 2026-01-02\n"}
    found = of("missing-metadata", tasks(sound(tmp_path, told)))
    assert {one.subject: "published" in one.words for one in found} == {
        "first": False,
        "second": True,
    }


def test_what_a_dossier_cannot_know_is_no_task_and_weighs_nothing() -> None:
    listed = (
        Task("missing-metadata", "a", 3.0, ("published", "reliability", "url")),
        Task("recurring-name", "b", 2.5, ("published",), Span(0, 9)),
        Task("missing-metadata", "c", 2.0, ("url",)),
        Task("missing-metadata", "d", 1.5, ("published",)),
    )
    assert without_metadata(listed, ["published", "reliability"]) == (
        listed[1],
        listed[2],
        Task("missing-metadata", "a", 1.0, ("url",)),
    )
    assert without_metadata(listed, []) == listed


def test_a_source_on_which_nothing_rests_lacks_nothing(tmp_path: Path) -> None:
    more = {"seeds/third.txt": "The third\n\nIt rained.\n"}
    assert of("missing-metadata", tasks(sound(tmp_path, files(**more)))) == []


def test_a_drifted_quote_leads_to_its_words_and_weighs_more_if_it_is_turned(
    tmp_path: Path,
) -> None:
    changed = {
        **files(),
        "annotations/evidence/close.yml": "claim: putin-praised-soldiers\nsource: second\n"
        "quote: According to KCNA, Putin praises the “heroic participation” of North Korean\n",
        "annotations/evidence/turned.yml": "claim: no-soldier-took-part\nsource: first\n"
        "quote: praised the ‘heroic participation’ of 10 soldiers\n",
    }
    dossier, report = read(write(tmp_path, changed))
    assert report.errors == []
    turned, close = of("drifted-quote", tasks(dossier))
    assert (turned.subject, turned.words, turned.worth) == ("first", ("turned",), 20)
    assert (close.subject, close.words, close.worth) == ("second", ("close",), 10)
    assert close.span is not None
    assert close.span.of(dossier.corpus.sources["second"].text).startswith("According to KCNA")


def test_suspected_contradictions_name_both_claims_and_what_differs(tmp_path: Path) -> None:
    suspicion = Suspicion("no-soldier-took-part", "putin-praised-soldiers", (), "dates", "1", "2")
    (found,) = of(
        "suspected-contradiction", tasks(sound(tmp_path, files()), suspected=(suspicion,))
    )
    assert found.subject == "no-soldier-took-part"
    assert found.words == ("putin-praised-soldiers", "1", "2")


def test_recurring_names_lead_to_their_first_place_and_count_by_times_and_sources(
    tmp_path: Path,
) -> None:
    rare = RecurringName("Ada Quill", 3, (("first", Span(0, 5)),))
    frequent = RecurringName("Oleg Kravets", 7, (("first", Span(9, 12)), ("second", Span(0, 5))))
    found = of("recurring-name", tasks(sound(tmp_path, files()), recurring=(rare, frequent)))
    assert found == [
        Task("recurring-name", "first", 4.58, ("Oleg Kravets",), Span(9, 12)),
        Task("recurring-name", "first", 3.0, ("Ada Quill",), Span(0, 5)),
    ]


def test_sentences_of_the_source_that_is_least_read_come_first(tmp_path: Path) -> None:
    covered = {
        "first": Coverage(4, (Span(5, 9),)),
        "second": Coverage(4, (Span(20, 30), Span(5, 9))),
    }
    found = of("open-sentences", tasks(sound(tmp_path, files()), coverage=covered))
    assert [(one.subject, one.span, one.worth) for one in found] == [
        ("second", Span(5, 9), 1.0),
        ("second", Span(20, 30), 1.0),
        ("first", Span(5, 9), 0.5),
    ]


def test_all_work_is_one_list_by_worth_whatever_order_it_is_found_in(tmp_path: Path) -> None:
    dossier = sound(tmp_path, files(**SECOND_VOICE))
    one = RecurringName("Ada Quill", 3, (("first", Span(0, 5)),))
    other = RecurringName("Oleg Kravets", 3, (("first", Span(0, 5)),))
    # To read either of two sources is worth as much as to find a claim's second voice.
    covered = {
        "third": Coverage(6, (Span(20, 30), Span(5, 9), Span(30, 31))),
        "first": Coverage(2, (Span(5, 9), Span(10, 15))),
        "second": Coverage(2, (Span(40, 45), Span(1, 3))),
    }
    found = tasks(dossier, recurring=(one, other), coverage=covered)
    assert found == tasks(dossier, recurring=(other, one), coverage=covered)
    assert list(found) == sorted(
        found, key=lambda each: (-each.worth, each.work, each.subject, each.span or Span(0, 0))
    )
    assert len({each.work for each in found}) > 2
