"""Questions, which claims answer."""

from __future__ import annotations

from pydantic import Field

from dossier.kinds.base import Described, Kind, described_like, spelt_like
from dossier.kinds.fields import Line, Markdown
from dossier.translatable import N_


class Question(Described):
    """A question that claims answer, perhaps differently."""

    description: Line = described_like("The two papers give two answers.")
    also_known_as: tuple[Line, ...] = spelt_like("the length of the repairs")
    question: Line = Field(
        description="The question, in one sentence.",
        examples=["How long will the repairs take?"],
    )
    would_decide: Markdown = Field(
        "",
        description="What evidence would decide the question, in Markdown without HTML.",
        examples=["The council’s contract with the builders, with its dates."],
    )


KIND = Kind(
    name="questions",
    singular=N_("Question"),
    plural=N_("Questions"),
    model=Question,
    group="question",
    heading="question",
    template="question.html",
    schema_org="Question",
    boost=4.0,
)
